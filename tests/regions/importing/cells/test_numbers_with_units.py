"""What is counted may be said after a number: it is read where it is clear."""

import pytest

from regions.importing.cells.number_cells import COUNTED
from regions.importing.cells.numbers import whole_numbers
from tests.regions.importing.cells.test_numbers import MOST
from tests.regions.importing.layout.test_office_layouts import counts, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.mark.parametrize("word", [*COUNTED, "Jiwa", "org."])
def test_the_word_for_people_or_cards_is_no_part_of_the_number(word):
    assert whole_numbers([f"168.160 {word}", f"12{word}", 7], most=MOST).values == [168160, 12, 7]
    assert whole_numbers([f"130 ribu {word}"], most=MOST).values == [130_000]


def test_a_file_of_numbers_with_units_is_read():
    found = counts("Kecamatan;Perekaman;Cetak\nLimun;5 orang;6 keping\nPauh;7 org;8 lbr\n")

    assert [values for _code, _day, values in stored(found)] == [
        {"recorded": 5, "printed": 6},
        {"recorded": 7, "printed": 8},
    ]


def test_people_and_cards_in_one_column_are_told_apart_by_nobody():
    numbers = whole_numbers(["12 orang", "5 keping", 7], most=MOST)

    assert numbers.values == [None, None, 7]
    assert all("people and cards" in numbers.problems[at] for at in (0, 1))


@pytest.mark.parametrize("text", ["about 12 orang", "± 12 jiwa", "12 orang lebih", "-5 orang"])
def test_a_number_with_a_unit_that_is_not_exact_is_an_error(text):
    assert list(whole_numbers([text], most=MOST).problems) == [0]


def test_thousands_with_a_unit_are_decided_for_the_column_too():
    numbers = whole_numbers(["1.234 jiwa", "12.5"], most=MOST)

    assert numbers.values == [None, None]
    assert numbers.question


@pytest.mark.parametrize("mark", ["\u200b", "\u200f", "\u202a", "\u2066", "\u00ad", "\ufeff"])
def test_marks_that_nobody_sees_are_no_part_of_a_number(mark):
    written = [f"{mark}12{mark}", f"1{mark}2", f"1{mark}.{mark}234"]

    assert whole_numbers(written, most=MOST).values == [12, 12, 1234]
