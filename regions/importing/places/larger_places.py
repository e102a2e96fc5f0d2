"""Columns that say in what larger place each row lies: PROVINSI beside KABUPATEN beside KECAMATAN.

Rows are about the smallest of them. The same names stand in many places, so that a row whose
larger place is another one is not of the place that its name says here.
"""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from ...levels import lies_in
from ..cells.table_cells import shown
from ..columns.proposal import Assignment
from ..columns.vocabulary import fields_of
from ..findings import Error
from ..rows.row_reader import FileRow
from ..tables import Table
from .matching import Places
from .spelling import cell_text


def rows_of_elsewhere(
    rows: Iterable[FileRow], tables: Sequence[tuple[Table, Assignment]], places: Places
) -> Iterator[Error]:
    """An error for each row whose larger place does not hold the place that it was taken for."""
    stored = {(row.sheet, row.row): row.code for row in rows}
    known: dict[str, frozenset[str]] = {}
    for table, assignment in tables:
        for column, name, cells in zip(table.columns, assignment.fields, table.cells, strict=True):
            if name or fields_of(column.header) != {"name"}:
                continue
            for number, cell in zip(table.numbers, cells, strict=True):
                code, text = stored.get((table.sheet, number)), cell_text(cell)
                if not (code and text):
                    continue
                if text not in known:
                    known[text] = _places(text, places)
                if known[text] and not any(lies_in(code, larger) for larger in known[text]):
                    message = _(
                        "%(place)s does not lie there. Correct the column, or leave the row out."
                    )
                    message %= {"place": places.by_code[code]}
                    yield Error(message, table.sheet, number, column.header, shown(cell))


def _places(text: str, places: Places) -> frozenset[str]:
    """The codes of all places, here and elsewhere, that may be meant by the name."""
    ways = (text, f"Kabupaten {text}", f"Kota {text}", f"Provinsi {text}")
    found = {place.code for way in ways for place in places.gazetteer.found(way)}
    others = filter(None, map(places.gazetteer.elsewhere, ways))
    return frozenset(found | {place.code for place in others})
