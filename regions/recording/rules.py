"""What follows from what an office said: one rule for record_day and for record_days.

Pure: no queries, no model instances. `log_all` in change_log says `log_of` once more, in SQL,
for counts that were not there before; a property test compares the two writers.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol

from ..models import AT_DAYS_END, REPORTS, State

# What an office says of a day as a whole, in the order in which it is written.
STATUS_FIELDS = ("state", "zero_reason", "is_complete", *AT_DAYS_END, "remark")
DECLARED = (State.ZERO.value, State.CLOSED.value)
EMPTY, REPORTED = State.EMPTY.value, State.REPORTED.value


class DayIsLocked(Exception):
    """The province has closed this day for corrections. Nothing was stored."""


class Logged(NamedTuple):
    """One value that becomes another, as the log has it; a level or state has no channel."""

    region: int
    day: date
    channel: str
    field: str
    old: int | str | None
    new: int | str | None
    version: int


class HasPlaceAndDay(Protocol):
    """Whose values they are; all that is asked of a row that may be one of half a million."""

    @property
    def region(self) -> int: ...
    @property
    def day(self) -> date: ...


class PlaceAndDay(NamedTuple):
    region: int
    day: date


# A row, the version that its new values make, what is stored of it, and what will be.
ChangedRow = tuple[HasPlaceAndDay, int, Sequence[Any], Sequence[Any]]


def state_of(declared: str | None, reason: str, any_given: bool) -> tuple[str, str]:
    """The state and reason for zero of a day: those declared, else what its numbers say.

    `declared` is what the office chose, if anything; `any_given`: whether it has given any
    number of that day, a 0 too, through its own channel (loket).
    """
    if declared in DECLARED:
        return declared, reason
    return (REPORTED if any_given else EMPTY), ""


def complete_of(said: bool, state: str) -> bool:
    """Whether a day is complete: the office said so, and it has numbers; a correction keeps it.

    A zero and a closed day speak of all without it, and a day without numbers cannot be.
    """
    return said and state == REPORTED


def first_reported(before: datetime | None, state: str, at: datetime) -> datetime | None:
    """When the report of a day that stands after a save at `at` first came; None without one.

    It decides on time or late. Corrections do not move it; what was withdrawn, or declared
    closed, was no report, and what comes in its place comes on its own day.
    """
    return before or at if state in REPORTS else None


def next_version(version: int, old: Any, new: Any) -> int:
    """The version of a row (0: none is stored) whose values `old` become `new`.

    It rises by one however many of them change, and stays where none does.
    """
    return version + 1 if old != new else version


def log_of(rows: Iterable[ChangedRow], channel: str, fields: Collection[str]) -> Iterator[Logged]:
    """The log of rows: each value that becomes another, under the version that it makes."""
    for row, version, old, new in rows:
        for field, o, n in zip(fields, old, new, strict=True):
            if o != n:
                yield Logged(row.region, row.day, channel, field, o, n, version)
