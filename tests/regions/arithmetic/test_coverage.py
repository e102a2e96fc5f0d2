import doctest
from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from regions.arithmetic import (
    Change,
    Standing,
    change,
    coverage,
    known_part,
    lowest_first,
    summed,
    to_hundredths,
)

people = st.integers(0, 300_000_000)
obliged = st.integers(1, 300_000_000)
targets = st.integers(1, 20_000)
small = st.integers(0, 12)
known = st.builds(Standing.of_one, people, obliged)
unknown = st.sampled_from([Standing.of_one(None, None), Standing.of_one(None, 500)])


def percent(standing: Standing) -> Fraction:
    return Fraction(standing.recorded, standing.wajib_ktp) * 100


def test_the_examples_in_the_docstrings_hold():
    results = doctest.testmod(coverage)

    assert results.attempted >= 1
    assert results.failed == 0


def test_coverage_just_below_the_target_is_not_shown_as_the_target():
    standing = Standing.of_one(97_996, 100_000)

    assert standing.hundredths == 9799
    assert standing.reached(9800) is False


@given(recorded=people, wajib_ktp=obliged)
def test_coverage_is_rounded_down_to_two_decimals(recorded, wajib_ktp):
    standing = Standing.of_one(recorded, wajib_ktp)

    assert standing.hundredths == floor(percent(standing) * 100)


@given(recorded=people, wajib_ktp=obliged, target=targets)
@example(recorded=98, wajib_ktp=100, target=9800)
@example(recorded=97_996, wajib_ktp=100_000, target=9800)
def test_the_target_is_reached_exactly_when_the_unrounded_coverage_is(recorded, wajib_ktp, target):
    standing = Standing.of_one(recorded, wajib_ktp)

    assert standing.reached(target) is (percent(standing) >= Fraction(target, 100))


@given(recorded=people, wajib_ktp=obliged, target=targets)
@example(recorded=2_386_685, wajib_ktp=2_472_223, target=9800)
def test_people_to_target_is_the_least_number_that_reaches_it(recorded, wajib_ktp, target):
    needed = Standing.of_one(recorded, wajib_ktp).people_to_target(target)

    assert Standing.of_one(recorded + needed, wajib_ktp).reached(target)
    if needed:
        assert not Standing.of_one(recorded + needed - 1, wajib_ktp).reached(target)


@pytest.mark.parametrize(("recorded", "wajib_ktp"), [(5, None), (None, 5), (None, None)])
def test_a_place_is_a_known_part_only_with_both_numbers(recorded, wajib_ktp):
    assert Standing.of_one(recorded, wajib_ktp)[2:] == (0, 1)
    assert Standing.of_one(0, 0)[2:] == (1, 1)


def test_two_ratios_of_nearly_a_billion_people_are_told_apart():
    lower = Standing.of_one(999_999_997, 999_999_998)
    higher = Standing.of_one(999_999_998, 999_999_999)

    assert lowest_first(lower, "15.04") < lowest_first(higher, "15.03")


def test_jambi_on_the_day_of_the_article_lacks_36094_people():
    jambi = Standing.of_one(2_386_685, 2_472_223)

    assert jambi.hundredths == 9654
    assert jambi.people_to_target(9800) == 36_094


@given(wajib_ktp=obliged, extra=st.integers(1, 1_000_000))
def test_coverage_over_100_percent_is_not_capped(wajib_ktp, extra):
    standing = Standing.of_one(wajib_ktp + extra, wajib_ktp)

    assert percent(standing) > 100
    assert standing.hundredths == floor(percent(standing) * 100)
    assert standing.missing == -extra
    assert standing.people_to_target(10_000) == 0


@pytest.mark.parametrize("standing", [Standing.of_one(None, 500), Standing.of_one(500, None)])
def test_everything_about_an_unknown_place_is_unknown_and_not_zero(standing):
    answers = (
        standing.hundredths,
        standing.missing,
        standing.people_to_target(9800),
        standing.reached(9800),
    )

    assert answers == (None, None, None, None)
    assert (standing.known_parts, standing.parts) == (0, 1)


def test_true_zero_is_known():
    standing = Standing.of_one(0, 500)

    assert standing.hundredths == 0
    assert standing.missing == 500
    assert standing.reached(9800) is False
    assert standing.known_parts == 1


@given(st.lists(known, min_size=1, max_size=8))
def test_a_sum_adds_people_and_then_divides(standings):
    whole = summed(standings)

    recorded = sum(standing.recorded for standing in standings)
    wajib_ktp = sum(standing.wajib_ktp for standing in standings)
    assert whole == Standing(recorded, wajib_ktp, len(standings), len(standings))
    assert whole.hundredths == floor(Fraction(recorded, wajib_ktp) * 10_000)


@given(st.lists(known, max_size=6), st.lists(unknown, min_size=1, max_size=3), st.randoms())
def test_a_sum_is_unknown_while_a_part_is_and_says_how_many_are_known(some, others, random):
    standings = [*some, *others]
    random.shuffle(standings)

    whole = summed(standings)

    assert whole.hundredths is None
    assert whole.recorded is None
    assert (whole.known_parts, whole.parts) == (len(some), len(standings))


def test_a_sum_knows_the_obliged_while_only_the_recorded_are_unknown():
    whole = summed([Standing.of_one(90, 100), Standing.of_one(None, 200)])

    assert (whole.recorded, whole.wajib_ktp) == (None, 300)


def test_a_sum_of_nothing_is_unknown():
    assert summed([]) == Standing(None, None, 0, 0)
    assert summed([]).hundredths is None


@given(st.lists(known, max_size=6), st.lists(unknown, max_size=3))
def test_the_known_part_is_the_sum_of_the_known_alone(some, others):
    assert known_part([*others, *some]) == summed(some)


@given(st.lists(st.tuples(st.one_of(known, unknown), st.integers(1, 99).map(str)), max_size=12))
def test_lowest_first_orders_like_exact_fractions(places):
    def exactly(place):
        standing, code = place
        if standing.recorded is None:
            return (1, 0, 0, code)
        return (0, percent(standing), standing.missing, code)

    assert sorted(places, key=lambda place: lowest_first(*place)) == sorted(places, key=exactly)


@given(small, st.integers(1, 12), small, st.integers(1, 12))
def test_small_places_tie_only_when_their_fractions_are_equal(a, b, c, d):
    one, other = Standing.of_one(a, b), Standing.of_one(c, d)

    first = sorted([(one, "2"), (other, "1")], key=lambda place: lowest_first(*place))[0]

    assert first == min(
        [(one, "2"), (other, "1")],
        key=lambda place: (percent(place[0]), place[0].missing, place[1]),
    )


def test_nearly_equal_ratios_of_large_populations_are_told_apart():
    lower = Standing.of_one(999_999_996, 999_999_998)
    higher = Standing.of_one(999_999_997, 999_999_999)

    assert lowest_first(lower, "15.04") < lowest_first(higher, "15.03")


def test_of_equal_ratios_fewer_missing_come_first_then_the_lower_code():
    few, many = Standing.of_one(9, 10), Standing.of_one(90, 100)

    order = sorted(
        [(many, "15.01"), (few, "15.04"), (few, "15.03")], key=lambda place: lowest_first(*place)
    )

    assert [code for _, code in order] == ["15.03", "15.04", "15.01"]


def test_unknown_places_come_last_by_code():
    places = [
        (Standing.of_one(None, 5), "11"),
        (Standing.of_one(200, 100), "15"),
        (Standing.of_one(5, None), "12"),
    ]

    order = sorted(places, key=lambda place: lowest_first(*place))

    assert [code for _, code in order] == ["15", "11", "12"]


@pytest.mark.parametrize(
    ("typed", "expected"), [("98", 9800), ("99.3", 9930), ("93.86", 9386), ("0.01", 1)]
)
def test_a_target_in_percent_becomes_whole_hundredths(typed, expected):
    assert to_hundredths(Decimal(typed)) == expected


@given(before=known, now=known, newly=people)
def test_what_recording_and_what_figures_did_add_up_to_the_change_shown(before, now, newly):
    found = change(before, newly, now)

    assert found.points == now.hundredths - before.hundredths
    grown = floor(percent(Standing.of_one(before.recorded + newly, before.wajib_ktp)) * 100)
    assert found.by_people == grown - before.hundredths >= 0


@given(before=known, newly=people)
def test_by_the_same_figure_only_recording_changed_anything(before, newly):
    now = Standing.of_one(before.recorded + newly, before.wajib_ktp)

    assert change(before, newly, now) == Change(now.hundredths - before.hundredths, 0)


@given(standing=known, other=unknown)
def test_a_change_from_or_to_the_unknown_is_unknown(standing, other):
    assert change(other, 5, standing) is None
    assert change(standing, 5, other) is None


def test_a_new_figure_may_take_more_than_recording_gave():
    """99.400 of 100.000 and 120 more are 99,52 %; of 103.000 they are 96,62 %."""
    before, now = Standing.of_one(99_400, 100_000), Standing.of_one(99_520, 103_000)

    assert change(before, 120, now) == Change(by_people=12, by_figures=-290)
