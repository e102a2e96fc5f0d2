"""What became of each line of a text, put into words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from ... import numerals
from ...wording import label
from ..places.gazetteer import KnownPlace
from ..texts.report import Fate, Line, TextReport


class ReadLine(NamedTuple):
    """A line as a page shows it; `kind` is ok, ask, no or talk, `name` what is asked about, of
    which `choices` are the places that may be meant, best first."""

    number: int
    written: str
    place: str
    read: str
    kind: str
    state: str
    name: str = ""
    choices: Sequence[str] = ()


class DayButton(NamedTuple):
    """A day of a text: as an address has it, in words, and how many numbers it has."""

    day: str
    text: str
    numbers: int


_KINDS = {Fate.ASKED: "ask", Fate.UNKNOWN: "no", Fate.TALK: "talk"}


def read_lines(
    report: TextReport, day: date, places: Mapping[str, KnownPlace], stored: Mapping[str, str]
) -> Iterator[ReadLine]:
    """A line for each that says something; `stored` are the inputs of `day` as they are now."""
    for line in report.lines:
        place = places[line.code].name if line.code else line.name
        asks = line.fate == Fate.ASKED and not line.code
        yield ReadLine(
            number=line.number,
            written=line.text,
            place=place,
            read=_read(line),
            kind=_kind(report, line, day),
            state=_state(report, line, day, stored),
            name=line.name if asks else "",
            choices=line.choices,
        )


def _read(line: Line) -> str:
    if line.values:
        said = (f"{label(name)} {numerals.people(n)}" for name, n in line.values.items())
        return " · ".join(said)
    return " / ".join(numerals.UNKNOWN if n is None else str(n) for n in line.numbers)


def _kind(report: TextReport, line: Line, day: date) -> str:
    if _of_other_day(report, line, day):
        return "ask"
    return _KINDS.get(line.fate, "ok")


def _of_other_day(report: TextReport, line: Line, day: date) -> bool:
    counts = line.fate in (Fate.UNDERSTOOD, Fate.DAY)
    return counts and report.names_days and line.day != day


def _state(report: TextReport, line: Line, day: date, stored: Mapping[str, str]) -> str:
    if _of_other_day(report, line, day):
        if line.day is None:
            return _("The text names days, but none for this line.")
        return _("of %(day)s, not of this page") % {"day": numerals.long_day(line.day)}
    words = {
        Fate.UNDERSTOOD: _replaced(line, stored) or _("understood"),
        Fate.BLANK: _("stays as it is"),
        Fate.ASKED: _("please answer"),
        Fate.TOTAL: _("total, not counted"),
        Fate.DAY: _("day"),
        Fate.HEADING: _("heading"),
        Fate.TALK: _("not a count"),
        Fate.UNKNOWN: _("not understood"),
    }
    return ": ".join(filter(None, [words[line.fate], line.message]))


def _replaced(line: Line, stored: Mapping[str, str]) -> str:
    """What is stored now where the line says something else."""
    before = (
        (stored.get(f"{line.code}-{name}", ""), str(number)) for name, number in line.values.items()
    )
    other = [was for was, now in before if was and was != now]
    return _("understood; stored now: %(numbers)s") % {"numbers": ", ".join(other)} if other else ""


def day_buttons(report: TextReport) -> list[DayButton]:
    """The days of the text of which something was understood."""
    return [
        DayButton(
            day.isoformat(),
            f"{numerals.weekday(day)}, {numerals.long_day(day)}",
            len(report.values[day]),
        )
        for day in report.days
    ]


def order_choices(report: TextReport) -> list[tuple[str, str]]:
    """The ways in which numbers without words may be meant: as sent, and in words."""
    return [(",".join(order), ", ".join(map(label, order))) for order in report.orders]
