"""record_day: one office, one service day, one transaction."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from regions import totals
from regions.models import (
    MEASURES,
    Channel,
    CountChange,
    DailyCount,
    DayStatus,
    DayTotal,
    RunningHead,
    Source,
    State,
    ZeroReason,
)
from regions.recording import DayIsLocked
from tests.factories import DAY, at, make_jambi, make_region, make_siti, save_day

pytestmark = pytest.mark.django_db

BLANK = dict.fromkeys(MEASURES)


def count_of(region, channel=Channel.LOKET) -> DailyCount:
    return DailyCount.objects.get(region=region, day=DAY, channel=channel)


def status_of(kabkota) -> DayStatus:
    return DayStatus.objects.get(kabkota=kabkota, day=DAY)


def everything_stored() -> list[list[dict]]:
    tables = (DailyCount, DayStatus, CountChange, DayTotal, RunningHead)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def test_a_saved_day_is_in_counts_status_ledger_and_log():
    jambi = make_jambi()
    siti = make_siti(jambi)

    save_day(
        siti,
        {jambi.limun: {"recorded": 12, "printed": 9}, jambi.sarolangun: {"recorded": 3}},
        status={"blangko_left": 480},
    )

    limun = count_of(jambi.limun)
    assert (limun.recorded, limun.printed, limun.delivered) == (12, 9, None)
    assert (limun.kabkota, limun.province) == (jambi.sarolangun, jambi.province)
    assert (limun.entered_by, limun.entered_at, limun.version) == (siti, at(), 1)
    status = status_of(jambi.sarolangun)
    assert (status.state, status.blangko_left, status.print_ready) == (State.REPORTED, 480, None)
    head = RunningHead.objects.get(kabkota=jambi.sarolangun)
    assert (head.recorded_total, head.printed_total, head.last_day) == (15, 9, DAY)
    assert list(totals.check()) == []


def test_blank_is_not_zero():
    jambi = make_jambi()

    save_day(make_siti(jambi), {jambi.limun: {"recorded": 0, "printed": None}, jambi.pauh: BLANK})

    assert count_of(jambi.limun).recorded == 0
    assert count_of(jambi.limun).printed is None
    assert not DailyCount.objects.filter(region=jambi.pauh).exists()


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
    assert found[closed_day].first_reported_at == at(day=closed_day)


def test_numbers_after_closed_make_the_day_reported():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {}, status={"state": State.CLOSED})

    save_day(siti, {jambi.limun: 4}, at=at(10))

    status = status_of(jambi.sarolangun)
    assert (status.state, status.zero_reason) == (State.REPORTED, "")


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


def test_a_measure_not_named_stays():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: {"recorded": 12, "printed": 9}})

    save_day(siti, {jambi.limun: {"printed": 11}})

    limun = count_of(jambi.limun)
    assert (limun.recorded, limun.printed) == (12, 11)


def test_withdrawing_all_numbers_empties_the_day_and_keeps_when_it_was_first_reported():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 12, jambi.pauh: 5}, at=at(8))

    save_day(siti, {jambi.limun: None}, at=at(9))
    halfway = status_of(jambi.sarolangun).state
    save_day(siti, {jambi.pauh: None}, at=at(10))

    status = status_of(jambi.sarolangun)
    assert halfway == State.REPORTED
    assert (status.state, status.first_reported_at) == (State.EMPTY, at(8))
    assert RunningHead.objects.get().recorded_total == 0
    assert count_of(jambi.limun).recorded is None
    assert list(totals.check()) == []


def test_a_correction_does_not_move_when_the_day_was_first_reported():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 12}, at=at(8))

    five_days_later = at(8, DAY + timedelta(days=5))
    save_day(siti, {jambi.limun: 13}, status={"blangko_left": 7}, at=five_days_later)

    assert status_of(jambi.sarolangun).first_reported_at == at(8)
    assert status_of(jambi.sarolangun).entered_at == five_days_later
    assert count_of(jambi.limun).entered_at == five_days_later


def test_sending_the_same_day_twice_is_one_day():
    jambi = make_jambi()
    siti = make_siti(jambi)
    sent = {jambi.limun: {"recorded": 12, "printed": 0}, jambi.pauh: BLANK | {"recorded": 4}}
    status = {"state": "", "zero_reason": "", "blangko_left": 300}
    save_day(siti, sent, status=status, seen={jambi.limun: 0, jambi.pauh: 0, None: 0})
    before = everything_stored()

    again = save_day(
        siti, sent, status=status, seen={jambi.limun: 0, jambi.pauh: 0, None: 0}, at=at(9)
    )

    assert again.changes == []
    assert again.at is None
    assert everything_stored() == before


def test_declaring_the_same_day_closed_twice_changes_nothing():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {}, status={"state": State.CLOSED})
    before = everything_stored()

    save_day(siti, {}, status={"state": State.CLOSED}, at=at(9))

    assert everything_stored() == before


def test_every_changed_value_is_logged_with_old_new_by_at_and_version():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: {"recorded": 12, "printed": 9}}, at=at(8))

    saved = save_day(
        siti,
        {jambi.limun: {"recorded": 15, "printed": 9}},
        at=at(9),
        source=Source.IMPORT,
        why="salah ketik",
    )

    change = CountChange.objects.get(at=at(9))
    assert [one.pk for one in saved.changes] == [change.pk]
    assert (change.region, change.kabkota) == (jambi.limun, jambi.sarolangun)
    assert (change.day, change.channel, change.field) == (DAY, Channel.LOKET, "recorded")
    assert (change.old, change.new, change.version) == (12, 15, 2)
    assert (change.by, change.source, change.why) == (siti, Source.IMPORT, "salah ketik")
    assert count_of(jambi.limun).version == 2


def test_a_first_save_logs_from_unknown_and_the_state_too():
    jambi = make_jambi()

    save_day(make_siti(jambi), {jambi.limun: 12}, status={"blangko_left": 0})

    logged = {
        (change.region.code, change.channel, change.field): (change.old, change.new, change.version)
        for change in CountChange.objects.all()
    }
    assert logged == {
        ("15.03.01", "loket", "recorded"): (None, 12, 1),
        ("15.03", "", "blangko_left"): (None, 0, 1),
        ("15.03", "", "state"): ("empty", "reported", 1),
    }


def test_two_values_of_one_row_raise_its_version_once():
    jambi = make_jambi()

    save_day(make_siti(jambi), {jambi.limun: {"recorded": 12, "printed": 9, "delivered": 1}})

    assert count_of(jambi.limun).version == 1


def test_only_rows_that_change_get_a_new_version():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 12, jambi.pauh: 5})

    save_day(siti, {jambi.limun: 12, jambi.pauh: 6})

    assert (count_of(jambi.limun).version, count_of(jambi.pauh).version) == (1, 2)
    assert status_of(jambi.sarolangun).version == 1


def test_a_locked_day_is_refused_and_nothing_is_stored():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 12})
    DayStatus.objects.update(locked=True)
    before = everything_stored()

    with pytest.raises(DayIsLocked):
        save_day(siti, {jambi.limun: 13})

    assert everything_stored() == before


def test_another_day_of_a_locked_one_is_open():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 12})
    DayStatus.objects.update(locked=True)

    save_day(siti, {jambi.limun: 13}, day=DAY + timedelta(days=1))

    assert RunningHead.objects.get().recorded_total == 25


def test_a_kecamatan_of_another_office_is_refused_and_nothing_is_stored():
    jambi = make_jambi()

    with pytest.raises(ValueError, match=r"15\.04\.01 does not belong to 15\.03"):
        save_day(make_siti(jambi), {jambi.limun: 12, jambi.mersam: 3})

    assert everything_stored() == [[], [], [], [], []]


@pytest.mark.parametrize("stranger", ["batanghari", "province", "nation"])
def test_no_other_place_is_taken_for_the_office_itself(stranger):
    jambi = make_jambi()

    with pytest.raises(ValueError, match="does not belong"):
        save_day(make_siti(jambi), {getattr(jambi, stranger): 3})


def test_when_the_totals_fail_nothing_of_the_day_is_stored(monkeypatch):
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 12})
    before = everything_stored()

    def fails(*args):
        assert DailyCount.objects.get(region=jambi.limun).recorded == 99
        raise RuntimeError("disk full")

    monkeypatch.setattr(totals, "apply", fails)
    with pytest.raises(RuntimeError, match="disk full"):
        save_day(siti, {jambi.limun: 99, jambi.pauh: 1}, status={"blangko_left": 5})

    assert everything_stored() == before


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("impossible", [-1, 100_000])
def test_the_database_refuses_negative_counts_and_more_than_99999(measure, impossible):
    jambi = make_jambi()

    with pytest.raises(IntegrityError), transaction.atomic():
        save_day(make_siti(jambi), {jambi.limun: {measure: impossible}})

    assert not DailyCount.objects.exists()


def test_99999_in_a_day_is_possible():
    jambi = make_jambi()

    save_day(make_siti(jambi), {jambi.limun: 99_999})

    assert RunningHead.objects.get().recorded_total == 99_999


def test_the_database_refuses_a_negative_level():
    jambi = make_jambi()

    with pytest.raises(IntegrityError), transaction.atomic():
        save_day(make_siti(jambi), {}, status={"blangko_left": -1})


def test_the_database_refuses_a_second_row_for_one_place_day_and_channel():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 12})
    twin = count_of(jambi.limun)
    twin.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_outreach_adds_to_the_totals_beside_the_office():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 12})

    save_day(siti, {jambi.limun: 200}, channel=Channel.JEMPUT_BOLA, source=Source.EVENT)

    assert count_of(jambi.limun).recorded == 12
    assert count_of(jambi.limun, Channel.JEMPUT_BOLA).recorded == 200
    assert DayTotal.objects.get().recorded == 212
    assert list(totals.check()) == []


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


def queries_to_save(siti, places, value) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        save_day(siti, dict.fromkeys(places, value), status={"blangko_left": value})
    return len(queries)


def test_a_save_takes_as_many_queries_for_12_kecamatan_as_for_3():
    jambi = make_jambi()
    siti = make_siti(jambi)
    three = [jambi.limun, jambi.sarolangun_kota, jambi.pauh]
    twelve = three + [make_region(f"15.03.{n:02}") for n in range(4, 13)]
    save_day(siti, dict.fromkeys(three, 1))

    corrections = queries_to_save(siti, three, 2), queries_to_save(siti, twelve, 3)

    assert corrections[0] == corrections[1]
    # Two of them are the savepoint that the test's own transaction makes necessary.
    assert corrections[0] <= 12
