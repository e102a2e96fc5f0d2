"""The entry grid as the template draws it: a row per place, a cell per measure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.forms import BoundField
from django.utils.translation import gettext as _

from .. import numerals
from ..models import (
    AT_DAYS_END,
    MEASURES,
    MOST_OF_A_REMARK,
    DailyCount,
    DayStatus,
    Region,
    name_of,
)
from ..recording import Clash
from .day_form import DayForm
from .sheet import DaySheet
from .typed_grid import Cell, Column, GridRow, cell, clash_texts

# Always in sight; the rest unfolds.
MAIN_MEASURES = MEASURES[:3]


@dataclass(frozen=True, slots=True)
class Grid:
    """A row per place, the office itself first; and what is said of the day as a whole."""

    columns: list[Column]
    rows: list[GridRow]
    unfolded: bool
    levels: list[Cell]
    hidden: list[tuple[str, str]]
    state: BoundField
    reason: BoundField
    state_errors: list[str]
    reason_errors: list[str]
    complete: BoundField
    complete_errors: list[str]
    remark: Cell


def grid(sheet: DaySheet, form: DayForm, clashes: Iterable[Clash]) -> Grid:
    """Everything the template needs, as strings; reads no database."""
    told = clash_texts(form, clashes, sheet.kabkota.zone)
    hidden = form.hidden()
    rows = [_row(sheet, form, told, hidden, place) for place in sheet.places]
    status_version = form.version_name(None)
    return Grid(
        columns=[_column(sheet, measure) for measure in MEASURES],
        rows=rows,
        unfolded=any(c.folded and (c.errors or c.clash) for row in rows for c in row.cells),
        levels=[
            cell(
                form,
                form.input_name(sheet.kabkota, level),
                name_of(DayStatus, level),
                getattr(sheet.status, level, None),
                told,
            )
            for level in AT_DAYS_END
        ],
        hidden=[(status_version, hidden[status_version])],
        state=form[form.state_name],
        reason=form[form.reason_name],
        state_errors=_wrong_with(form, form.state_name, told),
        reason_errors=_wrong_with(form, form.reason_name, told),
        complete=form[form.complete_name],
        complete_errors=_wrong_with(form, form.complete_name, told),
        remark=cell(
            form,
            form.remark_name,
            name_of(DayStatus, "remark"),
            sheet.status.remark if sheet.status else "",
            told,
            most=MOST_OF_A_REMARK,
        ),
    )


def _column(sheet: DaySheet, measure: str) -> Column:
    total = sum(getattr(count, measure) or 0 for count in sheet.stored.values())
    return Column(measure, name_of(DailyCount, measure), _folded(measure), numerals.people(total))


def _wrong_with(form: DayForm, name: str, told: Mapping[str, str]) -> list[str]:
    return [*map(str, form[name].errors), *filter(None, [told.get(name)])]


def _folded(measure: str) -> bool:
    return measure not in MAIN_MEASURES


def _row(
    sheet: DaySheet, form: DayForm, told: Mapping[str, str], hidden: dict[str, str], place: Region
) -> GridRow:
    stored, previous = sheet.stored.get(place.pk), sheet.previous.get(place.pk)
    outreach = sheet.outreach.get(place.pk)
    is_office = place.pk == sheet.kabkota.pk
    name = _("Office (not broken down)") if is_office else place.name
    version = form.version_name(place)
    beneath = ""
    if outreach:
        beneath = _("outreach today: +%(n)s") % {"n": numerals.people(outreach.recorded)}
    return GridRow(
        code=place.code,
        name=name,
        beneath=beneath,
        is_office=is_office,
        cells=[
            cell(
                form,
                form.input_name(place, measure),
                name_of(DailyCount, measure),
                getattr(stored, measure, None),
                told,
                of=name,
                folded=_folded(measure),
                before=_people(getattr(previous, measure, None)),
                usual=_people(sheet.usual.get((place.pk, measure))),
            )
            for measure in MEASURES
        ],
        hidden=[(version, hidden[version])],
        saved=numerals.short_time(stored.entered_at, sheet.kabkota.zone) if stored else "",
    )


def _people(number: int | None) -> str:
    return "" if number is None else numerals.people(number)
