"""A title or the name of a sheet that says another day than the person."""

from datetime import date

import pytest

from tests.factories import DAY
from tests.regions.importing.layout.test_office_layouts import counts, figures, sheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TABLE = [["Kecamatan", "Perekaman"], ["Limun", 5], ["Pauh", 6]]
FIGURES = "{title}\nKab/Kota;Wajib KTP;Perekaman\nSarolangun;100;90\nBatanghari;200;180\n"


def told(found) -> list[tuple]:
    return [(c.row, c.message) for c in found.checks if "but you said" in c.message]


def named(name: str) -> bytes:
    return sheet(TABLE, fill=lambda _book, written: setattr(written, "name", name))


@pytest.mark.parametrize(
    "title",
    ["Tanggal: 3 April 2019", "Rabu, 3 April 2019", "Tgl 03/05/2019", "per 2019-04-03",
     "BULAN MARET 2019", date(2019, 4, 3)],
)  # fmt: skip
def test_another_day_above_the_table_is_told(title):
    (remark,) = told(counts(sheet([["LAPORAN HARIAN"], [title], [], *TABLE])))

    assert remark[0] == 2
    assert "but you said 4 April 2019" in remark[1]


@pytest.mark.parametrize(
    "title",
    ["Kamis, 4 April 2019", "Tgl 04/04/2019", "Nomor 470/3/2019", "s.d. 4-4-2019", "April 2019",
     "Nomor 470/3/4/2019", "Tahun 2019", "1 April 2019 s.d. 4 April 2019", date(2019, 4, 4)],
)  # fmt: skip
def test_the_same_day_and_numbers_of_letters_are_not_remarked_on(title):
    assert told(counts(sheet([[title], *TABLE]))) == []


@pytest.mark.parametrize("name", ["3 April", "3-4-2019", "03 Apr 2019", "Maret"])
def test_another_day_in_the_name_of_a_sheet_is_told(name):
    ((row, message),) = told(counts(named(name)))

    assert row is None
    assert name in message


@pytest.mark.parametrize("name", ["4 April", "04-04-2019", "Sheet1", "April", "Data 2"])
def test_the_same_day_or_none_in_the_name_of_a_sheet_is_not_remarked_on(name):
    assert told(counts(named(name))) == []


def test_what_stands_below_a_table_is_no_title():
    assert told(counts(sheet([*TABLE, [], ["Sarolangun, 5 April 2019"]]))) == []


def test_beside_days_of_the_rows_a_title_is_not_remarked_on():
    days = [[*row, day] for row, day in zip(TABLE, ["Tanggal", DAY, DAY], strict=True)]

    assert told(counts(sheet([["Dicetak 5 April 2019"], *days]))) == []


@pytest.mark.parametrize(("title", "other"), [("31 Desember 2018", 1), ("1 April 2019", 0)])
def test_the_as_of_day_of_figures_is_compared_as_well(title, other):
    assert (
        len([c for c in figures(FIGURES.format(title=title)).checks if "you said" in c.message])
        == other
    )


@pytest.mark.parametrize(
    ("title", "other"),
    [("Jumat, 5 April 2019", 1), ("Tgl 4 April 2019", 0), ("Sarolangun, 5 April 2019", 0)],
)
def test_another_day_above_the_second_page_of_a_table_is_told(title, other):
    pages = [["Tgl 4 April 2019"], TABLE[0], TABLE[1], [title], TABLE[0], TABLE[2]]

    assert [row for row, _message in told(counts(sheet(pages)))] == [4] * other


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("DATA SEMESTER I TAHUN 2017", 1),
        ("Semester II 2018", 1),
        ("KEADAAN TAHUN 2019", 0),
        ("UU Nomor 24 Tahun 2013", 0),
        ("Tahun Anggaran 2018", 0),
    ],
)
def test_another_year_above_figures_is_told_and_that_of_a_law_is_not(title, other):
    assert len(told(figures(FIGURES.format(title=title)))) == other


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("LAPORAN BULANAN", 1),
        ("REKAPITULASI BULAN APRIL 2019", 1),
        ("1 April 2019 s.d. 4 April 2019", 1),
        ("s/d 4 April 2019", 1),
        ("Data kumulatif", 1),
        ("Kamis, 4 April 2019", 0),
        ("LAPORAN HARIAN BULAN APRIL 2019", 0),
        ("Minggu, 7 April 2019", 0),
    ],
)
def test_a_title_of_more_than_a_day_is_told_above_counts_of_one_day(title, other):
    found = counts(sheet([[title], [], *TABLE]))

    assert len([c for c in found.checks if "count of one day" in c.message]) == other


def test_beside_the_day_itself_the_month_of_a_daily_form_is_not_remarked_on():
    found = counts(sheet([["BULAN: APRIL"], ["Kamis, 4 April 2019"], *TABLE]))

    assert found.checks == []


def test_headers_of_more_than_a_day_are_no_titles():
    rows = [["Kecamatan", "Perekaman", "S.D. Bulan lalu"], ["Limun", 5, 60], ["Pauh", 6, 70]]

    assert counts(sheet(rows)).checks == []
