"""Rows of a spreadsheet that were copied into a text: what their columns hold, and each row."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..columns.vocabulary import fields_of, is_personal
from ..places.spelling import codes_of
from .labels import Label, label_of
from .phrases import Item, Stretch, number_in

# A column that is known to hold no count, and one that is not known.
IGNORED, UNKNOWN = "ignore", ""
_OF_PLACES = ("name", "code", "day")
_LETTERS = re.compile(r"[^\W\d_]")


class Header(NamedTuple):
    """What each column holds: a label, or `name`, `code`, `day`, `ignore`, "" for unknown."""

    columns: tuple[Label, ...]

    def at(self, column: str) -> int | None:
        return self.columns.index(column) if column in self.columns else None


class CellRow(NamedTuple):
    """A row: its place by code and name, its day as written, and its numbers."""

    code: str
    day: str
    stretch: Stretch


def has_letters(cell: str) -> bool:
    return bool(_LETTERS.search(cell)) and number_in(cell) is None


def header_of(cells: Sequence[str]) -> Header | None:
    """What the cells say of their columns; None for a row that is no header."""
    if sum(map(has_letters, cells)) < 2 or any(re.search(r"\d", cell) for cell in cells):
        return None
    columns = tuple(map(_column, cells))
    return Header(columns) if set(columns) - {UNKNOWN, IGNORED} else None


def is_of_citizens(cells: Sequence[str]) -> bool:
    return sum(map(has_letters, cells)) > 1 and any(map(is_personal, cells))


def _column(cell: str) -> Label:
    if label := label_of(cell, letters=False):
        return label
    fields = fields_of(cell)
    for field in (*_OF_PLACES, IGNORED):
        if fields == {field}:
            return field
    return UNKNOWN


def is_doubtful(header: Header, cells: Sequence[str]) -> bool:
    """Whether the header is one of several rows, or merged: a column has two headings or none."""
    blank = any(not cell for cell in cells)
    counts = [c for c in header.columns if c not in (*_OF_PLACES, IGNORED, UNKNOWN)]
    fields = [c for c in counts if isinstance(c, str)]
    return blank or len(fields) != len(set(fields))


def row_by_header(header: Header, cells: Sequence[str]) -> CellRow:
    """The row by its header; a column that is not known is left out."""
    said = {name: cells[at] for name in _OF_PLACES if (at := _in(header, name, cells)) is not None}
    name = said.get("name", "") or next(filter(has_letters, cells), "")
    stretch = Stretch(name)
    for column, cell in zip(header.columns, cells, strict=False):
        if column in (*_OF_PLACES, IGNORED, UNKNOWN):
            continue
        number = number_in(cell)
        if number is None:
            stretch.inexact = stretch.inexact or ("" if cell == name else cell)
        else:
            stretch.items += [Item(label=column), Item(number=number)]
    beyond = [cell for cell in cells[len(header.columns) :] if cell]
    if beyond:
        stretch.unread = beyond[0]
    return CellRow(said.get("code", ""), said.get("day", ""), stretch)


def _in(header: Header, name: str, cells: Sequence[str]) -> int | None:
    at = header.at(name)
    return at if at is not None and at < len(cells) else None


def row_by_position(cells: Sequence[str], expected: int) -> tuple[CellRow, int | None] | None:
    """The row where nothing says what its columns hold, and the number of the list before it.

    None where it is no name with numbers: such a row is read as a line.
    """
    at = next((at for at, cell in enumerate(cells) if has_letters(cell)), None)
    if at is None:
        return None
    before, numbers = cells[:at], [number_in(cell) for cell in cells[at + 1 :]]
    if not numbers or None in numbers:
        return None
    code, listed, stretch = "", None, Stretch(cells[at])
    for cell in filter(None, before):
        if re.fullmatch(r"\d{1,3}[.)]?", cell) and int(re.sub(r"\D", "", cell)) in (1, expected):
            listed = int(re.sub(r"\D", "", cell))
        elif len(cell) >= 4 and codes_of(cell):
            code = cell
        else:
            stretch.unread = cell
    stretch.items = [Item(number=number) for number in numbers if number is not None]
    return CellRow(code, "", stretch), listed
