"""The only writer of daily counts. Everything that counts people comes through record_day:
the entry page, the row of a spreadsheet, the result of an outreach event.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

from django.db import transaction

from ..models import (
    AT_DAYS_END,
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
from . import ledger

STATUS_FIELDS = ("state", "zero_reason", *AT_DAYS_END)
Values = Mapping[str, int | None]
Row = TypeVar("Row", DailyCount, DayStatus)


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
    # What is read from here on stays as it is until the transaction ends.
    head = ledger.lock_heads([kabkota.pk])[kabkota.pk]
    writing = _Writing(kabkota, day, seen or {})
    if writing.status.locked:
        raise DayIsLocked
    writing.set_counts(counts, channel)
    writing.set_status(status or {}, channel)
    if writing.clashes:
        raise DayChangedMeanwhile(writing.clashes, writing.newer)
    if not writing.changes:
        return Saved()
    changed_counts = writing.store(by, at)
    writing.log(by, at, source, why)
    if changed_counts:
        ledger.apply(head, day, ledger.summed_day(writing.counts.values()))
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
    """The day as it is stored, the values that are set on it in memory, and what that changes.

    `rows` are those to be stored, `changes` their log; `clashes` and `newer` are what someone
    else changed since the person looked.
    """

    def __init__(self, kabkota: Region, day: date, seen: Mapping[Region | None, int]):
        """2 queries."""
        self.kabkota, self.day, self.seen = kabkota, day, seen
        stored = DailyCount.objects.filter(kabkota=kabkota, day=day)
        self.counts = {(count.region_id, count.channel): count for count in stored}
        status = DayStatus.objects.filter(kabkota=kabkota, day=day).first()
        self.status = status or DayStatus(kabkota=kabkota, day=day, version=0)
        self.rows: list[DailyCount | DayStatus] = []
        self.changes: list[CountChange] = []
        self.clashes: list[Clash] = []
        self.newer: list[tuple[Region, str]] = []

    def set_counts(self, counts: Mapping[Region, Values], channel: str) -> None:
        province = self.kabkota.province_id
        assert province is not None  # every kabupaten/kota lies in one
        for region, values in counts.items():
            row = self.counts.get((region.pk, channel)) or DailyCount(
                region=region,
                kabkota=self.kabkota,
                province_id=province,
                day=self.day,
                channel=channel,
                version=0,
            )
            self._set(row, region, channel, values, seen_as=region)
            if self._changed(row):
                self.counts[region.pk, channel] = row

    def set_status(self, status: Mapping[str, Any], channel: str) -> None:
        """Set what was declared and the levels, and the state that follows from the counts."""
        if channel == Channel.LOKET and ("state" in status or self.rows):
            status = {**status, **_state_of(status, self.counts.values())}
        self._set(self.status, self.kabkota, "", status, seen_as=None)
        if self.seen and not self.clashes:
            self._clash_if_closed_with_numbers()

    def store(self, by: User, at: datetime) -> bool:
        """Store the rows that changed; whether counts are among them."""
        if self.status.state != State.EMPTY and self.status.first_reported_at is None:
            self.status.first_reported_at = at
        counts = [row for row in self.rows if isinstance(row, DailyCount)]
        _store(counts, ["region", "day", "channel"], MEASURES, by, at)
        if self._changed(self.status):
            fields = (*STATUS_FIELDS, "first_reported_at")
            _store([self.status], ["kabkota", "day"], fields, by, at)
        return bool(counts)

    def log(self, by: User, at: datetime, source: str, why: str) -> None:
        for change in self.changes:
            change.by, change.at, change.source, change.why = by, at, source, why
        CountChange.objects.bulk_create(self.changes)

    def _changed(self, row: DailyCount | DayStatus) -> bool:
        return any(row is other for other in self.rows)

    def _set(
        self,
        row: DailyCount | DayStatus,
        region: Region,
        channel: str,
        values: Mapping[str, Any],
        seen_as: Region | None,
    ) -> None:
        stored_version = row.version
        seen_version = self.seen.get(seen_as, stored_version)
        for name, new in values.items():
            old = getattr(row, name)
            if new == old:
                continue
            if seen_version != stored_version:
                key = (region.pk, channel, name)
                later = [c for c in self._logged.get(key, []) if c.version > seen_version]
                if later:
                    self._overtaken(region, name, old, new, later)
                    continue
            setattr(row, name, new)
            if not self._changed(row):
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

    def _overtaken(
        self, region: Region, name: str, old: Any, new: Any, later: list[CountChange]
    ) -> None:
        """Someone else has changed the value since; a clash, unless this person had left it."""
        if new == later[0].old:
            self.newer.append((region, name))
        else:
            self.clashes.append(Clash(region, name, new, old, later[-1].by, later[-1].at))

    def _clash_if_closed_with_numbers(self) -> None:
        """Of two people, one declared the day zero or closed and the other typed people."""
        status = self.status
        if status.state not in (State.ZERO, State.CLOSED):
            return
        for count in self.counts.values():
            mine, typed = self._changed(status), any(getattr(count, m) for m in MEASURES)
            if count.channel == Channel.LOKET and typed and mine != self._changed(count):
                row: DailyCount | DayStatus = count if mine else status
                yours, theirs = status.state, State.REPORTED.value
                if not mine:
                    yours, theirs = theirs, yours
                clash = Clash(self.kabkota, "state", yours, theirs, row.entered_by, row.entered_at)
                self.clashes.append(clash)
                return

    @cached_property
    def _logged(self) -> dict[tuple[int, str, str], list[CountChange]]:
        """The day's log by value, oldest first; 1 query, only when a form was stale."""
        log: dict[tuple[int, str, str], list[CountChange]] = {}
        changes = CountChange.objects.filter(kabkota=self.kabkota, day=self.day)
        for change in changes.select_related("by").order_by("id"):
            log.setdefault((change.region_id, change.channel, change.field), []).append(change)
        return log


def _store(
    rows: list[Row], unique: list[str], fields: tuple[str, ...], by: User, at: datetime
) -> None:
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
