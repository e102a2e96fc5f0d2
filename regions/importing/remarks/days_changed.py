"""Days gone by whose pages would change: a figure that is said to have counted before today."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from ...days import days_from
from ...models import PopulationFigure, Region
from ..findings import Check
from ..options import FileOptions
from ..rows.row_reader import FileRow

FIELDS = ("wajib_ktp", "recorded")
Key = tuple[date, date]
Values = dict[str, int | None]


def days_changed(options: FileOptions, rows: Sequence[FileRow]) -> Iterator[Check]:
    """One remark that names the days, in ISO form, on which a figure of these would count; 1 query.

    Of each place from its publication up to yesterday, or up to the day before a figure that goes
    before it; what is stored already changes none.
    """
    published, today = options.counts_from, options.today
    if not rows or published >= today:
        return
    stored = _stored_figures(options.region)
    days: set[date] = set()
    for row in rows:
        key, of_place = (row.day, published), stored.get(row.code, {})
        said = {field: row.values[field] for field in FIELDS if field in row.values}
        if key in of_place and said.items() <= of_place[key].items():
            continue
        days.update(days_in_force(key, of_place, today))
    if days:
        message = _(
            "These figures change the pages of %(n)s days gone by, from %(first)s to %(last)s."
        )
        shown = {"n": len(days), "first": min(days), "last": max(days)}
        found = ", ".join(day.isoformat() for day in sorted(days))
        yield Check(message % shown, found=found)


def days_in_force(key: Key, of_place: Iterable[Key], today: date) -> Iterator[date]:
    """The days before `today` on which a figure of that as-of day and publication is in force.

    `of_place` are those of all figures of the place.
    """
    ends = [max(other) for other in of_place if other > key]
    yield from days_from(max(key), min([today, *ends]))


def _stored_figures(region: Region) -> dict[str, dict[Key, Values]]:
    """The figures of each place by code, under their as-of day and their publication."""
    figures = PopulationFigure.objects.filter(region__in=Region.objects.within(region))
    found: dict[str, dict[Key, Values]] = defaultdict(dict)
    for code, as_of, published_on, *values in figures.values_list(
        "region__code", "as_of", "published_on", *FIELDS
    ):
        found[code][as_of, published_on] = dict(zip(FIELDS, values, strict=True))
    return found
