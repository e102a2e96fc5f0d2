"""The file given back with its errors marked, and what becomes of it once they are corrected."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.utils import translation

from regions.importing.columns.vocabulary import fields_of
from regions.importing.findings import Error
from regions.importing.layout.headers import find_tables
from regions.importing.options import Answers, FileOptions
from regions.importing.reading.file import read_file
from regions.importing.reading.limits import COMMAND, PAGE, Unreadable
from regions.importing.understanding import Understood, understand
from regions.models import ImportKind, Region
from tests.factories import DAY, make_jambi
from tests.regions.importing.files.marked_files import (
    DIRTY,
    LANGUAGES,
    marked,
    part,
    red_cells,
    sheets_of,
    workbook,
)
from tests.regions.importing.offices import FILES


def understood(content: bytes, region: Region, **options) -> Understood:
    options = {"kind": ImportKind.COUNTS, "today": DAY + timedelta(days=40), **options}
    return understand(content, "file", FileOptions(region=region, **options), Answers(), COMMAND)


def corrected(content: bytes, change: Callable[[list[list[list]]], None]) -> bytes:
    """As a person does it in Excel: cells are typed over, all else stays."""
    sheets = sheets_of(content)
    rows = [sheet.rows for sheet in sheets]
    change(rows)
    merges = {at: sheet.merged for at, sheet in enumerate(sheets)}
    return workbook(*rows, names=tuple(sheet.name for sheet in sheets), merges=merges)


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_marked_file_is_corrected_and_taken(language):
    jambi = make_jambi()
    with translation.override(language):
        errors = understood(DIRTY.encode(), jambi.sarolangun).errors
        content = marked(DIRTY.encode(), errors)
    assert [(error.row, error.column) for error in errors] == [(4, "Cetak"), (6, "Tanggal")]

    def correct(sheets):
        sheets[0][3][3] = 7
        sheets[0][5][1] = date(2019, 4, 30)

    found = understood(corrected(content, correct), jambi.sarolangun)

    assert (found.errors, found.questions) == ([], [])
    assert [(row.code, row.day.day, row.row, row.values) for row in found.rows] == [
        ("15.03.01", 4, 4, {"recorded": 12, "printed": 7}),
        ("15.03.02", 4, 5, {"recorded": 1250, "printed": 5}),
        ("15.03.03", 30, 6, {"printed": 9}),
    ]
    assert [table.sheet for table, _assignment in found.tables] == [sheets_of(content)[0].name]


def test_erroneous_cells_are_red_under_a_note_and_told_beside_their_row():
    errors = [
        Error("x7 is no number.", "", 4, "Cetak", "x7"),
        Error("Nor is this.", "", 4, "Cetak", "x7"),
        Error("There is no 31 April.", "", 6, "Tanggal", "31/4/2019"),
        Error("This row is late.", "", 5),
        Error("The file is old."),
    ]

    content = marked(DIRTY.encode(), errors)

    assert red_cells(content) == {"D4", "B6"}
    notes = part(content, "xl/comments1.xml")
    assert re.findall(r'ref="(\w+)"', notes) == ["D4", "B6"]
    assert "x7 is no number.\nNor is this." in notes
    first, listed = sheets_of(content)
    assert [row[4] if len(row) > 4 else None for row in first.rows[2:6]] == [
        first.rows[2][4],
        "Cetak: x7 is no number. Cetak: Nor is this.",
        "This row is late.",
        "Tanggal: There is no 31 April.",
    ]
    assert fields_of(first.rows[2][4]) == {"ignore"}
    assert [row[4] for row in listed.rows[1:]] == [error.message for error in errors]
    assert len(listed.rows[0]) == 1


def test_every_cell_stays_what_and_where_it_is():
    moment, day = datetime(2019, 4, 5, 10, 42, 3), date(2019, 4, 4)
    rows = [
        ["Rekap"],
        [],
        ["Kecamatan", "Perekaman", "Cetak", "Tanggal", "Jam", "Ada", "Diubah"],
        ["Limun", "168.160", 12.5, day, time(8, 30), True, moment],
        ["=1+1", 7, None, "@SUM(A1)", "http://example.org", False, "C:\\a"],
    ]

    content = marked(workbook(rows, names=("Data",)), [Error("No.", "Data", 4, "Perekaman")])

    assert [row[:7] for row in sheets_of(content)[0].rows] == rows
    xml = part(content, "xl/worksheets/sheet1.xml")
    assert "<f>" not in xml
    assert "hyperlink" not in xml


def test_an_empty_cell_can_be_marked():
    rows = [["Kecamatan", "Tanggal", "Perekaman"], ["Limun", None, 7], ["Pauh", "4/4/2019", 8]]
    content = workbook(rows, names=("Data",))

    assert red_cells(marked(content, [Error("No day.", "Data", 2, "Tanggal")])) == {"B2"}


def test_of_two_columns_with_one_header_the_right_one_is_marked():
    text = "Kecamatan;Perekaman;Perekaman\nLimun;1;x\n"
    header = find_tables(read_file(text.encode(), "a.csv", PAGE))[0].columns[2].header

    assert red_cells(marked(text.encode(), [Error("No.", "", 2, header, "x")])) == {"C2"}


def test_only_what_is_visible_and_erroneous_is_marked():
    rows = [["Kecamatan", "Perekaman", "Cetak"], ["Limun", "x", 2]]
    content = workbook(rows, rows, names=("Satu", "Dua"))

    again = marked(content, [Error("No.", "Dua", 2, "Perekaman", "x")])

    assert (red_cells(again, 1), red_cells(again, 2)) == (set(), {"B2"})
    assert sheets_of(again)[0].rows == sheets_of(content)[0].rows


def test_an_own_sheet_of_that_name_stays():
    with translation.override("en"):
        rows = [["Kecamatan", "Perekaman", "Cetak"], ["Limun", "x", 2]]
        content = workbook(rows, names=("errors",))
        listed = sheets_of(marked(DIRTY.encode(), [Error("No.")]))[1].name
        content = workbook(rows, names=(listed,))

        again = sheets_of(marked(content, [Error("No.", listed, 2, "Perekaman")]))

    assert [sheet.name for sheet in again] == [listed, f"{listed} (2)"]


@pytest.mark.parametrize("path", sorted(FILES.glob("*.[!m]*")), ids=lambda path: path.name)
def test_real_tables_read_the_same_once_marked(path):
    content = path.read_bytes()
    tables = find_tables(read_file(content, path.name, PAGE))
    errors = [
        Error(f"{column.header} is wrong.", table.sheet, table.numbers[at], column.header)
        for table in tables
        for at, column in enumerate(table.columns[: len(table.numbers)])
    ]

    again = marked(content, errors, path.name)

    after = find_tables(sheets_of(again))
    assert len(after) == len(tables)
    for table, old in zip(after, tables, strict=True):
        assert table.numbers == old.numbers
        assert table.columns[:-1] == old.columns
        assert fields_of(table.columns[-1].header) == {"ignore"}
        assert table.cells[:-1] == old.cells
    places = len({(error.row, error.column) for error in errors})
    assert len(red_cells(again)) == places


def test_what_cannot_be_read_cannot_be_marked():
    with pytest.raises(Unreadable):
        marked(b"%PDF-1.4", [])


def test_a_file_without_a_table_still_tells_its_errors():
    content = marked(b"halo\ndunia\n", [Error("No table.")])

    assert [len(sheet.rows) for sheet in sheets_of(content)] == [2, 2]
