"""What a text says: the counts of each day, and what became of every line."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Fate(StrEnum):
    """What became of a line. `ASKED` has to be answered, `UNKNOWN` was not understood."""

    UNDERSTOOD = "understood"
    BLANK = "blank"
    ASKED = "asked"
    TOTAL = "total"
    DAY = "day"
    HEADING = "heading"
    TALK = "talk"
    UNKNOWN = "unknown"


@dataclass
class Line:
    """A line, or one of several places in it.

    `name` is the place as it is written and `code` the place; `values` are by field. `numbers`
    are those without a word for what they count, `choices` codes of places it may be about;
    `message` says what is to be known or done. The values of a line that is asked about or not
    understood are those it would have.
    """

    number: int
    text: str
    fate: Fate = Fate.TALK
    day: date | None = None
    name: str = ""
    code: str = ""
    values: dict[str, int] = field(default_factory=dict)
    numbers: tuple[int | None, ...] = ()
    choices: tuple[str, ...] = ()
    message: str = ""

    @property
    def is_open(self) -> bool:
        return self.fate in (Fate.ASKED, Fate.UNKNOWN)

    def settle(self, fate: Fate, message: str = "") -> None:
        self.fate, self.message = fate, message or self.message


@dataclass
class TextReport:
    """`values` are by day (None: the text names none) and by place and field.

    `orders` are the ways in which numbers without a word may be meant; empty where no line
    has such numbers. `refusal`: why nothing at all was read.
    """

    lines: list[Line] = field(default_factory=list)
    values: dict[date | None, dict[tuple[str, str], int]] = field(default_factory=dict)
    orders: tuple[tuple[str, ...], ...] = ()
    refusal: str = ""

    @property
    def days(self) -> list[date]:
        """The days of which something was understood, oldest first."""
        return sorted(day for day in self.values if day is not None)

    @property
    def names_days(self) -> bool:
        return any(line.day for line in self.lines)

    def values_of(self, day: date) -> dict[tuple[str, str], int]:
        """What is said of that day; what has no day is of it only in a text that names none."""
        return self.values.get(day if self.names_days else None, {})

    def open_lines(self) -> Iterable[Line]:
        return (line for line in self.lines if line.is_open)
