"""Where the next event should go: the order, and reasons that add up to it."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.proposal import Place, propose_events
from campaigns.proposal.order import REST_DAYS, Candidate, Reason, Why, with_reasons

SOON = (date(2019, 4, 4), date(2019, 4, 5))


def place(code: str = "15.04", people_to_target: int | None = 1_000, **fields) -> Place:
    missing = None if people_to_target is None else people_to_target + 200
    return Place(code, missing, people_to_target, **fields)


def reason(candidate: Candidate, why: Why) -> Reason:
    return next(one for one in candidate.reasons if one.why == why)


def ranked(*places: Place) -> list[str]:
    return [one.place.code for one in propose_events(places).ranked]


def test_most_people_to_the_target_come_first():
    assert ranked(place("15.04", 10), place("15.05", 30), place("15.06", 20)) == [
        "15.05",
        "15.06",
        "15.04",
    ]


def test_equal_places_stand_by_code():
    assert ranked(place("15.06"), place("15.04")) == ["15.04", "15.06"]


def test_who_comes_by_the_deadline_anyhow_is_taken_off():
    one = with_reasons(place(people_to_target=1_000, a_day=Fraction(53, 2), days_left=13))

    assert reason(one, Why.OWN_PACE) == Reason(
        Why.OWN_PACE, -344, days=13, a_day=Fraction(53, 2), needed=77
    )
    assert one.score == 656


def test_a_place_that_gets_there_by_itself_comes_after_a_smaller_one_that_does_not():
    alone = place("15.04", 900, a_day=Fraction(100), days_left=13)
    slow = place("15.06", 300, a_day=Fraction(1), days_left=13)

    assert ranked(alone, slow) == ["15.06", "15.04"]
    assert with_reasons(alone).score == 0


def test_without_a_deadline_ahead_the_own_pace_takes_nothing_off():
    one = with_reasons(place(a_day=Fraction(50)))

    assert one.score == 1_000


def test_without_enough_reports_the_pace_is_said_to_be_unknown():
    one = with_reasons(place(days_left=13))

    assert reason(one, Why.PACE_UNKNOWN).people == 0
    assert one.score == 1_000


def test_silent_days_probably_hold_people_that_are_not_reported_yet():
    one = with_reasons(place(a_day=Fraction(20), silent_days=3))

    assert reason(one, Why.SILENT) == Reason(Why.SILENT, -60, days=3)
    assert one.score == 940


def test_silent_days_without_a_known_pace_are_said_and_take_nothing_off():
    one = with_reasons(place(silent_days=3))

    assert reason(one, Why.SILENT) == Reason(Why.SILENT, 0, days=3)


@pytest.mark.parametrize(
    ("since", "why", "score"),
    [
        (None, Why.NO_EVENT, 1_000),
        (1, Why.RECENT_EVENT, 500),
        (REST_DAYS - 1, Why.RECENT_EVENT, 500),
        (REST_DAYS, Why.EARLIER_EVENT, 1_000),
    ],
)
def test_an_event_of_the_last_four_weeks_halves_what_another_could_bring(since, why, score):
    one = with_reasons(place(since_event=since))

    assert reason(one, why).days == since
    assert one.score == score


def test_few_cards_are_said_but_change_no_order():
    few, many = place("15.04", cards=999), place("15.06", cards=1_000)

    assert reason(with_reasons(few), Why.FEW_CARDS) == Reason(Why.FEW_CARDS, cards=999)
    assert Why.FEW_CARDS not in [one.why for one in with_reasons(many).reasons]
    assert ranked(few, many) == ["15.04", "15.06"]


def test_a_place_with_an_event_planned_or_running_is_not_the_next_one():
    found = propose_events([place("15.03", 9_000, event_days=SOON), place("15.04")])

    assert [one.place.code for one in found.ranked] == ["15.04"]
    assert [one.place.code for one in found.under_way] == ["15.03"]
    assert reason(found.under_way[0], Why.UNDER_WAY).event_days == SOON
    assert Why.NO_EVENT not in [one.why for one in found.under_way[0].reasons]


def test_places_at_their_target_and_unknown_ones_are_named_not_ranked():
    found = propose_events([place("15.09", 0), place("15.07", None), place("15.04")])

    assert [one.place.code for one in found.ranked] == ["15.04"]
    assert [one.code for one in found.reached] == ["15.09"]
    assert [one.code for one in found.unknown] == ["15.07"]


@given(
    st.integers(1, 50),
    st.none() | st.fractions(0, 9),
    st.none() | st.integers(0, 20),
    st.integers(0, 9),
    st.none() | st.integers(0, 60),
)
def test_the_reasons_add_up_to_the_score_and_never_below_zero(
    people, a_day, days_left, silent, since
):
    one = with_reasons(
        place(
            people_to_target=people,
            a_day=a_day,
            days_left=days_left,
            silent_days=silent,
            since_event=since,
        )
    )

    left = 0
    for each in one.reasons:
        left += each.people
        assert 0 <= left <= people
    assert one.score == left
