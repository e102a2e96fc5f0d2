"""A file of population figures taken back."""

from datetime import date

import pytest

from regions.importing.storing.undoing import undo
from regions.models import Basis, FigureChange, FigurePin, ImportKind, PopulationFigure
from regions.recording import Signature, pin_figure
from tests.factories import DAY, at, make_budi, make_figure, make_jambi, undone
from tests.regions.importing.storing.stored_files import bring

pytestmark = pytest.mark.django_db

FIGURES = "Kode;Wajib KTP;Rekam\n15.03;1000;800\n15.04;900;700\n"


def test_new_figures_go_and_overwritten_ones_come_back():
    jambi = make_jambi()
    budi = make_budi(jambi)
    as_of = date(2019, 1, 31)
    make_figure(jambi.batanghari, 850, 600, as_of=as_of)
    population = {
        "kind": ImportKind.POPULATION,
        "as_of": as_of,
        "published_on": as_of,
        "source": "DKB baru",
    }
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


def test_a_figure_comes_back_as_it_was_found_where_the_log_does_not_know_why():
    """Corrected past the log between two files, the first of which is taken back first."""
    jambi = make_jambi()
    budi = make_budi(jambi)
    population = {"kind": ImportKind.POPULATION, "as_of": date(2019, 1, 31)}
    first = bring(FIGURES, budi, jambi.province, **population)
    PopulationFigure.objects.filter(region=jambi.sarolangun).update(wajib_ktp=1050)
    second = bring(FIGURES.replace("1000", "1100"), budi, jambi.province, **population)

    undo(first, budi, at(10))
    undo(second, budi, at(11))

    assert PopulationFigure.objects.get(region=jambi.sarolangun).wajib_ktp == 1050


def test_of_two_bases_of_one_day_only_that_of_the_file_goes_and_its_pin_with_it():
    jambi = make_jambi()
    budi = make_budi(jambi)
    day = date(2019, 1, 31)
    dkb = make_figure(jambi.sarolangun, 1100, 850, as_of=day)
    days = {"as_of": day, "published_on": day}
    batch = bring(
        FIGURES, budi, jambi.province, kind=ImportKind.POPULATION, basis=Basis.DP4, **days
    )
    dp4 = PopulationFigure.objects.get(region=jambi.sarolangun, basis=Basis.DP4)
    pin_figure(dp4, day=DAY, reason="Surat 7", signed=Signature(budi, at(9)))

    assert undo(batch, budi, at(10)).changed_since == 0

    assert PopulationFigure.objects.get() == dkb
    assert not FigurePin.objects.exists()
    assert FigureChange.objects.filter(field="pinned").count() == 1


def test_a_file_from_before_bases_stood_side_by_side_goes_all_the_same():
    jambi = make_jambi()
    budi = make_budi(jambi)
    batch = bring(
        FIGURES, budi, jambi.province, kind=ImportKind.POPULATION, as_of=date(2019, 1, 31)
    )
    FigureChange.objects.update(basis="")
    stored = PopulationFigure.objects.get(region=jambi.sarolangun)
    days = {"as_of": stored.as_of, "published_on": stored.published_on}
    dp4 = make_figure(jambi.sarolangun, 1100, 850, basis=Basis.DP4, **days)

    undo(batch, budi, at(10))

    assert PopulationFigure.objects.get() == dp4


def test_a_number_that_came_by_hand_stays_with_basis_and_source():
    jambi = make_jambi()
    budi = make_budi(jambi)
    only_wajib = "Kode;Wajib KTP\n15.03;1000\n"
    population = {"kind": ImportKind.POPULATION, "as_of": date(2019, 1, 31), "source": "DKB"}
    batch = bring(only_wajib, budi, jambi.province, **population)
    PopulationFigure.objects.update(recorded=800)

    undo(batch, budi, at(10))

    figure = PopulationFigure.objects.get()
    assert (figure.wajib_ktp, figure.recorded) == (None, 800)
    assert (figure.basis, figure.source) == ("dkb", "DKB")


def test_of_two_files_a_pinned_figure_goes_whole_after_the_first_of_them():
    jambi = make_jambi()
    budi = make_budi(jambi)
    population = {"kind": ImportKind.POPULATION, "as_of": date(2019, 1, 31)}
    first = bring(FIGURES, budi, jambi.province, **population)
    pinned = PopulationFigure.objects.get(region=jambi.sarolangun)
    pin_figure(pinned, day=DAY, reason="Surat 7", signed=Signature(budi, at(9)))
    second = bring(FIGURES.replace("1000", "1100"), budi, jambi.province, **population)

    undo(first, budi, at(10))
    undo(second, budi, at(11))

    assert not PopulationFigure.objects.exists()
