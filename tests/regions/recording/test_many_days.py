"""record_days does what record_day does, day by day; compared on random saves."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.models import (
    AT_DAYS_END,
    MEASURES,
    Channel,
    CountChange,
    DailyCount,
    DayStatus,
    DayTotal,
    Source,
    State,
)
from regions.recording import (
    KEEP,
    STATUS_FIELDS,
    DayIsLocked,
    OfficeDay,
    PlaceDay,
    Signature,
    ledger,
    planned_days,
    record_day,
    record_days,
)
from tests.factories import DAY, at, make_ani, make_jambi, make_siti, save_day, undone

pytestmark = pytest.mark.django_db

VALUES = st.one_of(st.none(), st.integers(0, 300))
SAID = st.dictionaries(st.sampled_from(MEASURES), VALUES, max_size=3)
DAYS = st.integers(0, 12).map(lambda n: DAY - timedelta(days=n))
STATUS = st.one_of(
    st.fixed_dictionaries(
        {},
        optional={
            **dict.fromkeys(AT_DAYS_END, VALUES),
            "is_complete": st.booleans(),
            "remark": st.sampled_from(["", "alat rusak"]),
        },
    ),
    st.sampled_from(
        [
            {"state": State.CLOSED, "zero_reason": ""},
            {"state": State.ZERO, "zero_reason": "nobody_came"},
        ]
    ),
)


def stored():
    """Everything the two writers write, without keys and versions of heads."""
    counts = DailyCount.objects.order_by("region_id", "day", "channel").values_list(
        "region_id", "kabkota_id", "province_id", "day", "channel", *MEASURES, "version",
        "entered_by_id", "entered_at",
    )  # fmt: skip
    statuses = DayStatus.objects.order_by("kabkota_id", "day").values_list(
        "kabkota_id", "day", *STATUS_FIELDS, "version", "first_reported_at",
        "entered_by_id", "entered_at",
    )  # fmt: skip
    log = CountChange.objects.values_list(
        "region_id", "kabkota_id", "day", "channel", "field", "old", "new", "version", "by_id",
        "at", "source", "why", "batch_id",
    )  # fmt: skip
    ledger = DayTotal.objects.order_by("head_id", "day").values_list(
        "head_id", "day", "kecamatan_told", *MEASURES, "recorded_total", "spoiled_total"
    )
    return list(counts), list(statuses), sorted(map(repr, log)), list(ledger)


def in_bulk(place_days, office_days, signed):
    rows = [
        PlaceDay(
            place.kabkota_id or place.pk,
            place.province_id,
            place.pk,
            day,
            tuple(values.get(m, KEEP) for m in MEASURES),
        )
        for (place, day), values in place_days.items()
    ]
    offices = [
        OfficeDay(
            kabkota.pk,
            day,
            tuple(status.get(f, KEEP) for f in STATUS_FIELDS),
        )
        for (kabkota, day), status in office_days.items()
    ]
    return list(record_days(rows, offices, signed))


@given(data=st.data())
def test_a_file_at_once_is_the_same_as_its_days_one_by_one(data):
    with undone():
        jambi = make_jambi()
        siti, ani = make_siti(jambi), make_ani(jambi)
        places = [jambi.sarolangun, jambi.limun, jambi.pauh, jambi.batanghari, jambi.mersam]
        for _ in range(data.draw(st.integers(0, 3))):
            place = data.draw(st.sampled_from(places[:3]))
            channel = data.draw(st.sampled_from(Channel))
            complete = {"is_complete": data.draw(st.booleans())}
            day = data.draw(DAYS)
            save_day(siti, {place: data.draw(SAID)}, day=day, channel=channel, status=complete)
        file = data.draw(st.dictionaries(st.tuples(st.sampled_from(places), DAYS), SAID))
        offices = st.tuples(st.sampled_from([jambi.sarolangun, jambi.batanghari]), DAYS)
        told = data.draw(st.dictionaries(offices, STATUS, max_size=3))
        signed = Signature(ani, at(9))

        with undone():
            days = {(p.kabkota or p, d) for p, d in file} | set(told)
            for kabkota, day in sorted(days, key=lambda k: (k[0].pk, k[1])):
                record_day(
                    kabkota=kabkota,
                    day=day,
                    by=ani,
                    at=at(9),
                    counts={
                        p: v
                        for (p, d), v in file.items()
                        if d == day and (p.kabkota or p) == kabkota
                    },
                    status=told.get((kabkota, day)),
                    source=Source.IMPORT,
                )
            one_by_one = stored()
        in_bulk(file, told, signed)

        assert stored() == one_by_one
        assert list(ledger.check()) == []


def test_the_same_file_again_changes_nothing():
    jambi = make_jambi()
    siti = make_siti(jambi)
    file = {(jambi.limun, DAY): {"recorded": 5}, (jambi.pauh, DAY): {"recorded": 0}}
    in_bulk(file, {}, Signature(siti, at(8)))
    before = stored()

    assert in_bulk(file, {}, Signature(siti, at(9))) == [(0, 2)]
    assert stored() == before


def test_what_would_change_is_told_without_changing_it():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 3})
    before = stored()
    row = PlaceDay(jambi.sarolangun.pk, jambi.province.pk, jambi.limun.pk, DAY, (5, *[KEEP] * 6))

    changes = list(planned_days([row], [], at(9)))

    assert [(c.region, c.field, c.old, c.new) for c in changes] == [
        (jambi.limun.pk, "recorded", 3, 5)
    ]
    assert stored() == before


def test_a_locked_day_takes_no_file():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 3})
    DayStatus.objects.update(locked=True)

    with pytest.raises(DayIsLocked):
        in_bulk({(jambi.limun, DAY): {"recorded": 4}}, {}, Signature(siti, at(9)))


def test_many_days_and_few_days_leave_the_same_ledger():
    jambi = make_jambi()
    siti = make_siti(jambi)
    days = [DAY - timedelta(days=n) for n in range(0, 40, 2)]
    in_bulk({(jambi.limun, day): {"recorded": 2} for day in days}, {}, Signature(siti, at(8)))
    in_bulk({(jambi.pauh, days[3]): {"recorded": 1}}, {}, Signature(siti, at(9)))

    assert list(ledger.check()) == []
    assert jambi.sarolangun.head.recorded_total == 41
