"""A file is taken back under the locks of its batch and its offices; on any database."""

from datetime import date

import pytest

from regions.importing.storing.undoing import undo
from regions.models import (
    CountChange,
    ImportBatch,
    ImportKind,
    PopulationFigure,
    RunningHead,
)
from tests.factories import DAY, at, make_budi, make_jambi, make_siti
from tests.regions.importing.storing.stored_files import LIMUN, bring
from tests.row_locks import locked, statements

pytestmark = pytest.mark.django_db

BATCHES, HEADS, LOG, FIGURES = (
    model._meta.db_table for model in (ImportBatch, RunningHead, CountChange, PopulationFigure)
)


def taken_back(batch, by) -> list[str]:
    """The tables that are asked while the batch is taken back, its two locks checked."""
    with statements() as asked:
        undo(batch, by, at(10))
    assert locked(asked) == [BATCHES, HEADS]
    assert asked[0].locks
    return [one.table for one in asked]


def test_what_others_change_of_the_counts_meanwhile_waits():
    jambi = make_jambi()
    siti = make_siti(jambi)

    tables = taken_back(bring(LIMUN.format(7), siti, jambi.sarolangun, day=DAY), siti)

    assert tables.index(HEADS) < tables.index(LOG)


def test_what_others_change_of_the_figures_meanwhile_waits():
    jambi = make_jambi()
    budi = make_budi(jambi)
    population = {"kind": ImportKind.POPULATION, "as_of": date(2019, 1, 31)}
    batch = bring("Kode;Wajib KTP;Rekam\n15.03;1000;800\n", budi, jambi.province, **population)

    tables = taken_back(batch, budi)

    assert tables.index(HEADS) < tables.index(FIGURES)
