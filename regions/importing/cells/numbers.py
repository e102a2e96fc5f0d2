"""What the cells of a column of counts say; the thousands sign is decided for the whole column.

People and cards are whole. What is not certain is a problem of its cell or a question about the
column, never a guess; what is missing is None, never 0.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from ... import numerals
from ..tables import Cell
from .number_cells import LONGEST, CellReading, is_missing, plain_text, read_cell


class Numbers(NamedTuple):
    """`values` has one whole number per cell; None is missing, a problem, or asked about.

    `problems` has, per index of a cell, what is wrong and what to do; `question` asks which sign
    is the thousands sign, and is answered by `thousands` of `whole_numbers`.
    """

    values: list[int | None]
    problems: dict[int, str]
    question: str = ""


class _Column(NamedTuple):
    """What all cells of a column say together; the signs are "." and ","."""

    unclear: frozenset[str]
    lost_in_texts: bool
    lost_in_numbers: bool
    has_bare_numbers: bool
    counts_two_things: bool


def whole_numbers(cells: Sequence[Cell], *, most: int, thousands: str | None = None) -> Numbers:
    """The whole numbers of a column, each between 0 and `most`.

    `thousands` is a person's answer: ".", "," or " "; the other signs are then decimal. Without
    it, one group ("92.410", "122,687") is thousands as long as nothing in the column shows that
    sign to be decimal. Every distinct value is read once.
    """
    readings = {key: read_cell(key[1]) for key in _distinct(cells)}
    column = _whole_column(readings.values(), thousands)
    settled = {key: _settle(read, column, most, thousands) for key, read in readings.items()}
    values, problems = [], {}
    for index, cell in enumerate(cells):
        value, problem = settled[type(cell), cell]
        values.append(value)
        if problem:
            problems[index] = problem
    return Numbers(values, problems, _question(readings.values(), column.unclear))


def percents(cells: Sequence[Cell]) -> list[Decimal | None]:
    """The percentages of a column, to check counts with; what cannot be read is None.

    Each keeps the decimals that it is written with. A column that has only fractions up to 1.5
    holds ratios, as cells formatted as percent do: 0.8011 is 80.11.
    """
    read = {key: _percent(key[1]) for key in _distinct(cells)}
    bare = [number for number, signed in read.values() if number is not None and not signed]
    ratios = max(bare, default=2) <= Decimal("1.5") and any(number % 1 for number in bare)
    scaled = {
        key: number.scaleb(2) + 0 if ratios and number and not signed else number
        for key, (number, signed) in read.items()
    }
    return [scaled[type(cell), cell] for cell in cells]


def is_percent_like(cells: Iterable[Cell]) -> bool:
    """Whether at least half of what is there can only be percentages: a sign, or decimals.

    Three decimals are no sign of a percentage: "96.315" is more often a count.
    """
    read = [_percent(cell) for _kind, cell in _distinct(cells) if not is_missing(cell)]
    certain = [
        signed or (number % 1 and (number < Decimal("1.5") or number.as_tuple().exponent != -3))
        for number, signed in read
        if number is not None
    ]
    return bool(read) and 2 * sum(map(bool, certain)) >= len(read)


def _distinct(cells: Iterable[Cell]) -> set[tuple[type, Cell]]:
    """Every value once; with its type, because True, 1 and 1.0 are equal."""
    return {(type(cell), cell) for cell in cells}


def _percent(cell: Cell) -> tuple[Decimal | None, bool]:
    """The number of a percentage and whether it is written as one ("%")."""
    if isinstance(cell, str):
        read = numerals.read_percent(plain_text(cell)) if len(cell) <= LONGEST else None
        return read or (None, False)
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not 0 <= cell < 1000:
        return None, False
    # A spreadsheet computes in binary: 0.1 + 0.2 is shown as 0.3.
    return Decimal(f"{cell:.12g}"), False


def _whole_column(readings: Iterable[CellReading], thousands: str | None) -> _Column:
    numbers = [read for read in readings if read.number is not None]
    decimal = {read.decimal for read in numbers}
    grouping = {sign for read in numbers for sign in (read.one_group, read.thousands)}
    zeros = {read.decimal for read in numbers if read.may_be_group}
    lost = {r.is_text for r in numbers if not r.is_whole and r.may_have_lost_thousands}
    return _Column(
        unclear=frozenset() if thousands else frozenset(decimal & (grouping | zeros)) - {""},
        lost_in_texts=True in lost and not thousands,
        lost_in_numbers=False in lost,
        has_bare_numbers=any(not read.unit for read in numbers),
        counts_two_things=len({read.counted for read in numbers} - {""}) > 1,
    )


def _settle(
    read: CellReading, column: _Column, most: int, thousands: str | None
) -> tuple[int | None, str]:
    """The value of a cell in its column, or what is wrong with it; (None, "") is missing."""
    if thousands:
        read = _answered(read, thousands)
    if read.number is None:
        return None, read.problem
    lost = column.lost_in_texts if read.is_text else column.lost_in_numbers
    problem = ""
    if read.problem:
        problem = read.problem
    elif read.counted and column.counts_two_things:
        problem = _(
            "%(typed)s: people and cards stand in one column; give each a column of its own."
        )
    elif read.unit and column.has_bare_numbers:
        problem = _(
            "%(typed)s has a unit, other numbers of the column have none; write it in full."
        )
    elif lost and read.may_have_lost_thousands:
        problem = _lost_thousands(read)
    elif not read.is_whole:
        problem = _("%(typed)s is not a whole number.")
    elif read.one_group in column.unclear or read.decimal in column.unclear:
        return None, ""
    elif read.number > most:
        problem = _("%(typed)s is too large; at most %(most)s.")
    if problem:
        return None, problem % {"typed": read.shown, "most": numerals.people(most)}
    return read.number, ""


def _answered(read: CellReading, thousands: str) -> CellReading:
    """The reading once a person has said what the thousands sign is."""
    if read.number is not None and read.one_group not in ("", thousands):
        whole, fraction = divmod(read.number, 1000)
        return read._replace(number=whole, one_group="", fraction=f"{fraction:03}")
    if read.decimal == thousands or read.thousands not in {"", " ", thousands}:
        wrong = _("The digits of %(typed)s are not grouped in threes; write them without signs.")
        return read._replace(problem=wrong)
    return read


def _lost_thousands(read: CellReading) -> str:
    """The sentence on what was "92.410" or "90.000" before a spreadsheet read it as 92.41 or 90."""
    if read.is_whole:
        sentence = _(
            "%(typed)s may be %(meant)s: a spreadsheet has read thousands signs of this column "
            "as decimal signs. Enter its numbers anew, without signs."
        )
        return sentence.replace("%(meant)s", f"{read.number}000")
    sentence = _(
        "%(typed)s is not a whole number; if a spreadsheet has made it out of a number with a "
        "thousands sign, enter %(meant)s."
    )
    return sentence.replace("%(meant)s", f"{read.number}{read.fraction:0<3}")


def _question(readings: Iterable[CellReading], unclear: frozenset[str]) -> str:
    """About one sign at a time; "" where none is unclear."""
    if not unclear:
        return ""
    sign = min(unclear)
    either = [r.shown for r in readings if sign in (r.one_group, r.thousands)]
    decimal = [r.shown for r in readings if sign == r.decimal]
    return _("Is “%(sign)s” the thousands sign or the decimal sign in “%(values)s”?") % {
        "sign": sign,
        "values": "”, “".join([*sorted(either)[:1], *sorted(decimal)[:1]]),
    }
