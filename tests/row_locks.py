"""Which rows were locked, and when: seen on SQLite too, which locks none.

There a lock that is missing, or comes too late or in another order, changes no result; only what
the code asks of the database tells. On PostgreSQL several connections at once tell it as well.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import pytest
from django.db import connection

FOR_UPDATE = re.compile(r" FOR (NO KEY )?UPDATE( OF \S+)?$")
LOCKING = ("has_select_for_update", "has_select_for_update_of", "has_select_for_no_key_update")
TABLE = re.compile(r'(?:FROM|INTO|UPDATE) "(\w+)"')
ORDER = re.compile(r'ORDER BY (?:"\w+"\.)?"?(\w+)"? ASC')


class Asked(NamedTuple):
    """One statement: its table, its parameters, and for a SELECT whether it locks what it reads,
    and by which column ascending.
    """

    table: str
    sql: str
    params: tuple
    locks: bool
    order: str | None


@contextmanager
def statements() -> Iterator[list[Asked]]:
    """What is asked of the database, in order, with the locks that SQLite would leave out."""
    asked: list[Asked] = []

    def note(execute, sql, params, many, context):
        table, order = TABLE.search(sql), ORDER.search(sql)
        locks = FOR_UPDATE.search(sql) is not None
        if table:
            place, by = table[1], order[1] if order else None
            asked.append(Asked(place, sql, tuple(params or ()), locks, by))
        if connection.vendor == "sqlite":
            sql = FOR_UPDATE.sub("", sql)
        return execute(sql, params, many, context)

    with pytest.MonkeyPatch.context() as patch, connection.execute_wrapper(note):
        for feature in LOCKING:
            patch.setattr(connection.features, feature, True)
        yield asked


def locked(asked: list[Asked]) -> list[str]:
    """The tables whose rows were locked, in the order of their first lock."""
    return list(dict.fromkeys(one.table for one in asked if one.locks))
