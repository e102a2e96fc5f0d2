"""Pace, the pace needed, and when the target will be reached, in words."""

from datetime import date

from django.utils.translation import gettext as _

from .. import numerals
from ..arithmetic import Outlook, Projection, needed_a_day, project_by_quartiles
from ..ranking import Goal, Row


def a_day(row: Row, weeks: int) -> str:
    """People newly recorded per day over the last weeks: "1.104", "0,4"; unknown unreported."""
    if row.last_report is None:
        return numerals.UNKNOWN
    return numerals.rate(sum(row.weeks[-weeks:]), 7 * weeks)


def needed(row: Row, day: date) -> int | None:
    """People per day to reach the target in time; None without a target ahead."""
    if not row.people_to_target or row.goal.deadline is None:
        return None
    return needed_a_day(row.people_to_target, (row.goal.deadline - day).days)


def projection(row: Row, day: date) -> Projection:
    return project_by_quartiles(row.people_to_target, row.weeks, day)


def outlook(found: Projection) -> str:
    """The projection in the fewest words: "reached", "Aug – Oct 2019", "not at this pace"."""
    texts = {
        Outlook.REACHED: _("reached"),
        Outlook.NOT_AT_THIS_PACE: _("not at this pace"),
        Outlook.TOO_FEW_REPORTS: _("too few reports"),
        Outlook.UNKNOWN: numerals.UNKNOWN,
    }
    if found.outlook != Outlook.PROJECTED:
        return texts[found.outlook]
    assert found.early is not None  # what is projected has a first day
    if found.late is None:
        return _("%(day)s at the earliest") % {"day": numerals.rough_day(found.early)}
    return numerals.rough_range(found.early, found.late)


def is_late(found: Projection, goal: Goal) -> bool:
    """Whether the target is not reached by its deadline at the middle pace."""
    if goal.deadline is None or found.outlook == Outlook.REACHED:
        return False
    if found.outlook == Outlook.NOT_AT_THIS_PACE:
        return True
    return found.day is not None and found.day > goal.deadline
