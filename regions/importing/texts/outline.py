"""A text line by line, before anything is said of places: days, names, numbers, headers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from ..places.matching import Places
from ..places.spelling import begins_as_total, cell_text, without_code
from .cell_rows import (
    CellRow,
    Header,
    header_of,
    is_doubtful,
    row_by_header,
    row_by_position,
)
from .line_days import LineDay, day_in, shows_month_first
from .lines import TextLine, lines_of, without_list_number
from .phrases import Said, Stretch, stretches_of


class Kind(Enum):
    """What a line is: nothing, words, the header of columns, or counts."""

    EMPTY = "empty"
    WORDS = "words"
    HEADER = "header"
    COUNTS = "counts"


@dataclass
class Outlined:
    """One line; `words` is what it says without its day, bullet and number of a list."""

    line: TextLine
    kind: Kind
    named: LineDay
    words: str = ""
    stretches: list[Stretch] = field(default_factory=list)
    code: str = ""
    header: Header | None = None
    names_place: bool = False


def outline(text: str, places: Places, today: date) -> list[Outlined]:
    lines = list(lines_of(text))
    return list(_Outline(places, today, lines).outlined(lines))


class _Outline:
    def __init__(self, places: Places, today: date, lines: Sequence[TextLine]):
        self.places, self.today = places, today
        self.month_first = shows_month_first(line.text for line in lines)
        self._begin(-1)

    def _begin(self, block: int) -> None:
        self.block, self.listed = block, 0
        self.header: Header | None = None
        self.last_was_header = False

    def outlined(self, lines: Sequence[TextLine]) -> Iterator[Outlined]:
        for line in lines:
            if line.block != self.block:
                self._begin(line.block)
            found = self._row(line) if line.cells else None
            found = found or self._line(line)
            self.last_was_header = found.kind == Kind.HEADER
            if not line.cells and found.kind != Kind.EMPTY:
                self.header = None
            yield found

    def is_place(self, name: str) -> bool:
        """Whether the words name a place, or the sum of places."""
        if not cell_text(name):
            return False
        gazetteer = self.places.gazetteer
        found = gazetteer.found(name) or gazetteer.elsewhere(name)
        return bool(found) or begins_as_total(name)

    def _is_part(self, name: str) -> bool:
        """The same, but for the region itself, beside which a day may stand."""
        if not self.is_place(name):
            return False
        found = {place.code for place in self.places.gazetteer.found(name)}
        return found != {self.places.region.code}

    def _day_in(self, text: str, *, short: bool) -> LineDay:
        return day_in(text, self.today, short=short, month_first=self.month_first)

    def _line(self, line: TextLine) -> Outlined:
        text = " ".join(line.text.split())
        named = self._day_in(text, short=False)
        code, words, listed = self._words(named)
        stretches = stretches_of(words, self.is_place)
        if not named.names_one and not any(self._is_part(s.name) for s in stretches):
            named = self._day_in(text, short=True)
            code, words, listed = self._words(named)
            stretches = stretches_of(words, self.is_place)
        self.listed = listed or self.listed
        kind = Kind.COUNTS if any(s.numbers for s in stretches) else Kind.WORDS
        if not text:
            kind = Kind.EMPTY
        part = any(self._is_part(stretch.name) for stretch in stretches)
        return Outlined(line, kind, named, words, stretches, code, names_place=part)

    def _words(self, named: LineDay) -> tuple[str, str, int | None]:
        """The code of a place at the beginning, what follows, and the number of a list."""
        words, listed = without_list_number(named.rest, self.listed + 1)
        return *without_code(words), listed

    def _row(self, line: TextLine) -> Outlined | None:
        """A row of a spreadsheet; None for one that is read as a line."""
        if not any(line.cells):
            return Outlined(line, Kind.EMPTY, LineDay(""))
        if header := header_of(line.cells):
            doubtful = self.last_was_header or is_doubtful(header, line.cells)
            self.header = header._replace(columns=()) if doubtful else header
            return Outlined(line, Kind.HEADER, LineDay(""), line.text, header=self.header)
        if self.header:
            row = row_by_header(self.header, line.cells)
            named = self._day_in(row.day, short=True) if row.day else LineDay("")
            if not self.header.columns:
                row.stretch.unread = line.text
            return self._counts(line, row, named)
        if found := row_by_position(line.cells, self.listed + 1):
            row, listed = found
            self.listed = listed or self.listed
            return self._counts(line, row, LineDay(""))
        return None

    def _counts(self, line: TextLine, row: CellRow, named: LineDay) -> Outlined | None:
        """A row of a place; a title that was copied with blank cells is none."""
        stretch = row.stretch
        names_place = bool(row.code) or self.is_place(stretch.name)
        says_something = any(number is not Said.BLANK for number in stretch.numbers)
        if not names_place and not (stretch.name and says_something):
            return None
        return Outlined(
            line, Kind.COUNTS, named, line.text, [stretch], row.code, names_place=names_place
        )
