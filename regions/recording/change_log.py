"""What the rows of a file say, what becomes of what is stored, and its log: for record_days."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any, Final, NamedTuple, TypeVar

from django.db import connection, models

from ..models import Channel, CountChange, DailyCount, Region, Source, User
from .copying import append, stored_moment
from .rules import Logged
from .signature import Signature


class _Keep(Enum):
    """Stands for a value that is to stay as it is stored."""

    KEEP = "keep"

    def __repr__(self) -> str:
        return "KEEP"


KEEP: Final = _Keep.KEEP
Value = TypeVar("Value")
Stored = TypeVar("Stored", bound=models.Model)
LOKET = Channel.LOKET.value
LOGGED_COLUMNS = ("region_id", "day", "channel", "field", "old", "new", "version")
SIGNED_COLUMNS = ("kabkota_id", "by_id", "at", "source", "why", "batch_id")


class PlaceDay(NamedTuple):
    """What a file says of one place and service day: one value per measure, or KEEP."""

    kabkota: int
    province: int
    region: int
    day: date
    values: tuple[int | _Keep | None, ...]


class OfficeDay(NamedTuple):
    """What a file says of an office's day as a whole, by STATUS_FIELDS: a value, or KEEP."""

    kabkota: int
    day: date
    values: tuple[Any, ...]


def said(old: Iterable[Value], values: Iterable[Value | _Keep]) -> tuple[Value, ...]:
    """The stored values with what the file says in their place."""
    return tuple([o if n is KEEP else n for o, n in zip(old, values, strict=True)])


def log_typed(
    kabkota: Region, log: Iterable[Logged], *, by: User, at: datetime, source: str, why: str
) -> list[CountChange]:
    """Log what a person changed of one office, and return it; 1 query."""
    return CountChange.objects.bulk_create(
        CountChange(
            kabkota=kabkota,
            region_id=region,
            day=day,
            channel=channel,
            field=field,
            old=old,
            new=new,
            version=version,
            by=by,
            at=at,
            source=source,
            why=why,
        )
        for region, day, channel, field, old, new, version in log
    )


def append_log(kabkota: int, log: Iterable[Logged], signed: Signature) -> int:
    """Log what a file changes of one office, in bulk; returns how many."""
    end = _signed(kabkota, signed)
    rows = [(*row[:4], _as_json(row[4]), _as_json(row[5]), row[6], *end) for row in log]
    append(CountChange, (*LOGGED_COLUMNS, *SIGNED_COLUMNS), rows)
    return len(rows)


def log_all(kabkota: int, days: tuple[date, date], measure: str, signed: Signature) -> int:
    """Log one measure of every count that the office has from one day to another; returns how many.

    For counts that were not there before: the database makes the log of what it has just taken
    in, three times faster than it is told a second time.
    """
    value = f"to_jsonb({measure})" if connection.vendor == "postgresql" else measure
    columns, log, counts = ", ".join((*LOGGED_COLUMNS, *SIGNED_COLUMNS)), CountChange, DailyCount
    # The names are those of our own fields.
    sql = f"""
        INSERT INTO {log._meta.db_table} ({columns})
        SELECT region_id, day, channel, %s, NULL, {value}, version, %s, %s, %s, %s, %s, %s
        FROM {counts._meta.db_table}
        WHERE kabkota_id = %s AND day BETWEEN %s AND %s AND channel = %s
            AND {measure} IS NOT NULL
        """  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, (measure, *_signed(kabkota, signed), kabkota, *days, LOKET))
        logged: int = cursor.rowcount
    return logged


def overwrite(
    model: type[Stored], rows: list[Stored], unique: Sequence[str], fields: Sequence[str]
) -> None:
    """Give stored rows the values of these; where there are none, without a query."""
    if rows:
        model._default_manager.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=unique,
            update_fields=[*fields, "version", "entered_by", "entered_at"],
            batch_size=2000,
        )


def _signed(kabkota: int, signed: Signature) -> tuple[Any, ...]:
    """The values of SIGNED_COLUMNS."""
    batch = signed.batch.pk if signed.batch else None
    at = stored_moment(signed.at)
    return (kabkota, signed.by.pk, at, Source.IMPORT.value, signed.why, batch)


def _as_json(value: int | str | None) -> int | str | None:
    """The text of a JSON value; that of a whole number is the number."""
    if value is None or type(value) is int:
        return value
    return json.dumps(value)
