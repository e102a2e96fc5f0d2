"""Pace, the pace needed, and when the target will be reached, in words."""

from datetime import date
from fractions import Fraction
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import numerals
from ..arithmetic import (
    Number,
    Outlook,
    Projection,
    needed_a_day,
    project,
    serving_days,
    straight_on,
)
from ..levels import Level
from ..models import CameTrue
from ..ranking import Goal, Row


def a_day(row: Row) -> str:
    """People newly recorded per day: "1.104", "0,4"; unknown where too little was reported."""
    return numerals.UNKNOWN if row.pace is None else _rate(row.pace.total)


def _rate(people: Fraction) -> str:
    return numerals.rate(*people.as_integer_ratio())


def made_of(row: Row, day: date) -> list[str]:
    """What the pace is of: who came by themselves and who through outreach, until when it is
    known, and of how many offices; why there is none.
    """
    if row.pace is None:
        return [_("too few reports")] if row.last_report else []
    said = []
    if row.pace.outreach:
        values = {"counter": _rate(row.pace.counter), "outreach": _rate(row.pace.outreach)}
        said.append(_("counter %(counter)s, outreach %(outreach)s") % values)
    if partly := of_known(row):
        said.append(partly)
    elif row.standing.parts > 1:
        said.append(_("of all %(n)s offices") % {"n": numerals.people(row.standing.parts)})
    elif row.region.level >= Level.KABKOTA and row.last_report and row.last_report < day:
        said.append(_("up to the report of %(day)s") % {"day": numerals.short_day(row.last_report)})
    if left_out := _left_out(row.pace.in_part):
        said.append(left_out)
    return said


def _left_out(in_part: Number) -> str:
    """How many days do not count because they were told for few kecamatan; empty for none."""
    days = ceil(in_part)
    text = ngettext(
        "without %(n)s day of which few kecamatan are filled in",
        "without %(n)s days of which few kecamatan are filled in",
        days,
    )
    return text % {"n": numerals.people(days)} if days else ""


def of_known(row: Row) -> str:
    """Of how many offices the pace is the sum, where it is not of all; else empty."""
    if row.pace is None or row.paced == row.standing.parts:
        return ""
    return _("of %(n)s of %(all)s offices") % {"n": row.paced, "all": row.standing.parts}


def by_outreach(row: Row) -> str:
    """How many of the pace came through outreach; empty for none."""
    if row.pace is None or not row.pace.outreach:
        return ""
    return _("%(people)s of them by outreach") % {"people": _rate(row.pace.outreach)}


def needed(row: Row, day: date) -> int | None:
    """People per day to reach the target in time; None without a target ahead."""
    return _a_day_for(row.people_to_target, row, day)


def needed_on_deadline(row: Row, day: date) -> int | None:
    """The same for those obliged on the deadline; None where their number is unknown."""
    return _a_day_for(row.to_target_on_deadline, row, day)


def _a_day_for(people: int | None, row: Row, day: date) -> int | None:
    if not people or row.goal.deadline is None:
        return None
    return needed_a_day(people, serving_days(day, row.goal.deadline))


def projection(row: Row, day: date) -> Projection:
    """When the target is reached; unknown where the pace of a part of the sum is.

    With the people of all and the pace of some, a silent office would be one that does nothing.
    Where its back-test says so, it is a straight line.
    """
    if row.people_to_target and of_known(row):
        return Projection(Outlook.TOO_FEW_REPORTS)
    if row.region.level == Level.KABKOTA and row.region.goes_straight_on:
        return straight_on(row.people_to_target, row.weeks, day)
    return project(row.people_to_target, row.standing.missing, row.weeks, day)


def outlook(found: Projection) -> str:
    """The projection in the fewest words: "reached", "Aug – Oct 2019", "not at this pace"."""
    texts = {
        Outlook.REACHED: _("reached"),
        Outlook.NOT_AT_THIS_PACE: _("not at this pace"),
        Outlook.TOO_FEW_REPORTS: _("too few reports"),
        Outlook.UNKNOWN: numerals.UNKNOWN,
    }
    if found.outlook == Outlook.STRAIGHT_ON:
        assert found.day is not None  # else it is not at this pace
        return _("about %(day)s") % {"day": numerals.rough_day(found.day)}
    if found.outlook != Outlook.PROJECTED:
        return texts[found.outlook]
    assert found.early is not None  # what is projected has a first day
    if found.late is None:
        return _("%(day)s at the earliest") % {"day": numerals.rough_day(found.early)}
    return numerals.rough_range(found.early, found.late)


def kind_of(found: Projection) -> str:
    """What has to be said of how it was projected; empty for the usual range."""
    return _("straight line: nearer here so far") if found.outlook == Outlook.STRAIGHT_ON else ""


def came_true(found: CameTrue | None) -> str:
    """Of how many earlier projections the range held the day; empty before any was tried."""
    if found is None:
        return ""
    return _(
        "Of %(cases)s earlier projections, %(held)s came true within their range (tried on the "
        "counts up to %(day)s)."
    ) % {
        "cases": numerals.people(found.cases),
        "held": numerals.people(found.held),
        "day": numerals.long_day(found.day),
    }


def is_late(found: Projection, goal: Goal) -> bool:
    """Whether the target is not reached by its deadline at the middle pace."""
    if goal.deadline is None or found.outlook == Outlook.REACHED:
        return False
    if found.outlook == Outlook.NOT_AT_THIS_PACE:
        return True
    if found.outlook not in (Outlook.PROJECTED, Outlook.STRAIGHT_ON):
        return False
    return found.day is None or found.day > goal.deadline
