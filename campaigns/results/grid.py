"""The results grid as the template draws it: a row per stop, a cell per result."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Field
from django.utils.translation import gettext as _

from regions import numerals
from regions.entry import Cell, Column, GridRow, cell, clash_texts
from regions.recording import Clash
from regions.wording import StripDay, strip_day

from ..models import FAILURES, RESULTS, Stop, StopResult
from .form import ResultsForm
from .recording import TYPED
from .sheet import EventDay, ResultSheet


@dataclass(frozen=True, slots=True)
class ResultGrid:
    columns: list[Column]
    rows: list[GridRow]
    unfolded: bool


def result_grid(sheet: ResultSheet, form: ResultsForm, clashes: Iterable[Clash] = ()) -> ResultGrid:
    """Everything the template needs, as strings; reads no database."""
    told = clash_texts(form, clashes, sheet.event.region.zone)
    hidden = form.hidden()
    rows = [_row(sheet, form, told, hidden, stop) for stop in sheet.stops]
    return ResultGrid(
        columns=[_column(sheet, name) for name in TYPED],
        rows=rows,
        unfolded=any(c.folded and (c.errors or c.clash or c.value) for r in rows for c in r.cells),
    )


def _column(sheet: ResultSheet, name: str) -> Column:
    stored = [sheet.stored[stop.pk] for stop in sheet.stops if stop.pk in sheet.stored]
    total = ""
    if name in RESULTS:
        total = numerals.people(sum(getattr(result, name) or 0 for result in stored))
    return Column(name, str(_field(name).verbose_name), name in FAILURES, total)


def _field(name: str) -> Field:
    field = StopResult._meta.get_field(name)
    assert isinstance(field, Field)  # and no relation from elsewhere
    return field


def _row(
    sheet: ResultSheet,
    form: ResultsForm,
    told: Mapping[str, str],
    hidden: Mapping[str, str],
    stop: Stop,
) -> GridRow:
    stored = sheet.stored.get(stop.pk)
    where = ", ".join(filter(None, (stop.kecamatan.name, stop.place)))
    return GridRow(
        code=str(stop.pk),
        name=stop.kecamatan.name,
        beneath=stop.place,
        cells=[_cell(form, stop, name, stored, told, where) for name in TYPED],
        hidden=[(name, hidden[name]) for name in (f"{stop.pk}-version", f"{stop.pk}-was")],
        saved=numerals.short_time(stored.entered_at, sheet.event.region.zone) if stored else "",
    )


def _cell(
    form: ResultsForm,
    stop: Stop,
    name: str,
    stored: StopResult | None,
    told: Mapping[str, str],
    where: str,
) -> Cell:
    field = _field(name)
    return cell(
        form,
        form.input_name(stop, name),
        str(field.verbose_name),
        getattr(stored, name, None),
        told,
        of=where,
        folded=name in FAILURES,
        most=field.max_length,
    )


def event_strip(days: list[EventDay], shown: date, today: date) -> list[StripDay]:
    """The event's days, each with how many of its stops are entered."""
    return [
        strip_day(
            one.day,
            _("%(n)s of %(all)s") % {"n": one.entered, "all": one.stops},
            _state(one, today),
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
