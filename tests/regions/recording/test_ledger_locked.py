"""Ledgers are locked before they are read, and always in one order; on any database."""

from datetime import timedelta

import pytest
from django.db import transaction

from regions.models import DayTotal, RunningHead
from regions.recording import ledger
from tests.factories import DAY, make_jambi, make_region, make_siti, save_day
from tests.row_locks import locked, statements

pytestmark = pytest.mark.django_db

HEADS, DAYS = RunningHead._meta.db_table, DayTotal._meta.db_table


def flat(params: tuple) -> list:
    """PostgreSQL takes many rows as one list for each column."""
    return [p for one in params for p in (one if isinstance(one, list) else [one])]


@pytest.mark.parametrize("made", [0, 1, 3])
def test_heads_are_made_and_locked_in_ascending_order_in_whatever_order_they_are_asked(made):
    pks = sorted(make_region(f"15.{n:02}").pk for n in range(1, 4))
    RunningHead.objects.bulk_create(RunningHead(kabkota_id=pk) for pk in pks[:made])
    mixed = [pks[2], pks[0], pks[1], pks[0]]

    with statements() as asked, transaction.atomic():
        heads = ledger.lock_heads(mixed)

    assert list(heads) == pks
    reads = [one for one in asked if one.sql.startswith("SELECT")]
    assert {(one.table, one.locks, one.order) for one in reads} == {(HEADS, True, "kabkota_id")}
    assert all(list(one.params) == pks for one in reads)
    inserted = [[p for p in flat(one.params) if p in pks] for one in asked if "INSERT" in one.sql]
    assert inserted == ([pks[made:]] if made < 3 else [])


def test_a_day_is_read_and_written_under_the_lock_of_its_office():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 5})

    with statements() as asked:
        save_day(siti, {jambi.limun: 6})

    assert locked(asked) == [HEADS]
    assert asked[0].locks


@pytest.mark.parametrize(("back", "updates"), [(1, 2), (0, 1), (-1, 0)])
def test_later_days_follow_with_one_update_and_only_where_there_are_any(back, updates):
    jambi = make_jambi()
    siti = make_siti(jambi)
    for day in (DAY - timedelta(days=1), DAY):
        save_day(siti, {jambi.limun: 5}, day=day)

    with statements() as asked:
        save_day(siti, {jambi.limun: 6}, day=DAY - timedelta(days=back))

    assert [one.table for one in asked if one.sql.startswith("UPDATE")].count(DAYS) == updates
