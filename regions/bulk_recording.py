"""record_days: what record_day does, for the many days of a file at once.

The same rows, the same log, the same totals (a property test compares the two); only written
in bulk, because a file may hold half a million rows. One transaction of the caller around it.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import models

from . import totals
from .bulk import append, stored_moment
from .models import (
    LEVELS,
    MEASURES,
    Channel,
    CountChange,
    DailyCount,
    DayStatus,
    Source,
    State,
)
from .recording import DayIsLocked
from .signature import Signature


class _Keep:
    """Stands for a value that is to stay as it is stored."""

    def __repr__(self) -> str:
        return "KEEP"


KEEP = _Keep()
COUNT_COLUMNS = ("version", *MEASURES)
NOT_STORED = (0, *[None] * len(MEASURES))
LOKET = Channel.LOKET.value
STATUS_COLUMNS = ("version", "state", "zero_reason", *LEVELS)


class PlaceDay(NamedTuple):
    """What a file says of one place and service day: one value per measure, or KEEP."""

    kabkota: int
    province: int
    region: int
    day: date
    values: tuple[int | _Keep | None, ...]


class OfficeDay(NamedTuple):
    """What a file says of an office's day as a whole: (state, reason, *levels), or KEEP."""

    kabkota: int
    day: date
    values: tuple[Any, ...]


class Planned(NamedTuple):
    """One value that becomes another, as the log has it; a level or state has no channel."""

    region: int
    day: date
    channel: str
    field: str
    old: int | str | None
    new: int | str | None
    version: int


def record_days(
    place_days: Sequence[PlaceDay], office_days: Sequence[OfficeDay], signed: Signature
) -> Iterator[tuple[int, int]]:
    """Store what a file says through channel loket; after each office yields (changes, rows).

    The last word on one place and day is the only one: each may stand here once. What is
    stored already is neither changed nor logged. Needs a transaction; a consumer that stops
    early has to roll it back. Raises DayIsLocked. About 10 queries per office.
    """
    offices = _by_office(place_days, office_days)
    heads = totals.lock_heads(offices)
    for kabkota, (places, of_office) in offices.items():
        counts, statuses = _planned_office(kabkota, places, of_office, signed.at)
        log = counts.log + statuses.log
        if log:
            counts.store(signed)
            statuses.store(signed)
            _append_log(kabkota, log, signed)
            if counts.changed_days:
                totals.apply_days(heads[kabkota], counts.changed_days)
        yield len(log), len(places)


def planned_days(
    place_days: Sequence[PlaceDay], office_days: Sequence[OfficeDay], at: datetime
) -> Iterator[Planned]:
    """What record_days would change now, without changing it; 2 queries per office."""
    for kabkota, (places, of_office) in _by_office(place_days, office_days).items():
        counts, statuses = _planned_office(kabkota, places, of_office, at)
        yield from counts.log
        yield from statuses.log


OfficeRows = tuple[list[PlaceDay], list[OfficeDay]]


def _by_office(
    place_days: Sequence[PlaceDay], office_days: Sequence[OfficeDay]
) -> dict[int, OfficeRows]:
    """The rows of each office, in ascending order: that in which their heads are locked."""
    offices: dict[int, OfficeRows] = defaultdict(lambda: ([], []))
    for row in place_days:
        offices[row.kabkota][0].append(row)
    for row in office_days:
        offices[row.kabkota][1].append(row)
    return dict(sorted(offices.items()))


def _planned_office(
    kabkota: int, places: list[PlaceDay], offices: list[OfficeDay], at: datetime
) -> tuple["_Counts", "_Statuses"]:
    days = {row.day for row in places} | {row.day for row in offices}
    counts = _Counts(kabkota, days)
    for row in places:
        counts.take(row)
    statuses = _Statuses(kabkota, days)
    told = {row.day: row.values for row in offices}
    for day in sorted(days):
        statuses.take(day, told.get(day), counts, at)
    return counts, statuses


class _Counts:
    """The counts of one office on some days: what is stored, and what becomes of it."""

    def __init__(self, kabkota: int, days: Collection[date]):
        self.kabkota = kabkota
        self.rows: dict[tuple[int, date], tuple] = {}
        self.log: list[Planned] = []
        self.new: list[tuple] = []
        self.updated: list[tuple] = []
        self.changed_days: set[date] = set()
        stored = DailyCount.objects.filter(
            kabkota=kabkota, channel=Channel.LOKET, day__range=(min(days), max(days))
        ).values_list("region_id", "day", *COUNT_COLUMNS)
        for region, day, *values in stored.iterator(chunk_size=5000):
            self.rows[region, day] = tuple(values)

    def take(self, row: PlaceDay) -> None:
        key = (row.region, row.day)
        version, *old = self.rows.get(key, NOT_STORED)
        new = [o if n is KEEP else n for o, n in zip(old, row.values, strict=True)]
        if new == old:
            return
        version += 1
        self.rows[key] = (version, *new)
        self.changed_days.add(row.day)
        target = self.new if version == 1 else self.updated
        target.append((row, version, new))
        for measure, o, n in zip(MEASURES, old, new, strict=True):
            if o != n:
                change = Planned(row.region, row.day, LOKET, measure, o, n, version)
                self.log.append(change)

    def given_days(self) -> set[date]:
        """The days on which the office has given any number."""
        return {day for (_region, day), row in self.rows.items() if any_given(row[1:])}

    def store(self, signed: Signature) -> None:
        columns = (
            "region_id", "kabkota_id", "province_id", "day", "channel", *MEASURES, *WRITER_COLUMNS
        )  # fmt: skip
        at = stored_moment(signed.at)
        append(
            DailyCount,
            columns,
            (
                (row.region, row.kabkota, row.province, row.day, LOKET, *new, v, signed.by.pk, at)
                for row, v, new in self.new
            ),
        )
        overwritten = [
            DailyCount(
                region_id=row.region,
                kabkota_id=row.kabkota,
                province_id=row.province,
                day=row.day,
                channel=Channel.LOKET,
                version=version,
                entered_by=signed.by,
                entered_at=signed.at,
                **dict(zip(MEASURES, new, strict=True)),
            )
            for row, version, new in self.updated
        ]
        _overwrite(DailyCount, overwritten, ["region", "day", "channel"], MEASURES)


class _Statuses:
    """The day statuses of one office, and what becomes of them."""

    def __init__(self, kabkota: int, days: Collection[date]):
        self.kabkota = kabkota
        self.log: list[Planned] = []
        self.changed: list[DayStatus] = []
        found = DayStatus.objects.filter(kabkota=kabkota, day__range=(min(days), max(days)))
        self.stored = {status.day: status for status in found}
        self._given: set[date] | None = None

    def take(self, day: date, told: tuple | None, counts: _Counts, at: datetime) -> None:
        status = self.stored.get(day) or DayStatus(kabkota_id=self.kabkota, day=day, version=0)
        if status.locked:
            raise DayIsLocked
        values = dict(zip(STATUS_COLUMNS[1:], told or (), strict=False))
        values = {name: value for name, value in values.items() if value is not KEEP}
        if "state" in values or day in counts.changed_days:
            values |= self._state(day, values, counts)
        old = {name: getattr(status, name) for name in values}
        changed = [name for name in values if values[name] != old[name]]
        counted = day in counts.changed_days
        if not changed and not counted:
            return
        for name in changed:
            setattr(status, name, values[name])
        if status.state != State.EMPTY and status.first_reported_at is None:
            status.first_reported_at = at
        if changed:
            status.version += 1
            self.changed.append(status)
            self.log += [
                Planned(self.kabkota, day, "", name, old[name], values[name], status.version)
                for name in changed
            ]

    def _state(self, day: date, values: dict, counts: _Counts) -> dict[str, str]:
        """The state the office declared, or the one that follows from its numbers."""
        if values.get("state") in (State.ZERO, State.CLOSED):
            return {"state": values["state"], "zero_reason": values.get("zero_reason", "")}
        if self._given is None:
            self._given = counts.given_days()
        given = day in self._given
        return {"state": State.REPORTED if given else State.EMPTY, "zero_reason": ""}

    def store(self, signed: Signature) -> None:
        at = stored_moment(signed.at)
        own = ("kabkota_id", "day", *STATUS_COLUMNS, "locked")
        append(
            DayStatus,
            (*own, "first_reported_at", "entered_by_id", "entered_at"),
            (
                (
                    *(getattr(s, c) for c in own),
                    at if s.first_reported_at else None,
                    signed.by.pk,
                    at,
                )
                for s in self.changed
                if s.pk is None
            ),
        )
        overwritten = [status for status in self.changed if status.pk is not None]
        for status in overwritten:
            status.entered_by, status.entered_at, status.pk = signed.by, signed.at, None
        fields = (*STATUS_COLUMNS[1:], "first_reported_at")
        _overwrite(DayStatus, overwritten, ["kabkota", "day"], fields)


WRITER_COLUMNS = ("version", "entered_by_id", "entered_at")
LOG_COLUMNS = ("region_id", "day", "channel", "field", "old", "new", "version")
SIGNED_COLUMNS = ("kabkota_id", "by_id", "at", "source", "why", "batch_id")


def any_given(values: Iterable[int | None]) -> bool:
    return any(value is not None for value in values)


def _overwrite(
    model: type[models.Model], rows: list, unique: list[str], fields: Sequence[str]
) -> None:
    if rows:
        model.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=unique,
            update_fields=[*fields, "version", "entered_by", "entered_at"],
            batch_size=2000,
        )


def _append_log(kabkota: int, log: list[Planned], signed: Signature) -> None:
    batch = signed.batch.pk if signed.batch else None
    end = (kabkota, signed.by.pk, stored_moment(signed.at), Source.IMPORT.value, signed.why, batch)
    append(
        CountChange,
        (*LOG_COLUMNS, *SIGNED_COLUMNS),
        ((*row[:4], _as_json(row[4]), _as_json(row[5]), row[6], *end) for row in log),
    )


def _as_json(value: int | str | None) -> int | str | None:
    """The text of a JSON value; that of a whole number is the number."""
    if value is None or type(value) is int:
        return value
    return json.dumps(value)
