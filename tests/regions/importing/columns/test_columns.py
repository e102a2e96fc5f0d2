"""Which column holds what. The trap: one word, two meanings, and the numbers have to say."""

import pytest

from regions.importing.columns.assigning import assign
from regions.importing.tables import Column, Table
from regions.models import ImportKind

POPULATION, COUNTS = ImportKind.POPULATION, ImportKind.COUNTS
# Sarolangun, Batanghari and Tanjung Jabung Barat in January 2019.
WAJIB = [223211, 212130, 224627]
RECORDED = [178804, 187529, 210308]
MISSING = [44407, 24601, 14319]
PEOPLE = [317317, 304162, 324332]
CODES = ["15.03", "15.04", "15.06"]


def table(**columns) -> Table:
    headers = tuple(Column(chr(65 + n), header) for n, header in enumerate(columns))
    rows = len(next(iter(columns.values())))
    return Table("S", headers, list(range(2, rows + 2)), [list(c) for c in columns.values()])


def fields(found: Table, kind=POPULATION, given=None) -> dict:
    result = assign(found, kind, given or {}, names_needed=True)
    assert result.errors == []
    headers = [column.header for column in found.columns]
    asked = [question.column or question.value for question in result.questions]
    return dict(zip(headers, result.fields, strict=True)) | {"asked": asked}


def test_clear_words_are_taken():
    found = fields(table(KODE=CODES, WKTP=WAJIB, REKAM=RECORDED, BLM_REKAM=MISSING, JML=PEOPLE))

    assert found == {
        "KODE": "code",
        "WKTP": "wajib_ktp",
        "REKAM": "recorded",
        "BLM_REKAM": "missing",
        "JML": "population",
        "asked": [],
    }


def test_where_jml_is_wajib_ktp_the_arithmetic_says_so():
    found = fields(table(KODE=CODES, JML=WAJIB, JML_WKTP=RECORDED, BELUM=MISSING))

    assert (found["JML"], found["JML_WKTP"]) == ("wajib_ktp", "recorded")
    assert found["asked"] == []


def test_where_jml_wktp_is_wajib_ktp_the_arithmetic_says_so_too():
    found = fields(table(KODE=CODES, jml=RECORDED, jml_wktp=WAJIB, belum=MISSING))

    assert (found["jml"], found["jml_wktp"]) == ("recorded", "wajib_ktp")
    assert found["asked"] == []


def test_beside_recorded_it_can_only_be_wajib_ktp():
    found = fields(table(KODE=CODES, jml_wktp=WAJIB, jml_rekam=RECORDED))

    assert (found["jml_wktp"], found["jml_rekam"]) == ("wajib_ktp", "recorded")


def test_without_a_remainder_the_trap_is_asked_about():
    found = fields(table(KODE=CODES, JML=WAJIB, JML_WKTP=RECORDED))

    assert found["asked"] == ["JML", "JML_WKTP"]
    assert (found["JML"], found["JML_WKTP"]) == ("", "")


def test_what_a_person_said_counts():
    given = {"jml": "wajib_ktp", "JML WKTP": "recorded"}
    found = fields(table(KODE=CODES, JML=WAJIB, JML_WKTP=RECORDED), given=given)

    assert (found["JML"], found["JML_WKTP"]) == ("wajib_ktp", "recorded")
    assert found["asked"] == []


def test_a_column_also_answers_to_its_letter():
    found = fields(table(KODE=CODES, apa=WAJIB, itu=RECORDED), given={"B": "wajib_ktp"})

    assert found["apa"] == "wajib_ktp"


def test_columns_that_are_mistaken_for_each_other_are_asked_about():
    found = fields(table(KODE=CODES, WAJIB_KTP=[500, 400, 300], REKAM=[900, 800, 700]))

    assert found["asked"] == ["REKAM", "WAJIB_KTP"]


def test_a_month_s_recordings_are_not_those_up_to_a_day():
    found = fields(table(KODE=CODES, WAJIB_KTP=WAJIB, REKAM=[931, 1220, 402]))

    assert found["asked"] == ["REKAM", "WAJIB_KTP"]


def test_over_a_hundred_percent_is_nothing_to_ask_about():
    found = fields(table(KODE=CODES, WAJIB_KTP=WAJIB, REKAM=[n * 104 // 100 for n in WAJIB]))

    assert found["asked"] == []


def test_two_columns_for_one_number_are_asked_about():
    found = fields(table(KODE=CODES, REKAM=RECORDED, PEREKAMAN=RECORDED))

    assert found["asked"] == ["REKAM", "PEREKAMAN"]


def test_of_two_columns_for_one_number_the_one_a_person_named_counts():
    found = fields(
        table(KODE=CODES, REKAM=RECORDED, PEREKAMAN=RECORDED), given={"REKAM": "recorded"}
    )

    assert (found["REKAM"], found["PEREKAMAN"], found["asked"]) == ("recorded", "", [])


def test_a_file_of_daily_counts_with_wajib_ktp_is_asked_about():
    found = fields(table(KODE=CODES, WAJIB_KTP=WAJIB, REKAM=RECORDED), kind=COUNTS)

    assert found["asked"] == ["WAJIB_KTP"]


def test_a_percentage_alone_is_not_turned_into_people():
    result = assign(table(KODE=CODES, PERSEN=[80, 88, 93]), POPULATION, {}, names_needed=True)

    assert len(result.errors) == 1
    assert result.questions == []


def test_a_file_without_places_is_asked_which_column_names_them():
    result = assign(table(WKTP=WAJIB, X=RECORDED), POPULATION, {}, names_needed=True)

    assert [(q.kind, q.value, q.choices) for q in result.questions] == [("field", "name", ("X",))]


@pytest.mark.parametrize(
    "columns",
    [
        {"KECAMATAN": ["Limun"], "NIK": ["1503014404190001"], "REKAM": [1]},
        {"KECAMATAN": ["Limun"], "apa": ["1503014404190001"], "REKAM": [1]},
        {"KECAMATAN": ["Limun"], "apa": [1503014404190001], "REKAM": [1]},
        {"Nama Lengkap": ["Siti"], "REKAM": [1]},
    ],
)
def test_data_of_citizens_are_refused(columns):
    result = assign(table(**columns), COUNTS, {}, names_needed=True)

    assert len(result.errors) == 1
    assert result.errors[0].value == ""


def test_of_places_the_smallest_are_meant():
    found = fields(
        table(Kabupaten=["A", "A", "A"], Kecamatan=["B", "C", "D"], REKAM=[1, 2, 3]), COUNTS
    )

    assert (found["Kabupaten"], found["Kecamatan"]) == ("", "name")


@pytest.mark.parametrize("beside", [[178, None, 210], ["80,11", None, "88.4%"]])
def test_numbers_right_of_the_last_header_are_asked_about_as_cells_may_have_moved(beside):
    moved = table(KODE=CODES, WKTP=[223, 212, 224], REKAM=[211, 130, 217], D=beside)

    assert fields(moved)["asked"] == ["D"]
    assert fields(moved, given={"D": "ignore"})["asked"] == []


def test_remarks_right_of_the_last_header_are_nobody_s_business():
    told = table(KODE=CODES, WKTP=WAJIB, REKAM=RECORDED, D=["alat rusak", None, None])

    assert fields(told)["asked"] == []


def test_columns_that_fit_only_the_other_way_round_are_asked_about():
    by_remainder = table(KODE=CODES, WKTP=RECORDED, REKAM=WAJIB, BLM_REKAM=MISSING)
    share = ["80,11", "88,40", "93,63"]
    by_percent = table(KODE=CODES, WKTP=RECORDED, REKAM=WAJIB, PERSEN=share)

    for found in (by_remainder, by_percent):
        assert sorted(fields(found)["asked"]) == ["REKAM", "WKTP"]
        given = {"WKTP": "recorded", "REKAM": "wajib_ktp"}
        assert fields(found, given=given)["asked"] == []


def test_rows_over_a_hundred_percent_do_not_hide_that_columns_are_swapped():
    wajib, recorded, missing = [3349, 3905, 18987], [3361, 2775, 18115], [0, 1130, 872]
    found = fields(table(KODE=CODES, WKTP=recorded, REKAM=wajib, BLM_REKAM=missing))

    assert sorted(found["asked"]) == ["REKAM", "WKTP"]


def test_what_is_left_when_the_others_are_taken_is_not_asked_about():
    found = fields(table(KODE=CODES, jml=PEOPLE, jml_wktp=WAJIB, rekam_jml=RECORDED))

    assert (found["jml"], found["jml_wktp"], found["asked"]) == ("population", "wajib_ktp", [])


def test_where_only_parts_of_the_recordings_are_there_they_are_asked_about():
    columns = {"PEREKAMAN BULAN LALU": RECORDED, "PEREKAMAN BULAN INI": [9, 8, 7]}
    found = fields(table(KODE=CODES, WAJIB_KTP=WAJIB, **columns))

    assert found["asked"] == list(columns)
