"""A text as lines, without what a messenger and a list put around what is said."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from ..cells.number_cells import plain_text
from ..columns.personal import looks_like_identity_number

LONGEST_TEXT = 100_000

# "[04/04/19 20.15] Budi: …" and "04/04/19, 20.15 - Budi: …": when it was sent, and by whom.
_SENT = re.compile(
    r"(?:\[\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}[.:]\d\d(?:[.:]\d\d)?(?: ?[AP]M)?\]"
    r"|\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}[.:]\d\d(?:[.:]\d\d)?(?: ?[AP]M)? -)"
    r" ?[^:]{1,80}:(?: |$)"
)
_GREETING = re.compile(
    r"(?:as+ala|selamat (?:pagi|siang|sore|malam)|izin (?:me)?lapor|ijin (?:me)?lapor)",
    re.IGNORECASE,
)
_KEYCAPS = re.compile("(^\\s*)?((?:\\d\ufe0f?\u20e3)+)")
_MARKS = re.compile(r"[*_`]+")
# What a line begins with: "1. ", "2) ", "(3) ", "a. ", "IV. ", "•", "-".
_BULLETS = re.compile(r"^[^\w(\[+±~≈<>≤≥]+")
_SURE_NUMBER = re.compile(r"\(?(\d{1,3}) ?[.)\]] ?(?=[^\W\d])")
_LIKELY_NUMBER = re.compile(r"(\d{1,3})(?: ?[-–:] ?| )(?=[^\W\d])")
_LETTER = re.compile(r"\(?(?:[a-z]|[ivxl]{1,6})[.)] ?(?=[^\W\d]{2})", re.IGNORECASE)
_LONG_NUMBERS = re.compile(r"\d{2,}(?:[ .-]\d{2,})*")
# A telephone; no count begins with 0.
_TELEPHONE = re.compile(r"(?:\+62|(?<!\d)0)[ -]?8\d(?:[ -]?\d){6,11}(?!\d)")
_CELLS = re.compile(r"\t| ?\| ?")


class TextLine(NamedTuple):
    """`text` as it was meant, of `block`: one message; `cells` where it is a row of a table."""

    number: int
    written: str
    text: str
    block: int
    cells: tuple[str, ...] = ()


def lines_of(text: str) -> Iterator[TextLine]:
    """Every line, empty ones too: they end what was said of one place."""
    block = 0
    for number, written in enumerate(text.splitlines(), 1):
        bare = without_marks(written)
        if sent := _SENT.match(bare):
            block, bare = block + 1, bare[sent.end() :]
        elif _GREETING.match(_BULLETS.sub("", bare)):
            block += 1
        bare = _TELEPHONE.sub(" ", bare)
        cells = tuple(map(str.strip, _CELLS.split(bare))) if _CELLS.search(bare.strip()) else ()
        if cells and written.lstrip(" ").startswith("|"):
            # A table drawn with signs has one before its first cell, and one after its last.
            cells = cells[1:-1] if not cells[-1] else cells[1:]
        yield TextLine(number, written.strip(), " ".join(bare.split()), block, cells)


def without_marks(written: str) -> str:
    """The line without emoji and the signs for bold and italic; its tabs stay."""
    text = "\t".join(map(plain_text, _KEYCAPS.sub(_digits, written).split("\t")))
    kept = (
        " " if unicodedata.category(letter) in ("So", "Sk", "No") else letter
        for letter in text
        if unicodedata.category(letter) not in ("Mn", "Me", "Cs", "Co", "Cn")
    )
    return _MARKS.sub(" ", "".join(kept))


def _digits(keycaps: re.Match[str]) -> str:
    """Digits drawn as keys; at the beginning they number a list."""
    digits = "".join(filter(str.isdigit, keycaps[2]))
    return f"{digits} " if keycaps[1] is None else f"{digits}. "


def without_list_number(text: str, expected: int) -> tuple[str, int | None]:
    """The line without its bullet and number, and that number; None where it has none.

    "31 Pauh" may be a count: a number without a dot is one of a list only where it goes on.
    """
    text = _BULLETS.sub("", text)
    if found := _SURE_NUMBER.match(text):
        return text[found.end() :], int(found[1])
    found = _LIKELY_NUMBER.match(text)
    if found and int(found[1]) in (1, expected):
        return text[found.end() :], int(found[1])
    if found := _LETTER.match(text):
        return text[found.end() :], None
    return text, None


def holds_identity_number(text: str) -> bool:
    """Whether a citizen's number stands in it; short numbers side by side are none."""
    return any(
        looks_like_identity_number(found)
        for line in text.splitlines()
        for cell in line.split("\t")
        for found in _LONG_NUMBERS.findall(plain_text(cell))
        if len(re.findall(r"\d+", found)) <= 5
    )
