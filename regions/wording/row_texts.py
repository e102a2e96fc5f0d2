"""What is said of one place in a ranking, beside its plain numbers."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.utils.translation import gettext as _

from .. import numerals
from ..arithmetic import Change
from ..models import Basis
from ..ranking import Besides, Row
from .places import target_text

# Below this many people obliged, one busy day (50 people) moves coverage by a point and more.
FEW_PEOPLE = 5_000

MOST_SAID = 3

T = TypeVar("T")


def coverage(hundredths: int | None) -> str:
    """ "96,54 %"; unknown becomes a dash without the sign."""
    text = numerals.percent(hundredths)
    return text if hundredths is None else f"{text} %"


def missing_or_over(row: Row) -> str:
    """People missing; of more than all how many "over"."""
    missing = row.standing.missing
    if missing is not None and missing < 0:
        return _("%(people)s over") % {"people": numerals.people(-missing)}
    return numerals.people(missing)


def reached_or_to_target(row: Row) -> str:
    text = _("reached") if row.reached else numerals.people(row.people_to_target)
    return text + _of_own_target(row)


def _of_own_target(row: Row) -> str:
    """ " (85 %)" where the target is not that of the ranking; nothing where it is."""
    return f" ({target_text(row.goal)})" if row.has_own_target else ""


def status_or_to_target(row: Row) -> str:
    """People to the target, or why there are none: it is reached, or what is not known yet."""
    standing = row.standing
    if row.reached:
        return _("reached") + _of_own_target(row)
    if standing.hundredths is not None:
        people = numerals.people(row.people_to_target)
        return people + " " + _("to target") + _of_own_target(row)
    if standing.parts > 1 and standing.known_parts:
        values = {"known": standing.known_parts, "parts": standing.parts}
        return _("%(known)s of %(parts)s known") % values
    return _("no report yet") if standing.wajib_ktp is not None else _("no population figure")


def of_wajib(row: Row) -> str:
    return _("of") + " " + numerals.people(row.standing.wajib_ktp)


def places_moved(places: int | None) -> str:
    """ "up 2", away from the lowest; empty where it is not known."""
    if places is None:
        return ""
    if places == 0:
        return _("same place")
    text = _("up %(places)s") if places > 0 else _("down %(places)s")
    return text % {"places": abs(places)}


def common(values: Iterable[T]) -> T | None:
    """What all say; None where they differ, or where there are none."""
    found = set(values)
    return found.pop() if len(found) == 1 else None


def few(values: Iterable[str]) -> str | None:
    """What is said, where these are few; None where there is nothing, or too much to say."""
    found = sorted(set(values))
    return "; ".join(found) if 0 < len(found) <= MOST_SAID else None


def points(change: Change | None) -> int | None:
    return None if change is None else change.points


def points_by_people(change: Change | None) -> int | None:
    return None if change is None else change.by_people


def points_by_figures(change: Change | None) -> int | None:
    return None if change is None else change.by_figures


def parts_of(change: Change | None, besides: Besides) -> str:
    """ "+0,12 by recording, -2,91 by new population figures"; empty where people alone did it.

    Where a decree moved ground it is named as the cause, with figures that changed as well.
    """
    if change is None or not change.by_figures:
        return ""
    text = _("%(people)s by recording, %(figures)s by new population figures")
    if besides.decrees:
        text = _("%(people)s by recording, %(figures)s by changed regions (%(decrees)s)")
        if besides.figures:
            text = _(
                "%(people)s by recording, %(figures)s by changed regions (%(decrees)s)"
                " and new population figures"
            )
    return text % {
        "people": numerals.change(change.by_people),
        "figures": numerals.change(change.by_figures),
        "decrees": "; ".join(besides.decrees),
    }


def why_changed(row: Row) -> str:
    """What other figures or a decree did to the change in 7 days, or else in 30."""
    of_the_week = parts_of(row.change_7, row.besides_7)
    if of_the_week:
        return of_the_week
    of_the_month = parts_of(row.change_30, row.besides_30)
    return _("30 days: %(parts)s") % {"parts": of_the_month} if of_the_month else ""


def change_7_on_paper(row: Row) -> str:
    """The change in 7 days, and what other population figures did to it."""
    return " ".join(filter(None, (numerals.change(points(row.change_7)), why_changed(row))))


def short_day(day: date | None) -> str:
    return numerals.UNKNOWN if day is None else numerals.short_day(day)


def notes(row: Row) -> list[str]:
    """Why the percentage is to be read with care."""
    found = []
    if Basis.ESTIMATE in row.bases:
        found.append(_("estimate"))
    if row.standing.missing is not None and row.standing.missing < 0:
        found.append(_("over 100 %"))
    wajib = row.standing.wajib_ktp
    if wajib is not None and wajib < FEW_PEOPLE:
        found.append(_("few people"))
    return found


def only_known(head: Row) -> str:
    """What the sums are of, where they are not those of the whole region; else empty."""
    if head.standing.hundredths is not None or head.known.recorded is None:
        return ""
    return _("only the %(n)s that are known") % {"n": head.standing.known_parts}
