"""The course of coverage equals what is computed by hand from the counts, day by day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.levels import Level
from regions.models import Region
from regions.ranking import Trend, days_of_span, trend
from regions.ranking.standings import sums_on
from tests.factories import (
    AS_OF,
    DAY,
    make_figure,
    make_jambi,
    make_region,
    make_siti,
    save_day,
    undone,
)
from tests.properties import examples
from tests.regions.by_hand import (
    KABKOTA,
    START,
    Rows,
    claims,
    figure_of,
    figures,
    make_places,
    make_world,
    parts_on,
    people,
    pins,
    saves,
    stand_of,
    whole,
)
from tests.regions.ranking.ranked import region

pytestmark = pytest.mark.django_db

# The first is renumbered half-way, the second begins half-way, the last has no kabupaten.
DRAWN = ("15.03.13", "15.05", "15.03.03", "15.03.01", "15.03", "15.04", "15", "ID", "91", "92")
MOST_QUERIES = 7


def assert_course(found: Trend, place: Region, days: list[date], rows: Rows) -> None:
    """Each point is the page of its day, but for who is unknown on the last one."""
    parts = parts_on(place, days[-1], rows)
    left_out = [those for those in parts if not stand_of(those, days[-1], rows).known]
    assert (found.known, found.parts) == (len(parts) - len(left_out), len(parts))
    assert [point.day for point in found.points] == days
    last_known = None
    for point in found.points:
        drawn = [those for those in parts_on(place, point.day, rows) if those not in left_out]
        together = whole([stand_of(those, point.day, rows) for those in drawn])
        expected = (together.recorded, together.wajib_ktp) if together.known else (None, None)
        assert (point.standing.recorded, point.standing.wajib_ktp) == expected
        in_force = {id(figure_of(those, point.day, rows)) for those in drawn}
        assert point.rebased is (together.known and last_known not in (None, in_force))
        last_known = in_force if together.known else last_known


@examples(40)
@given(
    everywhere=st.booleans(),
    figures=figures | claims,
    pins=pins,
    saves=saves,
    offsets=st.sets(st.integers(-4, 75), min_size=1, max_size=8),
)
def test_the_course_of_any_place_equals_the_one_computed_by_hand(
    everywhere, figures, pins, saves, offsets
):
    days = [START + timedelta(days=offset) for offset in sorted(offsets)]
    with undone():
        places = make_places()
        make_world(places, everywhere, figures, saves, targets=[], pins=pins)
        rows = Rows.stored()

        for code in DRAWN:
            assert_course(trend(places[code], days), places[code], days, rows)


@examples(40)
@given(
    saves=saves,
    codes=st.sets(st.sampled_from((*KABKOTA, "15.03.01")), max_size=5),
    offsets=st.sets(st.integers(-4, 75), min_size=1, max_size=6),
)
def test_sums_over_places_and_days_equal_those_of_the_counts(saves, codes, offsets):
    days = [START + timedelta(days=offset) for offset in offsets]
    with undone():
        places = make_places()
        make_world(places, everywhere=False, figures=[], saves=saves, targets=[])
        rows = Rows.stored()
        asked = [places[code] for code in codes]

        found = sums_on([place.pk for place in asked], days)

        # A kecamatan has no ledger of its own.
        offices = [place for place in asked if place.level == Level.KABKOTA]
        assert found == {
            day: sum(people([office], None, day, rows) for office in offices) for day in days
        }


def test_the_last_day_of_an_office_counts_once_on_it_and_after_it():
    jambi = make_jambi()
    save_day(make_siti(jambi), {jambi.limun: 30}, day=DAY)
    days = [DAY + timedelta(days=offset) for offset in (-1, 0, 1, 2)]

    found = sums_on([jambi.sarolangun.pk, jambi.batanghari.pk], days)

    assert list(found.values()) == [0, 30, 30, 30]


def test_a_figure_published_later_leaves_the_days_before_it_and_is_marked():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, 1000, 800)
    make_figure(
        jambi.sarolangun,
        1100,
        850,
        as_of=DAY - timedelta(days=20),
        published_on=DAY - timedelta(days=1),
    )
    days = [DAY - timedelta(days=back) for back in (2, 1, 0)]

    points = trend(jambi.sarolangun, days).points

    assert [point.standing.hundredths for point in points] == [8000, 7727, 7727]
    assert [point.rebased for point in points] == [False, True, False]


def test_a_figure_with_wajib_ktp_alone_leaves_the_complete_one_before_it_in_force():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, 1000, 800)
    make_figure(jambi.sarolangun, 1100, None, as_of=DAY - timedelta(days=1))
    make_figure(jambi.sarolangun, 1100, 850, as_of=DAY)
    days = [DAY - timedelta(days=back) for back in (2, 1, 0)]

    points = trend(jambi.sarolangun, days).points

    assert [point.standing.hundredths for point in points] == [8000, 8000, 7727]
    assert [point.rebased for point in points] == [False, False, True]


def test_a_kecamatan_counts_recorded_people_up_to_the_end_of_each_day():
    jambi = make_jambi()
    siti = make_siti(jambi)
    make_figure(jambi.limun, 1000, 800)
    days = [DAY - timedelta(days=back) for back in (2, 1, 0)]
    save_day(siti, {jambi.limun: {"printed": 9}}, day=days[0])
    save_day(siti, {jambi.limun: 5}, day=days[1])
    save_day(siti, {jambi.limun: 7}, day=days[2])
    save_day(siti, {jambi.limun: 100}, day=DAY + timedelta(days=1))

    points = trend(jambi.limun, days).points

    assert [point.standing.recorded for point in points] == [800, 805, 812]


def test_a_place_that_is_unknown_at_the_end_is_left_out_of_every_point_and_counted():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, 1000, 800)
    make_figure(jambi.batanghari, 1000, None)
    save_day(make_siti(jambi), {jambi.limun: 50})

    found = trend(jambi.province, [DAY - timedelta(days=1), DAY])

    assert (found.known, found.parts) == (1, 2)
    assert [point.standing.hundredths for point in found.points] == [8000, 8500]


def test_where_nothing_is_known_every_point_is_unknown():
    jambi = make_jambi()
    save_day(make_siti(jambi), {jambi.limun: 50})

    for place in (jambi.nation, jambi.province, jambi.sarolangun, jambi.limun):
        found = trend(place, [DAY - timedelta(days=1), DAY])
        assert found.known == 0
        assert [point.standing.hundredths for point in found.points] == [None, None]


@pytest.mark.parametrize(
    ("code", "span", "step", "first"),
    [
        ("15", 30, 1, 30),
        ("15", 90, 1, 90),
        ("15", 100, 1, 100),
        ("15", 101, 7, 98),
        ("15", 365, 7, 364),
        ("15.03.01", 90, 1, 90),
        ("ID", 30, 1, 30),
        ("ID", 90, 7, 84),
        ("ID", 365, 7, 364),
    ],
)
def test_a_span_ends_on_the_day_and_goes_by_the_week_where_days_would_be_many(
    code, span, step, first
):
    days = days_of_span(region(code), DAY, span)

    assert days[0] == DAY - timedelta(days=first)
    assert days[-1] == DAY
    assert {after - before for before, after in pairwise(days)} == {timedelta(days=step)}


def test_the_number_of_queries_depends_neither_on_places_nor_on_days(
    django_assert_max_num_queries,
):
    jambi = make_jambi()
    siti = make_siti(jambi)
    make_figure(jambi.sarolangun)
    make_figure(jambi.limun)
    save_day(siti, {jambi.limun: 5})

    def queries(span: int) -> list[int]:
        asked = []
        for place in (jambi.nation, jambi.province, jambi.sarolangun, jambi.limun):
            with django_assert_max_num_queries(MOST_QUERIES) as counted:
                trend(place, days_of_span(place, DAY, span))
            asked.append(len(counted))
        return asked

    small = queries(30)
    for number in range(10, 40):
        make_figure(make_region(f"15.{number}"), as_of=AS_OF + timedelta(days=number))
        make_region(f"15.03.{number}")
        save_day(siti, {jambi.limun: 5}, day=DAY - timedelta(days=number))

    assert queries(365) == small
