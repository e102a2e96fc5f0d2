"""Reports composed of places and numbers in any shape: read back exactly, or asked."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.regions.importing.texts.readings import KECAMATAN, report_of

WORDS = {"recorded": ["rekam", "Perekaman", "perekaman KTP-el"], "printed": ["cetak", "Pencetakan"]}
DAYS = [date(2019, 4, 1), date(2019, 4, 2), date(2019, 4, 4)]
NAMES = {"plain": str, "capitals": str.upper, "kind": "Kec. {}".format, "bold": "*{}*".format}
LISTS = ["", "{n}. ", "{n}) ", "- ", "• ", "{keys} "]
SIGNS = [": ", " = ", " - ", " ....... ", "\t", " : ", " "]
BETWEEN = [", ", " / ", "; ", " | "]
DATES = ["{d.day}/{d.month}/{d.year}", "{d:%d-%m-%Y}", "{d.day} April {d.year}", "Tgl {d:%Y-%m-%d}"]
UNKNOWN = ["Pasar Atas", "Muara Bungo", "Sarolangun"]


@st.composite
def reports(draw):
    """A text, and what it says by day and place: (day, code, measure) to number."""
    said, parts, asked = {}, [], set()
    words = [draw(st.sampled_from(WORDS[measure])) for measure in WORDS]
    behind, between = draw(st.booleans()), draw(st.sampled_from(BETWEEN))
    bullet, sign = draw(st.sampled_from(LISTS)), draw(st.sampled_from(SIGNS))
    written, dress = draw(st.sampled_from(DATES)), draw(st.sampled_from(list(NAMES)))
    for day in draw(st.lists(st.sampled_from(DAYS), unique=True, min_size=1)):
        parts.append(written.format(d=day))
        names = draw(st.lists(st.sampled_from([*KECAMATAN, *UNKNOWN]), unique=True, min_size=1))
        for n, name in enumerate(names, 1):
            numbers = draw(st.lists(st.integers(0, 2500), min_size=2, max_size=2))
            shown = [f"{number:,}".replace(",", ".") for number in numbers]
            pairs = [
                f"{number} {word}" if behind else f"{word} {number}"
                for number, word in zip(shown, words, strict=True)
            ]
            parts.append(
                bullet.format(n=n, keys="".join(f"{d}\ufe0f\u20e3" for d in str(n)))
                + NAMES[dress](name)
                + sign
                + between.join(pairs)
            )
            if name in KECAMATAN:
                for measure, number in zip(WORDS, numbers, strict=True):
                    said[day, KECAMATAN[name], measure] = number
            else:
                asked.add(len(parts))
    return "\n".join(parts), said, asked


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reports())
def test_a_report_is_read_back_exactly_and_the_unknown_is_asked(sarolangun, report):
    text, said, asked = report
    read = report_of(sarolangun, text)

    found = {
        (day, code, measure): number
        for day, values in read.values.items()
        for (code, measure), number in values.items()
    }
    if "Kec. Sarolangun" in text:
        # With its kind the name says which of the two it is.
        found = {key: number for key, number in found.items() if key[1] != "15.03.03"}
        asked = set()
    assert found == said
    assert asked <= {line.number for line in read.open_lines()}


ALL_NAMES = {code: name for name, code in KECAMATAN.items()} | {"15.03.03": "Sarolangun"}
SIGNS_AND_WORDS = "rekam cetak R C Jumlah nihil - : = / , 1. 31 9 1.234 12,5 4/4/2019 s.d. Kec."
PIECES = st.sampled_from([*KECAMATAN, *UNKNOWN, *SIGNS_AND_WORDS.split(), "\n", "\t"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=14))
def test_whatever_is_sent_each_number_taken_stands_beside_its_place(sarolangun, pieces):
    report = report_of(sarolangun, " ".join(pieces))

    for line in report.lines:
        if line.fate == "understood" and line.code != "15.03":
            assert ALL_NAMES[line.code] in line.name
    numbers = {31, 9, 1234, 1, 0}
    for values in report.values.values():
        assert set(values.values()) <= numbers
