"""What an import tells when it is done: as one JSON object, or as lines for a person."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from regions.importing.findings import Error, Question
from regions.importing.understanding import Understood

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def outcome(found: Understood, stored: bool, changes: int) -> dict[str, Any]:
    """The fixed interface of the two commands."""
    return {
        "stored": stored,
        "changed": changes,
        "columns": found.columns,
        "rows": [
            {
                "code": row.code,
                "day": row.day.isoformat(),
                "sheet": row.sheet,
                "row": row.row,
                "values": row.values,
            }
            for row in found.rows
        ],
        "questions": [
            question._replace(message=_with_way(question))._asdict() for question in found.questions
        ],
        "errors": [error._asdict() for error in found.errors],
        "checks": [check._asdict() for check in found.checks],
    }


def refusal(error: Error) -> dict[str, Any]:
    """The same object where the file was not even looked at."""
    return {
        "stored": False,
        "changed": 0,
        "columns": {},
        "rows": [],
        "questions": [],
        "errors": [error._asdict()],
        "checks": [],
    }


def as_json(told: Mapping[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False)


def as_text(found: Understood, stored: bool, changes: int) -> str:
    return "\n".join([*_lines(found), _last_line(found, stored, changes)])


def in_ascii(text: str) -> str:
    r"""The text for an output without our letters; “ is \u201c, as JSON has it within a text."""
    return _NOT_ASCII.sub(lambda letter: json.dumps(letter[0])[1:-1], text)


def _lines(found: Understood) -> Iterator[str]:
    for header, name in found.columns.items():
        yield f"{header}: {name or 'not imported'}"
    for check in found.checks:
        compared = f" ({check.expected} : {check.found})" if check.expected is not None else ""
        yield f"check    {_where(check.sheet, check.row)}{check.message}{compared}"
    for question in found.questions:
        choices = f" [{', '.join(question.choices)}]" if question.choices else ""
        about = _about(question.column, question.value)
        yield f"question {_where('', question.row)}{about}{_with_way(question)}{choices}"
    for error in found.errors:
        about = _about(error.column, error.value)
        yield f"error    {_where(error.sheet, error.row)}{about}{error.message}"


def _last_line(found: Understood, stored: bool, changes: int) -> str:
    if not found.ready:
        return "Nothing was stored."
    if stored and not changes:
        return "Everything in the file was stored already; nothing changed."
    verb = "stored" if stored else "would be stored"
    return f"{len(found.rows):,} rows {verb}, {changes:,} values changed."


def _where(sheet: str, row: int | None) -> str:
    return " ".join(filter(None, (sheet, f"row {row}: " if row else "")))


def _about(*words: str) -> str:
    said = " ".join(filter(None, words))
    return f"{said}: " if said else ""


def _with_way(question: Question) -> str:
    """What is asked, and how it is answered from here."""
    ways = {
        "column": _('Answer with --map "%(column)s=FIELD".'),
        "field": _('Answer with --map "COLUMN=%(value)s".'),
        "place": _('Answer with --place "%(value)s=CODE".'),
        "day": _("Answer with --day YYYY-MM-DD."),
        "sign": _(
            "This command cannot be told: answer on the page Import, or write the numbers of the"
            " column without a thousands sign."
        ),
        "order": _(
            "This command cannot be told: answer on the page Import, or write the days of the"
            " column as 2019-04-03."
        ),
        "line": _("This command cannot be told: correct the line, or delete it."),
        "number": _('Answer with --map "%(value)s=FIELD".'),
        "repeated": _(
            "This command cannot be told: answer on the page Import, or delete the repeated rows."
        ),
    }
    about = {"column": question.column, "value": question.value}
    return f"{question.message} {ways[question.kind] % about}"
