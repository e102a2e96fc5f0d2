"""Team-days shared out: never worse than trying everything, and explained per place."""

from fractions import Fraction
from itertools import accumulate, product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from campaigns.proposal import Need, Place, allocate, need_of
from campaigns.proposal.allocation import Aim, Allocation, Limit

AIMS = st.sampled_from(Aim)
SMALL = st.integers(0, 9)
NEEDS = st.lists(
    st.tuples(SMALL, SMALL, st.none() | st.integers(0, 3), st.integers(1, 2)).map(
        lambda drawn: (min(drawn[0], drawn[1]), *drawn[1:])
    ),
    max_size=4,
)
SHARES = st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(2, 7), Fraction(1, 25)])
# So many are reached at once that only the set sets a limit.
ALL = Fraction(1)


def needs_of(drawn) -> list[Need]:
    return [Need(f"15.{i:02}", *values) for i, values in enumerate(drawn)]


def brought(need: Need, a_day: int, share: Fraction, most: int) -> list[int]:
    """The people of 0, 1, 2 … team-days at one place, by the words of the module."""
    left, missing, people = need.people, need.missing, []
    while left and len(people) < (most if need.most is None else min(most, need.most)):
        reached = share * missing / need.kecamatan
        people.append(min(a_day, -int(-reached // 1), left))
        left -= people[-1]
        missing -= people[-1]
    return [0, *accumulate(people)]


def best_by_trying(
    needs: list[Need], team_days: int, cards: int, a_day: int, share: Fraction, aim: Aim
) -> tuple[int, ...]:
    """The team-days per place of the best of all plans there are."""
    curves = [brought(need, a_day, share, team_days) for need in needs]
    plans = [p for p in product(*(range(len(c)) for c in curves)) if sum(p) <= team_days]

    def people(plan: tuple[int, ...]) -> int:
        return sum(curve[days] for curve, days in zip(curves, plan, strict=True))

    def for_people(plan: tuple[int, ...]) -> tuple:
        return (min(cards, people(plan)), -sum(plan), people(plan), plan)

    if aim == Aim.PEOPLE:
        return max(plans, key=for_people)
    whole = [
        0 if curve[-1] < need.people else len(curve) - 1
        for curve, need in zip(curves, needs, strict=True)
    ]
    sets = [
        plan
        for plan in product(*((0, days) if days else (0,) for days in whole))
        if sum(plan) <= team_days and people(plan) <= cards
    ]
    chosen = max(
        sets,
        key=lambda plan: (
            sum(map(bool, plan)),
            -sum(plan),
            -sum(n for n, days in enumerate(plan) if days),
        ),
    )
    with_them = [
        p for p in plans if all(have >= days for have, days in zip(p, chosen, strict=True))
    ]
    return max(with_them, key=for_people)


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


@given(NEEDS, st.integers(0, 6), st.integers(0, 20), st.integers(1, 4), SHARES, AIMS)
@example([(5, 5, None, 1), (5, 5, None, 1)], 3, 10, 2, ALL, Aim.PLACES)
@example([(3, 3, None, 1), (7, 7, None, 1), (4, 4, 1, 1)], 4, 9, 2, ALL, Aim.PLACES)
# Cards that suffice to the last one; that miss one; that run out at a place not aimed at.
@example([(5, 5, None, 1), (3, 3, None, 1)], 9, 8, 2, ALL, Aim.PLACES)
@example([(5, 5, None, 1), (4, 4, None, 1), (3, 3, None, 1)], 9, 8, 10, ALL, Aim.PLACES)
@example([(7, 7, None, 1), (4, 4, None, 1)], 9, 5, 2, ALL, Aim.PLACES)
# Cards for no place's whole need, or for none after the first: those left are used all the same.
@example([(2, 2, None, 1)], 1, 1, 3, ALL, Aim.PLACES)
@example([(2, 2, None, 1), (2, 2, None, 1)], 2, 3, 3, ALL, Aim.PLACES)
# Equal sets of places: the fewest team-days, then the first ones.
@example([(3, 3, None, 1), (2, 2, None, 1), (2, 2, None, 1)], 2, 20, 2, ALL, Aim.PLACES)
@example([(5, 5, None, 1), (4, 4, None, 1)], 4, 20, 2, ALL, Aim.PLACES)
# A place whose second team-day brings fewer: three bring it to its target, two do not.
@example([(8, 10, None, 1)], 2, 20, 4, Fraction(1, 2), Aim.PLACES)
@example([(8, 10, None, 1)], 3, 20, 4, Fraction(1, 2), Aim.PLACES)
def test_no_other_plan_is_better(drawn, team_days, cards, a_day, share, aim):
    needs = needs_of(drawn)
    below = [need for need in needs if need.people]

    found = allocate(
        needs, team_days=team_days, cards=cards, a_team_day=a_day, share=share, aim=aim
    )

    check_limits(needs, found, team_days, cards, a_day)
    spent = tuple(share.team_days for share in found.shares)
    if cards:
        assert spent == best_by_trying(below, team_days, cards, a_day, share, aim)
    assert found.proven


def test_of_many_places_none_is_forgotten():
    """With cards enough, the best is known: full days first, then the largest rests."""
    needs = [Need(f"{n:03}", 37 * n % 911, 5_000, most=3 + n % 5) for n in range(514)]
    days = [(divmod(need.people_to_target, 100), need.most) for need in needs]
    full = sum(min(whole, most) for (whole, _rest), most in days)
    rests = sorted((rest for (whole, rest), most in days if rest and whole < most), reverse=True)

    found = allocate(needs, team_days=full + 100, cards=900_000, share=ALL)

    assert found.people == 100 * full + sum(rests[:100])
    assert len(rests) > 100


@pytest.mark.parametrize("aim", Aim)
def test_the_nation_has_its_plan(aim):
    needs = [Need(f"{n:03}", 977 * n % 19_000, 977 * n % 19_000 + 900, 132, 14) for n in range(514)]

    found = allocate(needs, team_days=3_000, cards=400_000, aim=aim)

    check_limits(needs, found, 3_000, 400_000, 100)
    assert found.team_days_left == 0
    assert found.proven


def shares(found: Allocation) -> dict[str, tuple[int, int, Limit]]:
    return {share.code: (share.team_days, share.people, share.limit) for share in found.shares}


def test_a_team_day_brings_fewer_the_fewer_are_missing():
    """4 % of 2.000 in a kecamatan are 80; of the 1.920 left 77; of 1.843 left 74."""
    need = Need("15.04", 9_000, 10_000, kecamatan=5)

    people = [allocate([need], team_days=days, cards=900).people for days in range(1, 4)]

    assert people == [80, 80 + 80, 80 + 80 + 79]


def test_no_team_day_brings_more_than_a_set_can_record():
    found = allocate([Need("15.03", 26_784, 31_248, kecamatan=11)], team_days=2, cards=900)

    assert found.people == 200


def test_where_people_are_dense_a_team_day_brings_more_than_where_they_are_many():
    """Merangin misses 8.151 in 24 kecamatan, a smaller place 4.000 in four."""
    needs = [Need("15.02", 3_429, 8_151, kecamatan=24), Need("15.05", 3_000, 4_000, kecamatan=4)]

    found = allocate(needs, team_days=5, cards=900)

    assert shares(found)["15.02"] == (0, 0, Limit.ELSEWHERE)


def test_the_other_aim_takes_many_small_places_over_the_target():
    needs = [Need("15.03", 26_784, 31_248), Need("15.04", 250, 900), Need("15.72", 30, 90)]

    found = allocate(needs, team_days=5, cards=6_000, share=ALL, aim=Aim.PLACES)

    assert (found.places, found.people) == (2, 380)
    assert shares(found) == {
        "15.03": (1, 100, Limit.ELSEWHERE),
        "15.04": (3, 250, Limit.TARGET),
        "15.72": (1, 30, Limit.TARGET),
    }


def test_between_equal_plans_the_lowest_coverage_decides():
    """Needs stand lowest coverage first, whatever their codes."""
    needs = [Need("15.06", 100, 200), Need("15.04", 100, 200), Need("15.03", 100, 200)]

    for aim in Aim:
        found = allocate(needs, team_days=2, cards=500, share=ALL, aim=aim)
        assert [(s.code, s.team_days) for s in found.shares] == [
            ("15.06", 1),
            ("15.04", 1),
            ("15.03", 0),
        ]


def test_nobody_is_brought_beyond_those_missing():
    found = allocate([Need("15.03", 500, 120)], team_days=9, cards=500, share=ALL)

    assert shares(found) == {"15.03": (2, 120, Limit.TARGET)}
    assert found.team_days_left == 7


def test_every_person_needs_a_card():
    found = allocate([Need("15.03", 900, 900)], team_days=9, cards=250, share=ALL)

    assert shares(found) == {"15.03": (3, 250, Limit.CARDS)}
    assert (found.team_days_left, found.cards_left) == (6, 0)


def test_cards_that_end_with_a_full_day_are_what_keeps_a_place_from_more():
    found = allocate([Need("15.03", 900, 900, most=2)], team_days=9, cards=200, share=ALL)

    assert shares(found) == {"15.03": (2, 200, Limit.CARDS)}
    assert found.cards_left == 0


def test_only_so_many_team_days_fit_into_a_place_before_the_deadline():
    found = allocate([Need("15.03", 900, 900, most=2)], team_days=5, cards=900, share=ALL)

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
    monkeypatch.setattr("campaigns.proposal.most_places.SECONDS", 0.0)
    needs = [Need(f"15.{i:02}", 1_000 + 37 * i % 900, 9_000) for i in range(40)]

    found = allocate(needs, team_days=90, cards=7_777, share=ALL, aim=Aim.PLACES)

    assert not found.proven
    check_limits(needs, found, 90, 7_777, 100)


def test_what_a_planned_event_brings_and_what_is_not_reported_need_no_team_day():
    place = Place(
        "15.03",
        1_200,
        1_000,
        a_day=Fraction(10),
        a_working_day=Fraction(14),
        days_left=12,
        untold_days=5,
        event_people=300,
        kecamatan=11,
    )

    assert need_of(place, at_once=4) == Need("15.03", 630, 830, 48, 11)


def test_a_planned_event_that_brings_all_leaves_no_need():
    place = Place("15.03", 1_200, 200, a_day=Fraction(0), event_people=300)

    assert need_of(place, at_once=4).people == 0


def test_of_an_unknown_place_the_need_is_unknown():
    assert need_of(Place("15.03", None, None, event_people=300), at_once=4).people is None
