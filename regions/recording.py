"""The only writer of daily counts. Everything that counts people comes through record_day:
the entry page, the row of a spreadsheet, the result of an outreach event.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db import transaction

from . import totals
from .models import (
    LEVELS,
    MEASURES,
    Channel,
    CountChange,
    DailyCount,
    DayStatus,
    Region,
    Source,
    State,
    User,
)

STATUS_FIELDS = ("state", "zero_reason", *LEVELS)
Values = Mapping[str, int | None]


@dataclass(frozen=True)
class Clash:
    """A value that someone else changed while this one was being typed."""

    region: Region
    field: str
    yours: Any
    theirs: Any
    by: User
    at: datetime


class DayChangedMeanwhile(Exception):
    """Someone else saved other values since the form was opened. Nothing was stored."""

    def __init__(self, clashes: list[Clash], newer: list[tuple[Region, str]]):
        super().__init__(f"{len(clashes)} values changed meanwhile")
        self.clashes = clashes
        # Values that someone else changed and this person had left as they were.
        self.newer = newer


class DayIsLocked(Exception):
    """The province has closed this day for corrections. Nothing was stored."""


@dataclass(frozen=True)
class Saved:
    """What a save did: the changes it logged, and when."""

    changes: list[CountChange] = field(default_factory=list)
    at: datetime | None = None


@transaction.atomic
def record_day(
    *,
    kabkota: Region,
    day: date,
    by: User,
    at: datetime,
    counts: Mapping[Region, Values],
    status: Mapping[str, Any] | None = None,
    seen: Mapping[Region | None, int] | None = None,
    channel: str = Channel.LOKET,
    source: str = Source.FORM,
    why: str = "",
) -> Saved:
    """Store one office's counts of one service day, its status, its totals and the log, or nothing.

    `counts`: per region (kecamatan, or the kabkota itself for what is not broken down) the
    measures to set; None withdraws a value, a measure not named stays. `status`: `state`,
    `zero_reason` and levels to set, in the same way; without a state, the day counts as
    reported as soon as the office has given any number.
    `seen`: the version of each row the person was looking at (0: no row; key None: the day's
    status). A value changed by someone else since then, to something else than is now being
    set, raises DayChangedMeanwhile; a value the person had left as it was keeps the newer one.
    Without `seen`, what is given wins.

    Sending the same day twice is one day: the second time nothing changes and nothing is
    logged. Whether `by` may record there is decided before, in regions.access and the form.
    Raises DayChangedMeanwhile, DayIsLocked, and ValueError for a region of another office.
    About 10 queries whatever the number of rows.
    """
    for region in counts:
        if kabkota.pk not in (region.pk, region.kabkota_id):
            raise ValueError(f"{region.code} does not belong to {kabkota.code}")
    head = totals.lock_heads([kabkota.pk])[kabkota.pk]
    stored = {
        (count.region_id, count.channel): count
        for count in DailyCount.objects.filter(kabkota=kabkota, day=day)
    }
    day_status = DayStatus.objects.filter(kabkota=kabkota, day=day).first()
    if day_status is None:
        day_status = DayStatus(kabkota=kabkota, day=day, version=0)
    if day_status.locked:
        raise DayIsLocked

    writing = _Writing(kabkota, day, seen or {})
    for region, values in counts.items():
        row = stored.get((region.pk, channel)) or DailyCount(
            region=region,
            kabkota=kabkota,
            province_id=kabkota.province_id,
            day=day,
            channel=channel,
            version=0,
        )
        writing.set(row, region, channel, values, seen_as=region)
        if writing.changed(row):
            stored[region.pk, channel] = row
    status = dict(status or {})
    if channel == Channel.LOKET and ("state" in status or writing.rows):
        status |= _state_of(status, stored.values())
    writing.set(day_status, kabkota, "", status, seen_as=None)
    if seen and not writing.clashes:
        writing.clash_if_closed_with_numbers(day_status, stored.values())
    if writing.clashes:
        raise DayChangedMeanwhile(writing.clashes, writing.newer)
    if not writing.changes:
        return Saved()

    if day_status.state != State.EMPTY and day_status.first_reported_at is None:
        day_status.first_reported_at = at
    changed_counts = [row for row in writing.rows if row is not day_status]
    _store(changed_counts, ["region", "day", "channel"], MEASURES, by, at)
    if writing.changed(day_status):
        fields = (*STATUS_FIELDS, "first_reported_at")
        _store([day_status], ["kabkota", "day"], fields, by, at)
    for change in writing.changes:
        change.by, change.at, change.source, change.why = by, at, source, why
    CountChange.objects.bulk_create(writing.changes)
    if changed_counts:
        totals.apply(head, day, totals.summed_day(stored.values()))
    return Saved(writing.changes, at)


def _state_of(status: Mapping[str, Any], counts: Iterable[DailyCount]) -> dict[str, str]:
    """The state the office declared, or the one that follows from its numbers."""
    if status.get("state") in (State.ZERO, State.CLOSED):
        return {"state": status["state"], "zero_reason": status.get("zero_reason", "")}
    given = any(
        getattr(count, measure) is not None
        for count in counts
        if count.channel == Channel.LOKET
        for measure in MEASURES
    )
    return {"state": State.REPORTED if given else State.EMPTY, "zero_reason": ""}


class _Writing:
    """Sets values on rows in memory, and keeps the log of what changed and what clashed."""

    def __init__(self, kabkota: Region, day: date, seen: Mapping[Region | None, int]):
        self.kabkota, self.day, self.seen = kabkota, day, seen
        self.rows: list[DailyCount | DayStatus] = []
        self.changes: list[CountChange] = []
        self.clashes: list[Clash] = []
        self.newer: list[tuple[Region, str]] = []

    def changed(self, row: DailyCount | DayStatus) -> bool:
        return any(row is other for other in self.rows)

    def set(self, row, region: Region, channel: str, values: Mapping, seen_as) -> None:
        seen_version = self.seen.get(seen_as, row.version)
        stored_version = row.version
        for name, new in values.items():
            old = getattr(row, name)
            if new == old:
                continue
            if seen_version != stored_version:
                key = (region.pk, channel, name)
                later = [c for c in self._log.get(key, []) if c.version > seen_version]
                if later and new == later[0].old:
                    self.newer.append((region, name))
                    continue
                if later:
                    last = later[-1]
                    self.clashes.append(Clash(region, name, new, old, last.by, last.at))
                    continue
            setattr(row, name, new)
            if not self.changed(row):
                row.version += 1
                self.rows.append(row)
            self.changes.append(
                CountChange(
                    region=region,
                    kabkota=self.kabkota,
                    day=self.day,
                    channel=channel,
                    field=name,
                    old=old,
                    new=new,
                    version=row.version,
                )
            )

    def clash_if_closed_with_numbers(self, status: DayStatus, counts: Iterable[DailyCount]) -> None:
        """Of two people, one declared the day zero or closed and the other typed people."""
        if status.state not in (State.ZERO, State.CLOSED):
            return
        for count in counts:
            mine, typed = self.changed(status), any(getattr(count, m) for m in MEASURES)
            if count.channel == Channel.LOKET and typed and mine != self.changed(count):
                row = count if mine else status
                states = (status.state, State.REPORTED) if mine else (State.REPORTED, status.state)
                clash = Clash(self.kabkota, "state", *states, row.entered_by, row.entered_at)
                self.clashes.append(clash)
                return

    @cached_property
    def _log(self) -> dict[tuple, list[CountChange]]:
        """The day's log by value, oldest first; 1 query, only when a form was stale."""
        log: dict[tuple, list[CountChange]] = {}
        changes = CountChange.objects.filter(kabkota=self.kabkota, day=self.day)
        for change in changes.select_related("by").order_by("id"):
            log.setdefault((change.region_id, change.channel, change.field), []).append(change)
        return log


def _store(rows: list, unique: list[str], fields: tuple[str, ...], by: User, at: datetime) -> None:
    """Insert or overwrite rows in one statement; the head's lock keeps others away."""
    for row in rows:
        row.entered_by, row.entered_at, row.pk = by, at, None
    if rows:
        type(rows[0]).objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=unique,
            update_fields=[*fields, "version", "entered_by", "entered_at"],
        )
