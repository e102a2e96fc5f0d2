"""How long cards last, how many to ask for, who gives to whom: rules on whole cards, without a
database.
"""

from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.cards import cards_to_ask_for, propose_transfers
from campaigns.cards.days_left import PACK, WARNING_LEVEL, DaysLeft, Shelf, days_left, use_a_day
from regions.arithmetic import FURTHEST, Week


def week(cards: int, *, told: int = 5, working: int = 5, off: int = 0) -> Week:
    """Seven days on which a counter used so many cards, on the days that were told."""
    return Week(7, working, told, cards, off, 0)


def weeks(*cards: int) -> tuple[Week, ...]:
    return tuple(map(week, cards))


STEADY = weeks(*(70,) * 8)
UNEVEN = weeks(70, 140, 70, 35, 70, 140, 70, 35)


# How long


def test_cards_last_as_many_whole_days_as_the_use_of_the_last_four_weeks_allows():
    assert days_left(500, STEADY) == DaysLeft(50, 50, 50)
    assert days_left(509, STEADY).middle == 50


def test_fast_and_slow_weeks_make_the_range():
    found = days_left(900, UNEVEN)

    # 315 in four weeks; a week of the fast quarter uses 140, one of the slow quarter 35.
    assert found == DaysLeft(middle=80, shortest=45, longest=180)


@pytest.mark.parametrize("cards", [0, -40])
def test_no_cards_last_no_day_whatever_the_pace(cards):
    assert days_left(cards, ()) == days_left(cards, STEADY) == DaysLeft(0, 0, 0)


@pytest.mark.parametrize("few", [(), STEADY[:1], (week(0, told=0),) * 6 + STEADY[:1]])
def test_with_too_few_days_told_it_is_unknown(few):
    assert days_left(500, few) is None


def test_unknown_cards_last_for_unknown_time():
    assert days_left(None, STEADY) is None


def test_a_pace_that_came_to_rest_is_no_division_by_zero():
    assert days_left(500, weeks(70, 70, 70, 70, 0, 0, 0, 0)) == DaysLeft(None, 50, None)


def test_beyond_two_years_no_number_is_given():
    one_a_day = weeks(*(7,) * 8)
    assert days_left(FURTHEST, one_a_day).middle == FURTHEST
    assert days_left(FURTHEST + 1, one_a_day).middle is None


def test_days_not_told_are_in_no_end_of_the_range():
    part = (week(28, told=2), week(0, told=0))

    assert use_a_day(STEADY[:6] + part) == use_a_day(STEADY)
    assert use_a_day(STEADY[:6] + weeks(28, 0)) != use_a_day(STEADY)


some_weeks = st.lists(
    st.integers(0, 5).flatmap(
        lambda told: st.builds(
            week, st.integers(0, 3000 if told else 0), told=st.just(told), off=st.integers(0, 9)
        )
    ),
    max_size=10,
)


@given(cards=st.none() | st.integers(-5_000, 200_000), weeks=some_weeks)
def test_the_range_holds_the_middle_and_never_promises_a_day_too_many(cards, weeks):
    found = days_left(cards, weeks)

    if found is None or cards <= 0:
        return
    middle = use_a_day(weeks).middle
    ends = [FURTHEST + 1 if days is None else days for days in (found.shortest, found.longest)]
    centre = FURTHEST + 1 if found.middle is None else found.middle
    assert ends[0] <= centre <= ends[1]
    if found.middle is not None:
        assert found.middle * middle <= cards < (found.middle + 1) * middle
    else:
        assert cards > FURTHEST * middle or middle == Fraction(0)


# How many to ask for


def test_it_takes_thirty_fast_days_and_the_warning_level_less_what_is_at_hand():
    # A fast week uses 140: 600 in thirty days.
    assert cards_to_ask_for(900, UNEVEN) == 600 + WARNING_LEVEL - 900
    assert cards_to_ask_for(901, UNEVEN) == 700
    assert cards_to_ask_for(899, UNEVEN) == 800


def test_who_has_enough_asks_for_nothing():
    assert cards_to_ask_for(1600, UNEVEN) == cards_to_ask_for(50_000, UNEVEN) == 0
    assert cards_to_ask_for(1599, UNEVEN) == PACK


def test_a_book_below_zero_asks_for_no_more_than_an_empty_shelf():
    assert cards_to_ask_for(-5_812, UNEVEN) == cards_to_ask_for(0, UNEVEN) == 1600


def test_what_is_not_known_is_not_asked_for_as_if_it_were_nothing():
    assert cards_to_ask_for(None, UNEVEN) is None
    assert cards_to_ask_for(0, STEADY[:1]) is None


@given(st.integers(-5_000, 20_000), some_weeks)
def test_what_is_asked_for_lasts_for_thirty_fast_days_and_is_no_pack_too_many(cards, weeks):
    found, use = cards_to_ask_for(cards, weeks), use_a_day(weeks)

    assert (found is None) == (use is None)
    if found is None:
        return
    lacking = ceil(use.fast * 30) + WARNING_LEVEL - max(cards, 0)
    assert found % PACK == 0
    assert max(lacking, 0) <= found < max(lacking, 0) + PACK


# Who gives


def lasting(days: int | None) -> DaysLeft:
    return DaysLeft(days, days, days)


def moved(*shelves: Shelf) -> list[tuple[str, str, int]]:
    return [(one.giver.code, one.taker.code, one.cards) for one in propose_transfers(shelves)[0]]


def test_an_office_below_the_warning_level_is_brought_up_to_it():
    low, rich = Shelf("15.03", 300, lasting(6)), Shelf("15.04", 3400, lasting(120))

    (transfer,), short = propose_transfers([low, rich])

    assert (transfer.giver, transfer.taker, transfer.cards) == (rich, low, 700)
    assert (transfer.giver_after, transfer.taker_after) == (2700, 1000)
    assert short == []


def test_cards_move_in_packs_of_a_hundred():
    assert moved(Shelf("15.03", 990), Shelf("15.04", 5000)) == [("15.04", "15.03", PACK)]


def test_at_the_warning_level_nothing_is_needed():
    assert moved(Shelf("15.03", WARNING_LEVEL), Shelf("15.04", 50_000)) == []


def test_who_has_twice_the_warning_level_or_less_gives_nothing():
    assert moved(Shelf("15.03", 0), Shelf("15.04", 2 * WARNING_LEVEL)) == []
    assert moved(Shelf("15.03", 0), Shelf("15.04", 2 * WARNING_LEVEL + 1)) != []


def test_a_giver_keeps_the_warning_level_and_the_rest_comes_from_the_next():
    first = Shelf("15.04", 2100, lasting(90))
    second = Shelf("15.05", 9000, lasting(30))
    low = Shelf("15.03", -900, lasting(0))

    assert moved(second, first, low) == [("15.04", "15.03", 1100), ("15.05", "15.03", 800)]


def test_who_has_most_days_of_stock_gives_first_unknown_days_last():
    low = Shelf("15.01", 900)
    for_years, long, unknown = (
        Shelf("15.09", 2500, lasting(None)),
        Shelf("15.03", 2500, lasting(90)),
        Shelf("15.02", 9000, None),
    )

    assert moved(unknown, long, for_years, low)[0][0] == "15.09"
    assert moved(unknown, long, low)[0][0] == "15.03"
    assert moved(unknown, low)[0][0] == "15.02"


def test_the_stock_of_the_province_gives_before_all_and_is_filled_by_nobody():
    depot = Shelf("15", 2500, None, is_depot=True)

    assert moved(depot, Shelf("15.03", 900), Shelf("15.04", 9000, lasting(None)))[0][0] == "15"
    assert moved(Shelf("15", 0, None, is_depot=True), Shelf("15.04", 9000)) == []


def test_who_runs_out_first_is_served_first_and_who_stays_short_is_said():
    soon, later = Shelf("15.03", 500, lasting(5)), Shelf("15.02", 100, lasting(20))
    giver = Shelf("15.04", 2100, lasting(300))

    transfers, short = propose_transfers([later, soon, giver])

    assert [(one.taker.code, one.cards) for one in transfers] == [("15.03", 500), ("15.02", 600)]
    assert [(one.taker.code, one.missing) for one in short] == [("15.02", 300)]


def test_a_book_below_zero_needs_what_is_missing_too():
    assert moved(Shelf("15.03", -50), Shelf("15.04", 9000)) == [("15.04", "15.03", 1100)]


shelves = st.lists(
    st.builds(
        Shelf,
        code=st.integers(1, 40).map("15.{:02}".format),
        cards=st.integers(-200, 12_000),
        days=st.none() | st.builds(lasting, st.none() | st.integers(0, 400)),
        is_depot=st.booleans(),
    ),
    max_size=8,
    unique_by=lambda shelf: shelf.code,
)


@given(shelves, st.randoms(use_true_random=False))
def test_no_transfer_makes_a_giver_poor_and_cards_are_neither_made_nor_lost(offices, rng):
    transfers, short = propose_transfers(offices)

    has = {shelf.code: shelf.cards for shelf in offices}
    for one in transfers:
        assert one.cards > 0
        assert one.giver.cards > 2 * WARNING_LEVEL
        assert one.taker.is_low
        assert not one.taker.is_depot
        has[one.giver.code] -= one.cards
        has[one.taker.code] += one.cards
        assert has[one.giver.code] == one.giver_after >= WARNING_LEVEL
        assert has[one.taker.code] == one.taker_after < WARNING_LEVEL + PACK
    still_low = {s.code for s in offices if has[s.code] < WARNING_LEVEL and not s.is_depot}
    assert {one.taker.code for one in short} == still_low
    assert sum(has.values()) == sum(shelf.cards for shelf in offices)
    if still_low:
        # Nobody who could have given has anything to spare.
        givers = [s for s in offices if s.cards > 2 * WARNING_LEVEL]
        assert all(has[s.code] == WARNING_LEVEL for s in givers)

    shuffled = list(offices)
    rng.shuffle(shuffled)
    assert propose_transfers(shuffled) == (transfers, short)
