"""From a text to the counts of each day, and what became of every line."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from ...levels import Level
from ...models import AT_DAYS_END, MEASURES
from ...wording import label
from ..places.matching import PlaceMatch, PlacesOfDays
from ..places.spelling import begins_as_total
from ..places.titled_places import places_named
from .cell_rows import is_of_citizens
from .days_of_lines import DayOfLine, days_of_lines
from .labels import Heading, Label, heading_of
from .line_values import MOST_ASKED, LineValues
from .lines import LONGEST_TEXT, holds_identity_number
from .numbers_of_text import NumbersOfText
from .outline import Kind, Outlined, outline
from .phrases import Pair, Stretch
from .report import Fate, Line, TextReport
from .sums import compare_totals

_MOST_WORDS = 6


def read_text(
    text: str, places: PlacesOfDays, today: date, order: Sequence[str] = ()
) -> TextReport:
    """What the text says, for the region of `places`; no query but for places of other days.

    `order` is a person's answer: what the numbers of a line without words count.
    """
    if refusal := _refusal(text):
        return TextReport(refusal=refusal)
    reader = _Reader(places, today, text, order)
    reader.read()
    return reader.report


def _refusal(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        return _("The text is too long; send it in parts.")
    if holds_identity_number(text):
        return _(
            "The text seems to hold data of citizens (identity numbers, names, addresses)."
            " Only counts are kept here: delete them and send the text again."
        )
    return ""


@dataclass
class _Message:
    """What was said so far in one message, and holds for the lines below."""

    heading: Heading | None = None
    has_counts: bool = False
    outside: str = ""
    # The place that stands on a line of its own; None where there is none.
    place: str | None = None
    place_told: bool = False
    totals: list[tuple[Line, Stretch, Heading | None]] = field(default_factory=list)
    nothing: list[tuple[Line, DayOfLine]] = field(default_factory=list)
    fields: set[tuple[str, ...]] = field(default_factory=set)


class _Reader:
    def __init__(self, places: PlacesOfDays, today: date, text: str, order: Sequence[str]):
        self.places, self.report = places, TextReport()
        self.region = places.on(None).region
        self.outlined = outline(text, places.on(None), today)
        written = (n for one in self.outlined for s in one.stretches for n in s.numbers)
        self.values = LineValues(NumbersOfText(written), order)
        self._said: dict[tuple[date | None, str, str], list[Line]] = defaultdict(list)
        self._messages: list[_Message] = []
        self._proposed: tuple[str, ...] = ()

    def read(self) -> None:
        if any(is_of_citizens(one.line.cells) for one in self.outlined):
            self.report.refusal = _refusal("1" * 16)
            return
        block = -1
        for one, day in zip(self.outlined, days_of_lines(self.outlined), strict=True):
            if one.line.block != block:
                block = one.line.block
                self._messages.append(_Message())
            self._read_line(one, day, self._messages[-1])
        for message in self._messages:
            self._read_nothing(message)
        self._settle_values()
        for message in self._messages:
            compare_totals(self.report, message.totals, self.values.of_total)
        self._propose_orders()

    def _read_line(self, one: Outlined, day: DayOfLine, message: _Message) -> None:
        if one.kind == Kind.EMPTY:
            if message.place_told:
                message.place = None
            return
        if one.kind == Kind.COUNTS:
            mixed = _("It is not clear which number goes with which place.")
            for stretch in one.stretches:
                stretch.unclear = stretch.unclear or (mixed if _are_mixed(one.stretches) else "")
                self._read_stretch(one, stretch, day, message)
            message.has_counts = True
            return
        line = Line(one.line.number, one.line.written)
        self.report.lines.append(line)
        if one.kind == Kind.HEADER:
            message.heading = None
            line.settle(Fate.HEADING)
            if one.header and not one.header.columns:
                line.settle(Fate.UNKNOWN, _("The header has several rows; write one."))
        else:
            self._read_words(one, day, line, message)

    def _read_words(self, one: Outlined, day: DayOfLine, line: Line, message: _Message) -> None:
        """A line without numbers: a day, a place or a heading for those below, or talk."""
        if one.named.names_one:
            line.day = one.named.day
            line.settle(Fate.UNKNOWN if one.named.unclear else Fate.DAY, one.named.unclear)
        elif day.unclear and day.unclear == one.named.unclear:
            line.settle(Fate.UNKNOWN, day.unclear)
        message.place, message.place_told = None, False
        self._read_region(one.words, line, message)
        if heading := heading_of(one.words, first=not message.has_counts):
            message.heading = heading
            self._proposed = self._proposed or _fields(heading.labels)
            if line.fate == Fate.TALK:
                line.settle(Fate.HEADING)
        elif one.words and len(one.words.split()) <= _MOST_WORDS:
            self._read_place(one.words, line, message)

    def _read_region(self, words: str, line: Line, message: _Message) -> None:
        """A title of another kabupaten/kota makes all below it that of others."""
        places = self.places.on(None)
        for place in places_named(words, places):
            outside = not places.gazetteer.knows(place.code)
            message.outside = str(place) if outside else ""
            if outside:
                line.settle(Fate.UNKNOWN, self._outside(message.outside))

    def _outside(self, place: str) -> str:
        outside = _("%(place)s lies outside %(region)s, which you import for.")
        return outside % {"place": place, "region": self.region.name}

    def _read_place(self, words: str, line: Line, message: _Message) -> None:
        match = self.places.on(None).match(None, words)
        if match.total or (match.code and match.code == self.region.code):
            message.place = None
        elif match.code or self.places.on(None).gazetteer.found(words):
            message.place, message.place_told = words, False
            line.name = words
        else:
            return
        if line.fate == Fate.TALK:
            line.settle(Fate.HEADING)

    def _read_stretch(
        self, one: Outlined, stretch: Stretch, day: DayOfLine, message: _Message
    ) -> None:
        line = Line(one.line.number, one.line.written, Fate.UNKNOWN, day.day, stretch.name)
        self.report.lines.append(line)
        is_total = begins_as_total(stretch.name or one.words)
        if stretch.name or one.code:
            message.place = None
        elif message.place and is_total:
            line.settle(Fate.ASKED, _("Is this the sum, or of the place above? Write its name."))
            return
        name = stretch.name or message.place or ""
        line.name = name
        if not (name or one.code or is_total):
            self._read_of_office(line, stretch, day, message)
            return
        match = self._match(one.code, name, day) if name or one.code else PlaceMatch(total=True)
        if match.total:
            line.settle(Fate.TOTAL)
            message.totals.append((line, stretch, message.heading))
            return
        line.code, line.choices = match.code or "", match.choices
        self.values.read(line, stretch, message.heading)
        if message.place:
            message.place_told = True
        self._settle(line, match, day, message)

    def _match(self, code: str, name: str, day: DayOfLine) -> PlaceMatch:
        return self.places.on(day.day).match(code or None, name or None)

    def _read_of_office(
        self, line: Line, stretch: Stretch, day: DayOfLine, message: _Message
    ) -> None:
        """What is there at a day's end is the office's, and needs no place."""
        pairs = stretch.pairs() or []
        if self.region.level == Level.KABKOTA and pairs and _all_at_days_end(pairs):
            line.code = self.region.code
            self.values.read(line, stretch, message.heading)
            self._settle(line, PlaceMatch(line.code), day, message)
            return
        self.values.read(line, stretch, message.heading)
        line.settle(Fate.UNKNOWN, _("No place stands in this line."))

    def _settle(self, line: Line, match: PlaceMatch, day: DayOfLine, message: _Message) -> None:
        """What is wrong with the place or the day of a line comes before its numbers."""
        if message.outside:
            line.settle(Fate.UNKNOWN, self._outside(message.outside))
        elif match.code is None:
            line.settle(Fate.UNKNOWN if match.wrong else Fate.ASKED, match.message)
        elif day.unclear:
            line.settle(Fate.ASKED, day.unclear)
        elif line.fate == Fate.UNDERSTOOD:
            message.fields.add(tuple(line.values))
        elif line.numbers == (0,) and not line.message:
            message.nothing.append((line, day))

    def _read_nothing(self, message: _Message) -> None:
        """ "Nihil" alone is nothing of all that the other lines of the message tell."""
        for line, _day in message.nothing:
            if len(message.fields) == 1:
                (fields,) = message.fields
                line.values, line.numbers = dict.fromkeys(fields, 0), ()
                line.settle(Fate.UNDERSTOOD)
            else:
                line.settle(Fate.ASKED, _("Nothing of what? Write it, such as “0 rekam”."))

    def _settle_values(self) -> None:
        """Keep what only one line says, or all that say it alike; ask about the others."""
        for line in self.report.lines:
            for name in line.values if line.fate == Fate.UNDERSTOOD else ():
                self._said[line.day, line.code, name].append(line)
        for (day, code, name), lines in self._said.items():
            values = {line.values[name] for line in lines}
            if len(values) == 1:
                self.report.values.setdefault(day, {})[code, name] = values.pop()
                continue
            numbers = ", ".join(str(line.number) for line in lines)
            differ = _("Lines %(numbers)s say different things of %(field)s of this place.")
            for line in lines:
                line.settle(Fate.ASKED, differ % {"numbers": numbers, "field": label(name)})

    def _propose_orders(self) -> None:
        asked = [len(line.numbers) for line in self.report.lines if _asks_for_order(line)]
        if not asked:
            return
        first, second, third = MEASURES[:MOST_ASKED]
        ways: dict[int, list[tuple[str, ...]]] = {
            1: [(first,), (second,), (third,)],
            2: [(first, second), (second, first), (first, third)],
            3: [(first, second, third), (first, third, second)],
        }
        said = [self._proposed] if len(self._proposed) == max(asked) else []
        self.report.orders = tuple(dict.fromkeys(said + ways[max(asked)]))


def _asks_for_order(line: Line) -> bool:
    return line.fate == Fate.ASKED and bool(line.numbers) and line.code != ""


def _fields(labels: Sequence[Label]) -> tuple[str, ...]:
    return tuple(said for said in labels if isinstance(said, str) and said in MEASURES)


def _all_at_days_end(pairs: Sequence[Pair]) -> bool:
    return all(said in AT_DAYS_END for said, _number in pairs)


def _are_mixed(stretches: Sequence[Stretch]) -> bool:
    """Whether numbers stand before the places of a line, or one has none."""
    return len(stretches) > 1 and not all(one.name and one.numbers for one in stretches)
