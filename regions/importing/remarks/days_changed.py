"""Days gone by whose pages would change: a figure that is said to have counted before today."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from ...days import days_from
from ...ranking import Figure, in_force
from ..findings import Check
from ..options import FileOptions
from .figures_after import BeforeAndAfter


def days_changed(options: FileOptions, places: Mapping[str, BeforeAndAfter]) -> list[date]:
    """The days gone by on which another figure would be in force, in their order.

    Of each place from the publication up to yesterday, as long as the figure chosen from those
    of after the file differs from the one chosen before; what is stored already changes none.
    """
    published, today = options.counts_from, options.today
    if published >= today:
        return []
    days: set[date] = set()
    for before, after in places.values():
        if before == after:
            continue
        days.update(days_between(before, after, published, today))
    return sorted(days)


def days_told(days: Sequence[date]) -> Iterator[Check]:
    """One remark that names these days in ISO form, where nobody can be asked."""
    if days:
        message = _(
            "These figures change the pages of %(n)s days gone by, from %(first)s to %(last)s."
        )
        shown = {"n": len(days), "first": days[0], "last": days[-1]}
        yield Check(message % shown, found=", ".join(day.isoformat() for day in days))


def days_between(
    before: Iterable[Figure], after: Iterable[Figure], first: date, end: date
) -> Iterator[date]:
    """The days from `first` to the one before `end` on which another figure of the place would be
    in force; both are the newest as-of days first."""
    before, after = list(before), list(after)
    begins = {figure.begins for figure in (*before, *after)}
    pins = [pin for figure in before for pin in figure.pins]
    begins |= {pin.day for pin in pins} | {pin.ended_on for pin in pins if pin.ended_on}
    turns = sorted({first, end, *(day for day in begins if first < day < end)})
    for start, stop in pairwise(turns):
        if _shown(before, start) != _shown(after, start):
            yield from days_from(start, stop)


def _shown(figures: list[Figure], day: date) -> tuple | None:
    figure = in_force(figures, day)
    return figure and (*figure.key, figure.wajib_ktp, figure.recorded)
