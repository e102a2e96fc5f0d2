"""Days, weeks and months beside each other: no column of them, and no sum, is taken for a day."""

from datetime import date

import pytest

from tests.factories import DAY
from tests.regions.importing.layout.test_office_layouts import (
    FIRST,
    SECOND,
    asked,
    counts,
    figures,
    sheet,
    stored,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

GROUPS = ("C1:D1", "E1:F1")


def refused(found, first: str, last: str) -> bool:
    told = [error.message for error in found.errors]
    assert found.questions == []
    return len(told) == 1 and f"side by side here, from “{first}” to “{last}”" in told[0]


@pytest.mark.parametrize("names", ["A1:A2", None])
@pytest.mark.parametrize("days", [(FIRST, SECOND), (3, 4)])
def test_days_above_groups_of_columns_are_refused(days, names):
    numbers = ["Perekaman", "Cetak"] * 2
    rows = [[None, None, days[0], None, days[1]], ["Kecamatan", "No", *numbers]]
    if names:
        rows = [["Kecamatan", "No", *rows[0][2:]], [None, None, *numbers]]
    found = counts(sheet([*rows, ["Limun", 1, 10, 5, 20, 15]], *filter(None, [names]), *GROUPS))

    assert refused(found, f"{days[0]} Perekaman", f"{days[1]} Perekaman")


@pytest.mark.parametrize("days", [(FIRST, SECOND), (1, 2)])
def test_days_under_a_group_of_columns_are_refused(days):
    rows = [["Kecamatan", "Perekaman", None], [None, *days], ["Limun", 5, 6]]
    found = counts(sheet(rows, "A1:A2", "B1:C1"))

    assert refused(found, f"Perekaman {days[0]}", f"Perekaman {days[1]}")


@pytest.mark.parametrize("total", ["Total Perekaman", "Jumlah Perekaman", "JUMLAH", "Perekaman"])
@pytest.mark.parametrize(
    "periods",
    [
        ("Senin", "Selasa"),
        ("1 April", "2 April"),
        ("Perekaman 1 April", "Perekaman 2 April"),
        ("TGL 1", "TGL 2"),
        ("Rekam 1", "Rekam 2"),
        ("Jan", "Feb"),
        ("Minggu I", "Minggu II"),
        ("Perekaman 2018", "Perekaman 2019"),
    ],
)
def test_neither_one_of_several_days_nor_their_sum_is_taken_for_the_day(periods, total):
    found = counts(f"Kecamatan;{periods[0]};{periods[1]};{total}\nLimun;10;20;30\n")

    assert refused(found, *periods)


@pytest.mark.parametrize("days", [(1, 2, 3), (FIRST, SECOND, DAY)])
def test_days_are_known_also_where_they_are_all_the_header_there_is(days):
    found = counts(sheet([["Rekap"], ["No", "Kecamatan", *days], [1, "Limun", 5, 6, 7]]))

    assert ["side by side" in error.message for error in found.errors] == [True]


def test_days_written_as_text_in_a_text_file_are_known_too():
    found = counts("Kecamatan;2019-04-01;2019-04-02;Jumlah Perekaman\nLimun;1;2;3\n")

    assert refused(found, "2019-04-01", "2019-04-02")


def test_the_column_that_a_person_names_is_taken():
    text = "Kecamatan;TGL 3;TGL 4;Ket\nLimun;5;6;\n"

    found = counts(text, columns={"TGL 4": "recorded"})

    assert stored(found) == [("15.03.01", DAY, {"recorded": 6})]


@pytest.mark.parametrize(
    "header",
    [
        "Perekaman Hari Ini;Senin;Selasa",
        "Perekaman;Stok Blangko 1 April;Sisa Blangko per 4 April",
        "Perekaman;Target April;Target Mei",
        "Perekaman;Perekaman Kemarin;Perekaman s.d. 4 April",
        "Perekaman;Loket 1;Loket 2",
        "Perekaman;Perekaman L;Perekaman P",
    ],
)
def test_what_only_looks_like_days_stops_nobody(header):
    found = counts(f"Kecamatan;{header}\nLimun;5;60;70\n")

    assert stored(found) == [("15.03.01", DAY, {"recorded": 5})]


@pytest.mark.parametrize(
    "beside",
    ["Bulan Lalu", "s/d Kemarin", "s.d. bulan lalu", "Bulan ini", "Sebelumnya", "Kumulatif"],
)
def test_a_sum_with_an_earlier_part_is_asked_about(beside):
    rows = [["Kecamatan", "Perekaman", None], [None, beside, "Jumlah"], ["Limun", 900, 930]]
    found = counts(sheet(rows, "A1:A2", "B1:C1"))

    assert asked(found) == ["Perekaman Jumlah"]
    assert "more than one day" in found.questions[0].message


def test_a_sum_of_which_a_person_says_that_it_is_of_the_day_is_taken():
    text = "Kecamatan;Perekaman bulan lalu;Jumlah Perekaman\nLimun;900;30\n"
    found = counts(text, columns={"Jumlah Perekaman": "recorded"})

    assert stored(found) == [("15.03.01", DAY, {"recorded": 30})]


@pytest.mark.parametrize(
    "beside", ["Perekaman L;Perekaman P", "Cetak bulan lalu;Serah s.d. kemarin"]
)
def test_the_sum_of_men_and_women_and_of_others_is_that_of_the_day(beside):
    found = counts(f"Kecamatan;{beside};Jumlah Perekaman\nLimun;10;20;30\n")

    assert stored(found)[0][2]["recorded"] == 30


def test_figures_of_several_years_are_still_asked_about():
    found = figures("Kabupaten;Wajib KTP;Perekaman 2018;Perekaman 2019\nSarolangun;1000;860;870\n")

    assert asked(found) == ["Perekaman 2018", "Perekaman 2019"]
    assert found.errors == []


def test_a_single_day_in_a_header_is_no_layout_of_days():
    found = counts(f"Kecamatan;Perekaman;Keterangan {date(2019, 4, 4)}\nLimun;5;7\n")

    assert stored(found) == [("15.03.01", DAY, {"recorded": 5})]


@pytest.mark.parametrize(
    "months", ["Jan;Feb", "Minggu I;Minggu II", "Perekaman 2017;Perekaman 2018"]
)
def test_a_sum_of_months_is_not_taken_for_everybody_recorded(months):
    found = figures(f"Kabupaten;Wajib KTP;{months};Jumlah Perekaman\nSarolangun;1000;200;200;400\n")

    assert asked(found) == ["Jumlah Perekaman"]
    assert "some months only" in found.questions[0].message


@pytest.mark.parametrize(
    "beside", ["Perekaman bulan lalu;Perekaman bulan ini", "Target Jan;Target Feb"]
)
def test_what_was_recorded_before_and_since_is_everybody(beside):
    found = figures(f"Kabupaten;Wajib KTP;{beside};Jumlah Perekaman\nSarolangun;1000;700;20;720\n")

    assert stored(found)[0][2] == {"wajib_ktp": 1000, "recorded": 720}


YEARS = "Tahun;Kabupaten;Wajib KTP\n{};Sarolangun;1000\n{};Batanghari;2000\n"


def test_rows_of_several_years_are_not_stored_for_one_day():
    found = figures(YEARS.format(2018, 2019))

    assert asked(found) == ["Tahun"]
    assert "2018, 2019" in found.questions[0].message


@pytest.mark.parametrize(("year", "remarks"), [(2017, 1), (2019, 0), ("2017", 1), ("ini", 0)])
def test_another_year_of_the_rows_is_told(year, remarks):
    found = figures(YEARS.format(year, year))

    assert len(stored(found)) == 2
    assert len([c for c in found.checks if "but you said" in c.message]) == remarks


def test_a_column_of_years_that_a_person_ignores_stops_nobody():
    assert len(stored(figures(YEARS.format(2017, 2018), columns={"Tahun": "ignore"}))) == 2


@pytest.mark.parametrize("total", ["TOTAL", "Jumlah", "Jumlah Perekaman"])
def test_the_first_day_of_a_month_is_not_taken_for_another_day_by_way_of_its_sum(total):
    rows = [
        ["Kecamatan", "Tanggal", None, None, total],
        [None, 1, 2, 3],
        ["Limun", 5, None, None, 5],
    ]
    found = counts(sheet(rows, "A1:A2", "B1:D1", "E1:E2"))

    assert refused(found, "Tanggal 1", total)


@pytest.mark.parametrize("header", ["Minggu ke", "MINGGU", "Triwulan", "Pekan ke-"])
def test_counts_of_weeks_are_not_stored_for_a_day_unasked(header):
    found = counts(f"{header};Kecamatan;Perekaman\n1;Limun;50\n2;Pauh;60\n")

    assert asked(found) == [header]
    assert "longer than a day" in found.questions[0].message
