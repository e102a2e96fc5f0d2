"""The day statuses of one office, as the rows of a file make them; for record_days."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from ..models import AT_DAYS_END, DayStatus
from .change_log import KEEP, append_log, overwrite, said
from .copying import append, stored_moment
from .office_counts import OfficeCounts
from .rules import (
    EMPTY,
    STATUS_FIELDS,
    DayIsLocked,
    Logged,
    PlaceAndDay,
    complete_of,
    first_reported,
    log_of,
    next_version,
    state_of,
)
from .signature import Signature

NOTHING_SAID = (KEEP,) * len(STATUS_FIELDS)


class _Status(NamedTuple):
    """A day status as it is stored, or is to be; `values` are those of STATUS_FIELDS."""

    version: int
    locked: bool
    first_reported_at: datetime | None
    values: tuple[Any, ...]


NOT_STORED = _Status(0, False, None, (EMPTY, "", False, *[None] * len(AT_DAYS_END), ""))


class OfficeStatuses:
    """The day statuses of one office, and what becomes of them."""

    def __init__(self, kabkota: int, days: Collection[date]):
        self.kabkota = kabkota
        self.changed: list[tuple[date, _Status]] = []
        found = DayStatus.objects.filter(kabkota=kabkota, day__range=(min(days), max(days)))
        rows = found.values_list("day", "version", "locked", "first_reported_at", *STATUS_FIELDS)
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
        state, reason, complete, *others = said(status.values, told or NOTHING_SAID)
        if day in counts.changed_days or (told and told[0] is not KEEP):
            state, reason = self._state(day, told or NOTHING_SAID, counts)
        new = (state, reason, complete_of(complete, state), *others)
        version = next_version(status.version, status.values, new)
        if version == status.version:
            return
        reported_at = first_reported(status.first_reported_at, state, at)
        self.changed.append((day, _Status(version, False, reported_at, new)))

    def log(self) -> Iterator[Logged]:
        """Every value that becomes another, day by day."""
        rows = (
            (
                PlaceAndDay(self.kabkota, day),
                status.version,
                self.stored.get(day, NOT_STORED).values,
                status.values,
            )
            for day, status in self.changed
        )
        return log_of(rows, "", STATUS_FIELDS)

    def _state(self, day: date, told: Sequence[Any], counts: OfficeCounts) -> tuple[str, str]:
        state, reason, *_others = told
        if self._given is None:
            self._given = counts.given_days()
        return state_of(state, "" if reason is KEEP else reason, day in self._given)

    def store(self, signed: Signature) -> int:
        """Write the statuses and their log; returns how many values changed."""
        if not self.changed:
            return 0
        at = stored_moment(signed.at)
        append(
            DayStatus,
            (
                *("kabkota_id", "day", "version", *STATUS_FIELDS, "locked", "first_reported_at"),
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
        return append_log(self.kabkota, self.log(), signed)

    def _overwrite(self, signed: Signature) -> None:
        rows = [
            DayStatus(
                kabkota_id=self.kabkota,
                day=day,
                version=status.version,
                first_reported_at=status.first_reported_at,
                entered_by=signed.by,
                entered_at=signed.at,
                **dict(zip(STATUS_FIELDS, status.values, strict=True)),
            )
            for day, status in self.changed
            if status.version > 1
        ]
        overwrite(DayStatus, rows, ("kabkota", "day"), (*STATUS_FIELDS, "first_reported_at"))
