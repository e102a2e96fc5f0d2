"""A month with a row for each place and a column for each day, as offices keep it in Excel."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.importing.files.marking import write_marked
from regions.importing.options import FileOptions
from regions.importing.reading.file import read_file
from regions.importing.reading.limits import PAGE
from regions.importing.understanding import Understood
from regions.models import ImportKind, Region
from tests.factories import DAY, make_jambi, undone
from tests.regions.importing.layout.test_office_layouts import asked, figures, read, sheet, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

MARCH = date(2019, 3, 1)
DAYS = [MARCH + timedelta(days=n) for n in range(6)]
TITLE = ["REKAP BULAN MARET TAHUN 2019"]
# What Limun and Pauh recorded from 1 to 6 March.
LIMUN, PAUH = [3, 0, 4, 1, 5, 9], [2, 6, 5, 3, 5, 8]
ONE = {"TANGGAL 1, 2, 3 …": "recorded"}
TRUTH = sorted(
    (code, day, {"recorded": number})
    for code, numbers in (("15.03.01", LIMUN), ("15.03.03", PAUH))
    for day, number in zip(DAYS, numbers, strict=True)
)


def month(headers: list, *, limun=LIMUN, pauh=PAUH, title=TITLE, sums=(22, 29)) -> bytes:
    rows = [title, ["NO", "KECAMATAN", *headers, "JUMLAH"]]
    return sheet([*rows, [1, "Limun", *limun, sums[0]], [2, "Pauh", *pauh, sums[1]]])


def under_a_group(group: str, **options) -> bytes:
    rows = [TITLE, ["NO", "KECAMATAN", group, *[None] * 5, "JUMLAH"]]
    rows += [[None, None, *range(1, 7)], [1, "Limun", *LIMUN, 22], [2, "Pauh", *PAUH, 29]]
    return sheet(rows, "A2:A3", "B2:B3", "C2:H2", "I2:I3", **options)


def counts(content: bytes, day: date | None = None, **answers) -> Understood:
    """A file of Sarolangun."""
    office = Region.objects.filter(code="15.03").first() or make_jambi().sarolangun
    return read(content, FileOptions(ImportKind.COUNTS, office, DAY, day=day), answers)


def sheet_of(found) -> list[tuple]:
    return sorted(stored(found))


@pytest.mark.parametrize(
    "headers",
    [
        [1, 2, 3, 4, 5, 6],
        ["01", "02", "03", "04", "05", "06"],
        ["Tgl 1", "Tgl 2", "Tgl 3", "Tgl 4", "Tgl 5", "Tgl 6"],
        ["1 Maret", "2 Maret", "3 Maret", "4 Maret", "5 Maret", "6 Maret"],
        [f"{day:%d/%m/%Y}" for day in DAYS],
        DAYS,
    ],
)
def test_each_column_is_stored_on_its_day(headers):
    content = month(headers)
    (question,) = counts(content).questions

    found = counts(content, columns={question.column: "recorded"})

    assert question.choices == ("recorded", "printed", "delivered", "ignore")
    assert sheet_of(found) == TRUTH
    assert found.checks == []


def test_a_word_over_the_days_says_what_they_count():
    found = counts(under_a_group("PEREKAMAN KTP-EL"))

    assert sheet_of(found) == TRUTH
    assert found.columns == {"KECAMATAN": "name", "PEREKAMAN KTP-EL": "recorded"}


@pytest.mark.parametrize("group", ["TANGGAL", "Maret 2019", "TGL"])
def test_a_word_for_days_over_the_days_leaves_open_what_they_count(group):
    found = counts(under_a_group(group))

    assert [question.message for question in found.questions] == [
        "Each of these columns is a day. What do their numbers count?"
    ]
    assert found.errors == []


@pytest.mark.parametrize("merged", [True, False])
def test_two_columns_for_each_day_are_told_apart_by_their_words(merged):
    pairs = [cell for day in range(1, 6) for cell in (day, None)]
    rows = [["BULAN: MARET 2019"], ["KECAMATAN", *pairs], [None, *["REKAM", "CETAK"] * 5]]
    rows.append(["Limun", *range(10)])
    blocks = ("A2:A3", "B2:C2", "D2:E2", "F2:G2", "H2:I2", "J2:K2") if merged else ()

    found = counts(sheet(rows, *blocks))

    assert [(row.day, row.values) for row in found.rows] == [
        (DAYS[n], {"recorded": 2 * n, "printed": 2 * n + 1}) for n in range(5)
    ]


def test_days_on_which_nothing_was_typed_are_left_out_and_zero_is_a_count():
    found = counts(month([1, 2, 3, 4, 5, 6], limun=[3, None, "-", 0, None, None]), columns=ONE)

    mine = [(row.day, row.values["recorded"]) for row in found.rows if row.code == "15.03.01"]
    assert mine == [(DAYS[0], 3), (DAYS[3], 0)]


def test_weekends_may_be_missing_and_a_second_part_may_follow_below():
    upper = ["KECAMATAN", *[f"TGL {n}" for n in (1, 4, 5, 6, 7)]]
    lower = ["KECAMATAN", *[f"TGL {n}" for n in (8, 11, 12, 13, 14)]]
    rows = [["MARET 2019"], upper, ["Limun", 1, 4, 5, 6, 7], lower, ["Limun", 8, 11, 12, 13, 14]]

    found = counts(sheet(rows), columns={"TANGGAL 1, 2, 3 …": "printed"})

    assert {row.day.day: row.values["printed"] for row in found.rows} == {
        n: n for n in (1, 4, 5, 6, 7, 8, 11, 12, 13, 14)
    }


@pytest.mark.parametrize(
    "title",
    [
        ["REKAP"],
        ["Bulan Maret"],
        ["Maret 2019", "April 2019"],
        ["Maret 2018", "Maret 2019"],
        ["Januari s.d. Maret 2019"],
        ["Dicetak 1 April 2019"],
        [date(2019, 4, 2)],
        ["Maret", "April", "Tahun 2019"],
    ],
)
def test_without_one_month_it_is_asked_for_and_the_month_of_the_answer_counts(title):
    content = month([1, 2, 3, 4, 5, 6], title=title)

    (question,) = counts(content, columns=ONE).questions
    found = counts(content, day=date(2019, 3, 20), columns=ONE)

    assert question.kind == "day"
    assert "which month" in question.message
    assert sheet_of(found) == TRUTH


@pytest.mark.parametrize("headers", [[1, 2, 3, 4, 5, 6], DAYS, [f"{n} Maret" for n in range(1, 7)]])
def test_a_day_of_another_month_than_the_table_says_is_asked_about(headers):
    (question,) = counts(month(headers), day=DAY, columns=ONE).questions

    assert question.kind == "day"
    assert "are of March 2019, but you said 4 April 2019" in question.message
    assert sheet_of(counts(month(headers), day=date(2019, 3, 20), columns=ONE)) == TRUTH


@pytest.mark.parametrize(
    "title",
    [
        ["Maret 2019", "dicetak 1 April 2019"],
        ["Tanggal 1 s.d. 31 Maret 2019"],
        ["Bulan", MARCH],
        ["Bulan: Maret", "Tahun: 2019"],
        ["MARET THN. 2019"],
    ],
)
def test_a_title_says_the_month(title):
    assert sheet_of(counts(month([1, 2, 3, 4, 5, 6], title=title), columns=ONE)) == TRUTH


def test_the_month_may_be_the_name_of_the_sheet():
    def fill(book, written):
        written.name = "Maret 2019"

    assert sheet_of(counts(under_a_group("PEREKAMAN", fill=fill))) == TRUTH


def test_a_sum_of_days_and_a_sum_of_places_that_do_not_fit_are_told():
    total = ["JUMLAH", *map(sum, zip(LIMUN, PAUH, strict=True)), 51]
    total[2] = 60
    rows = [TITLE, ["KECAMATAN", 1, 2, 3, 4, 5, 6, "JUMLAH"], ["Limun", *LIMUN, 23]]
    found = counts(sheet([*rows, ["Pauh", *PAUH, 29], total]), columns=ONE)

    assert sheet_of(found) == TRUTH
    assert [(c.row, c.expected, c.found) for c in found.checks] == [
        (3, 22, 23),
        (5, 105, 51),
        (5, 6, 60),
    ]


def test_a_wrong_cell_is_named_by_its_own_day_and_marked_there():
    content = month([1, 2, 3, 4, 5, 6], pauh=[2, 6, "x", 3, -5, 8])

    found = counts(content, columns=ONE)

    assert [(e.row, e.column, e.value) for e in found.errors] == [(4, "3", "x"), (4, "5", "-5")]
    marked = BytesIO()
    write_marked(content, "a.xlsx", found.errors, marked)
    (read, *_others) = read_file(marked.getvalue(), "a.xlsx", PAGE)
    assert read.rows[3][9].startswith("3: ")


def test_a_day_that_the_month_does_not_have_is_an_error_only_if_people_were_counted_on_it():
    headers = [25, 27, 28, 29, 30, 31]
    title = ["TANGGAL LAYANAN, APRIL 2018"]
    one = {"TANGGAL 1, 2, 3 …": "recorded"}
    headers = [f"TGL {n}" for n in headers]
    blank = counts(
        month(headers, limun=[1, 1, 1, 1, 1, 0], pauh=[1] * 5 + ["-"], title=title, sums=(5, 5)),
        columns=one,
    )
    (error,) = counts(month(headers, title=title), columns=one).errors

    assert {row.day.day for row in blank.rows} == {25, 27, 28, 29, 30}
    assert (error.message, error.column) == ("April 2018 has no such day.", "TGL 31")


def test_days_to_come_are_refused_with_their_column():
    found = counts(month(DAYS, title=[]), columns={"TANGGAL 1, 2, 3 …": "recorded"})
    later = [DAY + timedelta(days=n) for n in range(6)]
    refused = counts(month(later, title=[]), columns={"TANGGAL 1, 2, 3 …": "recorded"})

    assert sheet_of(found) == TRUTH
    assert {error.column for error in refused.errors} == {day.isoformat() for day in later[1:]}


def test_columns_beside_the_days_are_left_out_with_a_word():
    rows = [TITLE, ["KECAMATAN", "WAJIB KTP", *range(1, 7), "SISA BLANGKO", "KET"]]
    rows.append(["Limun", 4000, *LIMUN, 500, "baik"])

    found = counts(sheet(rows), columns=ONE)

    assert len(found.rows) == 6
    assert [check.message for check in found.checks] == [
        "Columns beside those of the days are left out: “WAJIB KTP”, “SISA BLANGKO”."
    ]


def test_one_column_that_a_person_names_is_still_taken_alone():
    found = counts(month([f"TGL {n}" for n in range(1, 7)]), DAY, columns={"TGL 4": "recorded"})

    assert [(row.day, row.values["recorded"]) for row in found.rows] == [(DAY, 1), (DAY, 3)]


@pytest.mark.parametrize(
    "headers",
    [
        ["Usia 17", "Usia 18", "Usia 19", "Usia 20", "Usia 21", "Usia 22"],
        [f"Minggu {n}" for n in range(1, 7)],
        [f"Bulan {n}" for n in range(1, 7)],
        [f"Loket {n}" for n in range(1, 7)],
        [1, 2, 3, 3, 5, 6],
        [1, 2, 3, 4, 9, 25],
        ["0-4", "5-9", "10-14", "15-19", "20-24", "25-29"],
        ["Loket 1", "Loket 2", "Loket 3", "Loket 4", "Loket 5", "Tenda"],
    ],
)
def test_what_is_no_run_of_days_is_not_read_as_days(headers):
    found = counts(month(headers))

    assert found.rows == []
    assert found.errors or found.questions


def test_numbers_of_columns_and_a_sum_without_a_name_are_no_days():
    headers = ["KECAMATAN", "PEREKAMAN", "CETAK", "SERAH", "SFE", "PRR"]
    numbered = sheet([headers, [1, 2, 3, 4, 5, 6], ["Limun", 7, 8, 9, None, None]])
    summed = sheet([headers, [None, 7, 8, 9, 10, 11], ["Limun", 7, 8, 9, None, None]])

    assert stored(counts(numbered, DAY)) == [
        ("15.03.01", DAY, {"recorded": 7, "printed": 8, "delivered": 9})
    ]
    assert [error.message for error in counts(summed, DAY).errors] == [
        "There is no place in this row."
    ]


def test_a_total_with_numbers_like_days_is_no_header():
    headers = ["KECAMATAN", "PEREKAMAN", "CETAK", "SERAH", "CETAK ULANG", "RUSAK"]
    total, limun = ["KABUPATEN", 1, 2, 3, 4, 5], ["Limun", 1, 2, 3, None, None]

    for rows in ([total, limun], [limun, total]):
        found = counts(sheet([["PEREKAMAN MARET 2019"], headers, *rows]), DAY)
        assert {row.day for row in found.rows} <= {DAY}


def test_a_header_with_days_may_come_again_on_each_page():
    header = ["KECAMATAN", 1, 2, 3, 4, 5, 6]
    rows = [["PEREKAMAN MARET 2019"], header, ["Limun", *LIMUN], header, ["Pauh", *PAUH]]

    assert sheet_of(counts(sheet(rows))) == TRUTH


def test_names_of_weekdays_may_stand_under_the_days():
    weekdays = [None, "Jum", "Sab", "Min", "Sen", "Sel", "Rab"]
    rows = [["PEREKAMAN MARET 2019"], ["KECAMATAN", 1, 2, 3, 4, 5, 6], weekdays]

    assert sheet_of(counts(sheet([*rows, ["Limun", *LIMUN], ["Pauh", *PAUH]]))) == TRUTH


def test_population_figures_are_never_cut_into_days():
    rows = [["KABUPATEN", *range(1, 7)], ["Sarolangun", *LIMUN], ["Batanghari", *PAUH]]

    found = figures(sheet(rows))

    assert found.rows == []
    assert found.errors or asked(found)


@given(
    first=st.integers(1, 20),
    numbers=st.lists(
        st.tuples(*[st.none() | st.integers(0, 999)] * 2), min_size=5, max_size=11
    ).filter(lambda rows: all(row[0] is not None for row in rows[:2])),
)
def test_whatever_was_counted_is_stored_on_its_day(first, numbers):
    headers = [f"TGL {first + n}" for n in range(len(numbers))]
    limun, pauh = zip(*numbers, strict=True)
    with undone():
        content = month(headers, limun=limun, pauh=pauh, sums=(None, None))
        found = counts(content, columns={"TANGGAL 1, 2, 3 …": "recorded"})

        kept = sum(any(n is not None for n in pair) for pair in numbers) >= 5
        if not kept:
            assert not found.ready
            return
        assert {(row.code, row.day): row.values["recorded"] for row in found.rows} == {
            (code, MARCH + timedelta(days=first + n - 1)): number
            for code, row in (("15.03.01", limun), ("15.03.03", pauh))
            for n, number in enumerate(row)
            if number is not None
        }


def test_what_is_left_at_the_end_of_each_day_is_never_summed_over_days():
    rows = [TITLE, ["KABUPATEN", "SISA BLANGKO", *[None] * 5, "JUMLAH"]]
    rows += [[None, *range(1, 7), None], ["Kantor Kab. Sarolangun", 9, 8, 7, 6, 5, 4, 4]]
    found = counts(sheet(rows, "A2:A3", "B2:G2", "H2:H3"))

    assert [row.values for row in found.rows] == [{"blangko_left": n} for n in (9, 8, 7, 6, 5, 4)]
    assert found.checks == []
