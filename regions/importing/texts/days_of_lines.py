"""On which day each line counts: a day stands above its lines, or alone in its message."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _

from .line_days import LineDay
from .outline import Kind, Outlined


class DayOfLine(NamedTuple):
    """The day, None where the text names none; `unclear` is why it cannot be said."""

    day: date | None = None
    unclear: str = ""


def days_of_lines(outlined: Sequence[Outlined]) -> list[DayOfLine]:
    """One for each line. What a message without a day belongs to is only clear where no other
    has one; words alone, as a greeting, go with what follows them."""
    found: list[DayOfLine] = []
    waiting: list[Outlined] = []
    for _block, group in groupby(outlined, key=lambda one: one.line.block):
        waiting += group
        if any(one.kind == Kind.COUNTS for one in waiting):
            found += _of_message(waiting)
            waiting = []
    return found + _of_message(waiting)


def _of_message(lines: Sequence[Outlined]) -> list[DayOfLine]:
    above = [one.named for one in lines if _is_above(one)]
    days = {named.day for named in above}
    if len(days) < 2:
        said = _as_said(above[0]) if above else DayOfLine()
        return [_own(one) or said for one in lines]
    first_count = next((at for at, one in enumerate(lines) if _is_count(one)), len(lines))
    first_day = next(at for at, one in enumerate(lines) if _is_above(one))
    if first_count < first_day:
        unclear = DayOfLine(unclear=_("Several days stand in the text, and none above this line."))
        return [_own(one) or unclear for one in lines]
    return _below_their_days(lines)


def _below_their_days(lines: Sequence[Outlined]) -> list[DayOfLine]:
    """Two days above the same lines, as that of a letter and that of its numbers, leave it open."""
    found, now, used = [], DayOfLine(), True
    for one in lines:
        if _is_above(one):
            other = _as_said(one.named)
            if not used and other != now:
                other = DayOfLine(unclear=_("Two days stand above this line; leave one of them."))
            now, used = other, False
        used = used or _is_count(one)
        found.append(_own(one) or now)
    return found


def _is_above(one: Outlined) -> bool:
    """Whether the day of this line is that of others."""
    return one.named.names_one and not _own(one)


def _is_count(one: Outlined) -> bool:
    return one.kind == Kind.COUNTS and not _is_above(one)


def _own(one: Outlined) -> DayOfLine | None:
    """The day of a line that has counts of its own."""
    if one.names_place and one.kind == Kind.COUNTS and one.named.names_one:
        return _as_said(one.named)
    return None


def _as_said(named: LineDay) -> DayOfLine:
    return DayOfLine(named.day, named.unclear)
