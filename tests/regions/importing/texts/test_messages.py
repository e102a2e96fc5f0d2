"""Messages as offices send them: what is understood of each, and what is asked or left out."""

from datetime import date

import pytest

from tests.regions.importing.texts.readings import open_numbers, report_of, values_of

APRIL_1, APRIL_3, APRIL_4 = (date(2019, 4, day) for day in (1, 3, 4))
FEBRUARY_28 = date(2019, 2, 28)
BOTH = {"04.recorded": 31, "04.printed": 29, "02.recorded": 9, "02.printed": 8}
ONE = {"04.recorded": 31, "02.recorded": 9}

UNDERSTOOD = {
    "words behind numbers": ("Pauh: 31 rekam, 29 cetak\nLimun: 9 rekam, 8 cetak", None, BOTH),
    "words before numbers": ("Pauh rekam 31 cetak 29\nLimun rekam 9 cetak 8", None, BOTH),
    "words before numbers with signs": (
        "Pauh = Perekaman: 31; Pencetakan: 29\nLimun - perekaman = 9 / pencetakan = 8",
        None,
        BOTH,
    ),
    "words, then numbers": ("Pauh rekam/cetak: 31/29\nLimun rekam/cetak: 9/8", None, BOTH),
    "letters": ("Pauh R31/C29\nLimun R: 9 C: 8", None, BOTH),
    "short words": ("Kec. Pauh : rkm 31, ctk 29\nKec. Limun : rkm 9, ctk 8", None, BOTH),
    "people and cards": (
        "Pauh: 31 orang rekam, 29 keping cetak\nLimun: rekam 9 orang, cetak 8 keping",
        None,
        BOTH,
    ),
    "a list under a title": (
        "Assalamualaikum, laporan perekaman KTP-el\nKab. Sarolangun 28-02-2019\n"
        "1. Pauh = 31\n2. Limun = 9\nJumlah = 40",
        FEBRUARY_28,
        ONE,
    ),
    "a list with brackets": ("Laporan perekaman\n1) Pauh : 31\n(2) Limun : 9", None, ONE),
    "a list without dots": ("Laporan perekaman\n1 Pauh 31\n2 Limun 9", None, ONE),
    "letters of a list": ("Laporan perekaman\na. Pauh 31\nb. Limun 9", None, ONE),
    "keycaps and emoji": ("📊 Perekaman 📊\n1️⃣ Pauh 🔥 = 31 ✅\n2️⃣ Limun ➡️ 9 👍🏽", None, ONE),
    "bold and italic": ("*Laporan perekaman*\n*Pauh* : *31*\n_Limun_ : _9_", None, ONE),
    "dotted leaders": ("Perekaman:\nPauh ......... 31\nLimun......... 9\n", None, ONE),
    "bullets": ("Rekam\n- Pauh: 31\n• Limun: 9", None, ONE),
    "a heading of columns": ("Kecamatan: rekam/cetak\nPauh: 31/29\nLimun: 9/8", None, BOTH),
    "sections": ("Rekam:\nPauh 31\nLimun 9\n\nCetak:\nPauh 29\nLimun 8", None, BOTH),
    "places on lines of their own": (
        "*Pauh*\n- Rekam : 31\n- Cetak : 29\n\n*Kec. Limun*\n- Rekam : 9\n- Cetak : 8",
        None,
        BOTH,
    ),
    "several places in a line": ("Pauh 31 rekam, Limun 9 rekam", None, ONE),
    "the measure before the place": ("Perekaman Kec. Pauh: 31\nPerekaman Limun: 9", None, ONE),
    "codes": ("Perekaman\n15.03.04 Pauh: 31\n15.03.02 - Limun: 9", None, ONE),
    "capitals": ("PEREKAMAN KTP-EL\nPAUH : 31 ORG\nLIMUN : 9 ORG", None, ONE),
    "a weekday and a short month": (
        "Kamis, 4 Apr 2019\nPauh 31 rekam\nLimun 9 rekam",
        APRIL_4,
        ONE,
    ),
    "a day without a year": ("Rekap Senin 1 April\nPauh 31 rekam\nLimun 9 rekam", APRIL_1, ONE),
    "a day with a short year": ("Lap. rekam tgl 04/04/19\nPauh 31\nLimun 9", APRIL_4, ONE),
    "a day below": ("Pauh 31 rekam\nLimun 9 rekam\nSarolangun, 3 April 2019", APRIL_3, ONE),
    "an hour beside the day": (
        "Laporan perekaman 4 April 2019 pukul 16.00 WIB\nPauh 31\nLimun 9",
        APRIL_4,
        ONE,
    ),
    "who sent it": (
        "[04/04/19 20.15] Budi: Laporan perekaman tgl 3 April 2019\nPauh 31\nLimun 9",
        APRIL_3,
        ONE,
    ),
    "nothing at all": (
        "Pauh: 31 rekam, 29 cetak\nLimun: nihil",
        None,
        {"04.recorded": 31, "04.printed": 29, "02.recorded": 0, "02.printed": 0},
    ),
    "nothing of one": (
        "Pauh: rekam nihil, cetak 29\nLimun: rekam -, cetak 8",
        None,
        {"04.recorded": 0, "04.printed": 29, "02.printed": 8},
    ),
    "thousands": (
        "Rekam\nPauh: 1.031\nLimun: 1.009",
        None,
        {"04.recorded": 1031, "02.recorded": 1009},
    ),
    "a percentage beside": ("Pauh: 31 rekam (98,5%)\nLimun: 9 rekam (80%)", None, ONE),
    "what is no count of a day": (
        "Pauh: 31 rekam, 4 suket\nLimun: 9 rekam, 20 belum rekam",
        None,
        ONE,
    ),
    "at the day's end": (
        "Pauh: 31 rekam\nLimun: 9 rekam\nSisa blangko: 500 keping\nPRR 12",
        None,
        ONE | {"-.blangko_left": 500, "-.print_ready": 12},
    ),
    "the office itself": ("Kantor Disdukcapil: 5 rekam", None, {"-.recorded": 5}),
    "other measures": (
        "Pauh: rekam 31, serah 20, cetak ulang 3, rusak cetak 1",
        None,
        {"04.recorded": 31, "04.delivered": 20, "04.reprinted": 3, "04.spoiled": 1},
    ),
    "the same line twice": ("Pauh 31 rekam\nLimun 9 rekam\nPauh: rekam 31", None, ONE),
}


@pytest.mark.parametrize(("text", "day", "values"), UNDERSTOOD.values(), ids=UNDERSTOOD)
def test_a_message_is_understood(sarolangun, text, day, values):
    report = report_of(sarolangun, text)

    assert values_of(report, day) == values
    assert set(report.values) == {day}
    assert open_numbers(report) == []


NOT_SURE = {
    "three numbers without a word": ("Pauh = 31/29/20", [1]),
    "one number without a word": ("Pauh = 31", [1]),
    "a title with two measures": ("Laporan perekaman dan pencetakan\nPauh 31/29", [2]),
    "a measure in a sentence": ("Pencetakan terkendala ribbon habis\nPauh 31", [2]),
    "fewer numbers than columns": ("rekam/cetak/serah\nPauh 31/29", [2]),
    "too many numbers": ("Pauh 1 2 3 4 5", [1]),
    "the name of the kabupaten too": ("Sarolangun: 60 rekam", [1]),
    "a name that is none": ("Pasar Atas: 9 rekam", [1]),
    "a name half known": ("Cermin: 9 rekam", [1]),
    "a kecamatan of another kabupaten": ("Mersam: 9 rekam", [1]),
    "two lines that differ": ("Pauh 31 rekam\nPauh 32 rekam", [1, 2]),
    "a number that is not exact": ("Pauh: ±31 rekam", [1]),
    "a number and more": ("Pauh: 31+ rekam", [1]),
    "below zero": ("Pauh: -31 rekam", [1]),
    "a decimal": ("Pauh: 31,5 rekam", [1]),
    "words on both sides": ("Pauh rekam 31, 29 cetak", [1]),
    "a word that says nothing": ("Pauh: 31 rekam, 4 gagal", [1]),
    "sexes": ("Pauh: 31 rekam (L 15, P 16)", [1]),
    "a number before the place": ("31 Pauh rekam", [1]),
    "no place": ("Rekam: 31", [1]),
    "no place after a line with one": ("Pauh: 31 rekam\nCetak: 29", [2]),
    "an unknown place on a line of its own": ("*Pauh*\nRekam: 31\n*Pasar Atas*\nRekam: 9", [4]),
    "a sum below a place": ("*Pauh*\nJumlah rekam: 31", [2]),
    "a sum over days": ("Rekap s.d. 4 April 2019\nPauh: 31 rekam", [1, 2]),
    "a span of days": ("Rekap 1-4 April 2019\nPauh: 31 rekam", [1, 2]),
    "the wrong weekday": ("Senin, 4 April 2019\nPauh: 31 rekam", [1, 2]),
    "a day of no calendar": ("31-02-2019\nPauh: 31 rekam", [1, 2]),
    "days with the month first": (
        "03/04/2019\nPauh: 31 rekam\n02/28/2019\nLimun: 31 rekam",
        [1, 2],
    ),
    "numbers before places": ("Rekam\n31 Pauh, 9 Limun", [2]),
    "a place without a number": ("Rekam\nPauh 31, Limun", [2]),
    "a short year of long ago": ("4-4-11\nPauh: 31 rekam", [1, 2]),
    "two days above": ("4 April 2019\nUntuk 3 April 2019\nPauh: 31 rekam", [3]),
    "days below their lines": ("Pauh 31 rekam\n3 April 2019\nPauh 32 rekam\n4 April 2019", [1, 3]),
    "a letter that may be several words": ("Pauh R31 S29", [1]),
    "too large": ("Pauh: 100.000 rekam", [1]),
}


@pytest.mark.parametrize(("text", "lines"), NOT_SURE.values(), ids=NOT_SURE)
def test_what_is_not_sure_is_asked_and_not_taken(sarolangun, text, lines):
    report = report_of(sarolangun, text)

    taken = {line.number for line in report.lines if line.fate == "understood"}
    assert open_numbers(report) == lines
    assert taken.isdisjoint(lines)
    assert all(line.message for line in report.open_lines())


def test_two_lines_that_differ_store_neither_and_other_numbers_of_them_stay(sarolangun):
    report = report_of(sarolangun, "Pauh 31 rekam\nPauh 32 rekam, 29 cetak\nLimun 9 rekam")

    assert values_of(report) == {"04.printed": 29, "02.recorded": 9}


@pytest.mark.parametrize(
    "title",
    ["Laporan Disdukcapil Kab. Merangin", "KABUPATEN MERANGIN", "Kab Merangin, 4 April 2019"],
)
def test_a_report_of_another_kabupaten_is_not_taken(sarolangun, title):
    report = report_of(sarolangun, f"{title}\nPauh: 31 rekam")

    assert report.values == {}
    assert "Merangin" in report.lines[1].message


def test_a_dash_leaves_a_place_as_it_is(sarolangun):
    report = report_of(sarolangun, "Pauh: -\nLimun kosong\nSingkut: 0 rekam")

    assert values_of(report) == {"09.recorded": 0}
    assert [line.fate.value for line in report.lines] == ["blank", "blank", "understood"]


def test_numbers_without_words_are_taken_in_the_order_that_was_answered(sarolangun):
    report = report_of(sarolangun, "Pauh = 31/29/20\nLimun: 9, 8")
    assert report.orders[0] == ("recorded", "printed", "delivered")

    report = report_of(sarolangun, "Pauh = 31/29/20\nLimun: 9, 8", report.orders[1])

    assert values_of(report) == {
        "04.recorded": 31,
        "04.delivered": 29,
        "04.printed": 20,
        "02.recorded": 9,
        "02.delivered": 8,
    }


def test_each_day_of_a_text_has_its_own_numbers(sarolangun):
    text = "3 April 2019\nPauh 31 rekam\n\n4 April 2019\nPauh 21 rekam\n\nSarolangun, 5 April 2019"
    report = report_of(sarolangun, text)

    assert report.days == [APRIL_3, APRIL_4]
    assert values_of(report, APRIL_3) == {"04.recorded": 31}
    assert values_of(report, APRIL_4) == {"04.recorded": 21}


def test_of_several_messages_each_has_its_own_day(sarolangun):
    text = (
        "[03/04/19 20.15] Budi: Pauh 31 rekam\nLaporan 3 April 2019\n"
        "04/04/19 20.15 - Ani: Selamat malam\nLaporan 4 April 2019\nPauh 21 rekam\n"
        "Selamat malam, susulan\nLimun 9 rekam"
    )
    report = report_of(sarolangun, text)

    assert values_of(report, APRIL_3) == {"04.recorded": 31}
    assert values_of(report, APRIL_4) == {"04.recorded": 21}
    # The hour at which a message was sent is not the day it is about.
    assert values_of(report) == {"02.recorded": 9}


def test_a_day_beside_a_place_is_of_that_line_only(sarolangun):
    report = report_of(sarolangun, "Pauh 3 April 2019: 31 rekam\nLimun 4 April 2019: 9 rekam")

    assert values_of(report, APRIL_3) == {"04.recorded": 31}
    assert values_of(report, APRIL_4) == {"02.recorded": 9}


def test_three_numbers_beside_a_place_are_no_day(sarolangun):
    report = report_of(sarolangun, "Pauh 3/4/19\nLimun 9/8/18")

    assert report.days == []
    assert [line.numbers for line in report.lines] == [(3, 4, 19), (9, 8, 18)]


@pytest.mark.parametrize(
    "text", ["NIK 1503011203450001\nPauh 31 rekam", "Pauh 31 rekam\n1503 0112 0345 0001"]
)
def test_a_text_with_a_citizens_number_is_refused_and_not_quoted(sarolangun, text):
    report = report_of(sarolangun, text)

    assert report.values == {}
    assert report.lines == []
    assert "citizens" in report.refusal
    assert "1503" not in report.refusal


def test_numbers_of_telephones_and_days_are_no_citizens(sarolangun):
    report = report_of(sarolangun, "28-02-2019\nPauh 1234 rekam 1200 cetak\nHub. 0812-3456-7890")

    assert report.refusal == ""
    assert values_of(report, FEBRUARY_28) == {"04.recorded": 1234, "04.printed": 1200}
