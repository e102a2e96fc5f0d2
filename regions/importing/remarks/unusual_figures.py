"""Population figures that are hardly those of the place: told before storing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from ... import numerals
from ...entry import figure_before, is_far_from_last, of_the_same_ground, when_and_basis
from ...levels import Level, level_of
from ...models import PopulationFigure, Region
from ...wording import label
from ..findings import Check
from ..options import FileOptions
from ..rows.row_reader import FileRow

# The smallest kabupaten/kota have over ten times as many; in thousands nearly all have fewer.
FEWEST_IN_KABKOTA = 1000
TIMES = 2
FIELDS = ("wajib_ktp", "recorded")


def unusual_figures(options: FileOptions, rows: Sequence[FileRow]) -> Iterator[Check]:
    """Say which figures are far from those before them, of the same basis if there are; 2 queries.

    That is more than a third for people obliged, half or twice for people recorded. Of
    kabupaten/kota without any before, whether they may be written in thousands.
    """
    if not rows:
        return
    before = _before(options.region, rows)
    yield from _in_thousands([row for row in rows if row.code not in before])
    message = _(
        "%(place)s, %(field)s: %(value)s is far from the %(before)s of %(day)s. Are the numbers"
        " in full, and in the right row?"
    )
    for row in rows:
        for name in FIELDS:
            value = row.values.get(name)
            figure = figure_before(before.get(row.code, ()), name, options.basis)
            if value is None or figure is None or not _is_far(name, value, getattr(figure, name)):
                continue
            shown = {
                "place": figure.region.name,
                "field": label(name),
                "value": numerals.people(value),
                "before": numerals.people(getattr(figure, name)),
                "day": when_and_basis(figure, options.basis),
            }
            yield Check(message % shown, row.row, sheet=row.sheet)


def _is_far(field: str, value: int, before: int) -> bool:
    """People obliged as where one figure is typed; people recorded may double in a year."""
    if field == "wajib_ktp":
        return is_far_from_last(value, before)
    return not before <= TIMES * value <= TIMES * TIMES * before


def _before(region: Region, rows: Sequence[FileRow]) -> dict[str, list[PopulationFigure]]:
    """By place the figures up to the first day of the file."""
    first = min(row.day for row in rows)
    figures = PopulationFigure.objects.filter(
        region__in=Region.objects.within(region), as_of__lte=first
    )
    found: dict[str, list[PopulationFigure]] = defaultdict(list)
    for figure in of_the_same_ground(figures.select_related("region"), first):
        found[figure.region.code].append(figure)
    return found


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
