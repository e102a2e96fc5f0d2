"""The weeks of a region as the sum of its places. No Django."""

from collections.abc import Sequence
from fractions import Fraction

from .paces import Pace, Week, pace


def sum_of_weeks(places: Sequence[Sequence[Week]]) -> tuple[Week, ...]:
    """The weeks of all places together that have a pace, oldest first; as many as all have.

    What was not told is filled in at the place's own rate of the week, else at its pace, so that
    a silent place does not pass for an empty one; and the share of `told` says how much of the
    people was not filled in. So `people x working / told` are the people of all, told or not.
    """
    known = [(weeks, of_it) for weeks in places if (of_it := pace(weeks))]
    shortest = min((len(weeks) for weeks, _pace in known), default=0)
    return tuple(
        _summed([(weeks[back], of_it) for weeks, of_it in known]) for back in range(-shortest, 0)
    )


def _summed(parts: Sequence[tuple[Week, Pace]]) -> Week:
    working = sum(week.working for week, _pace in parts)
    people = sum(week.people for week, _pace in parts)
    whole = sum((_filled_in(week, of_it) for week, of_it in parts), Fraction(0))
    told = sum(week.told for week, _pace in parts)
    if whole and told:
        told = max(1, round(working * people / whole))
        people = round(whole * told / working)
    return Week(
        max(week.days for week, _pace in parts),
        working,
        told,
        people,
        sum(week.people_off for week, _pace in parts),
        sum(week.outreach for week, _pace in parts),
    )


def _filled_in(week: Week, of_it: Pace) -> Fraction:
    """Its people on working days, as if those not told had been like the others."""
    if week.told or not week.working:
        return Fraction(week.people * week.working, week.told or 1)
    return max(Fraction(0), of_it.counter * week.days - week.people_off)
