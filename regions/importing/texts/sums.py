"""The totals of a text, compared with what was read of its lines."""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from django.utils.translation import gettext as _

from ... import numerals
from ...wording import label
from .labels import Heading
from .phrases import Stretch
from .report import Line, TextReport

PairsOf = Callable[[Stretch, Heading | None], list[tuple[str, int]] | None]
# The lines that were not understood and may together be the difference.
_MOST_TOGETHER = 3


def compare_totals(
    report: TextReport, totals: Iterable[tuple[Line, Stretch, Heading | None]], pairs_of: PairsOf
) -> None:
    """Say beside each total whether it is the sum of the lines of its day, and what is missing.

    A total that differs keeps nobody from storing: such sums are often wrong.
    """
    for line, stretch, heading in totals:
        pairs = pairs_of(stretch, heading)
        if not pairs:
            line.message = _("It is not clear what this total counts; it was not compared.")
            continue
        line.values = dict(pairs)
        line.message = " ".join(_compared(report, line, name, value) for name, value in pairs)


def _compared(report: TextReport, total: Line, name: str, value: int) -> str:
    same_day = [line for line in report.lines if line.day == total.day and line is not total]
    found = report.values.get(total.day, {})
    read = sum(number for (_code, field), number in found.items() if field == name)
    said = {"field": label(name), "total": numerals.people(value), "read": numerals.people(read)}
    if read == value:
        return _("%(field)s: the total of %(total)s is that of the lines.") % said
    differs = _("%(field)s: the total says %(total)s, the lines that were read %(read)s.") % said
    names = _lines_of_difference([line for line in same_day if line.is_open], name, value - read)
    said = {"gap": numerals.people(abs(value - read)), "names": "”, “".join(names)}
    if names:
        return f"{differs} {_('The difference of %(gap)s is that of “%(names)s”.') % said}"
    return f"{differs} {_('The difference is %(gap)s.') % said}"


def _lines_of_difference(lines: Sequence[Line], name: str, gap: int) -> list[str]:
    """The names of the lines that were not understood and make up the difference, if any do."""
    numbers = [(line, number) for line in lines if (number := _number_of(line, name))]
    for together in range(1, _MOST_TOGETHER + 1):
        for some in combinations(numbers[:20], together):
            if sum(number for _line, number in some) == gap:
                return [line.name or line.text for line, _number in some]
    return []


def _number_of(line: Line, name: str) -> int | None:
    if line.values:
        return line.values.get(name)
    return line.numbers[0] if len(line.numbers) == 1 else None
