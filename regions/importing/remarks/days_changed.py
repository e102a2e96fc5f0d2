"""Days gone by whose pages would change: a figure that is said to have counted before today."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from ...days import days_from
from ...models import PopulationFigure, Region
from ..findings import Check
from ..options import FileOptions
from ..rows.row_reader import FileRow


def days_changed(options: FileOptions, rows: Sequence[FileRow]) -> Iterator[Check]:
    """One remark that names the days, in ISO form, on which a figure of these would count; 1 query.

    Of each place from its publication up to yesterday, or up to the day before a figure that goes
    before it.
    """
    published, today = options.counts_from, options.today
    if not rows or published >= today:
        return
    later = _later_figures(options.region)
    days: set[date] = set()
    for row in rows:
        key = (row.day, published)
        begin = max(key)
        ends = [max(other) for other in later.get(row.code, ()) if other > key]
        days.update(days_from(begin, min([today, *ends])))
    if days:
        message = _(
            "These figures change the pages of %(n)s days gone by, from %(first)s to %(last)s."
        )
        shown = {"n": len(days), "first": min(days), "last": max(days)}
        found = ", ".join(day.isoformat() for day in sorted(days))
        yield Check(message % shown, found=found)


def _later_figures(region: Region) -> dict[str, list[tuple[date, date]]]:
    """The as-of day and the publication of all figures stored, by code."""
    figures = PopulationFigure.objects.filter(region__in=Region.objects.within(region))
    found: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for code, *key in figures.values_list("region__code", "as_of", "published_on"):
        found[code].append((key[0], key[1]))
    return found
