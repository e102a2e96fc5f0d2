"""Files as offices have them, read for what they are."""

from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import xlsxwriter

from regions.importing.reading.file import read_file
from regions.importing.reading.limits import COMMAND, PAGE, Unreadable
from regions.importing.tables import Merged

pytestmark = pytest.mark.usefixtures("in_english")

FILES = Path(__file__).parents[3] / "files" / "import"


def rows(content: bytes | str, limits=PAGE):
    """The rows of the only sheet."""
    if isinstance(content, str):
        content = content.encode()
    (sheet,) = read_file(content, "rekap.csv", limits)
    return sheet.rows


def workbook(fill, **options) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, options) as book:
        fill(book)
    return out.getvalue()


def refusal(content: bytes, name: str = "rekap.xlsx", limits=PAGE) -> str:
    with pytest.raises(Unreadable) as caught:
        read_file(content, name, limits)
    return str(caught.value)


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_workbook_gives_its_cells_in_their_places_whatever_its_name(kind):
    content = (FILES / f"reading_cells.{kind}").read_bytes()
    sheets = {sheet.name: sheet for sheet in read_file(content, "rekap.csv", PAGE)}

    first = sheets["A"]
    assert first.rows[:3] == [[], [], []]
    assert first.rows[3] == [None, None, "x", 5]
    assert first.rows[4] == [None, None, None, 5.5, 2]
    assert first.rows[6][2:5] == [date(2019, 4, 4), datetime(2019, 4, 4, 10, 30), time(10, 30)]
    assert first.rows[7] == ["pad"]
    assert [type(value) for value in first.rows[4][3:]] == [float, int]
    assert [name for name, sheet in sheets.items() if sheet.hidden] == ["Hid", "VH"]
    if kind != "ods":
        assert first.merged == (Merged(10, 2, 11, 3),)


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_cell_with_an_error_is_not_taken_for_a_blank_one(kind):
    content = (FILES / f"reading_cells.{kind}").read_bytes()

    assert read_file(content, "", PAGE)[0].rows[5] == [None, None, None, None, "#N/A"]


def test_an_error_beyond_the_last_value_keeps_its_place():
    def fill(book):
        sheet = book.add_worksheet("A")
        sheet.write(0, 0, 1)
        sheet.write_formula("D5", "=1/0", None, "#DIV/0!")

    assert rows(workbook(fill))[4] == [None, None, None, "#DIV/0!"]


@pytest.mark.parametrize("result", [0, ""])
def test_a_workbook_whose_formulas_nobody_calculated_is_refused(result):
    def fill(book):
        sheet = book.add_worksheet("Rekap")
        sheet.write("A1", 5)
        sheet.write_formula("A2", "=A1+1", None, result)

    content = workbook(fill)
    assert "Rekap" in refusal(content)
    assert "never calculated" in refusal(content)


def test_a_formula_whose_result_is_an_empty_text_is_calculated():
    def fill(book):
        sheet = book.add_worksheet("Rekap")
        sheet.write("A1", 5)
        sheet.write_formula("B1", "=A1+1", None, 6)
        sheet.write_formula("C1", '=""', None, "")

    # As Excel writes it: a text, of no letters.
    content = _replaced(workbook(fill), b'<c r="C1">', b'<c r="C1" t="str">')
    assert rows(content) == [[5, 6]]


def _replaced(content: bytes, old: bytes, new: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(out, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            assert old in part or not name.endswith("sheet1.xml")
            after.writestr(name, part.replace(old, new))
    return out.getvalue()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252"]
)
def test_the_encoding_of_a_text_is_found(encoding):
    text = "Kecamatan;Rekam\r\nKota Bañjar – é;12\r\nTebo;13\r\n"

    assert rows(text.encode(encoding)) == [
        ["Kecamatan", "Rekam"],
        ["Kota Bañjar – é", "12"],
        ["Tebo", "13"],
    ]


def test_a_text_cut_off_within_a_letter_keeps_its_other_letters():
    assert rows("Bañjar;1\nTebo;é".encode()[:-1])[0] == ["Bañjar", "1"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_below_a_title(separator):
    lines = ["LAPORAN, BULAN JANUARI", "", "A|B|C", "x|1|2", "y|3|4", "z|5|6"]
    text = "\n".join(lines).replace("|", separator)

    assert rows(text)[3:] == [["x", "1", "2"], ["y", "3", "4"], ["z", "5", "6"]]


def test_a_decimal_comma_is_no_separator():
    text = "NAMA;PERSEN\nKerinci;80,11\nTebo;88,40\nBungo;93,63\n"

    assert rows(text)[1] == ["Kerinci", "80,11"]


def test_a_separator_within_quotation_marks_counts_for_nothing():
    text = 'NAMA,A\n"a;b;c",1\n"d;e;f",2\n"g;h;i",3\n'

    assert rows(text)[1] == ["a;b;c", "1"]


@pytest.mark.parametrize("told", ["sep=;", '"sep=;"', "SEP=;"])
def test_a_line_that_tells_the_separator_is_believed_and_is_no_row(told):
    assert rows(f"{told}\r\na,b;c\r\nd,e;f\r\n") == [["a,b", "c"], ["d,e", "f"]]


def test_a_row_has_the_number_that_a_spreadsheet_shows():
    found = rows('NAMA,KET,A\nx,"dua\nbaris",1\n\ny,,2\n')

    assert found == [["NAMA", "KET", "A"], ["x", "dua\nbaris", "1"], [], ["y", None, "2"]]


def test_blanks_of_every_width_and_nul_are_no_value():
    assert rows("A;B\n\xa0x\u200b;\u2007\n\0y;1\n") == [["A", "B"], ["x"], ["y", "1"]]


def test_a_quotation_mark_never_closed_swallows_no_rows():
    assert "row 2 a quotation mark" in refusal(b'NAMA,A\n"Kerinci,1\nTebo,2\nBungo,3\n')


def test_a_cell_longer_than_any_is_refused():
    assert "Row 2" in refusal(b"NAMA,A\nx," + b"9" * 140_000 + b"\n")


def test_more_rows_than_allowed_are_told_with_their_number():
    few = PAGE._replace(rows=3)

    assert len(rows("a,b\n1,2\n\n\n3,4\n", few)) == 5
    assert "4 rows; 3" in refusal(b"a,b\n1,2\n3,4\n5,6\n", limits=few)

    def fill(book):
        for number in range(4):
            book.get_worksheet_by_name("S") or book.add_worksheet("S")
            book.get_worksheet_by_name("S").write(number * 2, 0, number + 1)

    assert "Sheet S has 4 rows; 3" in refusal(workbook(fill), limits=few)


def test_a_value_far_to_the_right_is_refused_with_its_row():
    def fill(book):
        sheet = book.add_worksheet("S")
        sheet.write(0, 0, 1)
        sheet.write(6, 200, 1)

    assert "Row 7 of sheet S" in refusal(workbook(fill))
    assert "Row 2" in refusal(b"a,b\n" + b"1," * 200 + b"1\n")


def test_the_limits_of_a_command_are_wider():
    assert all(page <= command for page, command in zip(PAGE, COMMAND, strict=True))


@pytest.mark.parametrize("merged", [False, True])
def test_blank_columns_at_the_left_stay_where_they_are(merged):
    def fill(book):
        sheet = book.add_worksheet("A")
        sheet.write(1, 2, "Kecamatan")
        if merged:
            sheet.merge_range(1, 3, 1, 4, "Perekaman")
        sheet.write(2, 3, 5)

    assert rows(workbook(fill))[2] == [None, None, None, 5]
    assert rows(workbook(fill))[1][2] == "Kecamatan"
