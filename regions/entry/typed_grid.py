"""What every grid of numbers has that several people may type into at once.

Its inputs are `<row>-<field>`; hidden ones tell which state of each row a person was looking at.
What others saved meanwhile comes back beside what was typed. Why so: docs/adr/0006-conflicts.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar
from zoneinfo import ZoneInfo

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from .. import numerals
from ..models import State, User, ZeroReason
from ..recording import Clash, DayChangedMeanwhile


class TypedGrid(forms.Form):
    """Rows that may be typed into. A field that was not sent leaves what is stored; one sent
    empty withdraws it."""

    def __init__(self, data: Mapping[str, str] | None = None):
        # Numbers that were asked about, by the name of their input.
        self.questions: dict[str, str] = {}
        super().__init__(data)

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
    labels = {"state": State, "zero_reason": ZeroReason}.get(clash.field)
    if labels:
        return str(labels(clash.theirs).label)
    return numerals.people(clash.theirs) if isinstance(clash.theirs, int) else str(clash.theirs)


@dataclass(frozen=True, slots=True)
class Cell:
    """One input: what stands in it, what is usual there, and what is wrong with it.

    `most` is how many characters a text may have; a number has none.
    """

    name: str
    label: str
    aria: str
    value: str
    stored: str
    errors: list[str]
    clash: str = ""
    confirm: str = ""
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
