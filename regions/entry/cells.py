"""The entry grid as the template draws it: a row per place, a cell per measure."""

from dataclasses import dataclass

from django.forms import BoundField
from django.utils.translation import gettext as _

from .. import numerals
from ..models import (
    AT_DAYS_END,
    MEASURES,
    DailyCount,
    DayStatus,
    Region,
    State,
    ZeroReason,
    name_of,
)
from ..recording import Clash
from .day_form import DayForm
from .sheet import DaySheet

# Always in sight; the rest unfolds.
MAIN_MEASURES = MEASURES[:3]


@dataclass(frozen=True, slots=True)
class Cell:
    """One input: what stands in it, what is usual there, and what is wrong with it."""

    name: str
    label: str
    aria: str
    value: str
    stored: str
    before: str
    usual: str
    folded: bool
    errors: list[str]
    confirm: str
    clash: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """One place: the office itself first, then its kecamatan."""

    code: str
    name: str
    is_office: bool
    cells: list[Cell]
    version_name: str
    version: int | str
    saved: str
    outreach: str


@dataclass(frozen=True, slots=True)
class Grid:
    columns: list[tuple[str, str, bool]]
    rows: list[GridRow]
    totals: list[tuple[str, str, bool]]
    levels: list[Cell]
    status_version_name: str
    status_version: int | str
    state: BoundField
    reason: BoundField
    state_errors: list[str]
    reason_errors: list[str]
    state_clash: str
    unfolded: bool


def grid(sheet: DaySheet, form: DayForm, clashes: list[Clash]) -> Grid:
    """Everything the template needs, as strings; reads no database."""
    clash_of = {(c.region.pk, c.field): _clash_text(c, sheet) for c in clashes}
    versions = form.versions()
    if form.is_bound:
        versions |= {name: form.data[name] for name in versions if name in form.data}
    rows = [_row(sheet, form, clash_of, versions, place) for place in sheet.places]
    columns = [(m, name_of(DailyCount, m), _folded(m)) for m in MEASURES]
    sums = {m: sum(getattr(c, m) or 0 for c in sheet.stored.values()) for m in MEASURES}
    kabkota, status = sheet.kabkota, sheet.status
    levels = [
        _cell(
            form,
            f"{kabkota.code}-{level}",
            name_of(DayStatus, level),
            stored=getattr(status, level, None),
            clash=clash_of.get((kabkota.pk, level), ""),
        )
        for level in AT_DAYS_END
    ]
    reason_clash = clash_of.get((kabkota.pk, "zero_reason"))
    return Grid(
        columns=columns,
        rows=rows,
        totals=[(m, numerals.people(sums[m]), _folded(m)) for m in MEASURES],
        levels=levels,
        status_version_name=form.version_name(None),
        status_version=versions[form.version_name(None)],
        state=form[form.state_name],
        reason=form[form.reason_name],
        state_errors=list(map(str, form[form.state_name].errors)),
        reason_errors=[*map(str, form[form.reason_name].errors), *filter(None, [reason_clash])],
        state_clash=clash_of.get((kabkota.pk, "state"), ""),
        unfolded=any(c.folded and (c.errors or c.clash) for row in rows for c in row.cells),
    )


def _folded(measure: str) -> bool:
    return measure not in MAIN_MEASURES


def _row(sheet: DaySheet, form: DayForm, clash_of: dict, versions: dict, place: Region) -> GridRow:
    stored, previous = sheet.stored.get(place.pk), sheet.previous.get(place.pk)
    outreach = sheet.outreach.get(place.pk)
    is_office = place.pk == sheet.kabkota.pk
    name = _("Office (not broken down)") if is_office else place.name
    cells = []
    for measure in MEASURES:
        cells.append(
            _cell(
                form,
                f"{place.code}-{measure}",
                name_of(DailyCount, measure),
                stored=getattr(stored, measure, None),
                before=getattr(previous, measure, None),
                usual=sheet.usual.get((place.pk, measure)),
                folded=_folded(measure),
                place=name,
                clash=clash_of.get((place.pk, measure), ""),
            )
        )
    return GridRow(
        code=place.code,
        name=name,
        is_office=is_office,
        cells=cells,
        version_name=form.version_name(place),
        version=versions[form.version_name(place)],
        saved=numerals.short_time(stored.entered_at, sheet.kabkota.zone) if stored else "",
        outreach=numerals.people(outreach.recorded) if outreach else "",
    )


def _cell(
    form: DayForm,
    name: str,
    label: str,
    *,
    stored: int | None,
    place: str = "",
    before: int | None = None,
    usual: int | None = None,
    folded: bool = False,
    clash: str = "",
) -> Cell:
    field = form[name]
    typed = field.value()
    return Cell(
        name=name,
        label=label,
        aria=f"{place}, {label}" if place else label,
        value="" if typed is None else str(typed),
        stored="" if stored is None else str(stored),
        before="" if before is None else numerals.people(before),
        usual="" if usual is None else numerals.people(usual),
        folded=folded,
        errors=list(map(str, field.errors)),
        confirm=form.questions.get(name, ""),
        clash=clash,
    )


def _clash_text(clash: Clash, sheet: DaySheet) -> str:
    values = {
        "theirs": _shown(clash),
        "by": clash.by.get_full_name() or clash.by.username,
        "time": numerals.short_time(clash.at, sheet.kabkota.zone),
    }
    return _("Saved meanwhile by %(by)s at %(time)s: %(theirs)s") % values


def _shown(clash: Clash) -> str:
    if clash.theirs in (None, ""):
        return _("empty")
    labels = {"state": State, "zero_reason": ZeroReason}.get(clash.field)
    return str(labels(clash.theirs).label) if labels else numerals.people(clash.theirs)
