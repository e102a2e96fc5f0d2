"""What is said of one row comes in the order of the entry page, the same each time it is said."""

import pytest

from regions.models import AT_DAYS_END, MEASURES
from regions.wording import label
from tests.factories import DAY, make_jambi
from tests.regions.importing.offices import imported

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

ALL = ";".join(("Kode", *MEASURES, *AT_DAYS_END))


def bring(tmp_path, text: str) -> tuple[int, dict]:
    make_jambi()
    path = tmp_path / "laporan.csv"
    path.write_text(text)
    return imported("import_counts", path, "--region", "15", "--day", DAY.isoformat())


def row(code: str, number: object, levels: object = "") -> str:
    return (
        ";".join(map(str, (code, *[number] * len(MEASURES), *[levels] * len(AT_DAYS_END)))) + "\n"
    )


def test_counts_far_above_the_usual_are_told_in_order(tmp_path):
    _status, result = bring(tmp_path, f"{ALL}\n{row('15.04', 9000)}")

    told = [check["message"].partition(": ")[0] for check in result["checks"]]
    assert told == [f"Kabupaten Batanghari, {label(measure)}" for measure in MEASURES]


def test_levels_of_a_total_row_are_told_in_order(tmp_path):
    text = f"{ALL}\n{row('15.03', 5, 7)}{row('15.03.01', 5)}"

    _status, result = bring(tmp_path, text)

    told = [check["message"].partition(" of a ")[0] for check in result["checks"]]
    assert told == [f"“{label(level)}”" for level in AT_DAYS_END]


def test_levels_beside_a_kecamatan_are_asked_about_in_order(tmp_path):
    _status, result = bring(tmp_path, f"{ALL}\n{row('15.03.01', 5, 7)}")

    assert [question["column"] for question in result["questions"]] == list(AT_DAYS_END)


def test_of_two_rows_that_differ_in_all_the_first_number_is_told(tmp_path):
    _status, result = bring(tmp_path, f"{ALL}\n{row('15.04', 5, 5)}{row('15.04', 6, 6)}")

    assert [error["column"] for error in result["errors"]] == ["recorded"]
