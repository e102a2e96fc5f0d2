"""What the numbers of a column say: read for the column as a whole, never guessed."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from django.utils import translation

from regions.importing.cells.numbers import is_percent_like, percents, whole_numbers
from regions.importing.columns.personal import looks_like_identity_number

MOST = 9_999_999


def read(*cells, thousands=None):
    return whole_numbers(cells, most=MOST, thousands=thousands)


def problem_of(cell, *others):
    """The only problem of a column, in English: that of its first cell."""
    with translation.override("en"):
        numbers = read(cell, *others)
    assert numbers.values[0] is None
    assert list(numbers.problems) == [0]
    assert numbers.question == ""
    return numbers.problems[0]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("168160", 168_160),
        ("0", 0),
        ("007", 7),
        (" 12 ", 12),
        ("'168160", 168_160),
        ("１２３", 123),
        ("\u00a0168\u00a0160\u00a0", 168_160),
        ("168\u2009160", 168_160),
        ("168\u202f160", 168_160),
        ("\ufeff12\u200b", 12),
        ("1 234 567", 1_234_567),
        ("1.234.567", 1_234_567),
        ("1,234,567", 1_234_567),
        ("168.160", 168_160),
        ("122,687", 122_687),
        ("1234,0", 1234),
        ("1.234,00", 1234),
        ("1,234.00", 1234),
        ("1 234,00", 1234),
        ("0,000", 0),
        (12, 12),
        (0, 0),
        (12.0, 12),
        (-0.0, 0),
    ],
)
def test_a_number_is_read_as_offices_write_it(cell, number):
    assert read(cell) == ([number], {}, "")


@pytest.mark.parametrize(
    "cell",
    [None, "", "-", "–", "—", "<>", "null", "Null", "n/a", "NA", "nan", "#N/A", "…", ".", "...",
     "\u00a0", " \u00a0\u2009", "'", "'-", float("nan")],
)  # fmt: skip
def test_missing_is_none_and_neither_zero_nor_a_problem(cell):
    assert read(cell, 5) == ([None, 5], {}, "")


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("nihil", "“nihil”: write 0, or leave the cell empty if the number is not known."),
        (True, "True is yes or no, not a number; enter the number."),
        (date(2019, 4, 4), "2019-04-04 is a day or a time; enter the number and format it as a "
                           "number."),
        (datetime(2019, 4, 4, 8), "2019-04-04 08:00:00 is a day or a time; enter the number and "
                                  "format it as a number."),
        (time(8), "08:00:00 is a day or a time; enter the number and format it as a number."),
        ("abc", "“abc” is not a number; use digits only."),
        ("12 box", "“12 box” is not a number; use digits only."),
        ("\u202e21", "“\u202e21” is not a number; use digits only."),
        ("١٢", "“١٢” is not a number; use digits only."),
        ("12²", "“12²” is not a number; use digits only."),
        ("12\n34", "“12\n34” is not a number; use digits only."),
        ("9" * 200, "“99999999999999999999…” is not a number; use digits only."),
        ("x" * 100_000, "“xxxxxxxxxxxxxxxxxxxx…” is not a number; use digits only."),
        ("±130", "“±130” is only about right; enter the exact number."),
        ("sekitar 130", "“sekitar 130” is only about right; enter the exact number."),
        ("2,1 juta lebih", "“2,1 juta lebih” is only about right; enter the exact number."),
        (">100", "“>100” is only about right; enter the exact number."),
        ("-5", "-5 is below zero; enter 0 or more."),
        ("−5", "−5 is below zero; enter 0 or more."),
        (-5, "-5 is below zero; enter 0 or more."),
        (-0.5, "-0.5 is below zero; enter 0 or more."),
        (float("-inf"), "-inf is below zero; enter 0 or more."),
        (float("inf"), "“inf” is not a number; use digits only."),
        ("1e5", "1e5 is shortened; write the number in full."),
        ("1,5E+06", "1,5E+06 is shortened; write the number in full."),
        ("=A1+B1", "=A1+B1 is a formula; enter its result."),
        ("#REF!", "#REF! is a formula that failed; enter the number or leave the cell empty."),
        ("#DIV/0!", "#DIV/0! is a formula that failed; enter the number or leave the cell empty."),
        ("80,11 %", "80,11 % is a percentage; enter the number itself."),
        ("12,5", "12,5 is not a whole number; if a spreadsheet has made it out of a number with "
                 "a thousands sign, enter 12500."),
        ("0.123", "0.123 is not a whole number."),
        ("1234,5", "1234,5 is not a whole number."),
        ("1.234,5", "1.234,5 is not a whole number."),
        ("1.234,567", "1.234,567 is not a whole number."),
        (1234.5, "1234.5 is not a whole number."),
        (96.3154, "96.3154 is not a whole number."),
        (10_000_000, "10000000 is too large; at most 9,999,999."),
        ("10.000.000", "10.000.000 is too large; at most 9,999,999."),
        (1e300, "1e+300 is too large; at most 9,999,999."),
        ("130 juta", "130 juta is too large; at most 9,999,999."),
        ("23 26 27", "The digits of 23 26 27 are not grouped in threes; write them without signs."),
        ("60, 64", "The digits of 60, 64 are not grouped in threes; write them without signs."),
        ("1.23.456", "The digits of 1.23.456 are not grouped in threes; write them without signs."),
        ("12,34,567", "The digits of 12,34,567 are not grouped in threes; write them without "
                      "signs."),
        ("1.234 567", "The digits of 1.234 567 are not grouped in threes; write them without "
                      "signs."),
        ("1.234,567.00", "The digits of 1.234,567.00 are not grouped in threes; write them "
                         "without signs."),
        ("12 34", "The digits of 12 34 are not grouped in threes; write them without signs."),
        ("1,2345 juta lima", "“1,2345 juta lima” is not a number; use digits only."),
        ("1,2345678 juta", "1,2345678 juta is not clear; write the number in full."),
        ("2,476 juta", "2,476 juta is not clear; write the number in full."),
        ("1.2.3 ribu", "1.2.3 ribu is not clear; write the number in full."),
    ],
    ids=lambda value: ascii(value)[:24],
)  # fmt: skip
def test_what_is_no_count_says_what_is_wrong_and_what_to_do(cell, sentence):
    assert problem_of(cell) == sentence


def test_the_most_is_accepted_and_one_more_is_not():
    assert whole_numbers(["250"], most=250).values == [250]
    assert whole_numbers([251], most=250).values == [None]


def test_true_and_one_are_not_confused_in_one_column():
    numbers = read(1, True, 1.0, "1", 0, False)

    assert numbers.values == [1, None, 1, 1, 0, None]
    assert list(numbers.problems) == [1, 5]


def test_the_table_of_north_maluku_has_two_thousands_signs_in_one_column():
    numbers = read("92.410", "34.936", "122,687", "9,209", "3.905", "469")

    assert numbers == ([92_410, 34_936, 122_687, 9_209, 3_905, 469], {}, "")


@pytest.mark.parametrize("proof", ["5.00", "0.123", "1234.567", "1,234.50", "0.5", "2000.0"])
def test_a_sign_shown_to_be_decimal_beside_one_group_is_asked_about(proof):
    numbers = read("92.410", "7", proof, "122,687")

    assert numbers.values[0] is None
    assert 0 not in numbers.problems
    assert numbers.question


def test_a_sign_that_is_both_is_asked_about_with_an_example_of_each():
    with translation.override("en"):
        numbers = read("1.234.567", "12.345", "2.5")

    assert numbers.values == [1_234_567, None, None]
    assert numbers.question == (
        "Is “.” the thousands sign or the decimal sign in “1.234.567”, “2.5”?"
    )


def test_of_two_unclear_signs_the_comma_is_asked_about_and_the_answer_settles_both():
    cells = ("1,234", "12,5", "1.234", "12.5")
    with translation.override("en"):
        question = read(*cells).question
    assert "“,” the thousands sign or the decimal sign in “1,234”, “12,5”" in question
    assert read(*cells, thousands=",").question == ""


def test_a_decimal_sign_proven_by_zeros_leaves_the_other_sign_for_thousands():
    assert read("1.234", "5,0", "1.234,00", "12") == ([1234, 5, 1234, 12], {}, "")


@pytest.mark.parametrize("cell", ["1234.000", "1.234,000"])
def test_three_zeros_after_an_odd_first_group_are_asked_about(cell):
    numbers = read(cell)

    assert numbers.values == [None]
    assert not numbers.problems
    assert numbers.question


def test_the_answer_of_a_person_says_which_sign_is_thousands():
    cells = ["92.410", "1.234,00", "12", "5,0"]

    assert read(*cells, thousands=".") == ([92_410, 1234, 12, 5], {}, "")
    assert read("1,234", "5.00", thousands=",") == ([1234, 5], {}, "")
    assert read("1 234", "5.00", "7,0", thousands=" ") == ([1234, 5, 7], {}, "")
    assert read("1234.000", thousands=",").values == [1234]


@pytest.mark.parametrize(
    ("cell", "thousands"),
    [("92.410", ","), ("122,687", "."), ("92.410", " "), ("5.0", "."), ("1.234,00", ","),
     ("1.234,00", " "), ("1.234.567", ","), ("1234.000", "."), ("1.234,000", ",")],
)  # fmt: skip
def test_what_contradicts_that_answer_is_a_problem(cell, thousands):
    numbers = read(cell, thousands=thousands)

    assert numbers.values == [None]
    assert list(numbers.problems) == [0]


def test_a_number_grouped_by_the_other_sign_is_the_whole_part_when_a_person_says_so():
    assert read("92.000", thousands=",").values == [92]


def test_a_spreadsheet_that_lost_thousands_is_told_and_small_numbers_are_not_trusted():
    with translation.override("en"):
        numbers = read(96.315, 90.0, 87, 171_279, 0, "122,687", None)

    assert numbers.values == [None, None, None, 171_279, 0, 122_687, None]
    assert numbers.problems[0] == (
        "96.315 is not a whole number; if a spreadsheet has made it out of a number with a "
        "thousands sign, enter 96315."
    )
    assert numbers.problems[1] == (
        "90.0 may be 90000: a spreadsheet has read thousands signs of this column as decimal "
        "signs. Enter its numbers anew, without signs."
    )
    assert list(numbers.problems) == [0, 1, 2]


def test_a_number_with_a_tenth_lost_its_zeros_too():
    with translation.override("en"):
        assert "enter 69700." in read(69.7).problems[0]


def test_texts_written_by_such_a_spreadsheet_are_not_trusted_either():
    numbers = read("92.41", "90", "90.0", "1000", "0")

    assert numbers.values == [None, None, None, 1000, 0]


def test_texts_beside_numbers_that_lost_thousands_still_say_what_they_say():
    assert read(96.315, "90").values == [None, 90]


def test_units_are_read_where_the_whole_column_has_them():
    assert read("130 ribu", "2,4 juta", "1,5 jt", "130rb", "-", "0,125 juta") == (
        [130_000, 2_400_000, 1_500_000, 130_000, None, 125_000], {}, ""
    )  # fmt: skip


def test_two_units_in_one_column_are_a_problem_of_the_cells_with_the_unit():
    with translation.override("en"):
        numbers = read("130 ribu", 120_000, "-")

    assert numbers.values == [None, 120_000, None]
    assert numbers.problems == {
        0: "130 ribu has a unit, other numbers of the column have none; write it in full."
    }


def test_problems_are_told_in_the_language_of_the_page():
    assert read("-5").problems == {0: "-5 kurang dari nol; isi 0 atau lebih."}


def test_percentages_keep_the_decimals_they_are_written_with():
    cells = ["80,11", "75.25%", "60, 64", "93", "104,8", "97 persen", None, "-", 93.5, 100, True,
             "lebih seratus persen", "1.234,5", date(2019, 4, 4), "9" * 1000]  # fmt: skip

    assert percents(cells) == [
        Decimal("80.11"), Decimal("75.25"), Decimal("60.64"), Decimal("93"), Decimal("104.8"),
        Decimal("97"), None, None, Decimal("93.5"), Decimal("100"), None, None, None, None, None,
    ]  # fmt: skip
    assert [str(percent) for percent in percents(["98,50", 0.1 + 60.2])] == ["98.50", "60.3"]


def test_a_column_of_ratios_is_percent_with_two_decimals_less():
    assert [str(percent) for percent in percents([0.8011, 0.9, 1, 1.0044, 0, None])] == [
        "80.11", "90", "100", "100.44", "0", "None"
    ]  # fmt: skip
    assert percents(["0,8011", "1"]) == [Decimal("80.11"), Decimal("100")]


def test_small_percentages_are_no_ratios_when_one_is_larger_or_signed():
    assert percents([0.8, 12.5]) == [Decimal("0.8"), Decimal("12.5")]
    assert percents(["0.8%", "1%"]) == [Decimal("0.8"), Decimal("1")]
    assert percents([1, 0]) == [Decimal("1"), Decimal("0")]


@pytest.mark.parametrize(
    "cells",
    [["104,8", "100,8", 93, "93,6"], ["75%", "-"], [0.8011, 0.9, 1], [0.801], ["60, 64", None],
     [80.114862, 96.5]],
)  # fmt: skip
def test_a_column_of_percentages_is_recognised(cells):
    assert is_percent_like(cells)


@pytest.mark.parametrize(
    "cells",
    [[], [None, "-"], [12, 40], ["92.410", "122,687"], [96.315, 35.405, 69.75, 131.896],
     ["Sarolangun", "80,11", "Bungo"], ["130 ribu"], [True]],
)  # fmt: skip
def test_a_column_of_counts_or_names_is_no_column_of_percentages(cells):
    assert not is_percent_like(cells)


@pytest.mark.parametrize(
    "cell",
    ["1503014404190001", "'1503014404190001", "NIK 1503014404190001", "150301-440419-0001",
     "1503 0144 0419 0001", 1503014404190001, 1503014404190001.0, "1,50301E+15"],
)  # fmt: skip
def test_a_citizens_number_is_recognised(cell):
    assert looks_like_identity_number(cell)


@pytest.mark.parametrize(
    "cell",
    ["15.03.01.2001", 9_999_999, "168.160", None, True, date(2019, 4, 4), "1" * 17, "",
     "98.54999999999999", "0,9653999999999999", "98,54999999999999%"],
)  # fmt: skip
def test_counts_and_codes_are_no_citizens_numbers(cell):
    assert not looks_like_identity_number(cell)
