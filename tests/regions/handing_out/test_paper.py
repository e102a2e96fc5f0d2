"""The ranking on paper: one page, the numbers of the page, and names that never overflow."""

import re
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.utils import translation
from pypdf import PageObject, PdfReader
from reportlab.pdfbase.pdfmetrics import stringWidth

from regions.arithmetic import Standing
from regions.handing_out.paper import FIRST_ROWS, MARGIN, MOST_ROWS, WIDTH, Points, write_pdf
from regions.ranking import Goal, Ranking, Row, Undivided
from tests.factories import DAY
from tests.regions.ranking.ranked import ALL_TOLD, UNKNOWN, origin, people, ranking, region, row

# In Jambi it is the day after already.
MADE_AT = datetime(2019, 4, 3, 22, 5, 9, tzinfo=UTC)
ELECTION = Goal(9800, date(2019, 4, 17), "Pemilu 17 April 2019")


def places(number: int, name: str = "Kabupaten") -> list[Row]:
    return [row(f"15.{n}", people(800 + n, 1000), name=f"{name} {n}") for n in range(number)]


def jambi(*rows: Row, **fields) -> Ranking:
    fields = {"name": "Jambi", "goal": ELECTION, "origins": frozenset([origin()]), **fields}
    return ranking(row("15", people(2_386_685, 2_472_223), **fields), *rows)


def printed(of: Ranking, rows: list[Row] | None = None, points: Points = ()) -> PageObject:
    """The only page of the PDF."""
    of.region.time_zone = "Asia/Jakarta"
    file = BytesIO()
    write_pdf(of, of.rows if rows is None else rows, ALL_TOLD, file, MADE_AT, points)
    (page,) = PdfReader(file, strict=True).pages
    return page


def words(page: PageObject) -> str:
    return " ".join(page.extract_text().split())


def codes(page: PageObject) -> list[int]:
    """The numbers of the places() that are on the page, from the top."""
    return [int(number) for number in re.findall(r"Kabupaten (\d+)\b", words(page))]


def pieces(page: PageObject) -> list[tuple[float, float, float, str]]:
    """Left and right end and height above the lower edge of each piece of text, in points."""
    found = []

    def note(text, matrix, text_matrix, font, size):
        for line in filter(None, map(str.strip, text.splitlines())):
            x = text_matrix[4] * matrix[0] + text_matrix[5] * matrix[2] + matrix[4]
            y = text_matrix[4] * matrix[1] + text_matrix[5] * matrix[3] + matrix[5]
            name = "VeraBd" if "Bold" in font["/BaseFont"] else "Vera"
            found.append((x, x + stringWidth(line, name, size), y, line))

    page.extract_text(visitor_text=note)
    return found


def test_the_page_says_where_the_region_stands_and_lists_the_rows():
    sarolangun = row(
        "15.03",
        people(191_963, 223_211),
        name="Kabupaten Sarolangun",
        week_ago=people(189_300, 223_211),
    )
    bungo = row("15.08", people(231_039, 230_687), name="Kabupaten Bungo")

    text = words(printed(jambi(sarolangun, bungo)))

    for part in (
        "Perekaman KTP-el Provinsi Jambi Per 4 April 2019. Target: 98 %.",
        "96,54 % sudah merekam (2.386.685 dari 2.472.223 wajib KTP).",
        "Kurang 36.094 orang untuk 98 %; 13 hari lagi (Pemilu 17 April 2019).",
        "1 Kabupaten Sarolangun 86,00 % 191.963 223.211 31.248 26.784 +1,20",
        "2 Kabupaten Bungo 100,15 % 231.039 230.687 −352 tercapai –",
        "Jambi 96,54 % 2.386.685 2.472.223 85.538 36.094",
        "Wajib KTP per 31 Januari 2019, terbit 31 Januari 2019; dasar: Data Konsolidasi Bersih "
        "(DKB); sumber: DKB. Persentase dibulatkan ke bawah.",
        "Hanya angka; aplikasi ini tidak menyimpan data pribadi penduduk.",
        "Dibuat 4 April 2019 pukul 05.05.09 WIB",
    ):
        assert part in text


def test_the_page_is_upright_a4_in_the_language_of_the_reader():
    with translation.override("en"):
        page = printed(jambi())

    assert [round(side) for side in page.mediabox[2:]] == [595, 842]
    assert "96.54 % recorded (2,386,685 of 2,472,223 people obliged)." in words(page)


@pytest.mark.parametrize(
    ("number", "shown"), [(0, 0), (1, 1), (MOST_ROWS, MOST_ROWS), (MOST_ROWS + 1, FIRST_ROWS)]
)
def test_forty_rows_are_printed_of_more_the_first_ones(number, shown):
    points = [(DAY - timedelta(days=90), 9000), (DAY, 9654)]

    page = printed(jambi(*places(number)), points=points)

    assert codes(page)[-shown:] == list(range(shown)) if shown else codes(page) == []
    more = f"{number - shown} baris lagi tidak dicetak."
    assert (more in words(page)) is (number > shown)


def test_a_narrowed_ranking_says_that_the_sum_is_that_of_all():
    of = jambi(*places(3))
    note = "Ditampilkan 1 dari 3 baris; jumlahnya untuk semua baris."

    assert note in words(printed(of, of.rows[:1]))
    assert "Ditampilkan" not in words(printed(of))


# A full line is set with its spaces a little narrower, which pieces() does not know.
SQUEEZED = 3
LONG = "Kabupaten yang namanya begitu panjang sehingga memenuhi seratus aksara sampai habis"


@pytest.mark.parametrize("name", [LONG, "Panjangsekali" * 7, "W" * 100, "<b>&amp;</i> & </para>"])
def test_long_and_odd_names_stay_on_the_page_and_in_their_column(name):
    label = Goal(9800, date(2019, 4, 17), "Pemilihan " * 10)
    rows = [row(f"15.{n}", people(8, 10), name=name) for n in range(MOST_ROWS)]

    page = printed(jambi(*rows, name=name, goal=label))

    found = pieces(page)
    for left, right, above, text in found:
        assert MARGIN <= left < right <= WIDTH - MARGIN + SQUEEZED, text
        assert above >= MARGIN, text
    names_begin = next(left for left, *_, text in found if text == "Wilayah")
    percents_begin = min(left for left, *_, text in found if text == "80,00 %")
    in_column = [right for left, right, *_ in found if left == pytest.approx(names_begin)]
    assert max(in_column) <= percents_begin
    together = re.sub(r"\s", "", page.extract_text())
    listed = together.count(re.sub(r"\s", "", name) + "80,00%")
    assert 10 <= listed <= MOST_ROWS
    if listed < MOST_ROWS:
        assert f"{MOST_ROWS - listed}barislagitidakdicetak." in together


def test_of_a_whole_that_is_partly_known_the_known_part_is_summed_and_named():
    head = row("ID", Standing(None, 9000, 11, 514), name="Indonesia", known=people(860, 1000))

    text = words(printed(ranking(head, row("15", UNKNOWN, name="Jambi"))))

    assert "Jambi – – – – – –" in text
    assert "Indonesia (hanya 11 yang diketahui) – 860 1.000 140 – –" in text


def test_the_trend_is_drawn_with_its_ends_and_the_target():
    points = [
        (date(2019, 1, 4), None),
        (date(2019, 1, 31), 9577),
        (date(2019, 3, 1), None),
        (date(2019, 3, 31), 9650),
        (DAY, 9654),
    ]

    with_trend, without = printed(jambi(), points=points), printed(jambi())

    for part in ("target 98 %", "95,77 %", "4 Januari 2019"):
        assert part in words(with_trend)
        assert part not in words(without)


@pytest.mark.parametrize("points", [[], [(DAY, 9654)], [(DAY, None), (DAY, None)]])
def test_a_trend_without_two_known_days_is_not_drawn(points):
    assert "target 98 %" not in words(printed(jambi(), points=points))


def test_a_level_trend_on_its_target_is_drawn():
    points = [(DAY - timedelta(days=1), 9800), (DAY, 9800)]

    assert "98,00 %" in words(printed(jambi(), points=points))


def test_what_a_new_figure_did_to_a_change_stands_beside_it():
    fell = row("15.03", people(8291, 10_300), week_ago=people(8590, 10_000), newly_7=12)

    text = words(printed(jambi(fell)))

    assert "-5,41 +0,12 perekaman" in text or "−5,41 +0,12 perekaman" in text


def test_parts_that_are_not_told_apart_stand_above_the_whole():
    parts = (region("15.04", "Kabupaten Induk"), region("15.21", "Kabupaten Baru"))
    of_all = jambi(*places(2))
    of_all.undivided = (Undivided(parts, row("15.04", people(840, 1000))),)

    text = words(printed(of_all))

    assert "Belum dirinci ke daerah baru: Kabupaten Induk, Kabupaten Baru 84,00" in text
