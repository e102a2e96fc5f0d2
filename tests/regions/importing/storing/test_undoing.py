"""A whole file taken back: a correction in the log, and never over somebody's later work."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.importing.storing.undoing import AlreadyUndone, undo
from regions.models import CountChange, ImportState
from regions.recording import ledger
from tests.factories import DAY, at, make_ani, make_jambi, make_siti, save_day, undone
from tests.regions.importing.storing.stored_files import LIMUN, bring, stored_counts

pytestmark = pytest.mark.django_db


def test_what_was_there_before_is_there_again_and_both_are_logged():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 5})
    batch = bring("Kecamatan;Perekaman\nLimun;7\nPauh;2\n", siti, jambi.sarolangun, day=DAY)

    result = undo(batch, siti, at(10))

    assert (result.values, result.changed_since) == (2, 0)
    assert stored_counts() == {("15.03.01", DAY): (5, None)}
    assert list(ledger.check()) == []
    log = CountChange.objects.filter(region=jambi.limun, field="recorded").order_by("id")
    assert [(change.old, change.new) for change in log] == [(None, 5), (5, 7), (7, 5)]
    batch.refresh_from_db()
    assert (batch.state, batch.undone_by) == (ImportState.UNDONE, siti)


def test_what_somebody_changed_since_stays():
    jambi = make_jambi()
    siti = make_siti(jambi)
    batch = bring("Kecamatan;Perekaman\nLimun;7\nPauh;2\n", siti, jambi.sarolangun, day=DAY)
    save_day(siti, {jambi.limun: 8})

    result = undo(batch, siti, at(11))

    assert result.changed_since == 1
    assert stored_counts() == {("15.03.01", DAY): (8, None)}


def test_it_is_taken_back_once():
    jambi = make_jambi()
    siti = make_siti(jambi)
    batch = bring(LIMUN.format(7), siti, jambi.sarolangun, day=DAY)
    undo(batch, siti, at(10))

    with pytest.raises(AlreadyUndone):
        undo(batch, siti, at(11))


def test_of_two_imports_over_each_other_nothing_stays_in_whatever_order_they_go():
    for newest_first in (True, False):
        with undone():
            jambi = make_jambi()
            siti = make_siti(jambi)
            save_day(siti, {jambi.limun: 5})
            first, second = (
                bring(LIMUN.format(number), siti, jambi.sarolangun, day=DAY) for number in (7, 9)
            )

            for batch in (second, first) if newest_first else (first, second):
                undo(batch, siti, at(11))

            assert stored_counts() == {("15.03.01", DAY): (5, None)}, newest_first


def test_what_was_typed_between_two_imports_comes_back():
    jambi = make_jambi()
    siti = make_siti(jambi)
    first = bring(LIMUN.format(7), siti, jambi.sarolangun, day=DAY)
    save_day(siti, {jambi.limun: 8})
    second = bring(LIMUN.format(9), siti, jambi.sarolangun, day=DAY)

    undo(first, siti, at(11))
    undo(second, siti, at(12))

    assert stored_counts() == {("15.03.01", DAY): (8, None)}


def test_the_same_number_typed_again_is_somebodys():
    jambi = make_jambi()
    siti = make_siti(jambi)
    batch = bring(LIMUN.format(7), siti, jambi.sarolangun, day=DAY)
    save_day(siti, {jambi.limun: 8})
    save_day(siti, {jambi.limun: 7})

    assert undo(batch, siti, at(10)).changed_since == 1
    assert stored_counts() == {("15.03.01", DAY): (7, None)}


NUMBERS = st.one_of(st.none(), st.integers(0, 50))
PLACE_DAYS = st.tuples(st.sampled_from(["Limun", "Pauh"]), st.integers(0, 9))


@given(
    before=st.dictionaries(PLACE_DAYS, NUMBERS, max_size=6),
    file=st.dictionaries(PLACE_DAYS, st.integers(0, 50), min_size=1, max_size=12),
)
def test_storing_and_taking_back_is_as_if_nothing_had_been(before, file):
    with undone():
        jambi = make_jambi()
        siti, ani = make_siti(jambi), make_ani(jambi)
        places = {"Limun": jambi.limun, "Pauh": jambi.pauh}
        for (name, ago), number in before.items():
            save_day(siti, {places[name]: number}, day=DAY - timedelta(days=ago))
        counts = stored_counts()
        text = "Kecamatan;Tanggal;Perekaman\n" + "\n".join(
            f"{name};{DAY - timedelta(days=ago)};{number}" for (name, ago), number in file.items()
        )

        undo(bring(text, ani, jambi.sarolangun), ani, at(10))

        assert stored_counts() == counts
        assert list(ledger.check()) == []


ACTS = st.one_of(
    st.tuples(st.sampled_from(["import", "type"]), st.integers(7, 8)),
    st.tuples(st.just("undo"), st.integers(0, 2)),
)


@given(acts=st.lists(ACTS, min_size=4, max_size=8))
def test_what_stands_is_the_last_that_was_not_taken_back(acts):
    """Against the plainest account: a list of who set the value, without what was taken back."""
    with undone():
        jambi = make_jambi()
        siti = make_siti(jambi)
        batches, account = [], [(None, None)]
        for moment, (act, number) in enumerate(acts):
            now = at(9).replace(minute=moment)
            if act == "undo":
                if number < len(batches) and batches[number].state == ImportState.STORED:
                    undo(batches[number], siti, now)
                    batches[number].refresh_from_db()
                    account = [entry for entry in account if entry[0] != batches[number]]
            elif act == "import":
                batches.append(bring(LIMUN.format(number), siti, jambi.sarolangun, day=DAY))
                if account[-1][1] != number:
                    account.append((batches[-1], number))
            else:
                save_day(siti, {jambi.limun: number}, at=now)
                if account[-1][1] != number:
                    account.append((None, number))
            stored = stored_counts().get(("15.03.01", DAY), (None,))[0]
            assert stored == account[-1][1]
        assert list(ledger.check()) == []
