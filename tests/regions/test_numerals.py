"""Numbers and days as people read them: 2.386.685, 96,54, 4 April 2019."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from regions import numerals
from regions.arithmetic import Standing

DAY = date(2019, 4, 4)


@pytest.mark.parametrize(
    ("number", "indonesian", "english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1000, "1.000", "1,000"),
        (2_386_685, "2.386.685", "2,386,685"),
        (-1234, "−1.234", "−1,234"),
        (None, "–", "–"),
    ],
)
def test_people_are_grouped_by_thousands_in_the_language_of_the_page(number, indonesian, english):
    assert numerals.people(number) == indonesian
    with translation.override("en"):
        assert numerals.people(number) == english


@pytest.mark.parametrize(
    ("hundredths", "indonesian", "english"),
    [
        (9654, "96,54", "96.54"),
        (9800, "98,00", "98.00"),
        (5, "0,05", "0.05"),
        (0, "0,00", "0.00"),
        (10_044, "100,44", "100.44"),
        (123_456, "1.234,56", "1,234.56"),
        (None, "–", "–"),
    ],
)
def test_a_percentage_has_two_decimals_and_is_not_capped(hundredths, indonesian, english):
    assert numerals.percent(hundredths) == indonesian
    with translation.override("en"):
        assert numerals.percent(hundredths) == english


@pytest.mark.parametrize(
    ("number", "text"), [(1_200, "+1.200"), (1, "+1"), (0, "0"), (-8, "−8"), (-1_200, "−1.200")]
)
def test_what_came_more_or_less_has_a_sign_and_nothing_has_none(number, text):
    assert numerals.signed(number) == text


def test_97_996_percent_reads_97_99_not_the_98_that_was_not_reached():
    assert numerals.percent(Standing.of_one(97_996, 100_000).hundredths) == "97,99"
    assert numerals.percent(Standing.of_one(99_999, 100_000).hundredths) == "99,99"


@pytest.mark.parametrize(
    ("hundredths", "shown"),
    [(9800, "98"), (9930, "99,3"), (9305, "93,05"), (10_000, "100"), (9000, "90"), (9010, "90,1")],
)
def test_a_target_drops_the_decimals_it_does_not_need(hundredths, shown):
    assert numerals.short_percent(hundredths) == shown


def test_a_target_has_a_point_in_english():
    with translation.override("en"):
        assert numerals.short_percent(9930) == "99.3"


@pytest.mark.parametrize(
    ("hundredths", "shown"),
    [(231, "+2,31"), (1, "+0,01"), (-5, "−0,05"), (-231, "−2,31"), (0, "0,00"), (None, "–")],
)
def test_a_change_carries_its_sign(hundredths, shown):
    assert numerals.change(hundredths) == shown


def test_days_are_written_out_in_the_language_of_the_page():
    independence_day = date(2019, 8, 17)

    indonesian = [numerals.long_day(independence_day), numerals.weekday(DAY)]
    with translation.override("en"):
        english = [numerals.long_day(independence_day), numerals.weekday(DAY)]

    assert indonesian == ["17 Agustus 2019", "Kamis"]
    assert english == ["17 August 2019", "Thursday"]


def test_a_short_day_has_a_short_month():
    assert numerals.short_day(DAY) == "4 Apr"
    with translation.override("en"):
        assert numerals.short_day(date(2019, 12, 31)) == "31 Dec"


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Asia/Jakarta", "10.42.03 WIB"),
        ("Asia/Makassar", "11.42.03 WITA"),
        ("Asia/Jayapura", "12.42.03 WIT"),
    ],
)
def test_a_time_is_that_of_the_offices_own_clock(zone, shown):
    moment = datetime(2019, 4, 4, 3, 42, 3, tzinfo=UTC)

    assert numerals.clock_time(moment, ZoneInfo(zone)) == shown
    assert numerals.short_time(moment, ZoneInfo(zone)) == shown[:5]
