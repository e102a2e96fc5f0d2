"""What the silent could still change: a range that holds the present figure, never a figure."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.arithmetic import Awaited, Standing, bounds, lowest_first, movable, summed, usual_a_day
from regions.arithmetic.awaited import raised
from tests.regions.ranking.ranked import UNKNOWN, people


def place(code: str, recorded: int, wajib: int = 1000, days: int = 0, a_day: int | None = None):
    return Awaited(code, people(recorded, wajib), days, a_day)


def test_a_silent_place_adds_its_missing_days_at_its_own_fast_pace():
    silent = place("15.03", 800, days=3, a_day=20)

    assert silent.people == 60
    assert silent.high == people(860, 1000)


def test_a_place_that_has_reported_adds_nothing_however_fast_it_is():
    assert place("15.03", 800, days=0, a_day=20).people == 0
    assert place("15.03", 800, days=0, a_day=None).people == 0


def test_without_a_usual_pace_a_silent_place_may_add_nobody_knows_how_many():
    silent = place("15.03", 800, days=1)

    assert silent.people is None
    assert silent.high == Standing(None, 1000, 0, 1)


def test_one_person_more_is_one_more_and_nobody_more_leaves_what_is_known_of_a_sum():
    half_known = Standing(None, 900, 1, 2)

    assert raised(people(800, 1000), 1) == people(801, 1000)
    assert raised(half_known, 0) == half_known


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], None),
        ([7], 7),
        ([5, 9, 7], 9),
        ([1, 2, 3, 4, 5], 4),
        ([1, 2, 3, 4, 5, 6, 7, 1000], 7),
    ],
)
def test_the_fast_day_is_that_of_the_fast_quarter_not_the_fastest(days, expected):
    assert usual_a_day(days) == expected


def test_the_bounds_of_a_region_are_sums_of_people():
    low, high = bounds([place("15.03", 800, days=2, a_day=10), place("15.04", 1900, 2000)])

    assert low == Standing(2700, 3000, 2, 2)
    assert high == Standing(2720, 3000, 2, 2)


def test_one_silent_place_without_a_pace_makes_the_high_end_unknown():
    low, high = bounds([place("15.03", 800, days=2), place("15.04", 1900, 2000)])

    assert low.hundredths == 9000
    assert high.recorded is None
    assert high.known_parts == 1


def test_coverage_may_pass_100_percent_uncapped():
    _, high = bounds([place("15.03", 999, days=1, a_day=20)])

    assert high.hundredths == 10190


standings = st.builds(
    people,
    st.none() | st.integers(0, 1_200_000),
    st.none() | st.integers(1, 1_000_000),
)
places = st.builds(
    Awaited, st.just(""), standings, st.integers(0, 40), st.none() | st.integers(0, 3000)
)
several = st.lists(places, min_size=1, max_size=8)
known_places = st.builds(
    place,
    st.just(""),
    st.integers(0, 1_200_000),
    st.integers(1, 1_000_000),
    st.integers(0, 40),
    st.integers(0, 3000),
)


@given(several)
def test_the_low_end_is_the_present_figure(places):
    low, _ = bounds(places)

    assert low == summed(one.standing for one in places)


@given(st.lists(known_places, min_size=1, max_size=8))
def test_the_high_end_is_never_below_the_low_one(places):
    low, high = bounds(places)

    assert low.recorded <= high.recorded
    assert low.hundredths <= high.hundredths
    assert (low.wajib_ktp, low.parts) == (high.wajib_ktp, high.parts)


@given(several, st.data())
def test_more_silence_never_narrows_the_range(places, data):
    n = data.draw(st.integers(0, len(places) - 1))
    more = data.draw(st.integers(1, 20))
    longer = [*places]
    longer[n] = places[n]._replace(days=places[n].days + more)

    (low, high), (low_then, high_then) = bounds(places), bounds(longer)

    assert low_then == low
    unknown = high_then.recorded is None
    assert unknown or high_then.recorded >= high.recorded
    assert unknown >= (high.recorded is None)


@given(several)
def test_without_a_silent_place_both_ends_are_equal(places):
    low, high = bounds([one._replace(days=0) for one in places])

    assert low == high


@given(several)
def test_unknown_stays_unknown(places):
    low, high = bounds([*places, Awaited("", UNKNOWN, 3, 10)])

    assert low.hundredths is None
    assert high.hundredths is None


@given(standings, st.none() | st.integers(1, 100))
def test_raising_keeps_who_is_obliged_and_knows_no_more_than_before(standing, more):
    high = raised(standing, more)

    assert high.wajib_ktp == standing.wajib_ktp
    assert high.known_parts <= standing.known_parts
    assert (high.recorded is None) == (standing.recorded is None or more is None)


def test_a_place_may_move_when_it_can_pass_the_next_or_be_passed():
    silent = place("15.03", 800, days=2, a_day=20)
    near, far = place("15.04", 830), place("15.05", 900)

    assert movable([far, near, silent]) == {"15.03", "15.04"}


def test_nobody_moves_where_the_silent_one_stays_below_the_next():
    silent, near = place("15.03", 800, days=2, a_day=10), place("15.04", 830)

    assert movable([silent, near]) == set()


def test_a_silent_place_without_a_pace_may_pass_everyone_above_it():
    lower, silent = place("15.03", 700), place("15.04", 800, days=1)
    above, top = place("15.05", 900), place("15.06", 990)

    assert movable([lower, silent, above, top]) == {"15.04", "15.05", "15.06"}


def test_unknown_places_have_no_rank_to_lose():
    unknown = Awaited("15.05", UNKNOWN, 3, 500)

    assert movable([unknown, place("15.06", 830, days=1)]) == set()


def ranks(standings: list[Standing]) -> list[int]:
    order = sorted(range(len(standings)), key=lambda n: lowest_first(standings[n], f"{n}"))
    return [order.index(n) for n in range(len(standings))]


few_people = st.builds(
    place,
    st.just(""),
    st.integers(0, 12),
    st.integers(1, 12),
    st.integers(0, 2),
    st.integers(0, 3),
)


@given(st.lists(few_people, min_size=1, max_size=5))
def test_who_may_move_is_who_moves_in_some_outcome(found):
    found = [one._replace(code=f"{n}") for n, one in enumerate(found)]
    now = ranks([one.standing for one in found])
    moved = set()
    for ends in product(*((one.standing, one.high) for one in found)):
        then = ranks(list(ends))
        moved |= {one.code for n, one in enumerate(found) if then[n] != now[n]}

    assert movable(found) == moved
