"""The day statuses of one office, as the rows of a file make them; for record_days."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from ..models import AT_DAYS_END, DayStatus, State
from .change_log import KEEP, Planned, append_log, overwrite, said
from .copying import append, stored_moment
from .office_counts import OfficeCounts
from .one_day import DayIsLocked
from .signature import Signature

FIELDS = ("state", "zero_reason", *AT_DAYS_END)
NOTHING_SAID = (KEEP,) * len(FIELDS)
EMPTY, REPORTED = State.EMPTY.value, State.REPORTED.value


class _Status(NamedTuple):
    """A day status as it is stored, or is to be; `values` are those of FIELDS."""

    version: int
    locked: bool
    first_reported_at: datetime | None
    values: tuple[Any, ...]


NOT_STORED = _Status(0, False, None, (EMPTY, "", *[None] * len(AT_DAYS_END)))


class OfficeStatuses:
    """The day statuses of one office, and what becomes of them."""

    def __init__(self, kabkota: int, days: Collection[date]):
        self.kabkota = kabkota
        self.log: list[Planned] = []
        self.changed: list[tuple[date, _Status]] = []
        found = DayStatus.objects.filter(kabkota=kabkota, day__range=(min(days), max(days)))
        rows = found.values_list("day", "version", "locked", "first_reported_at", *FIELDS)
        self.stored = {
            day: _Status(version, locked, reported_at, tuple(values))
            for day, version, locked, reported_at, *values in rows
        }
        self._given: set[date] | None = None

    def take(
        self, day: date, told: Sequence[Any] | None, counts: OfficeCounts, at: datetime
    ) -> None:
        """What the file says of that day as a whole, and what follows from its counts."""
        status = self.stored.get(day, NOT_STORED)
        if status.locked:
            raise DayIsLocked
        new = said(status.values, told or NOTHING_SAID)
        if day in counts.changed_days or (told and told[0] is not KEEP):
            new = (*self._state(day, told or NOTHING_SAID, counts), *new[2:])
        if new == status.values:
            return
        reported_at = status.first_reported_at or (at if new[0] != EMPTY else None)
        changed = _Status(status.version + 1, False, reported_at, new)
        self.changed.append((day, changed))
        for field, o, n in zip(FIELDS, status.values, new, strict=True):
            if o != n:
                self.log.append(Planned(self.kabkota, day, "", field, o, n, changed.version))

    def _state(self, day: date, told: Sequence[Any], counts: OfficeCounts) -> tuple[str, str]:
        """The state and reason that the office declared, or those that follow from its numbers."""
        state, reason, *_levels = told
        if state in (State.ZERO, State.CLOSED):
            return state, "" if reason is KEEP else reason
        if self._given is None:
            self._given = counts.given_days()
        return REPORTED if day in self._given else EMPTY, ""

    def store(self, signed: Signature) -> int:
        """Write the statuses and their log; returns how many values changed."""
        if not self.changed:
            return 0
        at = stored_moment(signed.at)
        append(
            DayStatus,
            (
                *("kabkota_id", "day", "version", *FIELDS, "locked", "first_reported_at"),
                *("entered_by_id", "entered_at"),
            ),
            (
                (
                    *(self.kabkota, day, status.version, *status.values, False),
                    *(at if status.first_reported_at else None, signed.by.pk, at),
                )
                for day, status in self.changed
                if status.version == 1
            ),
        )
        self._overwrite(signed)
        return append_log(self.kabkota, self.log, signed)

    def _overwrite(self, signed: Signature) -> None:
        rows = [
            DayStatus(
                kabkota_id=self.kabkota,
                day=day,
                version=status.version,
                first_reported_at=status.first_reported_at,
                entered_by=signed.by,
                entered_at=signed.at,
                **dict(zip(FIELDS, status.values, strict=True)),
            )
            for day, status in self.changed
            if status.version > 1
        ]
        overwrite(DayStatus, rows, ("kabkota", "day"), (*FIELDS, "first_reported_at"))
