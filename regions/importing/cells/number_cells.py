"""What one cell of a column of counts says by itself; `numbers` decides for the column."""

import math
import re
from datetime import date, time
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from ... import numerals
from ..tables import Cell

MISSING = frozenset(
    ["", "-", "--", "–", "—", "−", "<>", "null", "n/a", "na", "nan", "#n/a", "…", "...", "."]
)
# Full-width digits and the spaces that group digits. Not NFKC, which reads the footnote of
# "12²" as a digit.
_PLAIN: dict[int, int | str | None] = {
    code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)
} | dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000"), " ")
# Programs write them around and between digits. Not U+202E, which shows 21 as 12.
_PLAIN |= dict.fromkeys(
    map(
        ord,
        "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2060\u2066\u2067\u2068\u2069\ufeff",
    )
)

LONGEST = 60
_DIGITS = re.compile(r"\d[\d., ]*", re.ASCII)
_SIGNED = re.compile(r"\d+(?:[., ]\d+)*", re.ASCII)
_FIRST_GROUP = re.compile(r"[1-9]\d{0,2}", re.ASCII)
_UNIT = re.compile(r"(\d[\d., ]*?) ?(ribu|rb|juta|jt)\.?", re.ASCII | re.IGNORECASE)
# What is counted, by the words for it.
COUNTED = {"orang": "people", "org": "people", "jiwa": "people"}
COUNTED |= {"keping": "cards", "kpg": "cards", "lembar": "cards", "lbr": "cards"}
_COUNTED = re.compile(rf"(\d.*?) ?({'|'.join(COUNTED)})\.?", re.ASCII | re.IGNORECASE)
_FACTORS = {"ribu": 1000, "rb": 1000, "juta": 1_000_000, "jt": 1_000_000}
_ROUGHLY = r"±|~|≈|\+/-|[<>≤≥]|(?:sekitar|kurang lebih|lebih dari|hampir|about)\b"
_ABOUT = re.compile(rf"(?:{_ROUGHLY}).*\d.*|.*\d.*(?:lebih|-an|\+)", re.IGNORECASE | re.DOTALL)
_NEGATIVE = re.compile(r"[-−–]\s*\d[\d., ]*", re.ASCII)
_SHORTENED = re.compile(r"\d[\d.,]*e[+-]?\d+", re.ASCII | re.IGNORECASE)
_FAILED = re.compile(r"#[A-Z0-9_/]+[!?]?", re.IGNORECASE)


class CellReading(NamedTuple):
    """One cell by itself. `one_group` is the sign of "92.410", which alone may be decimal."""

    shown: str = ""
    number: int | None = None
    one_group: str = ""
    thousands: str = ""
    decimal: str = ""
    fraction: str = ""
    is_text: bool = True
    unit: bool = False
    counted: str = ""
    problem: str = ""

    @property
    def is_whole(self) -> bool:
        return not self.fraction.strip("0")

    @property
    def may_be_group(self) -> bool:
        """Three zeros, as in "1234.000" or "1.234,000", may be thousands that were mistyped."""
        return bool(self.one_group) or (self.fraction == "000" and self.number != 0)

    @property
    def may_have_lost_thousands(self) -> bool:
        """Whether a spreadsheet may have made this out of "90.000" or "92.410"."""
        short = len(self.fraction) <= 3 and not (self.one_group or self.thousands or self.unit)
        return self.number is not None and 1 <= self.number <= 999 and short


def plain_text(text: str) -> str:
    """The text without what surrounds it: spaces of any kind, the apostrophe of a spreadsheet."""
    text = text.translate(_PLAIN).strip()
    return text[1:].strip() if text[:1] in {"'", "’"} else text


def is_missing(cell: Cell) -> bool:
    """Whether the cell says nothing: blank, a dash, "null", "n/a"; never a 0."""
    if isinstance(cell, str):
        return plain_text(cell).lower() in MISSING
    return cell is None or (isinstance(cell, float) and math.isnan(cell))


def shortened(cell: Cell) -> str:
    """The cell as a message repeats it: at most 20 characters."""
    text = plain_text(cell) if isinstance(cell, str) else str(cell)
    return text if len(text) <= 20 else f"{text[:20]}…"


def read_cell(cell: Cell) -> CellReading:
    if cell is None or is_missing(cell):
        return CellReading()
    shown = shortened(cell)
    if isinstance(cell, str):
        return _read_text(plain_text(cell), shown)
    if isinstance(cell, bool):
        problem = _("%(typed)s is yes or no, not a number; enter the number.")
    elif isinstance(cell, date | time):
        problem = _("%(typed)s is a day or a time; enter the number and format it as a number.")
    elif cell < 0:
        problem = _("%(typed)s is below zero; enter 0 or more.")
    elif math.isinf(cell):
        problem = _("“%(typed)s” is not a number; use digits only.")
    else:
        # repr() has the digits that were typed: 96.315, not 96.31499999999999773.
        whole, _dot, fraction = format(Decimal(repr(cell)), "f").partition(".")
        return CellReading(shown, int(whole), fraction=fraction, is_text=False)
    return CellReading(problem=problem % {"typed": shown})


def _read_text(text: str, shown: str) -> CellReading:
    if len(text) <= LONGEST and (said := _COUNTED.fullmatch(text)):
        return _read_text(said[1], shown)._replace(counted=COUNTED[said[2].lower()])
    if len(text) <= LONGEST and (unit := _UNIT.fullmatch(text)):
        return _read_unit(unit[1], _FACTORS[unit[2].lower()], shown)
    if len(text) <= LONGEST and (read := _read_digits(text, shown)):
        return read
    return CellReading(problem=_what_is_wrong(text) % {"typed": shown})


def _read_digits(text: str, shown: str) -> CellReading | None:
    """Digits with or without signs between them; None where they are grouped wrongly."""
    if not _SIGNED.fullmatch(text):
        return None
    groups, signs = re.split(r"[., ]", text), re.findall(r"[., ]", text)
    if not signs:
        return CellReading(shown, int(text))
    kinds, last = set(signs), signs[-1]
    if len(kinds) == 1 and _are_grouped(groups):
        number = int("".join(groups))
        if len(signs) == 1 and last != " ":
            return CellReading(shown, number, one_group=last)
        return CellReading(shown, number, thousands=last)
    *before, fraction = groups
    earlier = set(signs[:-1])
    if last == " " or last in earlier or len(earlier) > 1 or (earlier and not _are_grouped(before)):
        return None
    sign = signs[0] if earlier else ""
    return CellReading(shown, int("".join(before)), "", sign, last, fraction)


def _are_grouped(groups: list[str]) -> bool:
    return bool(_FIRST_GROUP.fullmatch(groups[0])) and all(len(group) == 3 for group in groups[1:])


def _read_unit(amount: str, factor: int, shown: str) -> CellReading:
    """ "2,4 juta"; with three decimals it may be thousands of millions, and is not read."""
    read = _read_digits(amount, shown)
    if read and not read.may_be_group:
        number = Decimal(f"{read.number}.{read.fraction or 0}") * factor
        if number % 1 == 0:
            return CellReading(shown, int(number), unit=True)
    return CellReading(
        problem=_("%(typed)s is not clear; write the number in full.") % {"typed": shown}
    )


def _what_is_wrong(text: str) -> str:
    if text.lower() in {"nihil", "nil"}:
        return _("“%(typed)s”: write 0, or leave the cell empty if the number is not known.")
    if _NEGATIVE.fullmatch(text):
        return _("%(typed)s is below zero; enter 0 or more.")
    if text.startswith("="):
        return _("%(typed)s is a formula; enter its result.")
    if _FAILED.fullmatch(text):
        return _("%(typed)s is a formula that failed; enter the number or leave the cell empty.")
    if len(text) > LONGEST:
        return _("“%(typed)s” is not a number; use digits only.")
    if _SHORTENED.fullmatch(text):
        return _("%(typed)s is shortened; write the number in full.")
    if numerals.PERCENT.fullmatch(text) and not _DIGITS.fullmatch(text):
        return _("%(typed)s is a percentage; enter the number itself.")
    if _DIGITS.fullmatch(text):
        return _("The digits of %(typed)s are not grouped in threes; write them without signs.")
    if _ABOUT.fullmatch(text):
        return _("“%(typed)s” is only about right; enter the exact number.")
    return _("“%(typed)s” is not a number; use digits only.")
