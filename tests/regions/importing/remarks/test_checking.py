"""A file's own arithmetic, told and never stored."""

from decimal import Decimal

import pytest

from regions.importing.remarks.checking import TableRow, completed, row_checks, total_checks


def row(number, wajib=None, recorded=None, missing=None, **fields) -> TableRow:
    values = {"wajib_ktp": wajib, "recorded": recorded, "missing": missing}
    return TableRow(number, None, values, **{"code": None, **fields})


def told(checks) -> list[tuple]:
    return [(check.row, check.expected, check.found) for check in checks]


def test_the_remainder_that_was_printed_wrong_is_told():
    """Sarolangun, August 2018, as brito.id printed it."""
    found = row(11, 223445, 168160, 56295, percent=Decimal("75.25"))

    assert told(row_checks(found, "")) == [(11, 55285, 56295)]


def test_a_row_that_agrees_with_itself_says_nothing():
    assert told(row_checks(row(4, 223211, 178804, 44407, percent=Decimal("80.11")), "")) == []


def test_a_percentage_may_be_rounded_up_or_down():
    for percent in ("80.1", "80.11", "80.10", "80", "81"):
        assert told(row_checks(row(4, 223211, 178804, percent=Decimal(percent)), "")) == []


def test_another_percentage_is_told():
    found = told(row_checks(row(4, 223211, 178804, percent=Decimal("83.20")), ""))

    assert [(number, found_) for number, _e, found_ in found] == [(4, "83,20")]


def test_nobody_missing_over_a_hundred_percent_is_right():
    assert told(row_checks(row(4, 1000, 1020, 0), "")) == []


def test_far_over_a_hundred_percent_is_told():
    assert told(row_checks(row(4, 1000, 1200), "")) == [(4, 1100, 1200)]


def test_of_three_numbers_the_third_follows():
    assert completed({"wajib_ktp": 10, "missing": 3}) == {
        "wajib_ktp": 10,
        "missing": 3,
        "recorded": 7,
    }
    assert completed({"recorded": 7, "missing": 3})["wajib_ktp"] == 10
    assert completed({"missing": 3}) == {"missing": 3}
    assert "recorded" not in completed({"wajib_ktp": 2, "missing": 3})


def test_nobody_missing_says_nothing_of_the_third_as_more_may_be_recorded_than_obliged():
    assert completed({"wajib_ktp": 10, "missing": 0}) == {"wajib_ktp": 10, "missing": 0}
    assert completed({"recorded": 12, "missing": 0}) == {"recorded": 12, "missing": 0}


def parts(code: str) -> int:
    return {"15": 2}.get(code, 0)


def test_a_total_under_its_rows_is_compared_with_their_sum():
    rows = [row(2, 10, code="15.01"), row(3, 20, code="15.02"), row(4, 31, total=True)]

    assert told(total_checks(rows, "", parts)) == [(4, 30, 31)]


def test_a_total_above_its_rows_too():
    rows = [row(1, 31, total=True), row(2, 10, code="15.01"), row(3, 20, code="15.02")]

    assert told(total_checks(rows, "", parts)) == [(1, 30, 31)]


def test_sums_in_between_and_the_sum_of_all_are_both_right():
    rows = [
        row(2, 10, code="15.01"),
        row(3, 10, total=True),
        row(4, 20, code="15.02"),
        row(5, 20, total=True),
        row(6, 30, total=True),
    ]

    assert told(total_checks(rows, "", parts)) == []


@pytest.mark.usefixtures("in_english")
def test_the_row_of_the_province_says_which_parts_it_may_hold_besides():
    one = [row(2, 10, code="15.01"), row(3, 99, code="15", total=True)]
    both = [*one, row(4, 20, code="15.02")]
    right = [row(2, 10, code="15.01"), row(3, 10, code="15", total=True)]

    (lacking,), (whole,) = (list(total_checks(rows, "", parts)) for rows in (one, both))
    assert (lacking.row, lacking.expected, lacking.found) == (3, 10, 99)
    assert "Of the 2 places of 15 only 1 are there" in lacking.message
    assert (whole.row, whole.expected, whole.found) == (3, 30, 99)
    assert "are there" not in whole.message
    assert told(total_checks(right, "", parts)) == []


def test_a_province_is_the_sum_of_its_kabkota_and_these_of_their_kecamatan():
    rows = [
        row(2, 30, code="15", total=True),
        row(3, 10, code="15.01", total=True),
        row(4, 4, code="15.01.01"),
        row(5, 6, code="15.01"),
        row(6, 20, code="15.02", total=True),
        row(7, 21, code="15.02.01"),
    ]

    assert told(total_checks(rows, "", parts)) == [(6, 21, 20)]


def test_a_total_of_kabkota_does_not_count_their_kecamatan_again():
    rows = [
        row(2, 10, code="15.01"),
        row(3, 4, code="15.01.01"),
        row(4, 6, code="15.01.02"),
        row(5, 20, code="15.02"),
        row(6, 30, total=True),
    ]

    assert told(total_checks(rows, "", parts)) == []


def test_a_sum_with_an_unknown_part_is_not_compared():
    rows = [row(2, 10), row(3, None, 5), row(4, 31, total=True)]

    assert told(total_checks(rows, "", parts)) == []
