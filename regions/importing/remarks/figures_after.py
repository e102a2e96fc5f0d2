"""The population figures of places as they are stored, and as they would be with a file."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Q

from ...levels import Level, code_at
from ...models import PopulationFigure
from ...ranking import Figure, figures_by
from ..options import FileOptions
from ..rows.row_reader import FileRow


class BeforeAndAfter(NamedTuple):
    """All figures of one place, the newest as-of days first."""

    before: list[Figure]
    after: list[Figure]


def figures_after(options: FileOptions, rows: Sequence[FileRow]) -> dict[str, BeforeAndAfter]:
    """By code, of the kabupaten/kota of these rows and of all their kecamatan; 1 query.

    A number that a row does not name stays as it is stored.
    """
    offices = {code_at(row.code, Level.KABKOTA) for row in rows}
    inside = Q(region__code__in=offices) | Q(region__kabkota__code__in=offices)
    before = figures_by("region__code", PopulationFigure.objects.filter(inside))
    after = {code: list(figures) for code, figures in before.items()}
    for row in rows:
        of_place = after.setdefault(row.code, [])
        new = _with_row(of_place, row, options)
        of_place[:] = [figure for figure in of_place if figure.key != new.key]
        if new.wajib_ktp is not None or new.recorded is not None:
            of_place.append(new)
    return {
        code: BeforeAndAfter(before.get(code, []), Figure.newest_first(figures))
        for code, figures in after.items()
    }


def _with_row(of_place: Sequence[Figure], row: FileRow, options: FileOptions) -> Figure:
    new = Figure(row.day, options.counts_from, None, None, options.basis, options.source)
    stored = next((figure for figure in of_place if figure.key == new.key), new)
    return stored._replace(
        wajib_ktp=row.values.get("wajib_ktp", stored.wajib_ktp),
        recorded=row.values.get("recorded", stored.recorded),
        source=new.source,
    )
