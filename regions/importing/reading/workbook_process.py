"""Reads a workbook with calamine in a process of its own, and writes it down row by row.

A workbook made to do harm can make the reader ask for any amount of memory, and a process that
runs out of memory is killed: this one may, the one that answers people may not. Started by
workbook.py, never imported by the application:

    python -m regions.importing.reading.workbook_process MEMORY SECONDS ROWS COLUMNS < book

Standard output is a row of pickles: ("sheet", name, hidden, merged), then ("rows", [...]) until
the next sheet, at last ("end",), or one ("failed", why, ...).
"""

import contextlib
import pickle
import resource
import sys
from datetime import timedelta
from io import BytesIO
from typing import BinaryIO

from .blank import BLANK

_ROWS_AT_ONCE = 5_000
_EXACT = 2.0**53
_NO_CELLS: list = []


class _Texts(dict[str, str | None]):
    """Each text once in memory, without blanks around it; blank becomes None."""

    def __missing__(self, raw: str) -> str | None:
        self[raw] = text = raw.strip(BLANK) or None
        return text


def _cleaned(row: list, texts: _Texts) -> list:
    """Whole numbers as int, blanks as None, none at the end."""
    cells = []
    for value in row:
        if value.__class__ is str:
            value = texts[value]
        elif value.__class__ is float:
            if value.is_integer() and -_EXACT < value < _EXACT:
                value = int(value)
        elif value.__class__ is timedelta:
            value = str(value)
        cells.append(value)
    while cells and cells[-1] is None:
        cells.pop()
    return cells or _NO_CELLS


def _write_sheet(sheet, hidden: bool, limits: tuple[int, int], out: BinaryIO) -> bool:
    """False when the sheet holds more than it may; the reason has been written then."""
    most_rows, most_columns = limits
    merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
    pickle.dump(("sheet", sheet.name, hidden, merged), out)
    texts, filled = _Texts(), 0
    block: list[list] = []
    # Rows come from the first one on, but from the first column that has a value.
    left = [""] * sheet.start[1] if sheet.start else []
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = _cleaned(left + row, texts)
        if len(cells) > most_columns:
            pickle.dump(("failed", "columns", sheet.name, number), out)
            return False
        filled += bool(cells)
        if filled > most_rows:
            block.clear()
            continue
        block.append(cells)
        if len(block) == _ROWS_AT_ONCE:
            pickle.dump(("rows", block), out)
            block = []
    if filled > most_rows:
        pickle.dump(("failed", "rows", sheet.name, filled), out)
        return False
    pickle.dump(("rows", block), out)
    return True


def _write_book(content: bytes, limits: tuple[int, int], out: BinaryIO) -> None:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook

    book = load_workbook(BytesIO(content))
    for number, about in enumerate(book.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        hidden = about.visible != SheetVisibleEnum.Visible
        if not _write_sheet(book.get_sheet_by_index(number), hidden, limits, out):
            return
    pickle.dump(("end",), out)


def main(memory: int, seconds: int, rows: int, columns: int) -> None:
    from python_calamine import CalamineError, PasswordError

    out = sys.stdout.buffer
    content = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        _write_book(content, (rows, columns), out)
    except PasswordError:
        pickle.dump(("failed", "password"), out)
    except MemoryError:
        pickle.dump(("failed", "memory"), out)
    except CalamineError as error:
        too_large = "limit exceeded" in str(error)
        pickle.dump(("failed", "memory" if too_large else "damaged"), out)
    # A panic of the reader is no Exception.
    except BaseException:
        pickle.dump(("failed", "damaged"), out)
    with contextlib.suppress(BrokenPipeError):
        out.flush()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
