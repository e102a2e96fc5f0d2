"""Which rows of a file are the sum of its others: they are compared with them, never stored."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from ...levels import Level, code_at, level_of
from ...models import AT_DAYS_END, MEASURES, ImportKind, Region
from ...wording import label
from ..cells.table_cells import TableCells
from ..findings import Check
from ..options import FileOptions
from ..places.gazetteer import KnownPlace
from ..places.matching import PlaceMatch
from ..places.spelling import begins_as_total, cell_text, is_total, without_office
from ..remarks.checking import Parts, TableRow


def settle_sums(tables: Sequence[TableCells], options: FileOptions) -> None:
    """Decide which rows under the name of a kabupaten/kota are sums, for all sheets of a file.

    Beside rows of its kecamatan, on whatever sheet, counts of a kabupaten/kota are their sum:
    storing both would count people twice. Where it stands alone, or says that it is the office's
    own (Kantor Kab. Kerinci), the row is about the kabupaten/kota itself. Population figures
    are not summed over kecamatan: a row with its name or code is its own figure beside theirs, and
    only one that says JUMLAH is a total.
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
        if match.code == own and match.total:
            if own not in beside or (not counts and _names_a_place(cells, at)):
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


def _names_a_place(cells: TableCells, at: int) -> bool:
    texts = [
        cell_text(cells.cell(name, at))
        for name in ("code", "name")
        if cells.assignment.position(name) is not None
    ]
    return any(texts) and not any(map(is_total, texts))


def figures_and_totals(
    tables: Sequence[TableCells],
    stored: Mapping[str, tuple[str, int]],
    options: FileOptions,
    places: Mapping[str, KnownPlace],
) -> Iterator[Check]:
    """What was taken for the figure of a kabupaten/kota, and what was not.

    `stored` are the sheet and the row of each place whose figure is. That of the office whose file
    it is, beside its kecamatan, could have been meant for their total; a total may have been meant
    for the figure, without which coverage of the kabupaten/kota is unknown.
    """
    own = options.region.code if options.region.level == Level.KABKOTA else None
    if own and own in stored and any(level_of(code) == Level.KECAMATAN for code in stored):
        message = _(
            "The row is stored as the figure of %(place)s itself, not taken for a total of its"
            " kecamatan."
        )
        sheet, row = stored[own]
        yield Check(message % {"place": places[own].name}, row, sheet=sheet)
    lost: dict[str, tuple[str, int]] = {}
    for cells in tables:
        for at in cells.rows():
            match = cells.matches[at]
            code = match.code or own
            if match.total and code and level_of(code) == Level.KABKOTA and code not in stored:
                lost[code] = cells.table.sheet, cells.table.numbers[at]
    for code, (sheet, row) in lost.items():
        message = _(
            "The row is taken for a total and not stored, and no row gives the figure of %(place)s"
            " itself. If this one does, write “%(place)s” in it for the word of the total."
        )
        yield Check(message % {"place": places[code].name}, row, sheet=sheet)


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
