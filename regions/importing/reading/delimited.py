"""A text file (csv, tsv, txt) as rows: its encoding and its separator are found, not asked."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from django.utils.translation import gettext as _

from ..tables import Cell, Sheet
from .blank import BLANK
from .limits import Limits, Unreadable, too_many_columns, too_many_rows, without_values

_SEPARATORS = "\t;|,"
_SEPARATOR_TOLD = re.compile(r"\"?sep=([^\w\"\s]|\t)\"?\r?", re.IGNORECASE)
_BYTES_LOOKED_AT = 4_096
_CHARACTERS_LOOKED_AT = 256 * 1024
_ROWS_LOOKED_AT = 200
# What keeps a spreadsheet from reading a code as a number: ="15.03".
_FORMULA_OF_TEXT = re.compile(r"=\"([^\"]*)\"")
# Stands after the last row; when it does not come back alone, a quotation mark is still open.
_MARK = "\x01"


def decode(content: bytes) -> str:
    """The text; UTF-8, UTF-16 or windows-1252, without NUL characters and byte order mark."""
    encoding = _encoding(content)
    if encoding.startswith("utf-16"):
        content = content[: len(content) // 2 * 2]
    return content.decode(encoding, "replace").replace("\0", "").removeprefix("\ufeff")


def _encoding(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    start = content[:_BYTES_LOOKED_AT]
    even, odd = start[::2].count(0), start[1::2].count(0)
    # ASCII in UTF-16 has a zero in every other byte.
    if odd > len(start) // 8 and odd > 4 * even:
        return "utf-16-le"
    if even > len(start) // 8 and even > 4 * odd:
        return "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        # The last character may be cut off.
        return "utf-8" if error.start > len(content) - 4 else "windows-1252"
    return "utf-8"


def read_delimited(text: str, limits: Limits) -> Sheet:
    """Row numbers are those that a spreadsheet shows; cells are texts, blank is None.

    Raises Unreadable.
    """
    separator, text = _separator(text)
    rows: list[list[Cell]] = []
    filled, texts = 0, _Texts()
    for number, fields in enumerate(_records(text, separator), 1):
        cells: list[Cell] = [texts[field] for field in fields]
        while cells and cells[-1] is None:
            cells.pop()
        filled += bool(cells)
        if len(cells) > limits.columns:
            raise too_many_columns("", number, limits.columns)
        if filled <= limits.rows:
            rows.append(cells)
    if filled > limits.rows:
        raise too_many_rows("", filled, limits.rows)
    if not filled:
        raise without_values()
    return Sheet("", rows)


class _Texts(dict[str, str | None]):
    """The text of each field that occurs in a file: read once, and kept once in memory."""

    def __missing__(self, field: str) -> str | None:
        self[field] = text = _text(field)
        return text


def _text(field: str) -> str | None:
    text = field.strip(BLANK)
    if text.startswith("=") and (formula := _FORMULA_OF_TEXT.fullmatch(text)):
        text = formula[1].strip(BLANK)
    return text or None


def _records(text: str, separator: str) -> Iterator[list[str]]:
    end = "" if text.endswith(("\n", "\r")) else "\n"
    reader = csv.reader(StringIO(f"{text}{end}{_MARK}\n", newline=""), delimiter=separator)
    number = 0
    before: list[str] = []
    try:
        for number, fields in enumerate(reader, 1):
            if number > 1:
                yield before
            before = fields
    except csv.Error:
        raise Unreadable(
            _(
                "Row %(row)s has a cell of more than 100,000 characters. A quotation mark may be"
                " missing there; correct it, or save the table as xlsx."
            )
            % {"row": number + 1}
        ) from None
    if before != [_MARK]:
        raise Unreadable(
            _(
                "In row %(row)s a quotation mark is opened and never closed. Correct it, or save"
                " the table as xlsx."
            )
            % {"row": number}
        )


def _separator(text: str) -> tuple[str, str]:
    """What stands between the cells, and the text without a line that only says so.

    The separator that gives the most rows the same number of cells: a title above the table or
    a decimal comma in some cells gives fewer.
    """
    first, _newline, rest = text.partition("\n")
    if told := _SEPARATOR_TOLD.fullmatch(first):
        return told[1], rest
    looked_at = text[:_CHARACTERS_LOOKED_AT]
    if len(text) > len(looked_at):
        looked_at = looked_at[: max(looked_at.rfind("\n"), looked_at.rfind("\r")) + 1] or looked_at
    return max(_SEPARATORS, key=lambda separator: _regularity(looked_at, separator)), text


def _regularity(text: str, separator: str) -> tuple[int, int]:
    """How many rows have the commonest number of cells above one, and that number."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    widths: Counter[int] = Counter()
    try:
        widths.update(len(fields) for fields in islice(reader, _ROWS_LOOKED_AT) if len(fields) > 1)
    except csv.Error:
        return 0, 0
    return max(((count, width) for width, count in widths.items()), default=(0, 0))
