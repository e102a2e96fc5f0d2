"""A workbook (xlsx, xlsb, xls, ods) as sheets of cells."""

import pickle
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from ..tables import Cell, Merged, Sheet
from .limits import (
    Limits,
    Unreadable,
    damaged,
    protected,
    too_large_inside,
    too_many_columns,
    too_many_rows,
)

_PROJECT = Path(__file__).resolve().parents[3]
_MODULE = "regions.importing.reading.workbook_process"
_BYTES_AT_LEAST = 600 * 1024 * 1024
_SECONDS_AT_LEAST = 15
_BYTES_PER_SECOND = 16 * 1024 * 1024


def read_workbook(content: bytes, limits: Limits) -> list[Sheet]:
    """Every sheet, also hidden ones; a formula gives the value last calculated.

    A cell with an error (#N/A) comes back blank: lost_cells knows them.
    """
    memory = _BYTES_AT_LEAST + 2 * limits.unpacked_bytes
    seconds = _SECONDS_AT_LEAST + limits.unpacked_bytes // _BYTES_PER_SECOND
    asked = [memory, seconds, limits.rows, limits.columns]
    with TemporaryFile() as book:
        book.write(content)
        book.seek(0)
        with subprocess.Popen(  # noqa: S603 this very interpreter, numbers for arguments
            [sys.executable, "-m", _MODULE, *map(str, asked)],
            cwd=_PROJECT,
            stdin=book,
            stdout=subprocess.PIPE,
        ) as process:
            try:
                assert process.stdout is not None  # it is a pipe
                return _sheets(process.stdout, limits)
            except (EOFError, pickle.UnpicklingError):
                if process.wait() > 0:
                    raise subprocess.CalledProcessError(process.returncode, _MODULE) from None
                # The system ended it for want of memory or time.
                raise too_large_inside() from None
            finally:
                process.kill()


def _sheets(answers: IO[bytes], limits: Limits) -> list[Sheet]:
    sheets: list[Sheet] = []
    rows: list[list[Cell]] = []
    while True:
        kind, *rest = pickle.load(answers)  # noqa: S301 our own process wrote it
        if kind == "sheet":
            name, hidden, merged = rest
            rows = []
            sheets.append(Sheet(name, rows, tuple(Merged(*block) for block in merged), hidden))
        elif kind == "rows":
            rows.extend(rest[0])
        elif kind == "failed":
            raise _failure(limits, *rest)
        else:
            return sheets


def _failure(limits: Limits, why: str, sheet: str = "", number: int = 0) -> Unreadable:
    if why == "rows":
        return too_many_rows(sheet, number, limits.rows)
    if why == "columns":
        return too_many_columns(sheet, number, limits.columns)
    return {"password": protected, "memory": too_large_inside}.get(why, damaged)()
