"""What was found in a file that a person has to know, answer or correct."""

from typing import NamedTuple


class Error(NamedTuple):
    """A cell (or row, or file) that keeps the file from being stored, and what to do."""

    message: str
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""


class Question(NamedTuple):
    """Something only a person can decide; `choices` are codes, fields or columns.

    `column` and `value` say what it is about. Together with `kind` they name the question, so
    that its answer is found again.
    """

    kind: str
    column: str
    value: str
    choices: tuple[str, ...]
    message: str
    row: int | None = None


class Check(NamedTuple):
    """Something in the file that does not fit; it is told and keeps nobody from storing."""

    message: str
    row: int | None = None
    expected: int | str | None = None
    found: int | str | None = None
    sheet: str = ""
