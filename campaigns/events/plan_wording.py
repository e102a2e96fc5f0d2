"""Values of a plan, and what became of them, in words; it asks the database nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Field
from django.utils.translation import gettext as _

from regions import numerals

from ..history import STOP_FIELDS, Key
from ..models import Event, EventChange, EventState, PlanPart, Stop, Team
from .gathering import PlanHistory
from .wording import days_text

MODELS: dict[str, type[Event] | type[Stop] | type[Team]] = {
    PlanPart.EVENT: Event,
    PlanPart.STOP: Stop,
    PlanPart.TEAM: Team,
}
NOTHING = "–"


def value_text(key: Key, value: Any, places: Mapping[str, str]) -> str:
    """A logged value as people read it; `places` are names by code. Empty where there is none."""
    _part, _row, field = key
    if value in (None, ""):
        return ""
    if field == "state":
        return str(EventState(value).label)
    if field in ("first_day", "last_day"):
        return numerals.long_day(date.fromisoformat(value))
    if field in ("opens_at", "closes_at"):
        return value.replace(":", ".")
    if field == "kecamatan":
        return places.get(value, value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return numerals.people(value) if isinstance(value, int) else str(value)


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change of a plan: what, from what to what, by whom, when and why."""

    at: str
    by: str
    what: str
    old: str
    new: str
    why: str


def history_lines(event: Event, history: PlanHistory) -> list[HistoryLine]:
    """The changes as they come; a stop that came or went is one line."""
    places = history.places
    named = {PlanPart.STOP.value: history.stops, PlanPart.TEAM.value: history.offices}
    lines = []
    for (_version, part, row), found in groupby(history.changes, _of_one_row):
        of_row = list(found)
        kecamatan = next((one for one in of_row if one.field == "kecamatan"), None)
        if part == PlanPart.STOP and kecamatan and None in (kecamatan.old, kecamatan.new):
            lines.append(_whole_stop(event, of_row, places))
            continue
        name = named[part].get(row, "") if row is not None else ""
        lines += [_line(event, one, name, places) for one in reversed(of_row)]
    return lines


def _of_one_row(change: EventChange) -> tuple[int, str, int | None]:
    return change.version, change.part, change.row


def _whole_stop(event: Event, changes: list[EventChange], places: Mapping[str, str]) -> HistoryLine:
    """A stop that was added, or taken away."""
    old, new = ({c.field: value(c) for c in changes} for value in (_old, _new))
    what = _("stop taken away") if new.get("kecamatan") is None else _("stop added")
    texts = [_stop_text(values, places) for values in (old, new)]
    return _signed(event, changes[0], what, *texts)


def _old(change: EventChange) -> Any:
    return change.old


def _new(change: EventChange) -> Any:
    return change.new


def _stop_text(values: Mapping[str, Any], places: Mapping[str, str]) -> str:
    if any(values.get(name) is None for name in STOP_FIELDS):
        return NOTHING
    first, last = (date.fromisoformat(values[name]) for name in ("first_day", "last_day"))
    where = places.get(values["kecamatan"], values["kecamatan"])
    return ", ".join(filter(None, [where, values["place"], days_text(first, last)]))


def _line(event: Event, change: EventChange, name: str, places: Mapping[str, str]) -> HistoryLine:
    key = (change.part, change.row, change.field)
    texts = [value_text(key, value, places) or NOTHING for value in (change.old, change.new)]
    what = f"{name}: {_label(change)}" if name else _label(change)
    return _signed(event, change, what, *texts)


def _label(change: EventChange) -> str:
    """What is typed, as the form calls it."""
    labels = {
        "first_day": _("Begins"),
        "last_day": _("Ends"),
        "people": _("People"),
        "recording_sets": _("Recording sets"),
    }
    if change.field in labels:
        return labels[change.field]
    field = MODELS[change.part]._meta.get_field(change.field)
    assert isinstance(field, Field)  # and no relation from elsewhere
    return str(field.verbose_name)


def _signed(event: Event, change: EventChange, what: str, old: str, new: str) -> HistoryLine:
    zone = event.region.zone
    day = numerals.long_day(change.at.astimezone(zone).date())
    return HistoryLine(
        at=f"{day}, {numerals.short_time(change.at, zone)}",
        by=change.by.get_full_name() or change.by.username,
        what=what,
        old=old,
        new=new,
        why=change.why,
    )
