"""Whole files as offices lay them out: right numbers, or a question or an error that says why."""

from datetime import date
from io import BytesIO

import pytest
import xlsxwriter

from regions.importing.options import Answers, FileOptions
from regions.importing.reading.limits import PAGE
from regions.importing.understanding import Understood, understand
from regions.models import ImportKind
from tests.factories import DAY, make_jambi
from tests.regions.importing.offices import FILES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

FIRST, SECOND = date(2019, 4, 1), date(2019, 4, 2)


def sheet(rows: list[list], *merged: str, fill=None) -> bytes:
    """A workbook of one sheet; `merged` are blocks such as "A2:A3", `fill` does the rest."""
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        written = book.add_worksheet()
        as_day = book.add_format({"num_format": "dd/mm/yyyy"})
        for block in merged:
            written.merge_range(block, "")
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if isinstance(cell, date):
                    written.write_datetime(r, c, cell, as_day)
                elif cell is not None:
                    written.write(r, c, cell)
        if fill:
            fill(book, written)
    return content.getvalue()


def counts(content: bytes | str, day: date | None = DAY, **answers) -> Understood:
    """A file of Sarolangun."""
    options = FileOptions(ImportKind.COUNTS, make_jambi().sarolangun, DAY, day=day)
    return read(content, options, answers)


def figures(content: bytes | str, **answers) -> Understood:
    """A file of the province of Jambi."""
    options = FileOptions(ImportKind.POPULATION, make_jambi().province, DAY, as_of=FIRST)
    return read(content, options, answers)


def read(content: bytes | str, options: FileOptions, answers: dict) -> Understood:
    content = content.encode() if isinstance(content, str) else content
    return understand(content, "laporan.xlsx", options, Answers(**answers), PAGE)


def asked(found: Understood) -> list[str]:
    return [question.column or question.kind for question in found.questions]


def stored(found: Understood) -> list[tuple]:
    assert found.ready, (found.questions, found.errors)
    return [(row.code, row.day, row.values) for row in found.rows]


def test_a_header_that_stands_twice_is_asked_about_and_the_first_never_taken():
    found = counts("Kecamatan;Perekaman;Cetak;Perekaman;Cetak\nLimun;10;5;20;15\n")

    assert asked(found) == ["Perekaman", "Perekaman (2)", "Cetak", "Cetak (2)"]
    assert "side by side" in found.questions[0].message


def test_of_two_tables_side_by_side_none_is_left_out_without_a_word():
    found = counts("No;Kecamatan;Perekaman;;No;Kecamatan;Perekaman\n1;Limun;5;;2;Pauh;7\n")

    assert asked(found) == ["Kecamatan", "Kecamatan (2)", "Perekaman", "Perekaman (2)"]


def test_years_under_groups_of_columns_are_part_of_their_headers():
    rows = [
        ["No", "Kabupaten", "Wajib KTP", None, "Perekaman", None],
        [None, None, 2018, 2019, 2018, 2019],
        [1, "Sarolangun", 1000, 1100, 860, 900],
    ]
    found = figures(sheet(rows, "C1:D1", "E1:F1"))

    assert asked(found)[:2] == ["Wajib KTP 2018", "Wajib KTP 2019"]


def test_people_under_a_word_that_is_not_ours_are_asked_about_before_they_are_left_out():
    found = figures("Kabupaten;Wajib KTP;Target;Realisasi\nSarolangun;1000;980;860\n")

    assert asked(found) == ["Realisasi"]


def test_a_denominator_under_words_that_are_not_clear_is_asked_about():
    found = figures("Kabupaten;Wajib KTP per 31 Des 2018;Sudah Rekam\nSarolangun;1000;860\n")

    assert asked(found) == ["Wajib KTP per 31 Des 2018"]


def test_two_rows_of_a_place_that_differ_in_what_follows_from_them_are_an_error():
    found = figures("Kabupaten;Wajib KTP;Belum Rekam\nSarolangun;1000;140\nSarolangun;1000;150\n")

    assert [(error.row, error.value) for error in found.errors] == [(3, "850")]


def test_a_row_of_units_under_the_header_is_no_row_of_numbers():
    rows = [
        ["No", "Kabupaten", "Wajib KTP", "Perekaman", "Persentase"],
        [None, None, "(jiwa)", "(jiwa)", "(%)"],
        [1, "Sarolangun", 1000, 860, 86],
    ]

    assert stored(figures(sheet(rows))) == [
        ("15.03", FIRST, {"wajib_ktp": 1000, "recorded": 860}),
    ]


def test_a_row_of_units_is_no_header_of_its_own_wherever_the_places_stand():
    text = "Wajib KTP;Perekaman;Kode;Belum\n(jiwa);(jiwa);;(jiwa)\n1000;860;15.03;140\n"

    assert stored(figures(text)) == [("15.03", FIRST, {"wajib_ktp": 1000, "recorded": 860})]


def test_four_header_rows_with_a_title_over_all_groups_are_one_header():
    rows = [
        ["No", "Kabupaten", "Kepemilikan KTP-el", None, None, None, None],
        [None, None, "Wajib KTP", "Hasil", None, None, None],
        [None, None, None, "Perekaman", None, "Belum Perekaman", None],
        [None, None, None, "Jumlah", "%", "Jumlah", "%"],
        [1, "Sarolangun", 1000, 860, 86, 140, 14],
    ]
    merged = ("A1:A4", "B1:B4", "C1:G1", "C2:C4", "D2:G2", "D3:E3", "F3:G3")
    found = figures(sheet(rows, *merged))

    assert stored(found) == [("15.03", FIRST, {"wajib_ktp": 1000, "recorded": 860})]


def test_a_place_merged_over_rows_holds_for_each_of_them():
    rows = [["Kecamatan", "Tanggal", "Perekaman"], ["Limun", FIRST, 5], [None, SECOND, 6]]

    assert stored(counts(sheet(rows, "A2:A3"), day=None)) == [
        ("15.03.01", FIRST, {"recorded": 5}),
        ("15.03.01", SECOND, {"recorded": 6}),
    ]


def test_a_day_merged_over_rows_holds_for_each_of_them():
    rows = [["Tanggal", "Kecamatan", "Perekaman"], [FIRST, "Limun", 5], [None, "Pauh", 6]]

    assert stored(counts(sheet(rows, "A2:A3"), day=None)) == [
        ("15.03.01", FIRST, {"recorded": 5}),
        ("15.03.03", FIRST, {"recorded": 6}),
    ]


def test_one_number_merged_over_the_rows_of_two_places_is_an_error():
    rows = [["Kecamatan", "Perekaman"], ["Limun", 12], ["Pauh", None]]
    found = counts(sheet(rows, "B2:B3"))

    assert [(error.row, error.column) for error in found.errors] == [
        (2, "Perekaman"),
        (3, "Perekaman"),
    ]


def test_the_day_of_the_file_is_not_given_to_a_row_without_one_beside_rows_of_other_days():
    text = "Tanggal;Kecamatan;Perekaman\n2019-04-01;Limun;5\n;Pauh;6\n"
    found = counts(text, columns={"Tanggal": "day"})

    assert [(error.row, error.column) for error in found.errors] == [(3, "Tanggal")]


@pytest.mark.parametrize("mark", ["-", "n/a", "…"])
def test_a_row_with_a_dash_for_its_day_is_not_dropped_without_a_word(mark):
    found = counts(f"Tanggal;Kecamatan;Perekaman\n{mark};Limun;5\n2019-04-02;Pauh;6\n", day=None)

    assert [(error.row, error.column) for error in found.errors] == [(2, "Tanggal")]


def test_the_count_of_a_month_is_not_taken_for_that_of_its_first_day():
    rows = [["Bulan", "Kecamatan", "Perekaman"], [FIRST, "Limun", 300]]
    found = counts(sheet(rows), day=None)

    assert ["is a month" in error.message for error in found.errors] == [True]


def test_beside_the_day_of_the_week_the_date_counts():
    rows = [["Hari", "Tanggal", "Kecamatan", "Perekaman"], ["Senin", FIRST, "Limun", 5]]

    assert stored(counts(sheet(rows), day=None)) == [("15.03.01", FIRST, {"recorded": 5})]


def test_a_file_of_percentages_only_is_an_error_that_says_so():
    found = figures("No;Kabupaten;Persentase\n1;Sarolangun;86,05\n")

    assert found.questions == []
    assert ["percentages" in error.message for error in found.errors] == [True]


def test_whole_percentages_under_the_word_for_recordings_are_asked_about():
    found = figures("No;Kabupaten;Perekaman\n1;Sarolangun;86\n2;Batanghari;91\n")

    assert asked(found) == ["Perekaman"]
    assert "percent" in found.questions[0].choices


def test_headers_that_differ_only_far_to_the_right_are_not_mistaken_for_each_other():
    title = "Rekapitulasi Kepemilikan Kartu Tanda Penduduk Elektronik Semester Dua Tahun 2018 "
    headers = [f"{title} Wajib KTP", f"{title} Sudah Rekam"]
    text = f"Kabupaten;{headers[0]};{headers[1]}\nSarolangun;1000;860\n"
    found = figures(text, columns={headers[0]: "wajib_ktp", headers[1]: "recorded"})

    assert stored(found) == [("15.03", FIRST, {"wajib_ktp": 1000, "recorded": 860})]


def test_merged_and_hidden_cells_of_an_open_document_are_known_too():
    found = counts((FILES / "merged_and_hidden.ods").read_bytes())

    assert [(error.row, error.column) for error in found.errors] == [
        (3, "Perekaman"),
        (4, "Perekaman"),
    ]
    assert [check.row for check in found.checks] == [2]


@pytest.mark.parametrize("typed", ["7x", "tutup", "alat rusak"])
def test_the_last_place_is_not_left_out_where_no_number_can_be_read_in_its_row(typed):
    found = counts(f"Kecamatan;Perekaman;Cetak\nLimun;5;6\nPauh;{typed};\n\n;;Kepala Dinas\n")

    assert [(error.row, error.value) for error in found.errors] == [(3, typed)]


def test_hidden_rows_are_told_of():
    def hide(_book, written):
        written.set_row(2, options={"hidden": True})

    found = counts(sheet([["Kecamatan", "Perekaman"], ["Limun", 5], ["Pauh", 6]], fill=hide))

    assert [row.code for row in found.rows] == ["15.03.01", "15.03.03"]
    assert [(check.row, "hidden" in check.message) for check in found.checks] == [(3, True)]


def test_the_raised_digit_of_a_footnote_is_no_digit_of_the_number():
    def footnote(book, written):
        raised = book.add_format({"font_script": 1})
        written.write_rich_string(1, 1, "12", raised, "1", " ")

    found = counts(sheet([["Kecamatan", "Perekaman"], ["Limun", None]], fill=footnote))

    assert [(error.row, error.value) for error in found.errors] == [(2, "12¹")]


def test_a_lone_cumulative_column_is_asked_about_as_a_sum_of_days():
    (question,) = counts("Kecamatan;Perekaman s.d. Hari Ini\nLimun;900\n").questions

    assert "sum of more days" in question.message


def test_those_not_yet_recorded_alone_are_said_to_be_no_coverage():
    found = figures(
        "Kabupaten;Belum Rekam;Persentase\nSarolangun;10500;90,0\nBatanghari;9800;91,5\n"
    )

    told = [item.message for item in (*found.errors, *found.questions)]
    assert ["not yet recorded alone" in message for message in told] == [True]
