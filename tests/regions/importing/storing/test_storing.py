"""A file is stored once, and under the locks of its batch and its offices; on any database."""

import pytest

from regions.importing.options import Answers, FileOptions
from regions.importing.reading.limits import COMMAND
from regions.importing.storing.storing import (
    ChangedMeanwhile,
    file_hash,
    fingerprint,
    planned,
    store,
)
from regions.importing.understanding import understand
from regions.models import (
    CountChange,
    DailyCount,
    ImportBatch,
    ImportKind,
    ImportState,
    RunningHead,
)
from tests.factories import DAY, at, make_jambi, make_siti
from tests.regions.importing.storing.stored_files import LIMUN, stored_counts
from tests.row_locks import locked, statements

pytestmark = pytest.mark.django_db


def make_waiting(region, by):
    """A file that waits, and what it says."""
    content = LIMUN.format(7).encode()
    options = FileOptions(kind=ImportKind.COUNTS, region=region, today=DAY, day=DAY)
    found = understand(content, "laporan.csv", options, Answers(), COMMAND)
    batch = ImportBatch.objects.create(
        kind=ImportKind.COUNTS,
        region=region,
        file_name="laporan.csv",
        file_hash=file_hash(content),
        state=ImportState.WAITING,
        content=content,
        by=by,
        at=at(8),
    )
    return batch, found


def test_of_two_requests_that_store_one_file_the_second_is_refused():
    jambi = make_jambi()
    siti = make_siti(jambi)
    first, found = make_waiting(jambi.sarolangun, siti)
    second = ImportBatch.objects.get(pk=first.pk)
    list(store(found, first, siti, at(9)))

    with pytest.raises(ChangedMeanwhile):
        list(store(found, second, siti, at(10)))

    stored = ImportBatch.objects.get()
    assert (stored.state, stored.at, stored.changes) == (ImportState.STORED, at(9), first.changes)
    assert stored_counts() == {("15.03.01", DAY): (7, None)}
    assert CountChange.objects.filter(field="recorded").count() == 1


def test_the_batch_is_locked_before_the_offices_and_both_before_counts_are_read():
    """Also before the counts that are compared with what the person was shown."""
    jambi = make_jambi()
    siti = make_siti(jambi)
    batch, found = make_waiting(jambi.sarolangun, siti)

    seen = fingerprint(planned(found, siti, at(9)))

    with statements() as asked:
        list(store(found, batch, siti, at(9), seen))

    batches, heads, counts = (
        model._meta.db_table for model in (ImportBatch, RunningHead, DailyCount)
    )
    assert locked(asked) == [batches, heads]
    assert asked[0].locks
    tables = [one.table for one in asked]
    assert tables.index(heads) < tables.index(counts)
