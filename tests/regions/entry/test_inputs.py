"""How a number of people or cards may be spelled, and what is refused with which words."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from regions.entry import MOST_AT_HAND, CountField, PercentField
from regions.models import MOST_PER_DAY

people = CountField(most=MOST_PER_DAY)
cards = CountField(most=MOST_AT_HAND)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0", 0),
        ("12", 12),
        ("007", 7),
        ("0" * 30 + "8", 8),
        (" 12 ", 12),
        ("\u00a012\n", 12),
        ("1.234", 1234),
        ("1,234", 1234),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("99999", 99_999),
        ("99.999", 99_999),
    ],
)
def test_a_count_is_read_as_people_write_it(typed, number):
    assert people.clean(typed) == number


def test_millions_are_grouped_twice_with_the_same_sign():
    assert cards.clean("9.999.999") == 9_999_999
    assert cards.clean("1 234 567") == 1_234_567


@pytest.mark.parametrize("typed", ["", " ", "\t\n", "\u00a0", None])
def test_blank_is_no_number_and_not_zero(typed):
    assert people.clean(typed) is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("-5", "negative"),
        ("−5", "negative"),
        ("- 5", "negative"),
        ("-1.234", "negative"),
        ("-0,5", "negative"),
        ("12,5", "fraction"),
        ("12.5", "fraction"),
        ("+12,5", "fraction"),
        ("1234.567", "fraction"),
        ("0.500", "fraction"),
        ("1.234,5", "fraction"),
        ("1.234,567", "fraction"),
        ("dua belas", "text"),
        ("12 orang", "text"),
        ("-", "text"),
        ("+5", "text"),
        ("1e3", "text"),
        ("0x1F", "text"),
        ("1_000", "text"),
        ("1..000", "text"),
        ("12 34", "text"),
        ("NaN", "text"),
        ("=1+1", "text"),
        ("1\x00", "text"),
        ("١٢", "text"),
        ("１２", "text"),
        ("१.२३४", "text"),
        ("²", "text"),
        ("100000", "too_large"),
        ("100.000", "too_large"),
        ("12345678901", "too_large"),
        ("12.345.678.901", "too_large"),
        ("9" * 100_000, "too_large"),
        ("9" + ".999" * 25_000, "too_large"),
        ("x" * 100_000, "text"),
    ],
    ids=lambda value: ascii(value[:20]),
)
def test_what_is_not_a_count_is_refused_for_its_own_reason(typed, code):
    with pytest.raises(ValidationError) as refusal:
        people.clean(typed)

    assert [error.code for error in refusal.value.error_list] == [code]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("-5", "-5 kurang dari nol; isi 0 atau lebih."),
        ("12,5", "12,5 bukan bilangan bulat."),
        ("100.000", "100.000 terlalu besar; paling banyak 99.999."),
        ("dua", "“dua” bukan angka; isi dengan angka saja."),
    ],
)
def test_a_refusal_repeats_what_was_typed_and_says_what_to_do(typed, message):
    with pytest.raises(ValidationError) as refusal:
        people.clean(typed)

    assert refusal.value.messages == [message]


def test_a_refusal_repeats_only_the_beginning_of_what_is_very_long():
    with pytest.raises(ValidationError) as refusal:
        people.clean("x" * 100_000)

    (message,) = refusal.value.messages
    assert "x" * 20 + "…" in message
    assert len(message) < 100


def test_cards_left_may_be_more_than_a_day_of_people():
    assert cards.clean("100.000") == 100_000
    with pytest.raises(ValidationError):
        cards.clean("10000000")


def test_the_most_is_still_accepted_and_one_more_is_not():
    few = CountField(most=250)

    assert few.clean("250") == 250
    with pytest.raises(ValidationError):
        few.clean("251")


target = PercentField(least=50, most=100)


@pytest.mark.parametrize(
    ("typed", "percent"),
    [
        ("98", "98"),
        ("99,4", "99.4"),
        ("99.4", "99.4"),
        (" 99,40 % ", "99.4"),
        ("98%", "98"),
        ("98\u00a0%", "98"),
        ("50", "50"),
        ("100,00", "100"),
        ("97,50 persen", "97.5"),
    ],
)
def test_a_percentage_is_read_as_people_write_it(typed, percent):
    assert target.clean(typed) == Decimal(percent)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("994", "outside"),
        ("9940", "outside"),
        ("-98", "outside"),
        ("−98,5", "outside"),
        ("0", "outside"),
        ("49,99", "outside"),
        ("100,01", "outside"),
        ("99,404", "decimals"),
        ("abc", "text"),
        ("98 orang", "text"),
        ("99,4,1", "text"),
        ("NaN", "text"),
        ("1e2", "text"),
        ("٩٨", "text"),
        ("9" * 100_000, "text"),
        ("", "required"),
        (" ", "required"),
        (None, "required"),
    ],
)
def test_what_is_no_percentage_of_a_target_is_refused_with_its_reason(typed, code):
    with pytest.raises(ValidationError) as refused:
        target.clean(typed)

    assert refused.value.code == code
