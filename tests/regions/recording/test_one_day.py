"""record_day: one office, one service day, one transaction."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regions.models import Channel, CountChange, DailyCount, DayTotal, RunningHead, Source, State
from regions.recording import ledger
from tests.factories import DAY, at, make_jambi, make_region, make_siti, save_day
from tests.regions.recording.stored_days import BLANK, count_of, everything_stored, status_of

pytestmark = pytest.mark.django_db


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
    assert list(ledger.check()) == []


def test_blank_is_not_zero():
    jambi = make_jambi()

    save_day(make_siti(jambi), {jambi.limun: {"recorded": 0, "printed": None}, jambi.pauh: BLANK})

    assert count_of(jambi.limun).recorded == 0
    assert count_of(jambi.limun).printed is None
    assert not DailyCount.objects.filter(region=jambi.pauh).exists()


def test_a_measure_not_named_stays():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: {"recorded": 12, "printed": 9}})

    save_day(siti, {jambi.limun: {"printed": 11}})

    limun = count_of(jambi.limun)
    assert (limun.recorded, limun.printed) == (12, 11)


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
    assert set(CountChange.objects.values_list("source", "why")) == {(Source.FORM, "")}


def test_two_values_of_one_row_raise_its_version_once():
    jambi = make_jambi()

    save_day(make_siti(jambi), {jambi.limun: {"recorded": 12, "printed": 9, "delivered": 1}})

    assert count_of(jambi.limun).version == 1


def test_only_rows_that_change_get_a_new_version():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 12, jambi.pauh: 5})

    save_day(siti, {jambi.limun: 12, jambi.pauh: 6}, at=at(9))

    assert (count_of(jambi.limun).version, count_of(jambi.pauh).version) == (1, 2)
    assert (count_of(jambi.limun).entered_at, count_of(jambi.pauh).entered_at) == (at(8), at(9))
    status = status_of(jambi.sarolangun)
    assert (status.version, status.entered_at) == (1, at(8))


def test_outreach_adds_to_the_totals_beside_the_office():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 12})

    save_day(siti, {jambi.limun: 200}, channel=Channel.JEMPUT_BOLA, source=Source.EVENT)

    assert count_of(jambi.limun).recorded == 12
    assert count_of(jambi.limun, Channel.JEMPUT_BOLA).recorded == 200
    assert DayTotal.objects.get().recorded == 212
    assert list(ledger.check()) == []


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
