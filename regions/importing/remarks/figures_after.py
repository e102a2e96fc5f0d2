"""The population figures of places as they are stored, and as they would be with a file."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Q

from ...levels import Level, code_at
from ...models import PopulationFigure
from ...ranking import Figure
from ..options import FileOptions
from ..rows.row_reader import FileRow

NUMBERS = ("wajib_ktp", "recorded")


class BeforeAndAfter(NamedTuple):
    """All figures of one place, newest first."""

    before: list[Figure]
    after: list[Figure]


def figures_after(options: FileOptions, rows: Sequence[FileRow]) -> dict[str, BeforeAndAfter]:
    """By code, of the kabupaten/kota of these rows and of all their kecamatan; 1 query.

    A number that a row does not name stays as it is stored.
    """
    offices = {code_at(row.code, Level.KABKOTA) for row in rows}
    inside = Q(region__code__in=offices) | Q(region__kabkota__code__in=offices)
    stored = PopulationFigure.objects.filter(inside).values_list(
        "region__code", "as_of", "published_on", *NUMBERS, "basis", "source"
    )
    before: dict[str, list[Figure]] = defaultdict(list)
    for code, *values in stored:
        before[code].append(Figure(*values))
    after = {code: list(figures) for code, figures in before.items()}
    for row in rows:
        of_place = after.setdefault(row.code, [])
        new = _with_row(of_place, row, options)
        of_place[:] = [figure for figure in of_place if figure.key != new.key]
        if new.wajib_ktp is not None or new.recorded is not None:
            of_place.append(new)
    return {
        code: BeforeAndAfter(Figure.newest_first(before[code]), Figure.newest_first(figures))
        for code, figures in after.items()
    }


def _with_row(of_place: Sequence[Figure], row: FileRow, options: FileOptions) -> Figure:
    new = Figure(row.day, options.counts_from, None, None, options.basis, options.source)
    stored = next((figure for figure in of_place if figure.key == new.key), new)
    return stored._replace(
        wajib_ktp=row.values.get("wajib_ktp", stored.wajib_ktp),
        recorded=row.values.get("recorded", stored.recorded),
        basis=new.basis,
        source=new.source,
    )
