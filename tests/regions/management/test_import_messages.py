"""import_counts with a message as its file: the same answers and statuses as for a table."""

from pathlib import Path

import pytest

from regions.models import DailyCount
from tests.factories import make_jambi
from tests.regions.importing.offices import FILES, imported, load_province

pytestmark = pytest.mark.django_db
SAROLANGUN = ("--region", "15.03")


def message(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "laporan.txt"
    path.write_text(text)
    return path


def test_a_message_is_stored_on_the_day_that_it_names():
    load_province("15")

    status, told = imported(
        "import_counts", FILES / "wa_rekap2.txt", *SAROLANGUN, "--day", "2019-03-01"
    )

    assert (status, told["stored"], told["changed"]) == (0, True, 4)
    assert [(r["code"], r["day"], r["row"], r["values"]) for r in told["rows"]] == [
        ("15.03.04", "2019-02-28", 3, {"recorded": 31}),
        ("15.03.02", "2019-02-28", 4, {"recorded": 9}),
        ("15.03.09", "2019-02-28", 5, {"recorded": 40}),
    ]
    assert DailyCount.objects.filter(day="2019-02-28").count() == 3


def test_a_name_of_two_places_is_a_question_that_place_answers():
    load_province("15")

    status, told = imported("import_counts", FILES / "wa_rekap.txt", *SAROLANGUN)
    assert (status, told["stored"]) == (2, False)
    assert [(q["kind"], q["value"], q["row"]) for q in told["questions"]] == [
        ("place", "Sarolangun", 4)
    ]

    status, told = imported(
        "import_counts", FILES / "wa_rekap.txt", *SAROLANGUN, "--place", "Sarolangun=15.03.03"
    )
    assert (status, told["stored"]) == (0, True)


def test_without_a_day_in_the_text_the_day_is_asked_for(tmp_path):
    make_jambi()
    path = message(tmp_path, "Pauh: 31 rekam")

    status, told = imported("import_counts", path, *SAROLANGUN)
    assert (status, [q["kind"] for q in told["questions"]]) == (2, ["day"])

    status, told = imported("import_counts", path, *SAROLANGUN, "--day", "2019-04-03")
    assert (status, told["rows"][0]["day"]) == (0, "2019-04-03")


def test_numbers_without_words_are_asked_about_and_answered_with_map(tmp_path):
    make_jambi()
    path = message(tmp_path, "3 April 2019\nPauh 31/29")

    status, told = imported("import_counts", path, *SAROLANGUN)
    assert (status, [(q["kind"], q["value"]) for q in told["questions"]]) == (
        2,
        [("number", "1"), ("number", "2")],
    )

    answers = ("--map", "1=recorded", "--map", "2=printed")
    status, told = imported("import_counts", path, *SAROLANGUN, *answers)
    assert (status, told["rows"][0]["values"]) == (0, {"recorded": 31, "printed": 29})


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("3 April 2019\nPauh 31 rekam\nPauh 32 rekam", 2),
        ("3 April 2019\nPauh 31 rekam\nRekam 9", 2),
        ("s.d. 3 April 2019\nPauh 31 rekam", 2),
        ("3 April 2019\nPauh 31 rekam\nMersam: 9 rekam", 2),
        ("NIK 1503011203450001\nPauh 31 rekam", 1),
        ("3 April 2099\nPauh 31 rekam", 1),
        ("Selamat pagi", 1),
    ],
)
def test_what_is_not_sure_keeps_all_of_it_from_being_stored(tmp_path, text, status):
    make_jambi()

    found, told = imported("import_counts", message(tmp_path, text), *SAROLANGUN)

    assert (found, told["stored"]) == (status, False)
    assert not DailyCount.objects.exists()


def test_talk_is_told_and_keeps_nobody_from_storing(tmp_path):
    make_jambi()
    text = "Selamat pagi\n3 April 2019\nPauh 31 rekam\nHub. 0812-3456-7890\nTerima kasih"

    status, told = imported("import_counts", message(tmp_path, text), *SAROLANGUN)

    assert (status, told["stored"]) == (0, True)


def test_a_table_named_txt_stays_a_table(tmp_path):
    make_jambi()
    path = message(tmp_path, "Kecamatan;Perekaman\nPauh;31\n")

    status, told = imported("import_counts", path, *SAROLANGUN, "--day", "2019-04-03")

    assert (status, told["columns"]) == (0, {"Kecamatan": "name", "Perekaman": "recorded"})
