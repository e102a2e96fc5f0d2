"""The course of a region for its chart: numbers for the script, the same in words for the table."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from .. import numerals
from ..arithmetic import HUNDRED_PERCENT, people_ahead
from ..days import ONE_DAY
from ..decrees import Around
from ..ranking import Point, Row, Trend
from . import pace
from .decrees import decree_of
from .places import target_text
from .row_texts import parts_of

# A deadline further away would press the past into a corner.
FURTHEST_AHEAD = timedelta(days=120)
AHEAD_WITHOUT_DEADLINE = timedelta(days=28)


def chart(trend: Trend, head: Row, decrees: list[Around]) -> dict[str, Any]:
    """What static/js/trend.js draws. Percentages as shown: rounded down to two decimals.

    A point has as its `mark` what changed on it besides the people.
    """
    day = trend.points[-1].day
    return {
        "points": [
            {
                "day": point.day.isoformat(),
                "label": numerals.short_day(point.day),
                "percent": _percent(point.standing.hundredths),
                "mark": mark,
            }
            for point, mark in zip(trend.points, _marks(trend, decrees), strict=True)
        ],
        "target": _percent(head.goal.hundredths),
        "ahead": _ahead(trend.points[-1], head),
        "deadline": _deadline(head, day),
        "words": {
            "coverage": _("coverage"),
            "target": _("target %(target)s") % {"target": target_text(head.goal)},
            "middle": _("by themselves, as of late"),
            "range": _("harder to find, to outreach going on"),
        },
    }


def _percent(hundredths: int | None) -> float | None:
    return None if hundredths is None else hundredths / 100


def _deadline(head: Row, day: date) -> dict[str, str] | None:
    deadline = head.goal.deadline
    if deadline is None or not day < deadline <= day + FURTHEST_AHEAD:
        return None
    label = head.goal.label or numerals.long_day(deadline)
    return {"day": deadline.isoformat(), "label": label}


def _ahead(last: Point, head: Row) -> dict[str, Any] | None:
    """Where the pace leads by the deadline, at least, at the counter, at most; or None.

    There is none where a part is unknown: the pace is that of all parts.
    """
    standing = last.standing
    if standing.recorded is None or not standing.wajib_ktp or standing.missing is None:
        return None
    if head.pace is None or pace.of_known(head) or not head.people_to_target:
        return None
    deadline = _deadline(head, last.day)
    end = date.fromisoformat(deadline["day"]) if deadline else last.day + AHEAD_WITHOUT_DEADLINE
    days = (end - last.day).days
    slow, middle, fast = (
        _percent((standing.recorded + people) * HUNDRED_PERCENT // standing.wajib_ktp)
        for people in people_ahead(standing.missing, head.pace, days)
    )
    return {
        "day": end.isoformat(),
        "label": numerals.short_day(end),
        "slow": slow,
        "middle": middle,
        "fast": fast,
    }


def _with_sign(hundredths: int | None) -> str:
    percent = numerals.percent(hundredths)
    return percent if hundredths is None else f"{percent} %"


def _marks(trend: Trend, decrees: list[Around]) -> list[str]:
    """What changed at each point beside the people: a decree, else a new population figure."""
    before = [trend.points[0].day - ONE_DAY, *(point.day for point in trend.points)]
    return [
        decree_of(decrees, last, point.day) or (_("new population figure") if point.rebased else "")
        for last, point in zip(before, trend.points, strict=False)
    ]


def table(trend: Trend, decrees: list[Around]) -> list[tuple[str, str, str, str, str]]:
    """Day, percent, recorded, wajib KTP and a note, newest first."""
    notes = _notes(trend, decrees)
    return [
        (
            numerals.long_day(point.day),
            _with_sign(point.standing.hundredths),
            numerals.people(point.standing.recorded),
            numerals.people(point.standing.wajib_ktp),
            note,
        )
        for point, note in reversed(list(zip(trend.points, notes, strict=True)))
    ]


def _notes(trend: Trend, decrees: list[Around]) -> list[str]:
    """At each point what changed beside the people, and by how much since the point before."""
    return [
        parts_of(point.change, point.besides) or mark
        for point, mark in zip(trend.points, _marks(trend, decrees), strict=True)
    ]
