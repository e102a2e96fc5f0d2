"""A whole file taken back: a correction in the log, and never over somebody's later work."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions import totals
from regions.importing.limits import COMMAND
from regions.importing.options import Answers, FileOptions
from regions.importing.storing import file_hash, store
from regions.importing.understanding import understand
from regions.importing.undoing import AlreadyUndone, undo
from regions.models import (
    CountChange,
    DailyCount,
    DayStatus,
    FigureChange,
    ImportBatch,
    ImportKind,
    ImportState,
    PopulationFigure,
    State,
)
from tests.factories import (
    DAY,
    at,
    make_ani,
    make_budi,
    make_figure,
    make_jambi,
    make_siti,
    save_day,
    undone,
)

pytestmark = pytest.mark.django_db


def bring(text: str, by, region, kind=ImportKind.COUNTS, **options) -> ImportBatch:
    """Store a file, which has to be ready."""
    content = text.encode()
    asked = FileOptions(kind=kind, region=region, today=DAY, **options)
    found = understand(content, "laporan.csv", asked, Answers(), COMMAND)
    assert found.ready, (found.errors, found.questions)
    batch = ImportBatch(
        kind=kind, region=region, file_name="laporan.csv", file_hash=file_hash(content)
    )
    assert list(store(found, batch, by, at(9)))[-1] == len(found.rows)
    return batch


def stored_counts() -> dict:
    rows = DailyCount.objects.values_list("region__code", "day", "recorded", "printed")
    return {row[:2]: row[2:] for row in rows if row[2:] != (None, None)}


def test_what_was_there_before_is_there_again_and_both_are_logged():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 5})
    batch = bring("Kecamatan;Perekaman\nLimun;7\nPauh;2\n", siti, jambi.sarolangun, day=DAY)

    result = undo(batch, siti, at(10))

    assert (result.values, result.changed_since) == (2, 0)
    assert stored_counts() == {("15.03.01", DAY): (5, None)}
    assert list(totals.check()) == []
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


def test_a_day_that_was_only_in_the_file_is_unreported_again():
    jambi = make_jambi()
    siti = make_siti(jambi)
    batch = bring("Kecamatan;Perekaman\nLimun;7\n", siti, jambi.sarolangun, day=DAY)
    assert DayStatus.objects.get().state == State.REPORTED

    undo(batch, siti, at(10))

    assert DayStatus.objects.get().state == State.EMPTY


def test_a_declared_zero_comes_back():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {}, status={"state": State.ZERO, "zero_reason": "nobody_came"})
    batch = bring("Kecamatan;Perekaman\nLimun;7\n", siti, jambi.sarolangun, day=DAY)

    undo(batch, siti, at(10))

    status = DayStatus.objects.get()
    assert (status.state, status.zero_reason) == (State.ZERO, "nobody_came")


def test_it_is_taken_back_once():
    jambi = make_jambi()
    siti = make_siti(jambi)
    batch = bring("Kecamatan;Perekaman\nLimun;7\n", siti, jambi.sarolangun, day=DAY)
    undo(batch, siti, at(10))

    with pytest.raises(AlreadyUndone):
        undo(batch, siti, at(11))


LIMUN = "Kecamatan;Perekaman\nLimun;{}\n"


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


@pytest.mark.parametrize("place", ["limun", "pauh"])
def test_a_declared_zero_does_not_come_back_over_people_typed_since(place):
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {}, status={"state": State.ZERO, "zero_reason": "nobody_came"})
    batch = bring(LIMUN.format(7), siti, jambi.sarolangun, day=DAY)
    save_day(siti, {getattr(jambi, place): 8})

    undo(batch, siti, at(10))

    assert DayStatus.objects.get().state == State.REPORTED
    assert sum(recorded for recorded, _printed in stored_counts().values()) == 8


FIGURES = "Kode;Wajib KTP;Rekam\n15.03;1000;800\n15.04;900;700\n"


def test_new_figures_go_and_overwritten_ones_come_back():
    jambi = make_jambi()
    budi = make_budi(jambi)
    as_of = date(2019, 1, 31)
    make_figure(jambi.batanghari, 850, 600, as_of=as_of)
    population = {"kind": ImportKind.POPULATION, "as_of": as_of, "source": "DKB baru"}
    batch = bring(FIGURES, budi, jambi.province, **population)
    assert PopulationFigure.objects.count() == 2

    undo(batch, budi, at(10))

    figure = PopulationFigure.objects.get()
    assert (figure.region, figure.wajib_ktp, figure.recorded) == (jambi.batanghari, 850, 600)
    assert (figure.source, figure.basis) == ("DKB", "dkb")
    assert FigureChange.objects.filter(region=jambi.sarolangun, field="wajib_ktp").count() == 2


def test_a_figure_corrected_since_stays_whole():
    jambi = make_jambi()
    budi = make_budi(jambi)
    population = {"kind": ImportKind.POPULATION, "as_of": date(2019, 1, 31)}
    batch = bring(FIGURES, budi, jambi.province, **population)
    PopulationFigure.objects.filter(region=jambi.sarolangun).update(wajib_ktp=1001)

    result = undo(batch, budi, at(10))

    assert result.changed_since == 3
    figure = PopulationFigure.objects.get()
    assert (figure.wajib_ktp, figure.recorded) == (1001, 800)


def test_of_two_files_of_figures_nothing_stays_in_whatever_order_they_go():
    for newest_first in (True, False):
        with undone():
            jambi = make_jambi()
            budi = make_budi(jambi)
            population = {"kind": ImportKind.POPULATION, "as_of": date(2019, 1, 31)}
            first, second = (
                bring(FIGURES.replace("1000", wajib), budi, jambi.province, **population)
                for wajib in ("1000", "1100")
            )

            for batch in (second, first) if newest_first else (first, second):
                undo(batch, budi, at(11))

            assert not PopulationFigure.objects.exists(), newest_first


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
        assert list(totals.check()) == []


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
        assert list(totals.check()) == []
