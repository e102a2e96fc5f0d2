"""Team-days shared out: never worse than trying everything, and explained per place."""

from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from campaigns.proposal import Need, allocate
from campaigns.proposal.allocation import Aim, Allocation, Limit

AIMS = st.sampled_from(Aim)
SMALL = st.integers(0, 7)
NEEDS = st.lists(
    st.tuples(SMALL, SMALL, st.none() | st.integers(0, 3)).map(
        lambda drawn: (min(drawn[0], drawn[1]), *drawn[1:])
    ),
    max_size=4,
)


def needs_of(drawn) -> list[Need]:
    return [Need(f"15.{i:02}", *values) for i, values in enumerate(drawn)]


def worth(places: int, people: int, team_days: list[int], aim: Aim) -> tuple:
    """How good a plan is: first what is aimed at, then people, then few team-days."""
    first = (places,) if aim == Aim.PLACES else ()
    return (*first, people, -sum(team_days))


def best_by_trying(needs: list[Need], team_days: int, cards: int, a_day: int, aim: Aim) -> tuple:
    """The worth of the best of all plans there are."""
    people = [min(need.people_to_target, need.missing) for need in needs]
    ranges = [range(min(team_days, team_days if n.most is None else n.most) + 1) for n in needs]
    found = []
    for plan in product(*ranges):
        if sum(plan) > team_days:
            continue
        brought = min(cards, sum(map(min, people, (days * a_day for days in plan))))
        full = sorted(
            most for most, days in zip(people, plan, strict=True) if 0 < most <= days * a_day
        )
        places = max(n for n in range(len(full) + 1) if sum(full[:n]) <= cards)
        found.append(worth(places, brought, list(plan), aim))
    return max(found)


def check_limits(needs: list[Need], found: Allocation, team_days: int, cards: int, a_day: int):
    of = {need.code: need for need in needs}
    for share in found.shares:
        need = of[share.code]
        assert 0 <= share.people <= min(need.people_to_target, need.missing)
        assert share.people <= share.team_days * a_day
        assert need.most is None or share.team_days <= need.most
    assert sum(share.team_days for share in found.shares) + found.team_days_left == team_days
    assert found.people + found.cards_left == cards
    assert min(found.team_days_left, found.cards_left) >= 0


@given(NEEDS, st.integers(0, 6), st.integers(0, 20), st.integers(1, 4), AIMS)
@example([(5, 5, None), (5, 5, None)], 3, 10, 2, Aim.PLACES)
@example([(3, 3, None), (7, 7, None), (4, 4, 1)], 4, 9, 2, Aim.PLACES)
# Cards that suffice to the last one; that miss one; that run out at a place not aimed at.
@example([(5, 5, None), (3, 3, None)], 9, 8, 2, Aim.PLACES)
@example([(5, 5, None), (4, 4, None), (3, 3, None)], 9, 8, 10, Aim.PLACES)
@example([(7, 7, None), (4, 4, None)], 9, 5, 2, Aim.PLACES)
# Cards for no place's whole need, or for none after the first: those left are used all the same.
@example([(2, 2, None)], 1, 1, 3, Aim.PLACES)
@example([(2, 2, None), (2, 2, None)], 2, 3, 3, Aim.PLACES)
def test_no_other_plan_is_better(drawn, team_days, cards, a_day, aim):
    needs = needs_of(drawn)

    found = allocate(needs, team_days=team_days, cards=cards, a_team_day=a_day, aim=aim)

    check_limits(needs, found, team_days, cards, a_day)
    spent = [share.team_days for share in found.shares]
    expected = best_by_trying(needs, team_days, cards, a_day, aim)
    assert worth(found.places, found.people, spent, aim) == expected
    assert found.proven


@given(NEEDS, st.integers(0, 6), st.integers(0, 20), AIMS, st.randoms())
def test_the_order_in_which_places_are_given_does_not_matter(drawn, days, cards, aim, rng):
    needs = needs_of(drawn)
    mixed = rng.sample(needs, len(needs))

    plans = [
        allocate(given_, team_days=days, cards=cards, a_team_day=2, aim=aim)
        for given_ in (needs, mixed)
    ]

    assert plans[0] == plans[1]


def test_of_many_places_none_is_forgotten():
    """With cards enough, the best is known: full days first, then the largest rests."""
    needs = [Need(f"{n:03}", 37 * n % 911, 5_000, most=3 + n % 5) for n in range(514)]
    days = [(divmod(need.people_to_target, 100), need.most) for need in needs]
    full = sum(min(whole, most) for (whole, _rest), most in days)
    rests = sorted((rest for (whole, rest), most in days if rest and whole < most), reverse=True)

    found = allocate(needs, team_days=full + 100, cards=900_000)

    assert found.people == 100 * full + sum(rests[:100])
    assert len(rests) > 100


def shares(found: Allocation) -> dict[str, tuple[int, int, Limit]]:
    return {share.code: (share.team_days, share.people, share.limit) for share in found.shares}


def test_most_people_go_where_whole_days_are_filled():
    needs = [Need("15.03", 26_784, 31_248), Need("15.04", 250, 900), Need("15.72", 30, 90)]

    found = allocate(needs, team_days=4, cards=6_000)

    assert found.people == 400
    assert shares(found) == {
        "15.03": (4, 400, Limit.ELSEWHERE),
        "15.04": (0, 0, Limit.ELSEWHERE),
        "15.72": (0, 0, Limit.ELSEWHERE),
    }


def test_the_other_aim_takes_many_small_places_over_the_target():
    needs = [Need("15.03", 26_784, 31_248), Need("15.04", 250, 900), Need("15.72", 30, 90)]

    found = allocate(needs, team_days=5, cards=6_000, aim=Aim.PLACES)

    assert (found.places, found.people) == (2, 380)
    assert shares(found) == {
        "15.03": (1, 100, Limit.ELSEWHERE),
        "15.04": (3, 250, Limit.TARGET),
        "15.72": (1, 30, Limit.TARGET),
    }


def test_equal_places_are_served_by_code():
    needs = [Need("15.04", 100, 200), Need("15.03", 100, 200), Need("15.06", 100, 200)]

    for aim in Aim:
        found = allocate(needs, team_days=2, cards=500, aim=aim)
        assert [(s.code, s.team_days) for s in found.shares] == [
            ("15.03", 1),
            ("15.04", 1),
            ("15.06", 0),
        ]


def test_nobody_is_brought_beyond_those_missing():
    found = allocate([Need("15.03", 500, 120)], team_days=9, cards=500)

    assert shares(found) == {"15.03": (2, 120, Limit.TARGET)}
    assert found.team_days_left == 7


def test_every_person_needs_a_card():
    found = allocate([Need("15.03", 900, 900)], team_days=9, cards=250)

    assert shares(found) == {"15.03": (3, 250, Limit.CARDS)}
    assert (found.team_days_left, found.cards_left) == (6, 0)


def test_cards_that_end_with_a_full_day_are_what_keeps_a_place_from_more():
    found = allocate([Need("15.03", 900, 900, most=2)], team_days=9, cards=200)

    assert shares(found) == {"15.03": (2, 200, Limit.CARDS)}
    assert found.cards_left == 0


def test_only_so_many_team_days_fit_into_a_place_before_the_deadline():
    found = allocate([Need("15.03", 900, 900, most=2)], team_days=5, cards=900)

    assert shares(found) == {"15.03": (2, 200, Limit.AT_ONCE)}


@pytest.mark.parametrize(("team_days", "cards"), [(0, 500), (5, 0), (0, 0)])
@pytest.mark.parametrize("aim", Aim)
def test_without_team_days_or_cards_nobody_is_brought(team_days, cards, aim):
    found = allocate([Need("15.03", 90, 90)], team_days=team_days, cards=cards, aim=aim)

    assert (found.people, found.places) == (0, 0)
    assert (found.team_days_left, found.cards_left) == (team_days, cards)


def test_unknown_places_and_those_at_their_target_are_left_out_and_named():
    needs = [Need("15.03", None, None), Need("15.04", 0, 30), Need("15.05", 0, -7)]

    found = allocate([*needs, Need("15.06", 10, 10)], team_days=1, cards=100)

    assert found.unknown == ("15.03",)
    assert found.reached == ("15.04", "15.05")
    assert list(shares(found)) == ["15.06"]


def test_an_answer_in_time_is_worth_more_than_a_proof(monkeypatch):
    monkeypatch.setattr("campaigns.proposal.allocation.SECONDS", 0.0)
    needs = [Need(f"15.{i:02}", 1_000 + 37 * i % 900, 9_000) for i in range(40)]

    found = allocate(needs, team_days=90, cards=7_777, aim=Aim.PLACES)

    assert not found.proven
    check_limits(needs, found, 90, 7_777, 100)
