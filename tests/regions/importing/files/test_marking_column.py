"""The column that a marked file has beside each table, whatever shape the table has."""

import pytest
from django.utils import translation

from regions.importing.columns.vocabulary import fields_of
from regions.importing.findings import Error
from regions.importing.layout.headers import find_tables
from regions.importing.reading.file import read_file
from regions.importing.reading.limits import PAGE
from tests.regions.importing.files.marked_files import (
    DIRTY,
    LANGUAGES,
    marked,
    red_cells,
    sheets_of,
    workbook,
)
from tests.regions.importing.offices import FILES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_added_column_is_read_as_nothing_to_import(language):
    with translation.override(language):
        content = marked(DIRTY.encode(), [Error("No number.", "", 4, "Cetak", "x7")])

    assert fields_of(sheets_of(content)[0].rows[2][4]) == {"ignore"}


def test_a_header_of_two_rows_stays_one():
    content = (FILES / "fixture_malut_2020_two_row_header.xlsx").read_bytes()
    table = find_tables(sheets_of(content))[0]
    column = table.columns[2].header

    again = marked(content, [Error("No.", table.sheet, table.numbers[1], column)])

    (after,) = find_tables(sheets_of(again))
    assert after.columns[:-1] == table.columns
    assert fields_of(after.columns[-1].header) == {"ignore"}
    assert after.numbers == table.numbers
    assert set(sheets_of(again)[0].merged) == set(sheets_of(content)[0].merged)


def test_a_header_of_two_rows_without_merged_cells_stays_one():
    text = "Kecamatan;PEREKAMAN;;CETAK;\n;JUMLAH;%;JUMLAH;%\nLimun;x;1;2;3\nPauh;5;1;2;3\n"
    table = find_tables(read_file(text.encode(), "a.csv", PAGE))[0]

    (after,) = find_tables(
        sheets_of(marked(text.encode(), [Error("No.", "", 3, "PEREKAMAN JUMLAH")]))
    )

    assert after.columns[:-1] == table.columns
    assert fields_of(after.columns[-1].header) == {"ignore"}


def test_a_table_of_two_pages_stays_one():
    text = "Kecamatan;Perekaman;Cetak\nLimun;1;2\n\nKecamatan;Perekaman;Cetak\nPauh;x;4\n"

    (after,) = find_tables(sheets_of(marked(text.encode(), [Error("No.", "", 5, "Perekaman")])))

    assert after.numbers == [2, 5]
    assert [column.letter for column in after.columns] == ["A", "B", "C", "D"]
    assert after.cells[3] == [None, "Perekaman: No."]


def test_the_added_column_stands_beside_the_table_whatever_its_title_spans():
    rows = [["Rekapitulasi"], ["Kecamatan", "Perekaman", "Cetak"], ["Limun", "x", 2]]
    content = workbook(rows, names=("Data",), merges={0: [(0, 0, 0, 9)]})

    again = sheets_of(marked(content, [Error("No.", "Data", 3, "Perekaman")]))

    assert again[0].rows[2][3] == "Perekaman: No."


def test_the_added_column_stands_beside_what_is_noted_there():
    text = "Kecamatan;Perekaman;Cetak\nLimun;x;2\n\n;;;lihat surat\n"

    (first, _listed) = sheets_of(marked(text.encode(), [Error("No.", "", 2, "Perekaman")]))

    assert first.rows[1][3:] == [None, "Perekaman: No."]


def test_a_file_marked_twice_has_one_column_and_one_list_of_the_last_errors():
    first = marked(DIRTY.encode(), [Error("Old.", "", 4, "Cetak"), Error("Older.", "", 5)])
    name = sheets_of(first)[0].name

    with translation.override("en"):
        again = sheets_of(marked(first, [Error("New.", name, 6, "Cetak")]))

    assert len(again) == 2
    assert [row[4:] for row in again[0].rows[3:6]] == [[], [], ["Cetak: New."]]
    assert fields_of(again[0].rows[2][4]) == {"ignore"}
    assert len(again[0].rows[2]) == 5
    assert len(again[1].rows) == 2


def test_a_table_of_all_columns_that_can_be_read_gets_no_further_one():
    header = ["Kecamatan", "Perekaman", *(f"Kolom {n}" for n in range(PAGE.columns - 2))]
    rows = [header, ["Limun", "x", *range(PAGE.columns - 2)]]
    content = workbook(rows, names=("Data",))

    again = marked(content, [Error("No.", "Data", 2, "Perekaman")])

    assert red_cells(again) == {"B2"}
    assert len(sheets_of(again)[0].rows[1]) == PAGE.columns
