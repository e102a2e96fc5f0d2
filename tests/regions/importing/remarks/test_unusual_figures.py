"""Population figures that are hardly those of the place are told before they are stored."""

from datetime import date

import pytest

from regions.importing.options import FileOptions
from regions.models import Basis, ImportKind, PopulationFigure
from tests.factories import DAY, make_figure, make_jambi
from tests.regions.importing.layout.test_office_layouts import FIRST, figures, read, sheet, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TABLE = "{title}\nKab/Kota;Wajib KTP;Perekaman\nSarolangun;{wajib};{recorded}\n"


def told(found, words: str) -> list[int | None]:
    assert found.ready, (found.errors, found.questions)
    return [check.row for check in found.checks if words in check.message]


@pytest.mark.parametrize(("wajib", "remarks"), [(217, [3]), (999, [3]), (1000, []), (217_000, [])])
def test_a_kabupaten_with_hardly_anybody_obliged_may_be_in_thousands(wajib, remarks):
    found = figures(TABLE.format(title="Rekap", wajib=wajib, recorded=wajib - 20))

    assert told(found, "in thousands") == remarks


@pytest.mark.parametrize(
    ("wajib", "fields"),
    [(210_000, 0), (133_334, 0), (266_666, 0), (133_333, 1), (266_667, 1), (200, 1)],
)
def test_a_figure_far_from_the_one_before_is_told(wajib, fields):
    jambi = make_jambi()
    day = date(2018, 12, 31)
    figure = {"wajib_ktp": 200_000, "as_of": day, "published_on": day}
    PopulationFigure.objects.create(region=jambi.sarolangun, **figure)
    options = FileOptions(ImportKind.POPULATION, jambi.province, DAY, as_of=FIRST)

    found = read(f"Kab/Kota;Wajib KTP\nSarolangun;{wajib}\n", options, {})

    assert told(found, "is far from the 200,000 of 31 December 2018") == [2] * fields


def far(jambi, basis: str, wajib: int = 150_000) -> list[str]:
    options = FileOptions(ImportKind.POPULATION, jambi.province, DAY, as_of=FIRST, basis=basis)
    found = read(f"Kab/Kota;Wajib KTP;Perekaman\nSarolangun;{wajib};100000\n", options, {})
    assert found.ready, (found.errors, found.questions)
    return [c.message for c in found.checks if "is far from" in c.message]


def test_a_figure_is_compared_with_the_newest_of_its_own_basis():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, 140_000, 90_000, as_of=date(2017, 12, 31))
    make_figure(jambi.sarolangun, 150_000, 100_000, as_of=date(2018, 6, 30))
    make_figure(jambi.sarolangun, 250_000, 210_000, as_of=date(2018, 12, 31), basis=Basis.DP4)

    assert far(jambi, Basis.DKB) == []
    assert len(far(jambi, Basis.DKB, 210_000)) == 1
    assert [said.partition("is far from ")[2][:30] for said in far(jambi, Basis.DP4)] == [
        "the 250,000 of 31 December 2018"[:30],
        "the 210,000 of 31 December 2018"[:30],
    ]


def test_without_one_of_its_basis_the_remark_says_with_which_it_was_compared():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, 250_000, 100_000, as_of=date(2018, 12, 31), basis=Basis.DP4)

    (said,) = far(jambi, Basis.DKB)

    assert "the 250,000 of 31 December 2018 (another basis: election data (DP4))." in said


def test_a_number_that_the_newest_figure_lacks_is_compared_with_the_one_before():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, 250_000, 100_000, as_of=date(2018, 6, 30))
    make_figure(jambi.sarolangun, None, 100_000, as_of=date(2018, 12, 31))

    (said,) = far(jambi, Basis.DKB)

    assert "the 250,000 of 30 June 2018." in said


@pytest.mark.parametrize(
    "title",
    ["(dalam ribuan)", "DATA WAJIB KTP (ribu jiwa)", "Satuan: ribu jiwa", "x 1.000 jiwa"],
)
def test_numbers_in_thousands_by_the_title_are_refused(title):
    (error,) = figures(TABLE.format(title=title, wajib=217, recorded=200)).errors

    assert "in thousands or millions" in error.message


@pytest.mark.parametrize("header", ["Wajib KTP (ribu)", "Wajib KTP (000 jiwa)", "Wajib KTP ribuan"])
def test_numbers_in_thousands_by_their_header_are_refused(header):
    found = figures(f"Kab/Kota;{header};Perekaman\nSarolangun;217;200\n")

    assert ["in thousands or millions" in error.message for error in found.errors] == [True]


def test_a_title_that_counts_thousands_of_cards_is_no_unit_of_the_numbers():
    title = "Pemerintah mengirim 6.000 keping, lebih dari lima ribu jiwa belum merekam"

    assert stored(figures(TABLE.format(title=title, wajib=217_000, recorded=200_000)))


def test_a_workbook_may_say_the_unit_anywhere_above_its_table():
    rows = [["Rekap"], [None, "(ribu)"], ["Kab/Kota", "Wajib KTP"], ["Sarolangun", 217]]

    assert "in thousands or millions" in figures(sheet(rows)).errors[0].message
