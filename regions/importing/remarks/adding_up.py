"""Figures of kecamatan that, with the file, are not those of their kabupaten/kota; told before
storing."""

from collections.abc import Iterator, Mapping, Sequence

from ...levels import Level, code_at
from ...models import Region
from ...ranking import Figure, apart, in_force
from ...wording import apart_text
from ..findings import Check
from ..options import FileOptions
from ..rows.row_reader import FileRow
from .figures_after import BeforeAndAfter


def adding_up(
    options: FileOptions, rows: Sequence[FileRow], places: Mapping[str, BeforeAndAfter]
) -> Iterator[Check]:
    """What the page will say of each kabupaten/kota of these rows once they count; 2 queries.

    By the figures in force on the day from which the file counts, today at the earliest. It stands
    beside the row of the kabupaten/kota, or else the first of its kecamatan.
    """
    day = max(options.counts_from, options.today)
    first_rows: dict[str, FileRow] = {}
    for row in sorted(rows, key=lambda row: len(row.code)):
        first_rows.setdefault(code_at(row.code, Level.KABKOTA), row)
    offices = Region.objects.filter(code__in=first_rows).values_list("code", "name")
    kecamatan = Region.objects.filter(level=Level.KECAMATAN, kabkota__code__in=first_rows)
    inside: dict[str, list[str]] = {}
    for code in kecamatan.valid_on(day).values_list("code", flat=True):
        inside.setdefault(code_at(code, Level.KABKOTA), []).append(code)

    def figure(code: str) -> Figure | None:
        return in_force(places[code].after, day) if code in places else None

    for code, name in offices.order_by("code"):
        found = apart(figure(code), [figure(part) for part in inside.get(code, ())])
        if found:
            row = first_rows[code]
            yield Check(f"{name}: {apart_text(found)}", row.row, sheet=row.sheet)
