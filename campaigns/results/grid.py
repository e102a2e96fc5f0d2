"""The results grid as the template draws it: a row per stop, a cell per result."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Field
from django.utils.translation import gettext as _

from regions import numerals
from regions.entry import Cell

from ..models import FAILURES, RESULTS, Stop, StopResult
from .form import ResultsForm
from .recording import TYPED
from .sheet import EventDay, ResultSheet


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One stop: its kecamatan and the place in it."""

    code: int
    name: str
    place: str
    cells: list[Cell]
    notes: Cell
    hidden: list[tuple[str, str]]
    saved: str


@dataclass(frozen=True, slots=True)
class ResultGrid:
    columns: list[tuple[str, str, bool]]
    rows: list[ResultRow]
    totals: list[tuple[str, str, bool]]
    unfolded: bool


@dataclass(frozen=True, slots=True)
class StripDay:
    """One of the event's days in the strip above the grid."""

    iso: str
    number: int
    long: str
    text: str
    report: str
    is_shown: bool


def result_grid(
    sheet: ResultSheet, form: ResultsForm, clashes: Collection[tuple[StopResult, set[str]]] = ()
) -> ResultGrid:
    """Everything the template needs, as strings; reads no database."""
    versions = form.versions()
    if form.is_bound:
        versions |= {name: form.data[name] for name in versions if name in form.data}
    clash_of = {
        f"{theirs.stop_id}-{name}": _clash_text(theirs, name, sheet)
        for theirs, names in clashes
        for name in names
    }
    rows = [_row(sheet, form, versions, clash_of, stop) for stop in sheet.stops]
    stored = [sheet.stored[stop.pk] for stop in sheet.stops if stop.pk in sheet.stored]
    sums = {name: sum(getattr(result, name) or 0 for result in stored) for name in RESULTS}
    return ResultGrid(
        columns=[(name, _label(name), name in FAILURES) for name in RESULTS],
        rows=rows,
        totals=[(name, numerals.people(sums[name]), name in FAILURES) for name in RESULTS],
        unfolded=any(
            cell.folded and (cell.errors or cell.clash or cell.value)
            for row in rows
            for cell in row.cells
        ),
    )


def _label(name: str) -> str:
    field = StopResult._meta.get_field(name)
    assert isinstance(field, Field)  # and no relation from elsewhere
    return str(field.verbose_name)


def _row(
    sheet: ResultSheet,
    form: ResultsForm,
    versions: dict[str, str],
    clash_of: dict[str, str],
    stop: Stop,
) -> ResultRow:
    stored = sheet.stored.get(stop.pk)
    where = ", ".join(filter(None, (stop.kecamatan.name, stop.place)))
    cells = {
        name: _cell(form, f"{stop.pk}-{name}", name, where, getattr(stored, name, None), clash_of)
        for name in TYPED
    }
    return ResultRow(
        code=stop.pk,
        name=stop.kecamatan.name,
        place=stop.place,
        notes=cells.pop("notes"),
        cells=list(cells.values()),
        hidden=[(name, versions[name]) for name in (f"{stop.pk}-version", f"{stop.pk}-was")],
        saved=numerals.short_time(stored.entered_at, sheet.event.region.zone) if stored else "",
    )


def _clash_text(theirs: StopResult, name: str, sheet: ResultSheet) -> str:
    value = getattr(theirs, name)
    values = {
        "theirs": numerals.people(value) if isinstance(value, int) else value or _("empty"),
        "by": theirs.entered_by.get_full_name() or theirs.entered_by.username,
        "time": numerals.short_time(theirs.entered_at, sheet.event.region.zone),
    }
    return _("Saved meanwhile by %(by)s at %(time)s: %(theirs)s") % values


def _cell(
    form: ResultsForm,
    key: str,
    name: str,
    where: str,
    stored: int | str | None,
    clash_of: dict[str, str],
) -> Cell:
    label, typed = _label(name), form[key].value()
    return Cell(
        name=key,
        label=label,
        aria=f"{where}, {label}",
        value="" if typed is None else str(typed),
        stored="" if stored is None else str(stored),
        before="",
        usual="",
        folded=name in FAILURES,
        errors=list(map(str, form[key].errors)),
        confirm="",
        clash=clash_of.get(key, ""),
    )


def strip(days: list[EventDay], shown: date, today: date) -> list[StripDay]:
    """The event's days, each with how many of its stops are entered."""
    return [
        StripDay(
            iso=one.day.isoformat(),
            number=one.day.day,
            long=f"{numerals.weekday(one.day)}, {numerals.long_day(one.day)}",
            text=_("%(n)s of %(all)s") % {"n": one.entered, "all": one.stops},
            report=_state(one, today),
            is_shown=one.day == shown,
        )
        for one in days
    ]


def _state(one: EventDay, today: date) -> str:
    """The colour of a day, named as the strip of the daily entry names it."""
    if one.entered and one.entered >= one.stops:
        return "on_time"
    if one.day >= today or not one.stops:
        return "open"
    return "late" if one.entered else "missing"
