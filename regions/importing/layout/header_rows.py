"""What a single row looks like: words of a header, numbers of a place, column numbers."""

import re
from datetime import date
from functools import lru_cache
from itertools import pairwise

from ..cells.number_cells import COUNTED
from ..columns.vocabulary import fields_of, is_personal
from ..tables import Cell

_AMOUNT = re.compile(
    r"\W*\d[\d\s.,⁰¹²³⁴-⁹]*(?:%|persen|ribu|rb|juta|jt)?"
    rf"(?:\s*(?:{'|'.join(COUNTED)})\.?)?(?:\s+lebih)?\W*",
    re.IGNORECASE,
)
_NOTHING = {"null", "nil", "nihil", "n/a", "na", "none", "nan"}
_COLUMN_NUMBER = re.compile(r"\(?\s*(\d{1,3})\s*\)?(?:\s*=.*)?")
_SHORT = 3
_LONG_NOTE = 60
_IN_PLACE_OF_A_NUMBER = 20
_NOTES = ("catatan", "keterangan", "ket.", "sumber", "mengetahui", "note", "nb", "*", "source")


@lru_cache(maxsize=65536)
def is_words(text: str) -> bool:
    """Whether a text is words (also "(%)"), and no amount such as "130 ribu", "-" or "#N/A"."""
    if text.strip("()[] ") == "%":
        return True
    if text.casefold() in _NOTHING or text.startswith("#") or not re.search(r"[^\W\d_]", text):
        return False
    return not _AMOUNT.fullmatch(text)


def is_known(text: str) -> bool:
    """Whether a header of that name means something to us."""
    return bool(fields_of(text)) or is_personal(text)


def names_rows(text: str) -> bool:
    return bool(fields_of(text) & {"name", "code"})


def is_year(value: Cell) -> bool:
    if type(value) is str and len(value) == 4 and value.isdecimal():
        value = int(value)
    return type(value) is int and 1990 <= value <= 2100


def only_years(row: list[Cell]) -> bool:
    filled = [value for value in row if value is not None]
    return bool(filled) and all(map(is_year, filled))


def has_amount(row: list[Cell]) -> bool:
    """Whether a number stands in the row, or what is written in place of one."""
    return any(
        value is not None
        and not isinstance(value, date)
        and not (type(value) is str and is_words(value))
        for value in row
    )


def header_words(row: list[Cell]) -> list[str]:
    """The words of a row that may be a header: words, years and days only; else empty."""
    words = []
    for value in row:
        if value is None or is_year(value) or isinstance(value, date):
            continue
        if type(value) is str:
            if not is_words(value):
                return []
            words.append(value)
        else:
            return []
    return words


def header_width(row: list[Cell]) -> int:
    """How many headers a row may hold; years are some only beside a word that we know."""
    words = header_words(row)
    years = sum(map(is_year, row)) if any(map(is_known, words)) else 0
    return len(words) + years


def is_certain(row: list[Cell]) -> bool:
    """A header without doubt: several words we know, no number."""
    words = header_words(row)
    if len(words) < 2:
        return False
    known = sum(map(is_known, words))
    return known >= 3 or (known == 2 and known * 2 >= len(words))


def continues(row: list[Cell], above: list[Cell]) -> bool:
    """Whether a row stands under a header row as its second part ("JUMLAH | %").

    Seen without merged cells: it has words where the row above is blank or ends, and nothing
    where that one names the rows.
    """
    words = header_words(row)
    years = sum(map(is_year, row))
    if not words and not years:
        return False
    width = max(len(row), len(above))
    upper = above + [None] * (width - len(above))
    lower = row + [None] * (width - len(row))
    both = list(zip(upper, lower, strict=True))
    naming = [low for u, low in both if type(u) is str and names_rows(u)]
    if any(low is not None for low in naming):
        return False
    if words and all(word[0] in "([" for word in words):
        return True  # units: (jiwa), (%)
    under_blank = any(u is None and low is not None for u, low in both)
    leaves_first = next(low is None for u, low in both if u is not None)
    if naming and leaves_first and under_blank:
        return True
    likely = years + sum(len(word) <= _SHORT or is_known(word) for word in words)
    return likely * 2 >= len(words) + years and (under_blank or leaves_first)


def numbers_columns(row: list[Cell]) -> bool:
    """1 2 3 4 5, (1) (2) (3), also with "5=3/4": it numbers the columns."""
    filled = [str(value) for value in row if value is not None]
    numbers = [int(match[1]) for text in filled if (match := _COLUMN_NUMBER.fullmatch(text))]
    if len(numbers) < max(2, len(filled)):
        return False
    return numbers[0] <= 2 and all(b - a == 1 for a, b in pairwise(numbers))


def is_place_without_number(row: list[Cell], texts: list[str | None]) -> bool:
    """A place without numbers, no note: "Kota Sungai Penuh" under the header of the names.

    A few letters may stand where its number should: "tutup", "7x".
    """
    filled = [c for c, value in enumerate(row) if value is not None]
    for c in filled:
        header = texts[c] if c < len(texts) else None
        value = str(row[c])
        if not header:
            return False
        if is_known(header) and not names_rows(header) and len(value) > _IN_PLACE_OF_A_NUMBER:
            return False
        if len(value) > _LONG_NOTE or value.casefold().startswith(_NOTES) or value.endswith(":"):
            return False
    return any(names_rows(texts[c] or "") for c in filled)


def may_be_apart(row: list[Cell], texts: list[str | None]) -> bool:
    """A row below a table that may have been meant for it: "Pauh; tutup", or a lone number."""
    filled = [c for c, value in enumerate(row) if value is not None]
    if any(c >= len(texts) or not texts[c] for c in filled):
        return False
    counted = [c for c in filled if fields_of(texts[c]) - {"ignore", "code", "name", "day"}]
    if len(filled) == 1:
        return bool(counted) and has_amount(row) and bool(re.search(r"\d", str(row[filled[0]])))
    return bool(counted) and is_place_without_number(row, texts)
