from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.importing.places.spelling import (
    abbreviates,
    cell_text,
    codes_of,
    is_total,
    key_of,
    readings,
    variants,
    without_code,
    without_office,
    words_of,
)
from tests.regions.importing.indonesia import KABKOTA, KECAMATAN

CODES = [row["code"] for row in KABKOTA + KECAMATAN]
NAMES = [row["name"] for row in KABKOTA + KECAMATAN]


@pytest.mark.parametrize(
    "cell",
    [
        *("15.03", "1503", 1503, 1503.0, "1503.0", 15.03, "15 03", "15-03", "15/03", "15,03"),
        *("'1503", "15\N{NO-BREAK SPACE}03", "\N{ZERO WIDTH SPACE}15.03 ", "15.03.", "1.503"),
        *("(15.03)", "１５.０３", "15_03"),
    ],
)
def test_a_code_is_read_in_any_spelling(cell):
    assert codes_of(cell) == ("15.03",)


def test_every_code_is_read_with_and_without_its_dots():
    for code in CODES:
        digits = code.replace(".", "")
        spellings = (code, digits, int(digits), float(digits), code.replace(".", " "))
        assert {codes_of(spelling) for spelling in spellings} == {(code,)}


def test_a_lost_zero_leaves_two_codes():
    assert codes_of(15.1) == codes_of("15.1") == ("15.01", "15.10")
    assert codes_of("15.03.1") == ("15.03.01", "15.03.10")
    assert codes_of("15.3.1") == ("15.03.01", "15.03.10", "15.30.01", "15.30.10")


def test_a_desa_a_province_and_the_nation_have_codes():
    assert codes_of(1503012001) == codes_of("15.03.01.2001") == ("15.03.01.2001",)
    assert (codes_of(15), codes_of("id")) == (("15",), ("ID",))


@pytest.mark.parametrize(
    "cell",
    [
        *(None, "", "-", True, float("nan"), date(2019, 3, 15), "Kerinci", "15.03 Kerinci", 3),
        *(150, 15031, 1503010, "1.03", "15.003", "-15.03x", 1503.1, 10**400),
    ],
)
def test_anything_else_is_no_code(cell):
    assert codes_of(cell) == ()


@given(st.text("0123456789.,- ", max_size=16))
def test_a_code_has_the_digits_that_were_written(text):
    written = "".join(c for c in text if c.isdigit())
    for code in codes_of(text):
        digits = code.replace(".", "")
        padded = len(digits) - len(written)
        assert digits == written or written == digits + "0" or 0 < padded <= 2


def test_spellings_of_one_name_share_a_key():
    spellings = ("KAB. BATANG HARI", "Kabupaten Batanghari", " kab  batang\N{NO-BREAK SPACE}hari")
    assert {key_of(spelling) for spelling in spellings} == {"kabupatenbatanghari"}
    assert key_of("Pangkajene & Kep.") == key_of("PANGKAJENE DAN KEPULAUAN")
    assert key_of("Sa\N{ZERO WIDTH SPACE}’dan") == key_of("sa'dan") == key_of("SADAN")


def test_words_of_a_name_that_has_none():
    assert words_of("…") == words_of("") == ()
    assert readings("…") == ()


@pytest.mark.parametrize(
    "name", ["KODYA JAMBI", "Kotamadya Jambi", "Kota Adm. Jambi", "kota jambi"]
)
def test_a_kind_is_told_from_the_name(name):
    assert ("kota", ("jambi",)) in readings(name)


def test_kabupaten_and_kota_together_leave_the_kind_open():
    kinds = {reading.kind for reading in readings("Kab/Kota Kupang") if reading.key == "kupang"}
    assert kinds == {None}


def test_numbers_codes_and_brackets_are_taken_off():
    assert variants("1. Halmahera Barat (Halbar)")[-1] == "Halmahera Barat"
    assert variants("15.03 - Sarolangun")[-1] == variants("12) Sarolangun")[-1] == "Sarolangun"
    assert without_code("1503 Sarolangun") == ("1503", "Sarolangun")
    assert variants("2 x 11 Kayu Tanam") == ("2 x 11 Kayu Tanam",)


@pytest.mark.parametrize(
    "text",
    [
        *("JUMLAH", "jml.", "TOTAL", "Grand Total", "SUB TOTAL", "Subtotal", "KABUPATEN", "Kota"),
        *("PROVINSI", "NASIONAL", "Jumlah Malut (10 kab/kota)", "J U M L A H", "TOTAL KAB. SOLOK"),
        *("JUMLAH (wajib KTP 1.428.927)", "Sub Jumlah", "12. Jumlah"),
    ],
)
def test_a_sum_is_recognised_by_its_words(text):
    assert is_total(text)


def test_no_place_but_the_kecamatan_kota_reads_like_a_sum_or_an_office():
    assert {name for name in NAMES if is_total(name)} == {"Kota"}
    assert not [name for name in NAMES if without_office(name) is not None]


def test_an_office_leaves_the_place_it_is_of():
    assert without_office("Kantor Disdukcapil Kab. Kerinci") == "kabupaten kerinci"
    assert without_office("Kantor dinas (tidak dirinci)") == ""
    assert without_office("Office (not broken down)") == ""
    assert without_office("Sungai Penuh") is None


WORDS = st.text("abz", min_size=1, max_size=4)


def every_abbreviation(name: list[str]) -> set[tuple[str, ...]]:
    """By brute force: each word cut in each way, the pieces joined or apart in each way."""
    cuts = [[word[:n] for n in range(min(2, len(word)), len(word) + 1)] for word in name]
    found = set()
    for pieces in product(*cuts):
        for gaps in product((" ", ""), repeat=len(name) - 1):
            text = "".join(p + gap for p, gap in zip(pieces, (*gaps, ""), strict=True))
            found.add(tuple(text.split()))
    return found


@given(st.lists(WORDS, min_size=1, max_size=3), st.data())
def test_abbreviations_are_those_that_brute_force_finds(name, data):
    possible = sorted(every_abbreviation(name))
    likely = st.sampled_from(possible) | st.lists(WORDS, min_size=1, max_size=3).map(tuple)
    short = data.draw(likely)
    long_enough = len(name) > 1 and sum(map(len, short)) >= 5
    assert abbreviates(short, tuple(name)) == (long_enough and short in possible)


def test_numbers_in_a_name_are_not_cut():
    assert not abbreviates(("bathin", "vi"), ("bathin", "vii"))
    assert not abbreviates(("kayu", "1"), ("kayu", "11"))
    assert abbreviates(("bat", "vii"), ("bathin", "vii"))


def test_one_word_is_not_cut():
    assert not abbreviates(("sarolang",), ("sarolangun",))


def test_cells_read_as_one_line():
    assert cell_text(" KAB.\n SAROLANGUN\N{NO-BREAK SPACE}") == "KAB. SAROLANGUN"
    assert [cell_text(cell) for cell in (None, "-", " – ", float("nan"), "")] == [""] * 5
    assert cell_text(1503.0) == "1503"
