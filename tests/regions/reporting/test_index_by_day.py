"""What all offices said on some days is looked up by day, not read from all days ever."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regions.reporting import last_at_days_end, reporting
from tests.factories import DAY, make_jambi, make_siti, save_day

pytestmark = pytest.mark.django_db

BY_DAY = "status_day_kabkota_state"


@contextmanager
def without_whole_tables() -> Iterator[None]:
    """PostgreSQL reads a table of three rows as a whole, whatever indexes it has."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    yield


def plans(act) -> str:
    with CaptureQueriesContext(connection) as queries:
        act()
    asked = [query["sql"] for query in queries if "regions_daystatus" in query["sql"]]
    explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    lines = []
    with without_whole_tables(), connection.cursor() as cursor:
        for sql in asked:
            cursor.execute(f"{explain} {sql}")
            lines += [str(row[-1]) for row in cursor.fetchall()]
    return "\n".join(lines)


def test_the_nations_last_week_and_its_last_14_days_are_found_by_day():
    jambi = make_jambi()
    save_day(make_siti(jambi), {jambi.limun: 1}, status={"state": "reported"})

    for act in (
        lambda: last_at_days_end(jambi.nation, DAY),
        lambda: reporting(jambi.nation, DAY, lambda zone: DAY),
    ):
        assert BY_DAY in plans(act)
