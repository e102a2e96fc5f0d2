"""What programs and people do to files: read as it is meant, or told."""

import struct
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from regions.importing.layout.headers import find_tables
from regions.importing.reading.file import read_file
from regions.importing.reading.limits import PAGE
from tests.regions.importing.layout.test_office_layouts import counts, sheet, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

XLS = Path(__file__).parents[3] / "files" / "import" / "reading_cells.xls"
HEADER = "Kecamatan;Perekaman;Cetak\n"


def remarks(found) -> list[tuple]:
    return [(check.row, "apart" in check.message) for check in found.checks]


@pytest.mark.parametrize("row", ["Pauh;tutup;", ";12;", "Pauh;;tutup", ";;1.234"])
@pytest.mark.parametrize("between", ["\n", "\n\nCatatan: alat rusak\n\n"])
def test_a_row_apart_below_the_table_is_told(row, between):
    found = counts(f"{HEADER}Limun;5;6\n{between}{row}\n")

    assert [code for code, _day, _values in stored(found)] == ["15.03.01"]
    assert remarks(found) == [(3 + between.count("\n"), True)]


def test_a_row_apart_is_told_on_every_page():
    page = f"{HEADER}Limun;5;6\n\nPauh;tutup;\n"

    assert [check.row for check in counts(page + page.replace("Limun", "Pauh")).checks] == [4, 8]


def test_those_who_sign_and_the_number_of_the_page_are_no_rows_apart():
    signed = ";;Kepala Dinas\nMengetahui;Operator;\nKepala Bidang;Sarolangun;\n;;NIP. 1965\n2\n"

    assert remarks(counts(f"{HEADER}Limun;5;6\n\n{signed}")) == []


@pytest.mark.parametrize(("total", "wrong"), [(12, []), (13, [(4, 12, 13)])])
def test_jumlah_under_the_header_of_the_days_is_the_total_of_the_office(total, wrong):
    found = counts(f"Tanggal;Perekaman\n2019-04-01;5\n2019-04-02;7\nJUMLAH;{total}\n", None)

    assert [values for *_place, values in stored(found)] == [{"recorded": 5}, {"recorded": 7}]
    assert [(c.row, c.expected, c.found) for c in found.checks] == wrong


def test_a_remark_that_begins_as_a_total_makes_no_total_of_a_day():
    found = counts("Tanggal;Perekaman;Ket\n2019-04-01;5;Total alat rusak 2\n", None)

    assert [values for *_place, values in stored(found)] == [{"recorded": 5}]


@pytest.mark.parametrize("quoted", ['="15.03.01"', '"=""15.03.01"""'])
def test_a_code_that_is_kept_as_text_by_a_formula_is_read(quoted):
    found = counts(f"Kode;Perekaman\n{quoted};5\n15.03.03;=5+1\n")

    assert [row.code for row in found.rows] == ["15.03.01"]
    assert [(error.row, error.value) for error in found.errors] == [(3, "=5+1")]


@pytest.mark.parametrize("day", [42094, 42094.5, datetime(2019, 4, 1)])
def test_days_of_a_workbook_that_counts_from_1904_are_those_that_it_shows(day):
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"date_1904": True}) as book:
        written = book.add_worksheet()
        written.write_row(0, 0, ["Tanggal", "Kecamatan", "Perekaman"])
        written.write(1, 0, day, book.add_format({"num_format": "dd/mm/yyyy"}))
        written.write_row(1, 1, ["Limun", 5])
        written.write_row(2, 0, [42095, "Pauh", 42095 - 42000])
    found = stored(counts(content.getvalue(), None))

    assert [(day, values) for _code, day, values in found] == [
        (date(2019, 4, 1), {"recorded": 5}),
        (date(2019, 4, 2), {"recorded": 95}),
    ]


def xls_with(record: int, at: int, value: int) -> bytes:
    """The workbook with one byte of its first record of that kind changed."""
    content = bytearray(XLS.read_bytes())
    begin = content.index(b"\x09\x08\x10\0\0\x06\x05\0")
    place = begin
    while struct.unpack_from("<H", content, place)[0] != record:
        place += 4 + struct.unpack_from("<H", content, place + 2)[0]
    content[place + 4 + at] |= value
    return bytes(content)


def test_hidden_rows_of_an_older_workbook_are_known():
    before, after = (
        [sheet.hidden_rows for sheet in read_file(content, "", PAGE)]
        for content in (XLS.read_bytes(), xls_with(0x0208, 12, 0x20))
    )

    assert before[0] == frozenset()
    assert len(after[0]) == 1
    assert before[1:] == after[1:]


def test_an_older_workbook_that_counts_from_1904_is_known():
    assert not any(sheet.from_1904 for sheet in read_file(XLS.read_bytes(), "", PAGE))
    sheets = read_file(xls_with(0x0022, 0, 1), "", PAGE)

    assert all(sheet.from_1904 for sheet in sheets)
    assert all(table.from_1904 for table in find_tables(sheets))


LINES = ["No,Kecamatan,Perekaman", "1,Limun,5", "2,Pauh,7"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (sheet([[line] for line in LINES]), True),
        ("".join(f'"{line}"\n' for line in LINES), True),
        ("Limun, Pauh, Sarolangun\n", False),
    ],
)
def test_a_text_file_opened_with_the_wrong_separator_says_so(content, told):
    (error,) = counts(content).errors

    assert ("Text to Columns" in error.message) == told


@pytest.mark.parametrize("header", ["N I K", "N\u00adI\u200bK", "No. K\u2060K"])
def test_a_header_of_citizens_is_known_in_any_spelling(header):
    found = counts(f"Kecamatan;Perekaman;{header}\nLimun;5;1\n")

    assert "data of citizens" in found.errors[0].message


@pytest.mark.parametrize("header", ["K E C A M A T A N;P E R E K A M A N", "Sub-district;Recorded"])
def test_headers_with_letters_apart_or_in_english_are_known(header):
    assert stored(counts(f"{header}\nLimun;5\n"))[0][0] == "15.03.01"
