"""The numbers of one line: which count what, and those of which that is not sure."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from ...levels import Level, level_of
from ...models import MEASURES
from .labels import Heading
from .numbers_of_text import NumbersOfText
from .phrases import Pair, Said, Stretch
from .report import Fate, Line

# So many numbers without words are asked about; more are listed.
MOST_ASKED = 3


class LineValues:
    """Reads the numbers of a line. `order` is a person's answer: what those without words count."""

    def __init__(self, numbers: NumbersOfText, order: Sequence[str]):
        self._numbers, self._order = numbers, tuple(order)

    def read(self, line: Line, stretch: Stretch, heading: Heading | None) -> None:
        """The counts of a place, or why they cannot be said."""
        if problem := _unreadable(stretch):
            line.settle(Fate.UNKNOWN, problem)
            return
        if set(stretch.numbers) == {Said.BLANK}:
            line.settle(Fate.BLANK)
            return
        pairs = self._pairs(stretch, heading)
        if pairs is None:
            self._ask_for_order(line, stretch, heading)
            return
        problems = self._fill(line, pairs)
        if problems:
            line.settle(Fate.UNKNOWN, " ".join(problems))
        else:
            line.settle(Fate.UNDERSTOOD if line.values else Fate.BLANK)

    def _fill(self, line: Line, pairs: Sequence[Pair]) -> list[str]:
        """Put the numbers into the line; returns what is wrong with them."""
        problems, left_out = [], False
        for said, written in pairs:
            if not isinstance(said, str) or not _is_stored(said, line.code):
                left_out = True
                continue
            value, problem = self._numbers.value(written, said)
            if problem:
                problems.append(problem)
            elif value is not None:
                line.values[said] = value
        if left_out:
            line.message = _("Numbers that are no counts of this place and day are left out.")
        return problems

    def _pairs(self, stretch: Stretch, heading: Heading | None) -> list[Pair] | None:
        """What each number counts; None where that is not sure."""
        if stretch.labels:
            return stretch.pairs()
        numbers = stretch.numbers
        if heading and heading.sure:
            if len(numbers) == len(heading.labels):
                return [Pair(*both) for both in zip(heading.labels, numbers, strict=True)]
            if numbers == (Said.NIHIL,):
                return [Pair(said, Said.NIHIL) for said in heading.labels]
            return None
        if self._order and len(numbers) <= len(self._order) and numbers != (Said.NIHIL,):
            return [Pair(*both) for both in zip(self._order, numbers, strict=False)]
        return None

    def of_total(self, stretch: Stretch, heading: Heading | None) -> list[tuple[str, int]] | None:
        pairs = None if _unreadable(stretch) else self._pairs(stretch, heading)
        if pairs is None:
            return None
        read = (
            (said, self._numbers.value(number, said)[0])
            for said, number in pairs
            if isinstance(said, str) and said in MEASURES
        )
        return [(said, value) for said, value in read if value is not None]

    def _ask_for_order(self, line: Line, stretch: Stretch, heading: Heading | None) -> None:
        read = [self._numbers.value(number, "") for number in stretch.numbers]
        line.numbers = tuple(value for value, _problem in read)
        if stretch.labels:
            line.settle(Fate.UNKNOWN, _("It is not clear which word goes with which number."))
        elif heading and heading.sure:
            fewer = _("There are %(n)s numbers here, and the heading has %(columns)s.")
            said = {"n": len(line.numbers), "columns": len(heading.labels)}
            line.settle(Fate.UNKNOWN, fewer % said)
        elif stretch.numbers == (Said.NIHIL,):
            line.settle(Fate.ASKED)
        elif len(line.numbers) > MOST_ASKED or any(problem for _value, problem in read):
            line.settle(Fate.UNKNOWN, _("No word says what these numbers count."))
        else:
            line.settle(Fate.ASKED, _("No word says what these numbers count. Is the order right?"))


def _is_stored(field: str, code: str) -> bool:
    """What is there at a day's end is kept for the office as a whole."""
    return field in MEASURES or not code or level_of(code) <= Level.KABKOTA


def _unreadable(stretch: Stretch) -> str:
    if stretch.unclear:
        return stretch.unclear
    if stretch.inexact:
        return _("“%(typed)s” is no exact number.") % {"typed": stretch.inexact}
    if stretch.unread:
        return _("“%(word)s” says nothing here.") % {"word": stretch.unread}
    return ""
