"""Counts only: columns with data of citizens are refused, and never quoted."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..findings import Error
from ..tables import Cell, Table
from .vocabulary import is_personal

# A percentage that a program has computed: 96.53999999999999.
_FRACTION = re.compile(r"\d{1,3}[.,]\d{10,}%?", re.ASCII)
_IDENTITY = re.compile(r"(?<!\d)\d{16}(?!\d)|\d[.,]\d+e\+?15", re.ASCII | re.IGNORECASE)


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
    if not isinstance(cell, str) or _FRACTION.fullmatch(cell.strip()):
        return False
    return bool(_IDENTITY.search(re.sub(r"(?<=\d)[ .-]", "", cell)))
