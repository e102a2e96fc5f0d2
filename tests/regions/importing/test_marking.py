"""The file given back with its errors marked, and what becomes of it once they are corrected."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
import xlsxwriter
from django.conf import settings
from django.utils import translation
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from regions.importing.findings import Error
from regions.importing.headers import find_tables
from regions.importing.limits import COMMAND, PAGE
from regions.importing.marking import write_marked
from regions.importing.options import Answers, FileOptions
from regions.importing.reading import Unreadable, read_file
from regions.importing.tables import Sheet
from regions.importing.understanding import Understood, understand
from regions.importing.vocabulary import fields_of
from regions.models import ImportKind, Region
from tests.factories import DAY, make_jambi

from .offices import FILES

LANGUAGES = [code for code, _name in settings.LANGUAGES]
DIRTY = """Laporan harian;;;
;;;
Kecamatan;Tanggal;Perekaman;Cetak
Kec. Limun;4/4/2019;12;x7
Kec. Sarolangun;4/4/2019;1.250;5
Kec. Pauh;31/4/2019;-;9

Catatan: sementara;;;
"""


def workbook(*sheets: list[list], names: tuple[str, ...] = (), merges: dict | None = None) -> bytes:
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False})
    day = book.add_format({"num_format": "d/m/yyyy"})
    for at, rows in enumerate(sheets):
        sheet = book.add_worksheet(names[at] if names else None)
        for block in (merges or {}).get(at, ()):
            sheet.merge_range(*block, "")
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(r, c, value)
                elif isinstance(value, date | time):
                    sheet.write_datetime(r, c, value, day)
                elif value is not None:
                    sheet.write(r, c, value)
    book.close()
    return file.getvalue()


def marked(content: bytes, errors: list[Error], name: str = "laporan.csv") -> bytes:
    file = BytesIO()
    write_marked(content, name, errors, file)
    return file.getvalue()


def sheets_of(content: bytes) -> list[Sheet]:
    return read_file(content, "marked.xlsx", PAGE)


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


def part(content: bytes, name: str) -> str:
    with ZipFile(BytesIO(content)) as book:
        return book.read(name).decode()


def red_cells(content: bytes, sheet: int = 1) -> set[str]:
    """The cells that are filled: those in a format with a fill of its own."""
    formats = re.search(r"<cellXfs.*?</cellXfs>", part(content, "xl/styles.xml"), re.DOTALL)[0]
    filled = {
        str(i) for i, xf in enumerate(re.findall(r"<xf [^>]*>", formats)) if "applyFill" in xf
    }
    cells = re.findall(r'<c r="(\w+)" s="(\d+)"', part(content, f"xl/worksheets/sheet{sheet}.xml"))
    return {cell for cell, style in cells if style in filled}


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_added_column_is_read_as_nothing_to_import(language):
    with translation.override(language):
        content = marked(DIRTY.encode(), [Error("No number.", "", 4, "Cetak", "x7")])

    assert fields_of(sheets_of(content)[0].rows[2][4]) == {"ignore"}


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


def test_an_own_sheet_of_that_name_stays():
    with translation.override("en"):
        rows = [["Kecamatan", "Perekaman", "Cetak"], ["Limun", "x", 2]]
        content = workbook(rows, names=("errors",))
        listed = sheets_of(marked(DIRTY.encode(), [Error("No.")]))[1].name
        content = workbook(rows, names=(listed,))

        again = sheets_of(marked(content, [Error("No.", listed, 2, "Perekaman")]))

    assert [sheet.name for sheet in again] == [listed, f"{listed} (2)"]


def test_a_table_of_all_columns_that_can_be_read_gets_no_further_one():
    header = ["Kecamatan", "Perekaman", *(f"Kolom {n}" for n in range(PAGE.columns - 2))]
    rows = [header, ["Limun", "x", *range(PAGE.columns - 2)]]
    content = workbook(rows, names=("Data",))

    again = marked(content, [Error("No.", "Data", 2, "Perekaman")])

    assert red_cells(again) == {"B2"}
    assert len(sheets_of(again)[0].rows[1]) == PAGE.columns


def test_what_looks_like_an_identity_number_is_told_in_the_list_only():
    text = "Kecamatan;Perekaman;Cetak\nLimun;x;2\n"
    error = Error("1503012345678901 is no count.", "", 2, "Perekaman")

    first, listed = sheets_of(marked(text.encode(), [error]))

    assert "1503" not in first.rows[1][3]
    assert listed.name in first.rows[1][3]
    assert error.message in listed.rows[1]


HOSTILE = [
    "=cmd|' /C calc'!A1", "+1+1", "@x", "<r><t>a</t></r>", "<r></c></row></r>", "_x0041_", "\x01",
    "\ufffe\uffff", "&lt;<![CDATA[", "{=1}", "x" * 40_000, "😀" * 20_000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_stay_texts(text):
    errors = [Error(text, "Data", 2, "Perekaman", text), Error(text, text, 9, text, text)]
    rows = [["Kecamatan", "Perekaman", "Cetak"], ["Limun", "x", 2]]
    content = workbook(rows, names=("Data",))
    notes = "Catatan: sementara\n" * 10
    csv = f'Kecamatan;Perekaman;Cetak\nLimun;"{text}";2\n\n{notes}'.encode()

    for again in (marked(content, errors), marked(csv, [errors[0]._replace(sheet="")])):
        with ZipFile(BytesIO(again)) as book:
            for name in book.namelist():
                if name.endswith((".xml", ".vml", ".rels")):
                    well_formed(book.read(name))
        assert sheets_of(again)[0].rows[1][0] == "Limun"
        assert "<f>" not in part(again, "xl/worksheets/sheet1.xml")


def well_formed(xml: bytes) -> None:
    text = xml.decode()
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text)
    ElementTree.fromstring(text.encode())  # noqa: S314 written by ourselves


SHEET_NAMES = [
    "a" * 40,
    "[x]:*?/\\",
    "'",
    "😀" * 20,
    "Data",
    "DATA",
    "data",
    "a" * 30 + "'b",
    "\x01\uffff",
]


def test_names_of_sheets_are_made_such_as_excel_allows(monkeypatch):
    table = [["Kecamatan", "Perekaman", "Cetak"], ["Limun", "x", 2]]
    sheets = [Sheet(name, [list(row) for row in table]) for name in SHEET_NAMES]
    monkeypatch.setattr("regions.importing.marking.read_file", lambda *_args: sheets)

    names = [sheet.name for sheet in read_file(marked(b"", []), "a.xlsx", PAGE)]

    assert len(names) == len(SHEET_NAMES) + 1
    assert names[4:7] == ["Data", "DATA (2)", "data (3)"]


def test_a_day_that_excel_does_not_know_stays_readable(monkeypatch):
    """From an ods, whose calendar begins earlier."""
    rows = [["Kecamatan", "Tanggal", "Cetak"], ["Limun", date(1850, 1, 2), 2]]
    monkeypatch.setattr("regions.importing.marking.read_file", lambda *_args: [Sheet("A", rows)])

    assert read_file(marked(b"", []), "a.xlsx", PAGE)[0].rows[1] == ["Limun", "1850-01-02", 2]


known = ["168.160", "5", "%", "Perekaman", "Kecamatan", "Capaian %", "2019", "-", "#N/A", "Kode"]
words = st.text(max_size=20) | st.sampled_from(known)
rows = st.none() | st.integers(1, 30_000)
an_error = st.builds(Error, words.map("Betulkan {}".format), words, rows, words, words)


@hypothesis_settings(max_examples=60)
@given(st.lists(an_error, max_size=8))
def test_the_list_of_errors_is_never_a_table(errors):
    sheets = sheets_of(marked(DIRTY.encode(), errors))

    assert find_tables(sheets[1:]) == []


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
