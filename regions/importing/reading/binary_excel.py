"""What the reader leaves out of the binary workbook of Excel 97 to 2003 (xls): cells with an
error, which rows are hidden, from which day it counts.

[MS-CFB] compound file: sectors chained by an allocation table. [MS-XLS] workbook stream:
records of a type, a length and that many bytes.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from ..tables import Sheet
from .limits import Limits, damaged, protected
from .lost_cells import Lost, put_back

_LAST_SECTOR = 0xFFFFFFFA
_STREAMS = ("Workbook", "Book")
_BEGINS = (0x0809, 0x0409, 0x0209, 0x0009)
_ROW, _HIDDEN, _DATEMODE = 0x0208, 0x20, 0x0022
_BOUNDSHEET, _FORMULA, _BOOLERR, _FILEPASS, _ENDS = 0x0085, 0x0006, 0x0205, 0x002F, 0x000A
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


class _Found(NamedTuple):
    """Of one sheet: its cells with an error, the numbers of its hidden rows."""

    errors: list[Lost]
    hidden: set[int]


class LeftOut(NamedTuple):
    """The sheets in the order of the workbook, and whether it counts days from 1904."""

    sheets: list[_Found]
    from_1904: bool


def stream_names(content: bytes) -> set[str]:
    """The streams of a compound file: what it is shows in their names."""
    try:
        names = {name for name, _start, _size in _directory(content, _allocation(content))}
    except (struct.error, IndexError, ValueError):
        raise damaged() from None
    if "Root Entry" not in names:
        raise damaged()
    return names


def left_out(content: bytes) -> LeftOut:
    """What is to be put back; raises Unreadable, also of a file with a password."""
    try:
        return _found(_workbook_stream(content))
    except (struct.error, IndexError, KeyError, ValueError):
        raise damaged() from None


def restore_xls(lost: LeftOut, sheets: list[Sheet], limits: Limits) -> None:
    """Put the errors back, mark hidden rows and days from 1904, in place; raises Unreadable."""
    every, from_1904 = lost
    for at, (sheet, found) in enumerate(zip(sheets, every, strict=False)):
        put_back(sheet, found.errors, limits)
        sheets[at] = sheet._replace(hidden_rows=frozenset(found.hidden), from_1904=from_1904)


def _found(stream: bytes) -> LeftOut:
    sheets: dict[int, _Found] = {}
    depth, sheet, from_1904 = 0, None, False
    for kind, at, size in _records(stream):
        if kind in _BEGINS:
            depth += 1
            # A chart inside a sheet is a substream of its own.
            if depth == 1:
                sheet = sheets.get(at - 4)
        elif kind == _ENDS:
            depth -= 1
        elif kind == _FILEPASS:
            raise protected()
        elif kind == _BOUNDSHEET:
            sheets[struct.unpack_from("<I", stream, at)[0]] = _Found([], set())
        elif kind == _DATEMODE:
            from_1904 = stream[at] == 1
        elif depth == 1 and sheet is not None and kind == _ROW:
            if stream[at + 12] & _HIDDEN:
                sheet.hidden.add(struct.unpack_from("<H", stream, at)[0] + 1)
        elif depth == 1 and sheet is not None and kind in (_BOOLERR, _FORMULA):
            code = _error_code(kind, stream[at : at + size])
            if code is not None:
                row, column = struct.unpack_from("<HH", stream, at)
                sheet.errors.append(Lost(row, column, _ERRORS.get(code, "#ERROR")))
    return LeftOut(list(sheets.values()), from_1904)


def _error_code(kind: int, record: bytes) -> int | None:
    if kind == _BOOLERR:
        return record[6] if record[7] == 1 else None
    # The result of a formula: a double, or 02 .. code .. FFFF for an error.
    return record[8] if record[12:14] == b"\xff\xff" and record[6] == 2 else None


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Type, place of the content, its size."""
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, at + 4, size
        at += 4 + size


def _workbook_stream(content: bytes) -> bytes:
    """Cut short where the file is: the reader refuses such a file."""
    table = _allocation(content)
    streams = _directory(content, table)
    found = {name: (start, size) for name, start, size in streams}
    start, size = next(found[name] for name in _STREAMS if name in found)
    if size >= struct.unpack_from("<I", content, 56)[0]:
        return _chain(content, table, start)[:size]
    small = _chain(content, table, found["Root Entry"][0])
    chained = _chain(content, table, struct.unpack_from("<I", content, 60)[0])
    small_table = struct.unpack(f"<{len(chained) // 4}I", chained)
    pieces: list[bytes] = []
    while start < _LAST_SECTOR and len(pieces) <= len(small_table):
        pieces.append(small[start * 64 : start * 64 + 64])
        start = small_table[start]
    return b"".join(pieces)[:size]


def _sector(content: bytes, number: int) -> bytes:
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    return content[(number + 1) * size : (number + 2) * size]


def _allocation(content: bytes) -> list[int]:
    """The number of the sector that follows each sector."""
    if struct.unpack_from("<H", content, 30)[0] not in (9, 12):
        raise damaged()
    places = list(struct.unpack_from("<109I", content, 76))
    further, seen = struct.unpack_from("<I", content, 68)[0], 0
    while further < _LAST_SECTOR and seen * 512 < len(content):
        sector = _sector(content, further)
        *more, further = struct.unpack(f"<{len(sector) // 4}I", sector)
        places += more
        seen += 1
    table: list[int] = []
    for place in places:
        if place < _LAST_SECTOR:
            # More of it than the file could need.
            if len(table) * 64 > len(content) + 2**20:
                raise damaged()
            sector = _sector(content, place)
            table += struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])
    return table


def _chain(content: bytes, table: list[int], start: int) -> bytes:
    pieces: list[bytes] = []
    while start < _LAST_SECTOR:
        if len(pieces) > len(table):
            raise damaged()
        pieces.append(_sector(content, start))
        start = table[start]
    return b"".join(pieces)


def _directory(content: bytes, table: list[int]) -> list[tuple[str, int, int]]:
    entries = _chain(content, table, struct.unpack_from("<I", content, 48)[0])
    found = []
    for at in range(0, len(entries) - 127, 128):
        length = struct.unpack_from("<H", entries, at + 64)[0]
        if length > 2:
            name = entries[at : at + min(length, 64) - 2].decode("utf-16-le")
            start, size = struct.unpack_from("<II", entries, at + 116)
            found.append((name, start, size))
    return found
