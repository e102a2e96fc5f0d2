"""record_day: zero, closed, reported and not reported; outreach says nothing for the office."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from regions.models import Channel, DayStatus, RunningHead, Source, State, ZeroReason
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
