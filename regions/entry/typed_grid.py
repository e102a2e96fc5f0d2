"""What every grid of numbers has that several people may type into at once.

Its inputs are `<row>-<field>`; hidden ones tell which state of each row a person was looking at.
What others saved meanwhile comes back beside what was typed. Why so: docs/adr/0006-conflicts.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Protocol, TypeVar
from zoneinfo import ZoneInfo

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from .. import numerals
from ..models import State, User, ZeroReason
from ..recording import Clash, DayChangedMeanwhile

# The code of an error that is a question.
UNUSUAL = "unusual"


class Question(NamedTuple):
    """What is asked beside an input, and the typed numbers for which alone an answer holds."""

    name: str
    text: str
    about: tuple[int, ...]


class TypedGrid(forms.Form):
    """Rows that may be typed into. A field that was not sent leaves what is stored; one sent
    empty withdraws it."""

    def __init__(self, data: Mapping[str, str] | None = None):
        # By the name of an input: what its box sends to say yes, and what was said yes to.
        self.questions: dict[str, str] = {}
        self.answered: dict[str, list[str]] = {}
        super().__init__(data)

    def ask(self, questions: Iterable[Question]) -> None:
        """Make each question an error of its input, unless it was answered with yes.

        One box answers all questions of an input: `<input>-confirm` holding the numbers they
        are about. It keeps what was answered before, for a question that cannot be asked while
        another number is wrong. Call it last: a value with an error cannot be read any more.
        """
        by_name: dict[str, list[Question]] = {}
        for question in questions:
            by_name.setdefault(question.name, []).append(question)
        for name, asked in by_name.items():
            said = self._said_yes_to(name)
            about = (str(number) for question in asked for number in question.about)
            self.questions[name] = " ".join(dict.fromkeys([*about, *said]))
            for question in asked:
                if {str(number) for number in question.about}.issubset(said):
                    self.answered.setdefault(name, []).append(question.text)
                else:
                    self.add_error(name, forms.ValidationError(question.text, code=UNUSUAL))

    def _said_yes_to(self, name: str) -> list[str]:
        return [word for word in self.data.get(f"{name}-confirm", "").split() if word.isdecimal()]

    def yes_kept(self, name: str) -> str:
        """What was said yes to at an input about which nothing is asked at present."""
        return "" if name in self.questions else " ".join(self._said_yes_to(name))

    def has_open_questions(self) -> bool:
        errors = (error for found in self.errors.as_data().values() for error in found)
        return any(error.code == UNUSUAL for error in errors)

    def input_name(self, row: Any, field: str) -> str:
        """What the input of this field of a row is called."""
        raise NotImplementedError

    def versions(self) -> Mapping[str, int | str]:
        """The hidden inputs that tell the state of each row, as they stand for what is stored."""
        raise NotImplementedError

    def hidden(self) -> dict[str, str]:
        """The hidden inputs as they are to be shown: as they came, where they came."""
        return {name: self.data.get(name, str(now)) for name, now in self.versions().items()}

    def version_sent(self, name: str) -> int | None:
        """The version that the person was looking at; None where none was sent that is one."""
        sent = self.data.get(name, "")
        return int(sent) if sent.isdecimal() and len(sent) < 10 else None


def rebased(typed: QueryDict, fresh: TypedGrid, error: DayChangedMeanwhile) -> QueryDict:
    """What was typed, on top of what is stored now; saving it again is a decision, not a race."""
    data = typed.copy()
    for name, version in fresh.versions().items():
        data[name] = str(version)
    clashing = {(clash.row, clash.field) for clash in error.clashes}
    for row, field in set(error.newer) - clashing:
        name = fresh.input_name(row, field)
        data[name] = text_of(fresh[name].value())
    return data


def clash_texts(form: TypedGrid, clashes: Iterable[Clash], zone: ZoneInfo) -> dict[str, str]:
    """What to say beside each input that clashes."""
    return {form.input_name(clash.row, clash.field): _clash_text(clash, zone) for clash in clashes}


def _clash_text(clash: Clash, zone: ZoneInfo) -> str:
    values = {
        "theirs": _theirs(clash),
        "by": clash.by.get_full_name() or clash.by.username,
        "time": numerals.short_time(clash.at, zone),
    }
    return _("Saved meanwhile by %(by)s at %(time)s: %(theirs)s") % values


def _theirs(clash: Clash) -> str:
    if clash.theirs in (None, ""):
        return _("empty")
    if isinstance(clash.theirs, bool):
        return _("yes") if clash.theirs else _("no")
    labels = {"state": State, "zero_reason": ZeroReason}.get(clash.field)
    if labels:
        return str(labels(clash.theirs).label)
    return numerals.people(clash.theirs) if isinstance(clash.theirs, int) else str(clash.theirs)


@dataclass(frozen=True, slots=True)
class Cell:
    """One input: what stands in it, what is usual there, and what is wrong with it.

    `most` is how many characters a text may have; a number has none. `confirm` is what the box
    of its questions sends, `answered` those that were answered with yes, and `kept` is an answer
    to what is not asked at present.
    """

    name: str
    label: str
    aria: str
    value: str
    stored: str
    errors: list[str]
    clash: str = ""
    confirm: str = ""
    answered: Sequence[str] = ()
    kept: str = ""
    before: str = ""
    usual: str = ""
    folded: bool = False
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A field of every row, and its sum as stored; a text has none."""

    field: str
    label: str
    folded: bool
    total: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One place, or one stop of an event; `beneath` is said under its name."""

    code: str
    name: str
    beneath: str
    cells: list[Cell]
    hidden: list[tuple[str, str]]
    saved: str
    is_office: bool = False


def cell(
    form: TypedGrid,
    name: str,
    label: str,
    stored: int | str | None,
    clashes: Mapping[str, str],
    *,
    of: str = "",
    **more: Any,
) -> Cell:
    """The input of that name as it is to be drawn; `of` is whose it is, for who cannot see it."""
    field = form[name]
    return Cell(
        name=name,
        label=label,
        aria=f"{of}, {label}" if of else label,
        value=text_of(field.value()),
        stored=text_of(stored),
        errors=list(map(str, field.errors)),
        clash=clashes.get(name, ""),
        confirm=form.questions.get(name, ""),
        answered=form.answered.get(name, []),
        kept=form.yes_kept(name),
        **more,
    )


def text_of(value: Any) -> str:
    """A value as it stands in its input."""
    return "" if value is None else str(value)


class Saved(Protocol):
    """A stored row that knows who saved it."""

    entered_at: datetime
    entered_by: User


Row = TypeVar("Row", bound=Saved)


def latest(rows: Iterable[Row]) -> Row | None:
    """The row that was saved last."""
    return max(rows, key=lambda row: row.entered_at, default=None)


def saved_words(last: Saved | None, zone: ZoneInfo) -> dict[str, str]:
    """When the grid was last saved and by whom, for the template; empty where it never was."""
    if last is None:
        return {"saved_at": "", "saved_by": ""}
    by = last.entered_by.get_full_name() or last.entered_by.username
    return {"saved_at": numerals.clock_time(last.entered_at, zone), "saved_by": by}
