"""What becomes of a plan that somebody typed while others changed it: judged value by value.

As two people with the same grid open (docs/adr/0006-conflicts.md): what the person left as it was
keeps the newer value; what both changed, to two values, is a clash. What the person saw is read
from the history.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from regions.models import Region, User

from ..history import STOP_FIELDS, TEAM_FIELDS, Key, Plan, Since, changes_since, flat_row
from ..models import Event, PlanPart, Stop

# Without a value there, there is no such stop or team.
NEEDED: dict[str, str] = {PlanPart.STOP: "kecamatan", PlanPart.TEAM: "people"}


@dataclass(frozen=True, slots=True)
class PlannedStop:
    """A stop as it was typed. Of one that is not stored yet `pk` is None, or below zero where
    the form tells one row from another."""

    kecamatan: Region
    place: str
    first_day: date
    last_day: date
    pk: int | None = None

    def meets(self, other: Stop) -> bool:
        """Whether both are in one kecamatan on some day."""
        is_here = other.kecamatan_id == self.kecamatan.pk
        return is_here and other.first_day <= self.last_day and self.first_day <= other.last_day


@dataclass(frozen=True, slots=True)
class Clash:
    """A value of the plan that someone else changed while it was typed; `theirs` is stored."""

    key: Key
    theirs: Any
    by: User
    at: datetime


def plan_of(
    fields: Mapping[str, Any],
    stops: Iterable[PlannedStop],
    teams: Mapping[int, tuple[int, int]],
) -> Plan:
    """What was typed, as a plan lies in the history."""
    plan = flat_row(PlanPart.EVENT, None, fields)
    for number, stop in enumerate(stops, start=1):
        row = -number if stop.pk is None else stop.pk
        plan |= flat_row(PlanPart.STOP, row, {name: getattr(stop, name) for name in STOP_FIELDS})
    for office, team in teams.items():
        plan |= flat_row(PlanPart.TEAM, office, dict(zip(TEAM_FIELDS, team, strict=True)))
    return plan


def rows_of(plan: Plan, part: PlanPart) -> dict[int, dict[str, Any]]:
    """The stops or teams that are in the plan, by their row."""
    rows: dict[int, dict[str, Any]] = {}
    for (kind, row, name), value in plan.items():
        if kind == part and row is not None:
            rows.setdefault(row, {})[name] = value
    return {row: values for row, values in rows.items() if values[NEEDED[part]] is not None}


def merged(event: Event, stored: Plan, typed: Plan, seen: int | None) -> tuple[Plan, list[Clash]]:
    """What was typed with what others changed since `seen` beside it, and what clashes.

    A version that there is not yet was never seen: then every change is one of others. What of
    the event itself was not sent is left as it was.
    """
    since = Since({}, {})
    if seen is not None and seen != event.version:
        since = changes_since(event, seen if seen < event.version else 0)
    before = {**stored, **since.before}
    left = {key: value for key, value in before.items() if key[0] == PlanPart.EVENT}
    typed = _without_what_others_added(stored, before, {**left, **typed})
    plan: Plan = {}
    clashes = []
    for key in dict.fromkeys([*before, *typed]):
        was, now, wanted = before.get(key), stored.get(key), typed.get(key)
        plan[key] = now if wanted == was else wanted
        if wanted != was and now not in (was, wanted):
            clashes.append(Clash(key, now, *since.last[key]))
    _restore(plan, stored, typed, clashes)
    return plan, clashes


def _without_what_others_added(stored: Plan, before: Plan, typed: Plan) -> Plan:
    """Leave out new stops that somebody added just so: the same form, sent twice."""
    added = [
        values
        for row, values in rows_of(stored, PlanPart.STOP).items()
        if before[PlanPart.STOP, row, "kecamatan"] is None
    ]
    twice = set()
    for row, values in rows_of(typed, PlanPart.STOP).items():
        if row < 0 and values in added:
            added.remove(values)
            twice.add(row)
    return {key: v for key, v in typed.items() if key[0] != PlanPart.STOP or key[1] not in twice}


def _restore(plan: Plan, stored: Plan, typed: Plan, clashes: list[Clash]) -> None:
    """Keep the whole of a stop or team as it was typed, where others took it away meanwhile."""
    for clash in clashes:
        part, row, _name = clash.key
        needed = NEEDED.get(part)
        if needed and stored.get((part, row, needed)) is None:
            plan.update({key: v for key, v in typed.items() if key[:2] == (part, row)})
