"""Tables about other documents, or about targets, by their title."""

import pytest

from tests.regions.importing.layout.test_office_layouts import asked, counts, figures, sheet, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TABLE = [["Kecamatan", "Cetak"], ["Limun", 5], ["Pauh", 6]]


@pytest.mark.parametrize(
    "title", ["LAPORAN PENCETAKAN KIA", "Akta Kelahiran", "Cetak KK", "Kartu Keluarga April 2019"]
)
def test_cards_of_another_kind_are_not_stored(title):
    (error,) = counts(sheet([[title], *TABLE])).errors

    assert "about other documents" in error.message


def test_the_name_of_a_sheet_says_it_as_well():
    def name(_book, written):
        written.name = "KIA"

    assert counts(sheet(TABLE, fill=name)).errors


@pytest.mark.parametrize(
    "title",
    ["LAPORAN KTP-EL, KIA DAN AKTA", "Kartu Tanda Penduduk dan Kartu Keluarga", "Kikim", ""],
)
def test_titles_that_name_the_card_beside_others_stop_nobody(title):
    found = counts(sheet([[title or None], *TABLE]))

    assert len(stored(found)) == 2
    assert found.checks == []


def test_a_header_that_names_the_card_is_enough():
    rows = [["LAPORAN KIA DAN KK"], ["Kecamatan", "Cetak KTP-el", "Cetak KIA"], ["Limun", 5, 6]]

    assert stored(counts(sheet(rows)))[0][2] == {"printed": 5}


@pytest.mark.parametrize(
    ("title", "remarks"),
    [("TARGET PENCETAKAN", 1), ("Rata-rata harian", 1), ("TARGET DAN REALISASI", 0)],
)
def test_targets_are_told_above_counts(title, remarks):
    found = counts(sheet([[title], *TABLE]))

    assert len([c for c in found.checks if "what was done" in c.message]) == remarks


def test_figures_under_a_title_of_percentages_are_not_remarked_on():
    text = "Persentase Perekaman\nKab/Kota;Wajib KTP;Perekaman\nSarolangun;200000;180000\n"

    assert figures(text).checks == []


@pytest.mark.parametrize("title", ["PERSENTASE PEREKAMAN", "PEREKAMAN LUAR DAERAH", "CETAK ULANG"])
def test_a_month_of_something_else_is_asked_about(title):
    rows = [[f"{title} MARET 2019"], ["Kecamatan", *range(1, 11)], ["Limun", *range(60, 70)]]

    assert len(asked(counts(sheet(rows), None))) == 1
