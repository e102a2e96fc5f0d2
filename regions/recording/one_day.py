"""record_day: one office's counts of one day, as the entry page and outreach events give them.

The many days of a file come through record_days; what both make of them is in rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

from django.db import transaction

from ..models import (
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
from .change_log import log_typed
from .clashes import Clash, DayChangedMeanwhile
from .rules import (
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

Values = Mapping[str, int | None]
Row = TypeVar("Row", DailyCount, DayStatus)


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
    `zero_reason`, levels and the other STATUS_FIELDS to set, in the same way; without a state,
    the day counts as reported as soon as the office has given any number.
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
    changes = log_typed(kabkota, writing.changes, by=by, at=at, source=source, why=why)
    if changed_counts:
        ledger.apply(head, day, ledger.summed_day(writing.counts.values()))
    return Saved(changes, at)


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
        self.changes: list[Logged] = []
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
            declared, reason = status.get("state"), status.get("zero_reason", "")
            state, reason = state_of(declared, reason, self._any_given())
            status = {**status, "state": state, "zero_reason": reason}
        complete = status.get("is_complete", self.status.is_complete)
        if complete:
            state = status.get("state", self.status.state)
            status = {**status, "is_complete": complete_of(complete, state)}
        self._set(self.status, self.kabkota, "", status, seen_as=None)
        if self.seen and not self.clashes:
            self._clash_if_closed_with_numbers()
            self._clash_if_complete_without_numbers(complete)

    def store(self, by: User, at: datetime) -> bool:
        """Store the rows that changed; whether counts are among them."""
        status = self.status
        status.first_reported_at = first_reported(status.first_reported_at, status.state, at)
        counts = [row for row in self.rows if isinstance(row, DailyCount)]
        _store(counts, ["region", "day", "channel"], MEASURES, by, at)
        if self._changed(status):
            fields = (*STATUS_FIELDS, "first_reported_at")
            _store([status], ["kabkota", "day"], fields, by, at)
        return bool(counts)

    def _any_given(self) -> bool:
        """Whether the office has given any number of the day, a 0 too, at its own counter."""
        return any(
            getattr(count, measure) is not None
            for count in self.counts.values()
            if count.channel == Channel.LOKET
            for measure in MEASURES
        )

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
        """Set the values of a row on it, but for those that someone else has changed since."""
        seen = self.seen.get(seen_as, row.version)
        if seen != row.version:
            values = self._not_overtaken(row, region, channel, values, seen)
        old, new = [getattr(row, name) for name in values], list(values.values())
        version = next_version(row.version, old, new)
        if version != row.version:
            changed = (PlaceAndDay(region.pk, self.day), version, old, new)
            self.changes += log_of([changed], channel, values)
            for name, value in values.items():
                setattr(row, name, value)
            row.version = version
            self.rows.append(row)

    def _not_overtaken(
        self,
        row: DailyCount | DayStatus,
        region: Region,
        channel: str,
        values: Mapping[str, Any],
        seen: int,
    ) -> dict[str, Any]:
        """The new values of what nobody has changed since that version.

        The others are clashes, or newer where this person had left them as they were.
        """
        kept = {}
        for name, new in values.items():
            old = getattr(row, name)
            if new == old:
                continue
            log = self._logged.get((region.pk, channel, name), [])
            later = [change for change in log if change.version > seen]
            if not later:
                kept[name] = new
            elif new == later[0].old:
                self.newer.append((region, name))
            else:
                self.clashes.append(Clash(region, name, new, old, later[-1].by, later[-1].at))
        return kept

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

    def _clash_if_complete_without_numbers(self, said: bool) -> None:
        """Of two people, one said that the day is complete and the other withdrew its numbers."""
        status = self.status
        overtaken = status.is_complete and status.state != State.REPORTED
        withdrawn = said and status.state == State.EMPTY and status.version
        if overtaken or withdrawn:
            by, at = status.entered_by, status.entered_at
            self.clashes.append(Clash(self.kabkota, "is_complete", said, not said, by, at))

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
