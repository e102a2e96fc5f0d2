"""Many rows at once, faster than through the ORM: COPY on PostgreSQL, else one executemany."""

import csv
import gc
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection, models

# How COPY is told "unknown"; an empty text stays an empty text.
NULL = r"\N"


def append(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Insert rows of whole numbers, days and the program's own words; None is NULL.

    Constraints hold, model defaults and validators do not run. One statement.
    """
    table, names = model._meta.db_table, ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            text = io.StringIO()
            csv.writer(text).writerows(
                [NULL if value is None else value for value in row] for row in rows
            )
            text.seek(0)
            copy = f"COPY {table} ({names}) FROM STDIN WITH (FORMAT csv, NULL '{NULL}')"
            with connection.wrap_database_errors:
                cursor.copy_expert(copy, text)
        else:
            marks = ", ".join(["%s"] * len(columns))
            # The names are those of our own fields.
            sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608
            # SQLite takes any iterable: millions of rows are never a list.
            cursor.executemany(sql, rows)  # type: ignore[arg-type]


def stored_moment(moment: datetime) -> Any:
    """The moment in the form in which the database keeps it."""
    return connection.ops.adapt_datetimefield_value(moment)


@contextmanager
def without_collection() -> Iterator[None]:
    """Leave the garbage collector out while millions of rows live: a third of the time.

    It looks for circles among them again and again, and plain rows make none.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
