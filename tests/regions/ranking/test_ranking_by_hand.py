"""Every ranking equals the one computed by hand from the counts, on any day and level."""

from datetime import date, timedelta
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from regions.levels import Level
from regions.models import Channel, Region
from regions.ranking import Ranking, Row, rank_children
from tests.factories import undone
from tests.properties import examples
from tests.regions.by_hand import (
    START,
    Rows,
    Stand,
    claims,
    counts_of,
    exists,
    figure_of,
    figures,
    former,
    make_places,
    make_world,
    parts_on,
    people,
    pins,
    saves,
    stand_of,
    target_of,
    targets,
    whole,
)

pytestmark = pytest.mark.django_db

WEEK, MONTH = timedelta(days=7), timedelta(days=30)


def stand_on(region: Region, day: date, rows: Rows) -> Stand:
    """Where a place stood on a day, with what it was made of then."""
    return whole([stand_of(places, day, rows) for places in parts_on(region, day, rows)])


def assert_row(row: Row, day: date, rows: Rows) -> None:
    parts = parts_on(row.region, day, rows)
    now, week, month = (stand_on(row.region, d, rows) for d in (day, day - WEEK, day - MONTH))
    standing = row.standing
    assert (standing.recorded, standing.wajib_ktp) == (now.recorded, now.wajib_ktp)
    assert (standing.known_parts, standing.parts) == now.parts
    assert standing.hundredths == now.shown
    for change, before, back in ((row.change_7, week, WEEK), (row.change_30, month, MONTH)):
        silent = row.last_report is None or row.last_report <= day - back
        if not (now.known and before.known) or (now == before and silent):
            assert change is None
            continue
        newly = sum(people(places, day - back, day, rows) for places in parts)
        grown = (before.recorded + newly) * 10_000 // before.wajib_ktp
        assert change == (grown - before.shown, now.shown - grown)
    target = target_of(row.region, day, rows)
    assert row.goal.hundredths == target
    if now.known:
        needed = ceil(Fraction(target, 10_000) * now.wajib_ktp) - now.recorded
        assert standing.missing == now.wajib_ktp - now.recorded
        assert row.people_to_target == max(0, needed)
        assert row.reached is (now.ratio >= Fraction(target, 10_000))
    else:
        assert (row.people_to_target, row.reached) == (None, None)
    figures = [figure_of(places, day, rows) for places in parts]
    assert row.bases == {figure.basis for figure in figures if figure}
    then = [figure and figure.wajib_ktp_on_deadline for figure in figures]
    assert row.wajib_on_deadline == (sum(then) if then and None not in then else None)


def ever_counted(places: list[Region], day: date, rows: Rows) -> bool:
    """Whether a number was ever given there, be it a zero of outreach, or the office reported."""
    office = places[0].kabkota_id is None
    reported = last_report_of_offices({places[0].pk}, day, rows) if office else None
    return reported is not None or last_count(places, day, rows) is not None


def last_count(places: list[Region], day: date, rows: Rows) -> date | None:
    reported = [
        count.day
        for count in counts_of(places, rows)
        if count.recorded is not None and count.day <= day
    ]
    return max(reported, default=None)


def assert_order(ranking: Ranking, rows: Rows) -> None:
    def order_on(day: date) -> list[Row]:
        def key(row: Row) -> tuple:
            return stand_on(row.region, day, rows).order(row.region.code)

        return sorted(ranking.rows, key=key)

    def places_on(day: date) -> dict[str, int]:
        known = [row for row in order_on(day) if row.region.code in known_on(day)]
        return {row.region.code: place for place, row in enumerate(known, start=1)}

    def known_on(day: date) -> set[str]:
        return {row.region.code for row in ranking.rows if stand_on(row.region, day, rows).known}

    today = places_on(ranking.day)
    on_both = known_on(ranking.day) & known_on(ranking.day - WEEK)
    assert [row.region.code for row in ranking.rows] == [
        row.region.code for row in order_on(ranking.day)
    ]
    assert {row.region.code: row.rank for row in ranking.rows if row.rank} == today
    then, now = (
        [row.region.code for row in order_on(day) if row.region.code in on_both]
        for day in (ranking.day - WEEK, ranking.day)
    )
    for row in ranking.rows:
        code = row.region.code
        moved = now.index(code) - then.index(code) if code in on_both else None
        assert row.rank_change_7 == (None if not moved and row.change_7 is None else moved)


def assert_by_kabkota(ranking: Ranking, rows: Rows) -> None:
    """A province or the nation: its children are sums of the kabupaten/kota that exist."""
    region, day = ranking.region, ranking.day
    for row in ranking.rows:
        assert_row(row, day, rows)
        offices = {place.pk for (place,) in parts_on(row.region, day, rows)}
        assert row.last_report == last_report_of_offices(offices, day, rows)
    assert ranking.head.region == region
    assert_row(ranking.head, day, rows)
    assert_order(ranking, rows)
    assert ranking.not_broken_down is ranking.ended is None


def last_report_of_offices(offices: set[int], day: date, rows: Rows) -> date | None:
    reported = [
        status.day
        for status in rows.statuses
        if status.kabkota_id in offices
        and status.day <= day
        and status.state in ("reported", "zero")
    ]
    return max(reported, default=None)


def assert_by_kecamatan(ranking: Ranking, rows: Rows) -> None:
    """One kabupaten/kota: its kecamatan that exist, and what was not broken down."""
    kabkota, day = ranking.region, ranking.day
    inside = [r for r in rows.regions if r.code.count(".") == 2 and r.kabkota_id == kabkota.pk]
    existing = [region for region in inside if exists(region, day)]
    assert {row.region.pk for row in ranking.rows} == {region.pk for region in existing}
    for row in ranking.rows:
        assert_row(row, day, rows)
        assert row.last_report == last_count(former(row.region, rows), day, rows)
    assert_row(ranking.head, day, rows)
    assert_order(ranking, rows)

    office = figure_of([kabkota], day, rows)
    since = office.as_of if office else None
    of_rows = 0
    for row in [ranking.head, *ranking.rows]:
        mine = [kabkota] if row is ranking.head else former(row.region, rows)
        own = figure_of(mine, day, rows)
        newly = people(mine, own.as_of if own else since, day, rows)
        assert row.counted == (newly if ever_counted(mine, day, rows) else None)
        of_rows += 0 if row is ranking.head else people(mine, since, day, rows)
    own = sum(
        count.recorded or 0
        for count in rows.counts
        if count.region_id == kabkota.pk and (since or date.min) < count.day <= day
    )
    assert ranking.not_broken_down == own
    assert ranking.ended == people([kabkota], since, day, rows) - of_rows - own


@examples(60)
@example(
    everywhere=False,
    figures=[("15.03", 1, 0, None, None, "dkb"), ("15.03", 2, 0, None, None, "dkb")],
    saves=[("15.03", 0, 1, Channel.JEMPUT_BOLA)],
    targets=[],
    pins=[],
    asked={30},
)
@given(
    everywhere=st.booleans(),
    figures=figures | claims,
    saves=saves,
    targets=targets,
    pins=pins,
    asked=st.sets(st.integers(-1, 62), min_size=1, max_size=3),
)
def test_rankings_of_any_day_and_level_equal_those_computed_by_hand(
    everywhere, figures, saves, targets, pins, asked
):
    with undone():
        places = make_places()
        make_world(places, everywhere, figures, saves, targets, pins)
        rows = Rows.stored()

        for day in (START + timedelta(days=offset) for offset in asked):
            assert_by_kabkota(rank_children(places["ID"], day), rows)
            assert_by_kabkota(rank_children(places["ID"], day, Level.KABKOTA), rows)
            assert_by_kabkota(rank_children(places["15"], day), rows)
            assert_by_kecamatan(rank_children(places["15.03"], day), rows)
            assert_by_kecamatan(rank_children(places["15.04"], day), rows)
