"""Which rows of a file are the sum of its others: they are compared with them, never stored."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from ...levels import Level, code_at, level_of
from ...models import AT_DAYS_END, MEASURES, ImportKind, Region
from ...wording import label
from ..cells.table_cells import TableCells
from ..findings import Check
from ..options import FileOptions
from ..places.matching import PlaceMatch
from ..places.spelling import begins_as_total, cell_text, without_office
from ..remarks.checking import Parts, TableRow


def settle_sums(tables: Sequence[TableCells], options: FileOptions) -> None:
    """Decide which rows under the name of a kabupaten/kota are sums, for all sheets of a file.

    Beside rows of its kecamatan, on whatever sheet, counts of a kabupaten/kota are their sum:
    storing both would count people twice. Where it stands alone, or says that it is the office's
    own (Kantor Kab. Kerinci), the row is about the kabupaten/kota itself. Population figures
    are not summed over kecamatan; those of a province may have both.
    """
    for cells in tables:
        _find_nameless(cells)
    own = options.region.code if options.region.level == Level.KABKOTA else None
    rows = [(cells, at) for cells in tables for at in cells.rows() if cells.matches[at].code]
    matches = (cells.matches[at] for cells, at in rows)
    codes = {match.code for match in matches if not match.total}
    beside = {
        code_at(code, Level.KABKOTA) for code in codes if own or level_of(code) == Level.KECAMATAN
    }
    counts = options.kind == ImportKind.COUNTS
    for cells, at in rows:
        match = cells.matches[at]
        if match.code == own and match.total and own not in beside:
            cells.matches[at] = PlaceMatch(own)
        elif counts and not own and match.code in beside and not _is_of_office(cells, at):
            cells.matches[at] = match._replace(total=True)


def _find_nameless(cells: TableCells) -> None:
    """JUMLAH often stands in the column of row numbers, merged with the name's, or of days."""
    named = [name for name in ("code", "name") if cells.assignment.position(name) is not None]
    for at in cells.rows():
        if not (cells.matches[at].wrong if named else cells.days and cells.days[at] is None):
            continue
        if not any(cell_text(cells.cell(name, at)) for name in named):
            row = (column[at] for column in cells.table.cells)
            if any(isinstance(cell, str) and begins_as_total(cell_text(cell)) for cell in row):
                cells.matches[at] = PlaceMatch(total=True)


def _is_of_office(cells: TableCells, at: int) -> bool:
    named = cells.assignment.position("name") is not None
    return named and without_office(cell_text(cells.cell("name", at))) is not None


def lost_in_sums(
    rows: Iterable[TableRow], everywhere: Parts, sheet: str, region: Region
) -> Iterator[Check]:
    """Counts and levels of an office that are not stored because they stand in a total row.

    JUMLAH is the total of `region`.
    """
    for row in rows:
        code = row.code or region.code
        if not row.total or level_of(code) != Level.KABKOTA:
            continue
        if (
            row.code
            and any(row.values.get(m) for m in MEASURES)
            and not everywhere.of(row.code, row.period)
        ):
            message = _(
                "The row is taken for the total of %(code)s and not stored, but no row of its"
                " kecamatan has that day. What the office does not break down belongs in a row"
                " whose name begins with “Kantor”."
            )
            yield Check(message % {"code": code}, row.number, sheet=sheet)
        for name in AT_DAYS_END:
            if row.values.get(name) is not None:
                message = _(
                    "“%(field)s” of a total row is not stored; it belongs in a row whose name"
                    " begins with “Kantor”."
                )
                yield Check(message % {"field": label(name)}, row.number, sheet=sheet)
