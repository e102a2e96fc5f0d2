"""Counts only: columns with data of citizens are refused, and never quoted."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ...entry import holds_identity_number
from ..findings import Error
from ..tables import Cell, Table
from .vocabulary import is_personal


def personal_columns(table: Table) -> Iterator[Error]:
    """An error per column whose header or cells are those of citizens."""
    for column, cells in zip(table.columns, table.cells, strict=True):
        if is_personal(column.header) or any(map(looks_like_identity_number, set(cells))):
            message = _(
                "This column seems to hold data of citizens (identity numbers, names, addresses)."
                " Only counts are kept here: delete the column and send the file again."
            )
            yield Error(message, table.sheet, column=column.header)


def looks_like_identity_number(cell: Cell) -> bool:
    """Whether the cell holds a citizen's (or family's) number: 16 digits, as text or number."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return 10**15 <= cell < 10**16
    return isinstance(cell, str) and holds_identity_number(cell)
