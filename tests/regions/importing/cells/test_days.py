"""What the days of a column say; whether day or month comes first is shown, told, or asked."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from regions.importing.cells.days import days

DAY = date(2019, 4, 4)
THIRD_OF_APRIL, FOURTH_OF_MARCH = date(2019, 4, 3), date(2019, 3, 4)


def question_of(*cells, **options):
    with translation.override("en"):
        return days(cells, **options).question


@pytest.mark.parametrize(
    "cell",
    [
        DAY,
        datetime(2019, 4, 4, 10, 30),
        43559,
        43559.75,
        "43559",
        "43559,75",
        20190404,
        20190404.0,
        "20190404",
        "2019-04-04",
        "2019-4-4",
        "2019/04/04",
        "2019.04.04",
        "'2019-04-04",
        "２０１９-04-04",
        "\u00a02019-04-04 ",
        "2019-04-04 10:00:00",
        "2019-04-04T10:00:00Z",
        "2019-04-04T10:00:00.000+00:00",
        "2019-04-04T23:30:00+07:00",
        "4/4/2019",
        "4 / 4 / 2019",
        "04-04-2019",
        "4.4.2019",
        "04/04/2019 16.00 WIB",
        "4/4/2019 10:00:00 AM",
        "4 April 2019",
        "04  APR 2019",
        "4-Apr-2019",
        "4. April 2019",
        "Kamis, 4 April 2019",
        "Kamis 4 April 2019 08.00",
        "Thursday, 4 April 2019",
        "April 4, 2019",
    ],
    ids=ascii,
)
def test_a_day_is_read_as_offices_write_it(cell):
    assert days([cell]) == ([DAY], {}, "")


@pytest.mark.parametrize(
    ("month", "names"),
    [
        (1, "Jan Januari January"),
        (2, "Feb Februari Pebruari February"),
        (3, "Mar Maret March"),
        (5, "Mei May"),
        (6, "Jun Juni June"),
        (7, "Jul Juli July"),
        (8, "Agu Ags Agt Agust Agustus Aug August"),
        (9, "Sep Sept September"),
        (10, "Okt Oktober Oct October"),
        (11, "Nov Nop November Nopember"),
        (12, "Des Desember Dec December"),
    ],
)
def test_months_have_names_in_two_languages_and_old_spellings(month, names):
    cells = [f"9 {name} 2019" for name in names.split()] + [f"9 {names.split()[0]}. 2019"]

    assert days(cells).values == [date(2019, month, 9)] * len(cells)


def test_friday_has_an_apostrophe_in_indonesian():
    assert days(["Jum'at, 5 April 2019", "Jum’at, 5 April 2019"]).values == [date(2019, 4, 5)] * 2


@pytest.mark.parametrize("cell", [None, "", "-", "–", "<>", "n/a", "\u00a0", float("nan")])
def test_a_missing_day_is_none_without_a_problem(cell):
    assert days([cell, DAY]) == ([None, DAY], {}, "")


NOT_A_DAY = "“%s” is not a day; write it as 2019-04-04 or 4 April 2019."


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        *[
            (cell, NOT_A_DAY % cell)
            for cell in (
                "31/2/2019", "31 Februari 2019", "2019-02-29", "20190431", "2019-13-04",
                "13/13/2019", "0/4/2019", "4/0/2019", "kemarin", "4 Foo 2019", "4-5 April 2019",
                "4 April", "4/4", "03/04/1019", "1019-04-04", "19991", "5", "15.03", "2018-13",
                "Agustus", "13/2018", 5, 0, -5, 3.7, 70_000, 2019.5, 1e300, True, "4/4-2019",
            )
        ],
        (float("inf"), NOT_A_DAY % "inf"),
        (time(8), NOT_A_DAY % "08:00:00"),
        (date(1900, 1, 5), NOT_A_DAY % "1900-01-05"),
        ("x" * 100_000, NOT_A_DAY % ("x" * 20 + "…")),
        ("4/4/19", "“4/4/19”: write the year with four digits."),
        ("04-04-19", "“04-04-19”: write the year with four digits."),
        ("4 April '19", "“4 April '19”: write the year with four digits."),
        ("4 Apr 19", "“4 Apr 19”: write the year with four digits."),
        ("2013", "2013 is only a year; write the day, for example 2019-04-04."),
        (2013, "2013 is only a year; write the day, for example 2019-04-04."),
        ("Agustus 2018", "Agustus 2018 is a month; write the day, for example 2019-04-04."),
        ("2018-08", "2018-08 is a month; write the day, for example 2019-04-04."),
        (202502, "202502 is a month; write the day, for example 2019-04-04."),
        ("Rabu, 4 April 2019",
         "“Rabu, 4 April 2019”: that day is no such weekday; correct one of them."),
        ("2019-04-03T17:00:00Z",
         "“2019-04-03T17:00:00Z” is the time of another zone; write the day only."),
        ("2019-04-04 10:00 -0800",
         "“2019-04-04 10:00 -08…” is the time of another zone; write the day only."),
    ],
    ids=lambda value: ascii(value)[:24],
)  # fmt: skip
def test_what_is_no_day_says_what_is_wrong_and_what_to_do(cell, sentence):
    with translation.override("en"):
        found = days([cell])

    assert found == ([None], {0: sentence}, "")


def test_a_part_above_twelve_shows_the_order_of_the_whole_column():
    assert days(["03/04/2019", "13/04/2019", None]).values == [
        THIRD_OF_APRIL, date(2019, 4, 13), None
    ]  # fmt: skip
    assert days(["03/04/2019", "04/13/2019"]).values == [FOURTH_OF_MARCH, date(2019, 4, 13)]


def test_a_day_that_the_calendar_does_not_have_still_shows_the_order():
    found = days(["03/04/2019", "31/04/2019"])

    assert found.values == [THIRD_OF_APRIL, None]
    assert list(found.problems) == [1]


def test_two_orders_in_one_column_are_asked_about():
    cells = ["03/04/2019", "13/04/2019", "04/13/2019", "05/05/2019"]

    assert days(cells).values[0] is None
    assert days(cells).values[3] == date(2019, 5, 5)
    assert days(cells).problems == {}
    assert question_of(*cells) == (
        "“13/04/2019” has the day first, “04/13/2019” the month: which is it here?"
    )


def test_the_order_is_asked_where_nothing_shows_it():
    cells = ["04/04/2019", "03/04/2019"]

    assert days(cells)[:2] == ([DAY, None], {})
    assert question_of(*cells) == "Is “03/04/2019” 3 April 2019 or 4 March 2019?"


@pytest.mark.parametrize("named", [THIRD_OF_APRIL, FOURTH_OF_MARCH])
def test_the_day_that_the_person_named_settles_the_order(named):
    other = {THIRD_OF_APRIL: date(2019, 6, 5), FOURTH_OF_MARCH: date(2019, 5, 6)}[named]

    assert days(["03/04/2019", "05/06/2019"], hint=named) == ([named, other], {}, "")


@pytest.mark.parametrize("named", [DAY, date(2018, 4, 3), THIRD_OF_APRIL])
def test_a_named_day_that_settles_nothing_leaves_the_question(named):
    cells = ["03/04/2019", "04/03/2019", "04/04/2019"]

    assert days(cells, hint=named).values == [None, None, DAY]
    assert days(cells, hint=named).question


def test_a_named_day_does_not_outweigh_what_the_column_shows():
    assert days(["03/04/2019", "13/04/2019"], hint=FOURTH_OF_MARCH).values[0] == THIRD_OF_APRIL


def test_the_answer_of_a_person_is_the_order_and_its_opposite_a_problem():
    assert days(["03/04/2019"], order="dmy") == ([THIRD_OF_APRIL], {}, "")
    assert days(["03/04/2019"], order="mdy") == ([FOURTH_OF_MARCH], {}, "")

    opposite = days(["04/13/2019", "03/04/2019"], order="dmy")
    assert opposite.values == [None, THIRD_OF_APRIL]
    assert list(opposite.problems) == [0]


@pytest.mark.parametrize("swallowed", [FOURTH_OF_MARCH, 43528, "43528", "2019-03-04 00:00:00"])
def test_date_cells_beside_texts_may_have_been_swapped_and_are_asked_about(swallowed):
    cells = [swallowed, date(2019, 4, 20), "13/04/2019"]

    assert days(cells) == ([None, None, date(2019, 4, 13)], {}, days(cells).question)
    assert "“13/04/2019”" in question_of(*cells)
    assert "4 March 2019" in question_of(*cells)
    assert days(cells, order="dmy") == (
        [FOURTH_OF_MARCH, date(2019, 4, 20), date(2019, 4, 13)], {}, ""
    )  # fmt: skip


def test_date_cells_that_cannot_have_been_swapped_are_not_asked_about():
    cells = [date(2019, 4, 25), DAY, "26/04/2019", "2019-04-03"]

    assert days(cells) == ([cells[0], DAY, date(2019, 4, 26), THIRD_OF_APRIL], {}, "")


@pytest.mark.parametrize("cell", ["2018-08", "2018/8", "Agustus 2018", "Agt-2018", "AUG. 2018",
                                  "08/2018", "8-2018", "201808", 201808])  # fmt: skip
def test_the_figure_of_a_month_is_that_of_its_end(cell):
    end, named = date(2018, 8, 31), date(2018, 8, 15)

    assert days([cell], period=True) == ([end], {}, "")
    assert days([cell], period=True, hint=named) == ([named], {}, "")
    assert days([cell], period=True, hint=date(2018, 9, 1)) == ([end], {}, "")


def test_a_year_is_no_period():
    assert list(days(["2013", 2013], period=True).problems) == [0, 1]


def test_a_month_that_may_be_a_semester_is_asked_about():
    assert days([202502, "202501"], period=True)[:2] == ([None, None], {})
    assert question_of("202502", period=True) == (
        "Is 202502 the month (28 February 2025) or the semester (31 December 2025)? Name the day."
    )


@pytest.mark.parametrize(
    ("named", "read"),
    [
        (date(2025, 12, 31), [date(2025, 6, 30), date(2025, 12, 31)]),
        (date(2025, 6, 30), [date(2025, 6, 30), date(2025, 12, 31)]),
        (date(2025, 2, 28), [date(2025, 1, 31), date(2025, 2, 28)]),
        (date(2025, 2, 10), [date(2025, 1, 31), date(2025, 2, 10)]),
    ],
)
def test_the_named_day_says_whether_it_is_a_semester(named, read):
    assert days(["202501", 202502], period=True, hint=named) == (read, {}, "")


def test_a_third_month_in_the_column_says_that_it_has_months():
    assert days(["202501", "202503"], period=True).values == [
        date(2025, 1, 31), date(2025, 3, 31)
    ]  # fmt: skip
    assert days(["202501", "202503"], period=True, hint=date(2025, 6, 30)).question


def test_a_month_written_with_a_sign_or_a_name_is_no_semester():
    assert days(["2025-02", "Feb 2025", "02/2025"], period=True).values == [date(2025, 2, 28)] * 3


def test_true_and_one_are_not_confused():
    assert list(days([43559, True, 43559.0, 1]).problems) == [1, 3]


INDONESIAN = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
)
ABBREVIATED = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
STYLES = {
    "date cells": lambda day: day,
    "moments": lambda day: datetime.combine(day, time(10)),
    "serials": lambda day: (day - date(1899, 12, 30)).days,
    "serials as text": lambda day: f"{(day - date(1899, 12, 30)).days}",
    "ISO": date.isoformat,
    "ISO with a clock": lambda day: f"{day} 00:00:00",
    "compact": lambda day: f"{day:%Y%m%d}",
    "day first": lambda day: f"{day:%d/%m/%Y}",
    "day first, dots": lambda day: f"{day.day}.{day.month}.{day.year}",
    "month first": lambda day: f"{day:%m/%d/%Y}",
    "month first, short": lambda day: f"{day.month}-{day.day}-{day.year}",
    "Indonesian": lambda day: f"{day.day} {INDONESIAN.split()[day.month - 1]} {day.year}",
    "English": lambda day: f"{day.day:02}-{ABBREVIATED.split()[day.month - 1]}-{day.year}",
    "two digits": lambda day: f"{day:%d/%m/%y}",
}
NUMERIC = {"day first", "day first, dots", "month first", "month first, short"}
DATES = st.one_of(
    st.dates(date(2010, 1, 1), date(2040, 12, 31)),
    st.integers(0, 40).map(lambda later: date(2019, 3, 25) + timedelta(days=later)),
)


@given(st.sampled_from(sorted(STYLES)), st.lists(DATES, min_size=1), st.data())
def test_days_in_one_style_come_back_or_are_asked_about(style, written, data):
    hint = data.draw(st.sampled_from([None, *written]))

    found = days([STYLES[style](day) for day in written], hint=hint)

    if style not in NUMERIC | {"two digits"}:
        assert found == (written, {}, "")
    for index, (value, day) in enumerate(zip(found.values, written, strict=True)):
        assert value == day or (value is None and (found.question or index in found.problems))


@given(
    st.lists(st.sampled_from(sorted(STYLES)), min_size=1, max_size=2), st.lists(DATES), st.data()
)
def test_days_in_two_styles_are_never_other_days_where_one_order_is_shown(styles, written, data):
    cells = [STYLES[data.draw(st.sampled_from(styles))](day) for day in written]
    garbage = data.draw(st.lists(st.sampled_from(["kemarin", "31/31/2019", "4/4/19", True, "-"])))

    found = days(cells + garbage)

    mixed = "day first" in " ".join(styles) and "month first" in " ".join(styles)
    for value, day in zip(found.values, written, strict=False):
        assert value in (day, None) or mixed


@given(st.lists(DATES, min_size=1), st.booleans())
def test_what_a_spreadsheet_of_another_order_swapped_is_asked_about(written, month_first):
    """It makes date cells, swapped, of the days that it can read, and leaves the others."""
    written = [*written, date(2019, 4, 13)]
    style = STYLES["month first" if month_first else "day first"]
    cells = [day.replace(day=day.month, month=day.day) if day.day <= 12 else style(day)
             for day in written]  # fmt: skip

    found = days(cells)

    for value, day in zip(found.values, written, strict=True):
        assert value in (day, None)


@given(st.lists(st.one_of(st.text("0123456789/-. :TZ'abApril", max_size=14), st.floats(),
                          st.integers(), st.times(), st.dates(), st.text())),
       st.sampled_from(["", "dmy", "mdy"]), st.booleans())  # fmt: skip
def test_a_cell_is_a_day_a_problem_missing_or_asked_about(cells, order, period):
    found = days(cells, order=order, period=period)

    assert len(found.values) == len(cells)
    assert all(found.values[index] is None for index in found.problems)
    assert all(found.problems.values())
