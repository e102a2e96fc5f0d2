"""record_day: zero, closed, reported and not reported; outreach says nothing for the office."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from regions.models import Channel, CountChange, DayStatus, RunningHead, Source, State, ZeroReason
from regions.recording import ledger
from tests.factories import DAY, at, make_jambi, make_siti, save_day
from tests.regions.recording.stored_days import BLANK, count_of, status_of

pytestmark = pytest.mark.django_db


def test_a_grid_of_blanks_is_not_a_report():
    jambi = make_jambi()

    saved = save_day(make_siti(jambi), {jambi.limun: BLANK, jambi.pauh: BLANK})

    assert saved.changes == []
    assert not DayStatus.objects.exists()


def test_a_zero_typed_as_a_number_makes_the_day_reported():
    jambi = make_jambi()

    save_day(make_siti(jambi), {jambi.limun: 0})

    assert status_of(jambi.sarolangun).state == State.REPORTED


def test_zero_with_a_reason_closed_and_not_reported_are_three_things():
    jambi = make_jambi()
    siti = make_siti(jambi)
    zero_day, closed_day, level_day = (DAY - timedelta(days=n) for n in (1, 2, 3))

    zero = {"state": State.ZERO, "zero_reason": ZeroReason.DEVICE_BROKEN}
    save_day(siti, {}, day=zero_day, status=zero)
    save_day(siti, {}, day=closed_day, status={"state": State.CLOSED})
    save_day(siti, {}, day=level_day, status={"blangko_left": 80})

    found = {status.day: status for status in DayStatus.objects.all()}
    assert found[zero_day].state == State.ZERO
    assert found[zero_day].zero_reason == ZeroReason.DEVICE_BROKEN
    assert found[closed_day].state == State.CLOSED
    assert found[level_day].state == State.EMPTY
    assert found[level_day].first_reported_at is None
    assert found[closed_day].first_reported_at is None


def test_numbers_after_closed_make_the_day_reported():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {}, status={"state": State.CLOSED})

    save_day(siti, {jambi.limun: 4}, at=at(10))

    status = status_of(jambi.sarolangun)
    assert (status.state, status.zero_reason) == (State.REPORTED, "")
    assert status.first_reported_at == at(10)


def test_numbers_after_zero_take_the_reason_away():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {}, status={"state": State.ZERO, "zero_reason": ZeroReason.NO_CARDS})

    save_day(siti, {jambi.limun: 4}, status={"state": "", "zero_reason": ""})

    status = status_of(jambi.sarolangun)
    assert (status.state, status.zero_reason) == (State.REPORTED, "")


def test_zero_without_a_reason_is_refused_by_the_database():
    jambi = make_jambi()

    with pytest.raises(IntegrityError, match="zero_has_a_reason"), transaction.atomic():
        save_day(make_siti(jambi), {}, status={"state": State.ZERO})

    assert not DayStatus.objects.exists()


def test_a_complete_day_stays_complete_when_a_number_is_corrected_until_it_is_taken_back():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 4}, status={"is_complete": True, "remark": "alat Pauh rusak"})

    save_day(siti, {jambi.limun: 5, jambi.pauh: 1}, at=at(10))
    corrected = status_of(jambi.sarolangun)
    save_day(siti, {}, status={"is_complete": False}, at=at(11))

    assert (corrected.is_complete, corrected.remark) == (True, "alat Pauh rusak")
    assert not status_of(jambi.sarolangun).is_complete
    log = CountChange.objects.filter(field__in=("is_complete", "remark")).order_by("id")
    assert list(log.values_list("field", "old", "new", "version")) == [
        ("is_complete", False, True, 1),
        ("remark", "", "alat Pauh rusak", 1),
        ("is_complete", True, False, 2),
    ]


@pytest.mark.parametrize(
    "status", [{}, {"state": State.CLOSED}, {"state": State.ZERO, "zero_reason": "no_cards"}]
)
def test_a_day_whose_numbers_went_is_complete_no_more_and_not_by_itself_again(status):
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 4}, status={"is_complete": True})

    save_day(siti, {jambi.limun: None}, status=status)
    withdrawn = status_of(jambi.sarolangun).is_complete
    save_day(siti, {jambi.limun: 3})

    assert not withdrawn
    assert not status_of(jambi.sarolangun).is_complete


def test_a_day_without_numbers_is_not_complete_and_keeps_its_remark():
    jambi = make_jambi()

    save_day(make_siti(jambi), {}, status={"is_complete": True, "remark": "listrik padam"})

    status = status_of(jambi.sarolangun)
    assert (status.state, status.is_complete) == (State.EMPTY, False)
    assert status.remark == "listrik padam"
    with pytest.raises(IntegrityError, match="complete_is_reported"), transaction.atomic():
        DayStatus.objects.update(is_complete=True)


def test_withdrawing_all_numbers_empties_the_day_as_if_it_was_never_reported():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 12, jambi.pauh: 5}, at=at(8))

    save_day(siti, {jambi.limun: None}, at=at(9))
    halfway = status_of(jambi.sarolangun).state
    save_day(siti, {jambi.pauh: None}, at=at(10))

    status = status_of(jambi.sarolangun)
    assert halfway == State.REPORTED
    assert (status.state, status.first_reported_at) == (State.EMPTY, None)
    assert RunningHead.objects.get().recorded_total == 0
    assert count_of(jambi.limun).recorded is None
    assert list(ledger.check()) == []


def test_a_correction_does_not_move_when_the_day_was_first_reported():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 12}, at=at(8))

    five_days_later = at(8, DAY + timedelta(days=5))
    save_day(siti, {jambi.limun: 13}, status={"blangko_left": 7}, at=five_days_later)

    assert status_of(jambi.sarolangun).first_reported_at == at(8)
    assert status_of(jambi.sarolangun).entered_at == five_days_later
    assert count_of(jambi.limun).entered_at == five_days_later


def test_outreach_does_not_report_the_day_for_the_office():
    jambi = make_jambi()
    siti = make_siti(jambi)

    save_day(siti, {jambi.limun: 200}, channel=Channel.JEMPUT_BOLA, source=Source.EVENT)

    assert not DayStatus.objects.exists()


def test_outreach_on_a_day_on_which_the_office_is_closed_leaves_it_closed():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {}, status={"state": State.CLOSED})

    save_day(siti, {jambi.limun: 200}, channel=Channel.JEMPUT_BOLA)

    assert status_of(jambi.sarolangun).state == State.CLOSED


def test_withdrawn_office_numbers_empty_the_day_although_outreach_has_some():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 200}, channel=Channel.JEMPUT_BOLA)
    save_day(siti, {jambi.limun: 12})

    save_day(siti, {jambi.limun: None})

    assert status_of(jambi.sarolangun).state == State.EMPTY
    assert RunningHead.objects.get().recorded_total == 200
