"""Where the next event should go: the order, and reasons that add up to it."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.proposal import Place, propose_events
from campaigns.proposal.order import REST_DAYS, Candidate, Reason, Why, with_reasons
from campaigns.proposal.untold import a_working_day, days_untold
from regions.arithmetic import Week, pace

DAY = date(2019, 4, 4)
SOON = (date(2019, 4, 4), date(2019, 4, 5))


def place(code: str = "15.04", people_to_target: int | None = 1_000, **fields) -> Place:
    """Its office reports, and nobody comes, unless `fields` say otherwise."""
    missing = None if people_to_target is None else people_to_target + 200
    fields = {"a_day": Fraction(0), "a_working_day": Fraction(0), **fields}
    return Place(code, missing, people_to_target, **fields)


def of_unknown_pace(code: str = "15.04", people_to_target: int = 1_000, **fields) -> Place:
    return place(code, people_to_target, **{"a_day": None, "a_working_day": None, **fields})


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


def test_of_equal_places_the_one_of_lower_coverage_comes_first():
    """They are given lowest coverage first."""
    assert ranked(place("15.06"), place("15.04")) == ["15.06", "15.04"]


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


def test_who_was_reached_by_outreach_is_no_part_of_the_pace():
    """50 a working day, three event days of 1.000 in these weeks: 36 a day, 1.368 in 38 days."""
    weeks = [Week(7, 5, 5, 250, 0, outreach) for outreach in (0, 0, 3_000, 0)]
    found = pace(weeks)

    one = with_reasons(place(people_to_target=2_650, a_day=found.counter, days_left=38))
    after_it = with_reasons(
        place(people_to_target=2_650, a_day=Fraction(36), days_left=38, since_event=4)
    )

    assert reason(one, Why.OWN_PACE).people == -int(38 * Fraction(250, 7))
    assert reason(after_it, Why.OWN_PACE).people == -1_368
    assert after_it.score == 641


def test_a_place_of_unknown_pace_has_no_rank():
    """Neither as if nobody came by themselves there, nor as if all did."""
    found = propose_events([of_unknown_pace("15.04", 900), place("15.06", 300)])

    assert [one.place.code for one in found.ranked] == ["15.06"]
    assert [one.place.code for one in found.unpaced] == ["15.04"]
    assert reason(found.unpaced[0], Why.PACE_UNKNOWN).people == 0
    assert found.unpaced[0].at_most
    assert found.unpaced[0].score == 900


def test_an_event_takes_off_those_still_expected_at_it():
    one = with_reasons(place(event_days=SOON, event_people=300))

    assert reason(one, Why.UNDER_WAY).people == -300
    assert one.score == 700


def test_days_without_a_report_probably_hold_people():
    """Nine working days of an office that does 100 on one; a day off is none of them."""
    weeks = [Week(7, 5, told, 100 * told, 0, 0) for told in (5, 5, 5, 5, 1, 0)]
    found = pace(weeks)

    one = with_reasons(
        place(a_day=found.counter, a_working_day=a_working_day(found), untold_days=9, open_days=1)
    )

    assert days_untold(weeks, DAY, None) == 9
    assert reason(one, Why.UNTOLD) == Reason(Why.UNTOLD, -900, days=9, open_days=1)
    assert one.score == 100


def test_days_without_a_report_and_without_a_pace_are_said_and_take_nothing_off():
    one = with_reasons(of_unknown_pace(untold_days=3))

    assert one.place.people_untold is None
    assert reason(one, Why.UNTOLD) == Reason(Why.UNTOLD, 0, days=3)


def test_who_came_before_the_figure_in_force_is_in_it():
    """Of two silent weeks the figure was drawn up at the end of the first; then two days later."""
    weeks = [Week(7, 5, 0, 0, 0, 0)] * 2

    assert days_untold(weeks, DAY, DAY - timedelta(days=7)) == 5
    assert days_untold(weeks, DAY, DAY - timedelta(days=5)) == 4
    assert days_untold(weeks, DAY, DAY + timedelta(days=5)) == 0


def test_of_weeks_without_a_working_day_no_pace_of_working_days_is_known():
    assert a_working_day(pace([Week(7, 0, 0, 0, 3, 0)] * 4)) is None


DAYS_TOLD = st.lists(st.booleans(), min_size=40, max_size=40)


def of_reports(code: str, short: int, a_report: int, told: list[bool], days_left: int) -> Place:
    """A place whose office records `a_report` people on each of 40 working days, and has told of
    some of them: so many are counted. With all of them told it would be `short`.
    """
    by_week = [sum(told[n : n + 5]) for n in range(0, 40, 5)]
    weeks = [Week(7, 5, days, a_report * days, 0, 0) for days in by_week]
    found = pace(weeks)
    return place(
        code,
        short + a_report * days_untold(weeks, DAY, None),
        a_day=found and found.counter,
        a_working_day=a_working_day(found),
        days_left=days_left,
        untold_days=days_untold(weeks, DAY, None),
    )


@given(
    DAYS_TOLD,
    st.integers(0, 39),
    st.integers(1, 2_000),
    st.integers(1, 50),
    st.integers(0, 30),
    st.lists(st.integers(1, 3_000), max_size=4),
)
def test_withdrawing_a_report_moves_no_place_as_if_its_office_had_done_nothing(
    told, withdrawn, short, a_report, days_left, shorts
):
    others = [place(f"15.1{n}", people) for n, people in enumerate(shorts)]
    told = [*told[:withdrawn], True, *told[withdrawn + 1 :]]
    before, after = (
        propose_events([of_reports("15.03", short, a_report, days, days_left), *others])
        for days in (told, [*told[:withdrawn], False, *told[withdrawn + 1 :]])
    )

    if "15.03" in [one.place.code for one in after.ranked]:
        assert [(one.place.code, one.score) for one in after.ranked] == [
            (one.place.code, one.score) for one in before.ranked
        ]
    else:
        assert [one.place.code for one in after.unpaced] == ["15.03"]


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


def test_an_event_has_cards_of_its_own():
    one = with_reasons(place(event_days=SOON, cards=10))

    assert Why.FEW_CARDS not in [one.why for one in one.reasons]


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
    st.none() | st.integers(0, 60),
)
def test_the_reasons_add_up_to_the_score_and_never_below_zero(
    people, a_day, days_left, untold, since, expected
):
    one = with_reasons(
        place(
            people_to_target=people,
            a_day=a_day,
            a_working_day=a_day and a_day * 7 / 5,
            days_left=days_left,
            untold_days=untold,
            since_event=since,
            event_days=SOON if expected else None,
            event_people=expected,
        )
    )

    left = 0
    for each in one.reasons:
        left += each.people
        assert 0 <= left <= people
    assert one.score == left
