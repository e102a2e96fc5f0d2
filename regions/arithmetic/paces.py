"""How fast people are recorded, and how fast they would have to be.

Pure arithmetic on whole people, days and weeks; no Django.

A missing report is no zero: a pace is made of the days that were told. A silent day, one told in
part and one that is still open leave the mean, with their share of the weekend; a closed day and
an honest zero stay in it. So an office whose weeks are alike keeps its pace whatever is withdrawn.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

DAYS_A_WEEK = 7
WEEKS_LOOKED_AT = 8
# Days of which something is known: so many make a pace, and fewer than these make none.
DAYS_OF_A_PACE = 28
FEWEST_DAYS = 14
# Two years: further away a pace says nothing.
FURTHEST = 730


Number = int | Fraction


class Week(NamedTuple):
    """Seven days of one place. Days before the place began are in none of the numbers.

    `days` are calendar days (7, fewer where the place began within the week). `working` are
    those of them on which a report was expected; a day the office closed is one, a true zero.
    `told` are the working ones that were reported, zero with its reason, or closed: the others
    are silent, still open, or `in_part`, told for far fewer kecamatan than usual. `people` were
    newly recorded at the counter on told working days, `people_off` at the counter on all other
    days (weekends, holidays: known, zero where nobody came), `outreach` by outreach on any day.
    """

    days: Number
    working: Number
    told: Number
    people: Number
    people_off: Number
    outreach: Number
    in_part: Number = 0

    def share(self, share: Fraction) -> "Week":
        """So much of it, as if all of its days were alike."""
        return self if share == 1 else Week(*(number * share for number in self))

    @property
    def known_days(self) -> Fraction:
        """Its calendar days, less the share of those not told; whole where none was expected."""
        if not self.working:
            return Fraction(self.days)
        return Fraction(self.days * self.told, self.working)


class Pace(NamedTuple):
    """People a calendar day: who come by themselves, and who are reached by outreach.

    `days` are the calendar days of the weeks looked at, `told` of `working` their reports, without
    those `in_part`.
    """

    counter: Fraction
    outreach: Fraction
    days: Number
    told: Number
    working: Number
    in_part: Number = 0

    @property
    def total(self) -> Fraction:
        return self.counter + self.outreach


def pace(weeks: Sequence[Week]) -> Pace | None:
    """The pace of the newest `weeks` (oldest first, the last one ends today).

    It reaches back until they hold 28 known days, eight weeks at most; None where these hold
    fewer than 14, or where reports were expected and none came.
    """
    found = weeks_of_the_pace(weeks)
    days = sum(week.days for week in found)
    told = sum(week.told for week in found)
    working = sum(week.working for week in found)
    if sum(week.known_days for week in found) < FEWEST_DAYS or (working and not told):
        return None
    # Known whatever the counter told: it does not look back further for a silent day.
    recent = weeks[-DAYS_OF_A_PACE // DAYS_A_WEEK :]
    outreach = Fraction(sum(week.outreach for week in recent), sum(week.days for week in recent))
    in_part = sum(week.in_part for week in found)
    return Pace(counter_a_day(found), outreach, days, told, working, in_part)


def weeks_of_the_pace(weeks: Sequence[Week]) -> Sequence[Week]:
    """The newest of `weeks` that hold 28 known days together, or the newest eight.

    Of the oldest one the share that makes them 28: else a day that has just begun would let a
    whole week of long ago weigh in.
    """
    newest = weeks[-WEEKS_LOOKED_AT:]
    held = Fraction(0)
    for back in range(1, len(newest) + 1):
        oldest = newest[-back]
        held += oldest.known_days
        if held >= DAYS_OF_A_PACE:
            share = 1 - (held - DAYS_OF_A_PACE) / oldest.known_days
            return [oldest.share(share), *newest[len(newest) - back + 1 :]]
    return newest


def counter_a_day(weeks: Sequence[Week]) -> Fraction:
    """People a calendar day at the counter, as if the days not told had been like those told.

    At least one day, and a told one where any was expected.
    """
    working = sum(week.working for week in weeks)
    people = a_report(weeks) * working + sum(week.people_off for week in weeks)
    return people / sum(week.days for week in weeks)


def a_report(weeks: Sequence[Week]) -> Fraction:
    """People at the counter on a working day that was told, on average; 0 without one."""
    told = sum(week.told for week in weeks)
    return Fraction(sum(week.people for week in weeks), told) if told else Fraction(0)


def pace_of_sum(paces: Iterable[Pace | None]) -> tuple[Pace | None, int, int]:
    """The sum of the paces that are known, how many these are, and of how many.

    Its `days` are those of the part that had to look back furthest. None where none is known.
    """
    parts = list(paces)
    known = [part for part in parts if part is not None]
    if not known:
        return None, 0, len(parts)
    whole = Pace(
        sum((part.counter for part in known), Fraction(0)),
        sum((part.outreach for part in known), Fraction(0)),
        max(part.days for part in known),
        sum(part.told for part in known),
        sum(part.working for part in known),
        sum(part.in_part for part in known),
    )
    return whole, len(known), len(parts)


def weeks_of_sum(places: Iterable[Sequence[Week]]) -> list[Week]:
    """The weeks of several places together, ready to be projected; as many as all of them have.

    Days not told are thought to be like the told ones of the same place and week (or of its
    pace), so a silent place weighs what it weighs; to whole people a week. Places without a
    pace are left out, as in `pace_of_sum`; none at all where no place has one.
    """
    known = [weeks for weeks in places if pace(weeks)]
    usual = [a_report(weeks_of_the_pace(weeks)) for weeks in known]
    shortest = min(map(len, known), default=0)
    of_all = [weeks[len(weeks) - shortest :] for weeks in known]
    return [_together(same_week, usual) for same_week in zip(*of_all, strict=True)]


def _together(parts: Sequence[Week], usual: Sequence[Fraction]) -> Week:
    """One week of several places; `usual` are the people of a report of each."""
    told, working = sum(part.told for part in parts), sum(part.working for part in parts)
    expected = sum(
        (a_report([part]) if part.told else a_day) * part.working
        for part, a_day in zip(parts, usual, strict=True)
    )
    return Week(
        max(part.days for part in parts),
        working,
        told,
        round(expected * told / working) if working else 0,
        sum(part.people_off for part in parts),
        sum(part.outreach for part in parts),
    )


def serving_days(day: date, deadline: date) -> int:
    """The days after `day` on which people can still be served in time; never below 0.

    The deadline itself is none: an election day is kept free for the election, and the office
    works until the day before. From 4 to 17 April it is 12.
    """
    return max(0, (deadline - day).days - 1)


def needed_a_day(people_to_target: int, days_left: int) -> int | None:
    """The least whole number of people a day that reaches the target in time.

    `days_left` are the days on which people can still be served; with none left there is no
    answer.
    """
    return -(-people_to_target // days_left) if days_left > 0 else None


def quartiles(weeks: Sequence[int]) -> tuple[int, int]:
    """A slow and a fast week: a quarter of the weeks is slower still, a quarter faster."""
    ordered, quarter = sorted(weeks), (len(weeks) - 1) // 4
    return ordered[quarter], ordered[-1 - quarter]
