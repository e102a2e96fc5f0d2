"""Population figures that are hardly those of the place: told before storing."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from ... import numerals
from ...entry import is_far_from_last
from ...levels import Level, level_of
from ...models import PopulationFigure, Region
from ...wording import label
from ..findings import Check
from ..rows.row_reader import FileRow

# The smallest kabupaten/kota have over ten times as many; in thousands nearly all have fewer.
FEWEST_IN_KABKOTA = 1000
TIMES = 2
FIELDS = ("wajib_ktp", "recorded")


class _Figure(NamedTuple):
    place: str
    as_of: date
    wajib_ktp: int | None
    recorded: int | None


def unusual_figures(region: Region, rows: Sequence[FileRow]) -> Iterator[Check]:
    """Say which figures are far from those before them; 1 query.

    That is more than a third for people obliged, half or twice for people recorded. Of
    kabupaten/kota without any before, whether they may be written in thousands.
    """
    if not rows:
        return
    before = _before(region, rows)
    yield from _in_thousands([row for row in rows if row.code not in before])
    message = _(
        "%(place)s, %(field)s: %(value)s is far from the %(before)s of %(day)s. Are the numbers"
        " in full, and in the right row?"
    )
    for row in rows:
        figure = before.get(row.code)
        if figure is None:
            continue
        for name in FIELDS:
            value, other = row.values.get(name), getattr(figure, name)
            if value is None or not other or not _is_far(name, value, other):
                continue
            shown = {
                "place": figure.place,
                "field": label(name),
                "value": numerals.people(value),
                "before": numerals.people(other),
                "day": numerals.long_day(figure.as_of),
            }
            yield Check(message % shown, row.row, sheet=row.sheet)


def _is_far(field: str, value: int, before: int) -> bool:
    """People obliged as where one figure is typed; people recorded may double in a year."""
    if field == "wajib_ktp":
        return is_far_from_last(value, before)
    return not before <= TIMES * value <= TIMES * TIMES * before


def _before(region: Region, rows: Sequence[FileRow]) -> dict[str, _Figure]:
    """By place the newest figure up to the first day of the file."""
    first = min(row.day for row in rows)
    figures = PopulationFigure.objects.filter(
        region__in=Region.objects.within(region), as_of__lte=first
    )
    figures = figures.order_by("as_of", "published_on")
    rows_of_figures = figures.values_list("region__code", "region__name", "as_of", *FIELDS)
    return {code: _Figure(*figure) for code, *figure in rows_of_figures}


def _in_thousands(rows: Sequence[FileRow]) -> Iterator[Check]:
    of_kabkota = [row for row in rows if level_of(row.code) == Level.KABKOTA]
    wajib = [row for row in of_kabkota if row.values.get("wajib_ktp") is not None]
    few = [row for row in wajib if row.values["wajib_ktp"] < FEWEST_IN_KABKOTA]
    if few and 2 * len(few) >= len(wajib):
        message = _(
            "%(value)s people obliged are hardly all of a kabupaten/kota. Are the numbers written"
            " in thousands? Then write them in full."
        )
        value = numerals.people(few[0].values["wajib_ktp"])
        yield Check(message % {"value": value}, few[0].row, sheet=few[0].sheet)
