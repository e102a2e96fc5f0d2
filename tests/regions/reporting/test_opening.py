"""The day a page opens on: the newest that says something, found by one who looks at each."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.models import DayStatus, Region, State
from regions.reporting import USUAL, opening_day
from tests.factories import (
    DAY,
    at,
    make_ani,
    make_dewi,
    make_jambi,
    make_region,
    make_siti,
    save_day,
    undone,
)

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY, HOLIDAY = date(2019, 4, 1), date(2019, 4, 2), date(2019, 4, 3)
FRIDAY, SATURDAY = date(2019, 4, 5), date(2019, 4, 6)
REPORTED = (State.REPORTED, State.ZERO)
CLOSED = {"state": State.CLOSED}


def opens(region: Region, today: date) -> date:
    return opening_day(region, lambda zone: today)


def test_in_the_morning_it_is_the_last_day_that_is_overdue(jambi):
    assert opens(jambi.province, DAY) == MONDAY


def test_a_day_opens_once_half_have_reported_it(jambi):
    save_day(make_siti(jambi), {jambi.limun: 5})

    assert opens(jambi.province, DAY) == DAY
    assert opens(jambi.batanghari, DAY) == MONDAY


def test_a_saturday_opens_on_a_day_before_it(jambi):
    save_day(make_siti(jambi), {jambi.limun: 5}, day=FRIDAY)

    assert opens(jambi.province, SATURDAY) == FRIDAY
    assert opens(jambi.batanghari, SATURDAY) == DAY


def test_lebaran_opens_on_the_last_day_before_it_that_was_due(jambi):
    thursday_of_lebaran, friday = date(2019, 6, 6), date(2019, 5, 31)

    # Of the Friday before, a report is in time until the Monday after.
    assert opens(jambi.province, thursday_of_lebaran) == date(2019, 5, 29)
    save_day(make_ani(jambi), {jambi.mersam: 5}, day=friday)
    assert opens(jambi.province, thursday_of_lebaran) == friday


def test_the_first_day_ever_is_today(jambi):
    Region.objects.update(reports_from=None)

    assert opens(jambi.province, DAY) == DAY
    Region.objects.update(reports_from=DAY)
    assert opens(jambi.province, DAY) == DAY


def test_a_day_off_on_which_half_reported_all_the_same_opens(jambi):
    save_day(make_siti(jambi), {jambi.limun: 5}, day=SATURDAY)

    assert opens(jambi.province, SATURDAY) == SATURDAY
    assert opens(jambi.batanghari, SATURDAY) == DAY


def test_a_day_that_all_said_they_closed_opens(jambi):
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 5}, day=date(2019, 3, 20))
    for day in range(21, 32):
        save_day(siti, {}, day=date(2019, 3, day), status=CLOSED)
    for day in (MONDAY, TUESDAY):
        save_day(siti, {}, day=day, status=CLOSED)

    assert opens(jambi.sarolangun, DAY) == TUESDAY


def test_a_new_province_opens_on_a_day_on_which_it_exists():
    new = make_region("97", valid_from=DAY)
    make_region("97.01", valid_from=None)

    assert opens(new, DAY) == DAY
    assert opens(new, FRIDAY) == FRIDAY
    assert opens(new, SATURDAY) == DAY


def test_a_region_that_is_no_more_is_asked_for_today(jambi):
    jambi.province.valid_to = TUESDAY

    assert opens(jambi.province, DAY) == DAY


def test_the_queries_are_four_at_any_size(jambi, django_assert_num_queries):
    with django_assert_num_queries(4):
        opens(jambi.nation, DAY)
    for n in range(5, 30):
        make_region(f"15.{n:02}")
    with django_assert_num_queries(4):
        opens(jambi.nation, DAY)


ZONES = {"15.03": "Asia/Jakarta", "51.01": "Asia/Makassar", "91.01": "Asia/Jayapura"}
BEGIN = date(2019, 5, 20)
DAYS = [BEGIN + timedelta(days=n) for n in range(30)]

told_days = st.dictionaries(st.sampled_from(DAYS), st.sampled_from(list(State)), max_size=25)
starts = st.one_of(st.none(), st.sampled_from(DAYS))


def looked_at_one_by_one(
    told: dict[str, dict[date, State]], begins: dict[str, date | None], now: datetime, today: date
) -> date:
    """From today back four weeks, each office on its own clock."""
    for ago in range(29):
        day = today - timedelta(days=ago)
        begun = said = expected = reported = still_open = 0
        for code, states in told.items():
            zone = ZoneInfo(ZONES[code])
            state = states.get(day)
            begin = begins[code] or min(
                (d for d in states if states[d] != State.EMPTY), default=None
            )
            says = state in (*REPORTED, State.CLOSED)
            if not says and (begin is None or day < begin):
                continue
            begun += 1
            said += says
            if state == State.CLOSED or not USUAL.is_working(day):
                continue
            expected += 1
            last = USUAL.next_after(day)
            ends = datetime.combine(last + timedelta(days=1), time.min, zone)
            reported += state in REPORTED
            still_open += state not in REPORTED and now < ends
        if expected:
            opens_it = 2 * reported >= expected or not still_open
        else:
            opens_it = begun and 2 * said >= begun
        if opens_it:
            return day
    return today


@given(
    told=st.fixed_dictionaries(dict.fromkeys(ZONES, told_days)),
    begins=st.fixed_dictionaries(dict.fromkeys(ZONES, starts)),
    hours=st.integers(0, 30 * 24),
    code=st.sampled_from(["ID", "15", "51", "91", "15.03", "51.01", "91.01"]),
)
def test_it_is_the_day_that_one_finds_who_looks_at_each(offices, told, begins, hours, code):
    now = datetime(2019, 5, 20, tzinfo=UTC) + timedelta(hours=hours)
    with undone():
        for office, states in told.items():
            Region.objects.filter(code=office).update(reports_from=begins[office])
            DayStatus.objects.bulk_create(
                DayStatus(
                    kabkota=offices[office],
                    day=day,
                    state=state,
                    zero_reason="nobody_came" if state == State.ZERO else "",
                    first_reported_at=at(day=day),
                    entered_by=offices["by"],
                    entered_at=at(),
                )
                for day, state in states.items()
            )
        region = Region.objects.select_related("province").get(code=code)

        found = opening_day(region, lambda zone: now.astimezone(zone).date())

        inside = {o: s for o, s in told.items() if code in ("ID", o, o[:2])}
        today = now.astimezone(region.zone).date()
        assert found == looked_at_one_by_one(inside, begins, now, today)


@pytest.fixture
def offices() -> dict:
    """One office in each zone, and who types."""
    jambi = make_jambi()
    Region.objects.filter(parent=jambi.batanghari).delete()
    jambi.batanghari.delete()
    made = {"15.03": jambi.sarolangun, "by": make_dewi(jambi)}
    for code, zone in list(ZONES.items())[1:]:
        province = make_region(code[:2], time_zone=zone)
        made[code] = make_region(code, parent=province)
    return made
