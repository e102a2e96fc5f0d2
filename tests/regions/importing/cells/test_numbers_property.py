"""Known counts, written as offices write them: they come back, or a person is asked; no others."""

from functools import partial

from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from regions.entry import CountField, PercentField
from regions.importing.cells.numbers import percents, whole_numbers

MOST = 9_999_999
COUNTS = st.one_of(
    st.integers(0, 1200),
    st.integers(0, MOST),
    st.integers(1, MOST // 1000).map(lambda thousands: thousands * 1000),
    st.sampled_from([0, 999, 1000, 1001, 9999, 10_000, 999_999, 1_000_000]),
)


def grouped(number, sign, tail=""):
    return f"{number:,}".replace(",", sign) + tail


CLEAR_STYLES = {
    "plain": str,
    "dots": partial(grouped, sign="."),
    "commas": partial(grouped, sign=","),
    "spaces": partial(grouped, sign=" "),
    "no-break spaces": partial(grouped, sign="\u00a0"),
    "dots and cents": partial(grouped, sign=".", tail=",00"),
    "commas and cents": lambda number: f"{number:,}.00",
    "whole numbers": int,
    "numbers": float,
    "texts of numbers": lambda number: f"'{number}",
    "floats as text": lambda number: str(float(number)),
}
MESSY_STYLES = CLEAR_STYLES | {
    "full width": lambda number: str(number).translate(
        {ord("0") + digit: 0xFF10 + digit for digit in range(10)}
    ),
    "a comma and cents": lambda number: f"{number},0",
    "ribu": lambda number: f"{number / 1000:f} ribu".replace(".", ","),
    "juta": lambda number: f"{number / 1_000_000:.6f} jt",
    "with a word": lambda number: f"{number} orang",
    "about": lambda number: f"± {number}",
}
MISSING = st.sampled_from([None, "", "-", "–", "<>", "Null", "n/a", "\u00a0", float("nan")])
GARBAGE = st.one_of(
    st.sampled_from(
        ["nihil", True, "abc", "-5", -3, "1e5", "=A1+B1", "#REF!", "80,11", "75.25%", "60, 64",
         "23 26 27", "2.5", "1234.5", 96.315, 0.5, "1.23.456", "12,34,567", "1234.000"]
    ),
    st.text(alphabet="0123456789., -'eE%", max_size=12),
    st.floats(),
)  # fmt: skip


def read_by_a_spreadsheet(number, sign):
    """What a spreadsheet makes of `number` grouped by the sign that it takes for decimal."""
    text = f"{number:,}"
    return text.replace(",", sign) if text.count(",") > 1 else float(text.replace(",", "."))


@given(st.sampled_from(sorted(CLEAR_STYLES)), st.lists(st.one_of(COUNTS, MISSING)))
def test_counts_in_one_style_come_back(style, counts):
    written = [CLEAR_STYLES[style](c) if type(c) is int else c for c in counts]

    numbers = whole_numbers(written, most=MOST)

    assert numbers.values == [c if type(c) is int else None for c in counts]
    assert numbers.problems == {}
    assert numbers.question == ""


@given(st.data(), st.lists(COUNTS, min_size=1, max_size=12))
def test_counts_in_mixed_styles_among_garbage_are_never_other_numbers(data, counts):
    styles = data.draw(st.lists(st.sampled_from(sorted(MESSY_STYLES)), min_size=1, max_size=3))
    cells, expected = [], []
    for count in counts:
        cells.append(MESSY_STYLES[data.draw(st.sampled_from(styles))](count))
        expected.append(count)
        for garbage in data.draw(st.lists(GARBAGE, max_size=1)):
            cells.append(garbage)
            expected.append(None)

    numbers = whole_numbers(cells, most=MOST)

    assert len(numbers.values) == len(cells)
    for value, count in zip(numbers.values, expected, strict=True):
        assert count is None or value in (count, None)


@given(st.lists(COUNTS, max_size=12), st.integers(1, 999), st.integers(1, 999))
def test_thousands_lost_in_a_spreadsheet_are_never_smaller_numbers(counts, whole, rest):
    counts = [*counts, whole * 1000 + rest]
    for sign in ".,":
        numbers = whole_numbers([read_by_a_spreadsheet(c, sign) for c in counts], most=MOST)

        assert numbers.values[-1] is None
        for value, count in zip(numbers.values, counts, strict=True):
            assert value in (count, None)


@given(st.lists(COUNTS, max_size=12), st.integers(1, 999), st.integers(1, 999))
def test_such_a_sheet_saved_as_text_never_gives_smaller_numbers(counts, whole, rest):
    counts = [*counts, whole * 1000 + rest]

    numbers = whole_numbers([f"{read_by_a_spreadsheet(c, '.')}" for c in counts], most=MOST)

    for value, count in zip(numbers.values, counts, strict=True):
        assert value in (count, None)


@given(st.lists(COUNTS, min_size=1), st.sampled_from(".,"))
def test_the_answer_about_the_thousands_sign_reads_what_is_written_with_it(counts, sign):
    other = "," if sign == "." else "."
    written = [grouped(count, sign, f"{other}000") for count in counts]

    assert whole_numbers(written, most=MOST, thousands=sign).values == counts


@given(st.lists(st.one_of(GARBAGE, COUNTS, MISSING, st.dates(), st.times(), st.text())))
def test_a_cell_is_a_number_a_problem_missing_or_asked_about(cells):
    numbers = whole_numbers(cells, most=MOST)

    for index, value in enumerate(numbers.values):
        assert value is None or (0 <= value <= MOST and index not in numbers.problems)
    assert all(numbers.problems.values())


TYPED = st.text(alphabet="0123456789., -+%e\u00a0", max_size=12) | st.builds(
    lambda number, sign: grouped(number, sign), COUNTS, st.sampled_from(".,  ")
)


@given(TYPED)
def test_a_number_that_is_typed_is_the_one_that_a_file_would_bring(typed):
    """Either may be stricter; neither reads another number."""
    try:
        number = CountField(most=MOST).clean(typed)
    except ValidationError:
        return
    (of_file,) = whole_numbers([typed], most=MOST).values
    assert of_file in (number, None)


@given(st.integers(5000, 10_000), st.sampled_from(",."), st.sampled_from(["", " %", "%"]))
def test_a_percentage_that_is_typed_is_the_one_that_a_file_would_bring(hundredths, sign, tail):
    typed = f"{hundredths // 100}{sign}{hundredths % 100:02}{tail}"

    assert PercentField(least=50, most=100).clean(typed) == percents([typed])[0]
