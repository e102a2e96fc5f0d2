"""Tables without anything of ours beside one that is imported: left out, and told."""

import pytest

from tests.regions.importing.layout.test_office_layouts import counts, sheet, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

ROWS = [["Kecamatan", "Perekaman"], ["Limun", 5], ["Pauh", 6]]


def with_sheet(rows: list) -> bytes:
    def fill(book, _written):
        second = book.add_worksheet("Lain")
        for at, row in enumerate(rows):
            second.write_row(at, 0, row)

    return sheet(ROWS, fill=fill)


@pytest.mark.parametrize("header", ["Target", "Keterangan", "Luas (km2)", "Cakupan"])
def test_a_sheet_of_targets_is_left_out_and_told(header):
    found = counts(with_sheet([["Kecamatan", header], ["Limun", 50], ["Pauh", 60]]))

    assert len(stored(found)) == 2
    assert [(c.sheet, "was left out" in c.message) for c in found.checks] == [("Lain", True)]


def test_a_sheet_with_data_of_citizens_is_refused_all_the_same():
    found = counts(with_sheet([["Kecamatan", "NIK"], ["Limun", "1503010101900001"]]))

    assert ["data of citizens" in error.message for error in found.errors] == [True]


def test_a_sheet_with_days_side_by_side_is_refused_all_the_same():
    found = counts(with_sheet([["Kecamatan", "Senin", "Selasa"], ["Limun", 5, 6], ["Pauh", 7, 8]]))

    assert ["side by side" in error.message for error in found.errors] == [True]


def test_an_answer_about_no_column_is_still_an_error():
    content = with_sheet([["Kecamatan", "Target"], ["Limun", 50], ["Pauh", 60]])
    found = counts(content, columns={"Perekamann": "recorded"})

    assert ["no column of that name" in error.message for error in found.errors] == [True]


def test_a_table_without_anything_of_ours_is_an_error_by_itself():
    assert counts("Kecamatan;Target\nLimun;50\n").errors
