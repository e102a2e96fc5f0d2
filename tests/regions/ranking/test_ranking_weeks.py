"""What a row of the ranking knows of its last weeks, and of its last report."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.arithmetic import Week, pace, pace_of_sum, weeks_of_sum
from regions.levels import Level
from regions.models import Region, User
from regions.ranking import Ranking, Row, rank_children
from regions.reporting import USUAL
from tests.factories import DAY, make_dewi, make_jambi, make_siti, save_day, undone
from tests.properties import examples
from tests.regions.by_hand import (
    KABKOTA,
    START,
    Rows,
    exists,
    figures,
    former,
    make_places,
    make_world,
    saves,
)

pytestmark = pytest.mark.django_db

zero_days = st.lists(
    st.tuples(st.sampled_from(KABKOTA), st.integers(0, 59)), max_size=6, unique=True
)


def week_ends(day: date) -> list[date]:
    return [day - timedelta(days=7 * back) for back in reversed(range(8))]


def days_in_part(office: Region, day: date, rows: Rows) -> set[date]:
    """The days of eight weeks reported for fewer than three quarters of the usual kecamatan."""
    states = {s.day: s for s in rows.statuses if s.kabkota_id == office.pk}
    told: dict[date, list[int]] = {}
    for count in rows.counts:
        if count.kabkota_id == office.pk and day - timedelta(days=56) < count.day <= day:
            of_day = told.setdefault(count.day, [])
            if count.channel == "loket" and count.recorded is not None:
                of_day.append(count.region_id)
    by_kecamatan = {on: len(set(places) - {office.pk}) for on, places in told.items()}
    numbers = list(by_kecamatan.values())
    reached = [n for n in numbers if sum(m >= n for m in numbers) * 2 >= len(numbers)]
    usual = max(reached, default=0)
    few = {on for on, n in by_kecamatan.items() if n < usual * 3 / 4}
    reported = {on for on, status in states.items() if status.state == "reported"}
    return {on for on in few & reported if not states[on].is_complete}


def week_of(
    places: list[Region], office: Region, last: date, rows: Rows, in_part: set[date]
) -> Week:
    """The seven days up to `last`, day by day; of an office `places` are all that lie in it."""
    ids = {place.pk for place in places}
    of_office = office in places
    names = ("working", "told", "people", "people_off", "outreach", "in_part")
    numbers = dict.fromkeys(names, 0)
    for day in (last - timedelta(days=back) for back in range(7)):
        counts = [c for c in rows.counts if c.region_id in ids and c.day == day]
        came = [c.recorded for c in counts if c.channel == "loket" and c.recorded is not None]
        state = next(
            (s.state for s in rows.statuses if (s.kabkota_id, s.day) == (office.pk, day)), "empty"
        )
        told = state != "empty" if of_office else bool(came) or state in ("zero", "closed")
        if USUAL.is_working(day) and day in in_part:
            numbers["working"] += 1
            numbers["in_part"] += 1
        elif USUAL.is_working(day):
            numbers["working"] += 1
            numbers["told"] += told
            numbers["people"] += sum(came)
        else:
            numbers["people_off"] += sum(came)
        numbers["outreach"] += sum(c.recorded or 0 for c in counts if c.channel == "jemput_bola")
    return Week(days=7, **numbers)


def weeks_of(places: list[Region], office: Region, day: date, rows: Rows) -> tuple[Week, ...]:
    begun = office.valid_from or date.min
    in_part = days_in_part(office, day, rows) if office in places else set()
    return tuple(
        week_of(places, office, last, rows, in_part)
        for last in week_ends(day)
        if last - timedelta(days=6) >= begun
    )


def assert_offices(row: Row, day: date, rows: Rows) -> None:
    """A kabupaten/kota, a province or the nation, by the kabupaten/kota that exist."""
    units = [unit for unit in rows.regions if unit.code.count(".") == 1 and exists(unit, day)]
    mine = [
        unit
        for unit in units
        if row.region.code == "ID" or row.region.pk in (unit.pk, unit.province_id)
    ]
    weeks = []
    for unit in mine:
        inside = [place for place in rows.regions if place.kabkota_id == unit.pk]
        weeks.append(weeks_of([unit, *inside], unit, day, rows))
    paces = [pace(of_one) for of_one in weeks]
    assert row.weeks == (weeks[0] if len(weeks) == 1 else tuple(weeks_of_sum(weeks)))
    assert (row.pace, row.paced) == pace_of_sum(paces)[:2] or (
        len(paces) == 1 and (row.pace, row.paced) == (paces[0], int(paces[0] is not None))
    )


def assert_kecamatan(row: Row, day: date, rows: Rows) -> None:
    places = former(row.region, rows)
    office = next(unit for unit in rows.regions if unit.pk == row.region.kabkota_id)
    ids = {place.pk for place in places}
    given = [c for c in rows.counts if c.region_id in ids and c.day == day]
    since = week_ends(day)[0] - timedelta(days=7)
    seen = [c for c in rows.counts if c.region_id in ids and since < c.day <= day]
    any_given = any(count.recorded is not None for count in seen)
    assert row.weeks == (weeks_of(places, office, day, rows) if any_given else ())
    assert row.pace == pace(row.weeks)
    assert (row.last_report == day) == any(count.recorded is not None for count in given)


def all_rows(ranking: Ranking) -> list[Row]:
    return [ranking.head, *ranking.rows]


@examples(40)
@given(
    figures=figures,
    saves=saves,
    zeros=zero_days,
    filled_in=st.dictionaries(
        st.integers(0, 59), st.tuples(st.integers(1, 3), st.booleans()), max_size=7
    ),
    offset=st.integers(-1, 70),
)
def test_weeks_and_reports_of_every_row_equal_those_computed_by_hand(
    figures, saves, zeros, filled_in, offset
):
    day = START + timedelta(days=offset)
    with undone():
        places = make_places()
        make_world(places, True, figures, saves, targets=[])
        for code, on in zeros:
            clerk = User.objects.select_related("region").get(username=code)
            zero = {"state": "zero", "zero_reason": "nobody_came"}
            save_day(clerk, {}, day=START + timedelta(days=on), status=zero)
        clerk = User.objects.select_related("region").get(username="15.03")
        for on, (kecamatan, complete) in filled_in.items():
            some = [places[code] for code in ("15.03.01", "15.03.02", "15.03.21")][:kecamatan]
            status = {"is_complete": complete}
            save_day(clerk, dict.fromkeys(some, 3), day=START + timedelta(days=on), status=status)
        rows = Rows.stored()

        rankings = [
            rank_children(places["ID"], day, with_weeks=True),
            rank_children(places["ID"], day, Level.KABKOTA, with_weeks=True),
            rank_children(places["15"], day, with_weeks=True),
        ]
        for row in (row for ranking in rankings for row in all_rows(ranking)):
            assert_offices(row, day, rows)
        for code in ("15.03", "15.04"):
            inside = rank_children(places[code], day, with_weeks=True)
            assert_offices(inside.head, day, rows)
            for row in inside.rows:
                assert_kecamatan(row, day, rows)
        if exists(places["15.03.13"], day):
            assert_kecamatan(
                rank_children(places["15.03.13"], day, with_weeks=True).head, day, rows
            )


def test_a_zero_with_its_reason_is_a_report_on_the_offices_own_page_as_on_its_provinces():
    jambi = make_jambi()
    save_day(make_siti(jambi), {}, status={"state": "zero", "zero_reason": "device_broken"})

    in_province = next(
        row for row in rank_children(jambi.province, DAY).rows if row.region == jambi.sarolangun
    )
    own = rank_children(jambi.sarolangun, DAY).head

    assert own.last_report == DAY
    assert in_province.last_report == DAY


def test_what_an_outreach_event_counted_is_no_report_of_the_office():
    jambi = make_jambi()
    dewi = make_dewi(jambi)
    save_day(dewi, {jambi.limun: 40}, kabkota=jambi.sarolangun, channel="jemput_bola")

    own = rank_children(jambi.sarolangun, DAY, with_weeks=True).head

    assert own.last_report is None
    # From Friday 29 March to Thursday 4 April, with the holiday of the 3rd.
    assert own.weeks[-1] == Week(7, working=4, told=0, people=0, people_off=0, outreach=40)
    assert own.pace is None


def test_without_being_asked_for_a_row_knows_no_weeks():
    jambi = make_jambi()
    save_day(make_siti(jambi), {jambi.limun: 4})

    assert rank_children(jambi.sarolangun, DAY).head.weeks == ()


@pytest.mark.parametrize("state", ["zero", "closed"])
def test_of_a_kecamatan_a_day_is_told_by_a_number_or_by_what_the_office_declared(state):
    """Monday to Friday of one week: 5 people, cards alone, a holiday, declared, 7 people."""
    jambi = make_jambi()
    siti = make_siti(jambi)
    reason = {"zero_reason": "nobody_came"} if state == "zero" else {}
    monday, tuesday, wednesday_off, thursday, friday = (date(2019, 4, n) for n in range(1, 6))
    save_day(siti, {jambi.limun: 5, jambi.pauh: 9}, day=monday)
    save_day(siti, {jambi.pauh: 9, jambi.limun: {"printed": 4}}, day=tuesday)
    save_day(siti, {}, day=thursday, status={"state": state, **reason})
    save_day(siti, {jambi.limun: 7}, day=friday)
    save_day(siti, {jambi.limun: 3}, day=wednesday_off)
    # The last day of the week before, a day before the eight weeks, and one after them.
    save_day(siti, {jambi.limun: 11}, day=friday - timedelta(days=7))
    save_day(siti, {jambi.limun: 400}, day=friday - timedelta(days=56))
    save_day(siti, {jambi.limun: 400}, day=date(2019, 4, 8))

    inside = rank_children(jambi.sarolangun, friday, with_weeks=True)
    limun = next(row for row in inside.rows if row.region == jambi.limun)

    # Four working days, of which Tuesday is not known.
    assert limun.weeks[-1] == Week(7, 4, 3, 5 + 7, 3, 0)
    assert [week.people for week in limun.weeks[:-1]] == [0] * 6 + [11]
    assert all(week.people_off == 0 for week in limun.weeks[:-1])
