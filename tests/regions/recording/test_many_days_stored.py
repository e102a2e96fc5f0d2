"""record_days: what stands in the database after a file, row by row."""

from datetime import date, timedelta

import pytest

from regions.models import (
    AT_DAYS_END,
    MEASURES,
    Channel,
    CountChange,
    DailyCount,
    DayStatus,
    ImportBatch,
    ImportKind,
    ImportState,
    Source,
    State,
    ZeroReason,
)
from regions.recording import (
    KEEP,
    STATUS_FIELDS,
    OfficeDay,
    PlaceDay,
    Signature,
    ledger,
    planned_days,
    record_days,
)
from tests.factories import DAY, at, make_ani, save_day
from tests.regions.recording.ledgers import assert_agrees_with_the_counts, make_three_days
from tests.regions.recording.stored_days import count_of, status_of

pytestmark = pytest.mark.django_db

THE_DAY_BEFORE = DAY - timedelta(days=1)


def row(place, day=DAY, **values) -> PlaceDay:
    """What a file says of a kecamatan; a measure that is not named stays."""
    said = tuple(values.get(measure, KEEP) for measure in MEASURES)
    return PlaceDay(place.kabkota_id, place.province_id, place.pk, day, said)


def of_office(kabkota, day=DAY, **values) -> OfficeDay:
    """What a file says of an office's day; what is not named stays."""
    return OfficeDay(kabkota.pk, day, tuple(values.get(field, KEEP) for field in STATUS_FIELDS))


def logged(**which) -> list[tuple]:
    log = CountChange.objects.filter(**which).order_by("id")
    return list(log.values_list("region__code", "day", "channel", "field", "old", "new", "version"))


def test_a_file_stores_counts_state_and_levels_and_logs_each_value_under_its_signature(jambi, siti):
    batch = ImportBatch.objects.create(
        kind=ImportKind.COUNTS,
        region=jambi.sarolangun,
        file_name="april.xlsx",
        by=siti,
        at=at(8),
        state=ImportState.STORED,
    )
    signed = Signature(siti, at(9), "rekap April", batch)
    places = [row(jambi.limun, recorded=12, printed=0)]
    offices = [of_office(jambi.sarolangun, blangko_left=480)]

    assert list(record_days(places, offices, signed)) == [(4, 1)]

    count = DailyCount.objects.values(
        "region", "kabkota", "province", "day", "channel", *MEASURES, "version", "entered_by"
    )
    assert count.get() == {
        **dict.fromkeys(MEASURES),
        **{"recorded": 12, "printed": 0, "version": 1, "entered_by": siti.pk, "day": DAY},
        **{"region": jambi.limun.pk, "kabkota": jambi.sarolangun.pk},
        **{"province": jambi.province.pk, "channel": Channel.LOKET},
    }
    status = DayStatus.objects.values(
        "kabkota", "day", *STATUS_FIELDS, "version", "locked", "first_reported_at", "entered_by"
    )
    assert status.get() == {
        **dict.fromkeys(AT_DAYS_END),
        **{"kabkota": jambi.sarolangun.pk, "day": DAY, "state": State.REPORTED, "zero_reason": ""},
        **{"is_complete": False, "remark": ""},
        **{"blangko_left": 480, "version": 1, "locked": False},
        **{"first_reported_at": at(9), "entered_by": siti.pk},
    }
    assert status_of(jambi.sarolangun).entered_at == count_of(jambi.limun).entered_at == at(9)
    assert set(logged()) == {
        ("15.03.01", DAY, Channel.LOKET, "recorded", None, 12, 1),
        ("15.03.01", DAY, Channel.LOKET, "printed", None, 0, 1),
        ("15.03", DAY, "", "state", "empty", "reported", 1),
        ("15.03", DAY, "", "blangko_left", None, 480, 1),
    }
    signatures = set(CountChange.objects.values_list("kabkota", "by", "at", "source", "why"))
    assert signatures == {(jambi.sarolangun.pk, siti.pk, at(9), Source.IMPORT, "rekap April")}
    assert CountChange.objects.filter(batch=batch).count() == 4


def test_a_file_over_stored_days_corrects_each_in_place(jambi, siti):
    for day in (THE_DAY_BEFORE, DAY):
        save_day(siti, {jambi.limun: 10}, day=day, at=at(8), status={"blangko_left": 90})
    ani = make_ani(jambi)
    places = [row(jambi.limun, day, recorded=11) for day in (THE_DAY_BEFORE, DAY)]
    offices = [of_office(jambi.sarolangun, day, blangko_left=80) for day in (THE_DAY_BEFORE, DAY)]

    done = record_days([*places, row(jambi.pauh, recorded=3)], offices, Signature(ani, at(9)))
    assert list(done) == [(5, 3)]

    counts = DailyCount.objects.order_by("day", "region__code")
    assert list(counts.values_list("day", "region__code", "recorded", "version")) == [
        (THE_DAY_BEFORE, "15.03.01", 11, 2),
        (DAY, "15.03.01", 11, 2),
        (DAY, "15.03.03", 3, 1),
    ]
    assert set(counts.values_list("entered_by", "entered_at")) == {(ani.pk, at(9))}
    statuses = DayStatus.objects.order_by("day").values_list("day", "blangko_left", "version")
    assert list(statuses) == [(THE_DAY_BEFORE, 80, 2), (DAY, 80, 2)]
    kept = set(DayStatus.objects.values_list("first_reported_at", "entered_by", "entered_at"))
    assert kept == {(at(8), ani.pk, at(9))}
    assert logged(at=at(9)) == [
        ("15.03.01", THE_DAY_BEFORE, Channel.LOKET, "recorded", 10, 11, 2),
        ("15.03.01", DAY, Channel.LOKET, "recorded", 10, 11, 2),
        ("15.03.03", DAY, Channel.LOKET, "recorded", None, 3, 1),
        ("15.03", THE_DAY_BEFORE, "", "blangko_left", 90, 80, 2),
        ("15.03", DAY, "", "blangko_left", 90, 80, 2),
    ]
    assert list(ledger.check()) == []


def test_what_was_unknown_before_a_file_is_null_in_its_log(jambi, siti):
    """Not the text "null": by NULL the log is asked for what was there first."""
    save_day(siti, {jambi.limun: {"recorded": 10}})
    places = [row(jambi.limun, recorded=None, printed=4)]

    list(record_days(places, [], Signature(siti, at(9))))

    of_file = CountChange.objects.filter(at=at(9))
    assert of_file.get(old__isnull=True).field == "printed"
    assert of_file.get(new__isnull=True).field == "recorded"


def test_a_day_is_empty_once_a_file_withdraws_its_last_number(jambi, siti):
    save_day(siti, {jambi.limun: 12, jambi.pauh: 0}, at=at(8))
    save_day(make_ani(jambi), {jambi.mersam: 3})

    list(record_days([row(jambi.limun, recorded=None)], [], Signature(siti, at(9))))
    halfway = status_of(jambi.sarolangun).state
    list(record_days([row(jambi.pauh, recorded=None)], [], Signature(siti, at(10))))

    status = status_of(jambi.sarolangun)
    assert halfway == State.REPORTED
    assert (status.state, status.first_reported_at) == (State.EMPTY, None)


def test_levels_in_a_file_say_nothing_of_the_state_of_a_day(jambi, siti):
    save_day(siti, {}, status={"state": State.CLOSED})
    offices = [of_office(jambi.sarolangun, day, print_ready=7) for day in (DAY, THE_DAY_BEFORE)]

    list(record_days([], offices, Signature(siti, at(9))))

    said = DayStatus.objects.values_list("day", "state", "zero_reason", "print_ready")
    assert set(said) == {(DAY, State.CLOSED, "", 7), (THE_DAY_BEFORE, State.EMPTY, "", 7)}
    assert DayStatus.objects.get(day=THE_DAY_BEFORE).first_reported_at is None


def test_a_state_in_a_file_takes_only_the_reason_that_comes_with_it(jambi, siti):
    nobody = {"state": State.ZERO.value, "zero_reason": ZeroReason.NOBODY_CAME.value}
    closed = {"state": State.CLOSED.value}

    for said in (nobody, closed):
        list(record_days([], [of_office(jambi.sarolangun, **said)], Signature(siti, at(9))))

    status = status_of(jambi.sarolangun)
    assert (status.state, status.zero_reason) == (State.CLOSED, "")
    assert [(old, new) for *_, field, old, new, _v in logged() if field == "zero_reason"] == [
        ("", ZeroReason.NOBODY_CAME),
        (ZeroReason.NOBODY_CAME, ""),
    ]


def test_outreach_of_the_same_place_and_day_is_no_count_of_the_file(jambi, siti):
    save_day(siti, {jambi.limun: 200}, channel=Channel.JEMPUT_BOLA)

    list(record_days([row(jambi.limun, recorded=5)], [], Signature(siti, at(9))))

    counts = {channel: count_of(jambi.limun, channel).recorded for channel in Channel}
    assert counts == {Channel.JEMPUT_BOLA: 200, Channel.LOKET: 5}
    assert (count_of(jambi.limun).version, *logged(at=at(9))[0][4:]) == (1, None, 5, 1)


@pytest.mark.parametrize("april", [1, 2, 4, 6, 9])
def test_a_day_before_among_or_after_those_that_stand_leaves_no_gap(jambi, april):
    make_three_days(jambi)
    day, siti = date(2019, 4, april), jambi.sarolangun.people.get()

    list(record_days([row(jambi.pauh, day, recorded=20)], [], Signature(siti, at(9))))

    assert_agrees_with_the_counts(jambi.sarolangun)


def test_offices_come_in_ascending_order_and_the_days_of_each_from_the_oldest_on(jambi, siti):
    days = [DAY - timedelta(days=back) for back in (3, 0, 5, 1, 4, 2)]
    closed = [of_office(jambi.sarolangun, day, state=State.CLOSED.value) for day in days]
    places = [row(jambi.mersam, recorded=1), row(jambi.limun, recorded=2)]

    planned = [(log.region, log.day) for log in planned_days(places, closed, at(9))]
    done = record_days([*places, row(jambi.pauh, recorded=3)], [], Signature(siti, at(9)))

    of_office_days = [day for region, day in planned if region == jambi.sarolangun.pk]
    assert of_office_days == sorted(days)
    assert planned[-2:] == [(jambi.mersam.pk, DAY), (jambi.batanghari.pk, DAY)]
    assert [rows for _changes, rows in done] == [2, 1]
