"""A message as a file: what is to be stored of it, and what is open, as of a table."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from ...models import MEASURES
from ..columns.vocabulary import fields_of
from ..findings import Check, Error, Question
from ..layout.headers import find_tables
from ..options import Answers, FileOptions
from ..places.matching import PlacesOfDays
from ..reading.delimited import decode, read_delimited
from ..reading.limits import COMMAND, Unreadable
from ..remarks.counted_twice import counted_twice
from ..remarks.unusual import unusual_checks
from ..rows.refusals import Refusals
from ..rows.row_reader import FileRow
from ..understanding import Understood
from .reader import read_text
from .report import Fate, Line, TextReport


def is_message(content: bytes, name: str) -> bool:
    """Whether a file is a text that people wrote: no header in it names places and counts."""
    if not name.lower().endswith(".txt") or b"\0" in content:
        return False
    try:
        tables = find_tables([read_delimited(decode(content), COMMAND)])
    except Unreadable:
        # A quotation mark that is never closed, or nothing at all.
        return bool(content.strip()) and content[:1] not in (b"<", b"{", b"%")
    for table in tables:
        fields = {name for column in table.columns for name in fields_of(column.header)}
        if fields & {"name", "code"} and fields & set(MEASURES):
            return False
    return True


def understand_message(content: bytes, options: FileOptions, answers: Answers) -> Understood:
    """What a message says for the region; a day in it counts, that of `options` where it has none.

    `answers.columns` say what the first, second … number without a word counts: "1" to a field.
    """
    found = Understood(options)
    places = PlacesOfDays(options.region, options.day or options.today, answers.places)
    report = read_text(decode(content), places, options.today, _order(answers))
    if report.refusal:
        found.errors.append(Error(report.refusal))
        return found
    found.errors += _bad_answers(answers)
    for line in report.lines:
        _tell(found, line)
    _ask_for_order(found, report)
    _take_rows(found, report)
    if found.rows:
        found.checks += unusual_checks(options.region, found.rows)
        found.checks += counted_twice(options.region, found.rows)
    elif not (found.errors or found.questions):
        found.errors.append(Error(_("There is nothing to store in this file.")))
    return found


def _order(answers: Answers) -> tuple[str, ...]:
    numbered = sorted((int(key), name) for key, name in answers.columns.items() if key.isdecimal())
    return tuple(name for _key, name in numbered if name in MEASURES)


def _bad_answers(answers: Answers) -> Iterator[Error]:
    for name, chosen in answers.columns.items():
        if not name.isdecimal() or chosen not in MEASURES:
            message = _("A message has no columns; its numbers are 1, 2 …, the fields %(fields)s.")
            said = {"fields": ", ".join(MEASURES)}
            yield Error(message % said, column=name, value=chosen)


def _tell(found: Understood, line: Line) -> None:
    """What has to be answered, corrected or known about one line."""
    if line.fate == Fate.TOTAL:
        found.checks.append(Check(line.message, line.number))
    elif line.fate == Fate.UNKNOWN and not (line.code or line.values or line.name):
        message = _("“%(text)s” was not understood and is left out.")
        found.checks.append(Check(message % {"text": line.text[:80]}, line.number))
        if line.message and not any(letter.isdigit() for letter in line.text):
            found.errors.append(Error(line.message, row=line.number))
    elif line.fate == Fate.ASKED and not line.code and line.name:
        asked = Question("place", "", line.name, line.choices, line.message, line.number)
        if all((q.kind, q.value) != (asked.kind, asked.value) for q in found.questions):
            found.questions.append(asked)
    elif line.is_open and not (line.fate == Fate.ASKED and line.numbers):
        asked = Question("line", "", line.text[:80], (), line.message, line.number)
        found.questions.append(asked)
    elif line.message:
        found.checks.append(Check(line.message, line.number))


def _ask_for_order(found: Understood, report: TextReport) -> None:
    """A question for each place that a number without a word may stand at."""
    if not report.orders:
        return
    asked = [line for line in report.lines if line.fate == Fate.ASKED and line.numbers]
    for at in range(len(report.orders[0])):
        message = _("What does the %(n)s. number of a line count, where no word says so?")
        number = asked[0].number if asked else None
        found.questions.append(
            Question("number", "", str(at + 1), MEASURES, message % {"n": at + 1}, number)
        )


def _take_rows(found: Understood, report: TextReport) -> None:
    refusals = Refusals(found.options)
    at: dict[tuple[str, date], FileRow] = {}
    for line, day, values in _dated(found, report):
        if refusal := refusals.of(line.code, day):
            found.errors.append(Error(refusal, row=line.number, value=day.isoformat()))
            continue
        row = at.get((line.code, day))
        if row is None:
            at[line.code, day] = row = FileRow(line.code, day, "", line.number, {})
            found.rows.append(row)
        for name, number in values.items():
            if row.values.setdefault(name, number) != number:
                message = _(
                    "Row %(first)s says %(other)s about the same place and day; one of them is"
                    " wrong."
                ) % {"first": row.row, "other": row.values[name]}
                found.errors.append(Error(message, row=line.number, value=str(number)))


def _dated(found: Understood, report: TextReport) -> Iterator[tuple[Line, date, dict[str, int]]]:
    """The lines that were understood, with their day; one question where there is none."""
    asked = False
    for line in report.lines:
        if line.fate != Fate.UNDERSTOOD:
            continue
        day = line.day or found.options.day
        if day is not None:
            yield line, day, line.values
        elif not asked:
            asked = True
            message = _("The file does not say on which day this was; name the service day.")
            found.questions.append(Question("day", "", "", (), message))
