"""A new population figure: what it does to percentages is told as its doing, from its day on."""

import csv
import json
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from regions import numerals
from regions.wording import ranking_table
from tests.factories import (
    DAY,
    make_ani,
    make_budi,
    make_figure,
    make_region,
    make_siti,
    save_day,
)
from tests.reading import page_words, table_rows
from tests.regions.importing.offices import imported
from tests.regions.ranking.ranked import told_by
from tests.through_time.shown import about_coverage, course, inside, ranked, recap, whole

pytestmark = pytest.mark.django_db

AS_OF = date(2018, 12, 31)
YESTERDAY = DAY - timedelta(days=1)


def test_a_figure_corrected_with_the_same_denominator_is_marked_as_the_reason_of_the_fall(jambi):
    published = date(2019, 3, 1)
    make_figure(jambi.sarolangun, 1000, 980, as_of=AS_OF)
    make_figure(jambi.sarolangun, 1000, 858, as_of=AS_OF, published_on=published)
    make_figure(jambi.batanghari, 1000, 900, as_of=AS_OF)

    # 858 - 980 of 1,000 in the kabupaten, half of it in a province of 2,000.
    for code, before, after, fall in (
        ("15.03", "98.00 %", "85.80 %", "−12.20"),
        ("15", "94.00 %", "87.90 %", "−6.10"),
    ):
        parts = f"0.00 by recording, {fall} by new population figures"
        assert course(code, (date(2019, 2, 28), published, date(2019, 3, 2))) == [
            (before, ""),
            (after, parts),
            (after, ""),
        ]
        assert about_coverage(code, published) == f"{fall} points in 7 days: {parts}"
        assert f"Against a week before: {fall} points.\n({parts})" in recap(code, published)


def test_a_fall_by_a_new_denominator_says_so_on_the_page_and_in_all_that_is_taken_away(
    client, jambi
):
    make_figure(jambi.sarolangun, 100_000, 95_900, as_of=AS_OF)
    make_figure(jambi.batanghari, 100_000, 94_000, as_of=AS_OF)
    of_march = {"as_of": date(2019, 3, 31), "published_on": date(2019, 4, 2)}
    make_figure(jambi.sarolangun, 103_000, 95_900, **of_march)
    save_day(make_siti(jambi), {jambi.limun: 10}, day=YESTERDAY)
    client.force_login(make_budi(jambi))

    def taken(**query):
        return client.get("/wilayah/15/", {"per": DAY.isoformat(), **query})

    # 95,900 / 100,000 = 95,90 %; 95,910 / 100,000 = 95,91 %; 95,910 / 103,000 = 93,116… %.
    said = "+0.01 by recording, −2.80 by new population figures"
    assert f"−2.79 down 1 · −2.79 · {said}" in table_rows(taken())[0]
    # 189,900 / 200,000 = 94,95 %; 189,910 / 200,000 = 94,955 %; 189,910 / 203,000 = 93,551… %.
    of_province = "−1.40 points in 7 days: 0.00 by recording, −1.40 by new population figures"
    assert of_province in page_words(taken())
    values = json.loads(taken(format="json").content)["rows"][0]
    listed = next(csv.DictReader(StringIO(taken(format="csv").content.decode())))
    for key, points in (
        ("change_7", -2.79),
        ("change_7_people", 0.01),
        ("change_7_denominator", -2.8),
    ):
        assert values[key] == points
        assert float(listed[key]) == points
    assert values["published_on"] == listed["published_on"] == "2019-04-02"
    workbook = CalamineWorkbook.from_filelike(BytesIO(taken(format="xlsx").content))
    header, first = workbook.get_sheet_by_index(0).to_python()[3:5]
    in_workbook = dict(zip(header, first, strict=True))
    assert in_workbook["7 days (points): by recording"] == 0.01
    assert in_workbook["7 days (points): by new figures"] == -2.8
    (printed,) = PdfReader(BytesIO(taken(format="pdf").content)).pages
    on_paper = " ".join(printed.extract_text().split()).replace(numerals.MINUS, "-")
    assert f"-2.79 {said}".replace(numerals.MINUS, "-") in on_paper


FILE = "Kode;Wajib KTP;Perekaman\n15.03;1100;905\n15.04;1100;905\n"


@pytest.fixture
def of_december(tmp_path, jambi):
    """Brings in figures as of 31 December on the day of the article; 900 of 1,000 before."""
    for place in (jambi.sarolangun, jambi.batanghari):
        make_figure(place, 1000, 900, as_of=date(2018, 6, 30), published_on=date(2018, 8, 7))
    path = tmp_path / "dkb.csv"
    path.write_text(FILE)
    command = ("import_population", path, "--region", "15", "--as-of", AS_OF.isoformat())
    return lambda *options: imported(*command, *options)


def test_figures_brought_in_late_without_a_publication_change_no_page_of_a_day_gone_by(of_december):
    status, told = of_december()

    assert (status, told["stored"], told["checks"]) == (0, True, [])
    # 1,800 of 2,000 to yesterday; 1,810 of 2,200 = 82,272… % from today on.
    for day in (date(2019, 2, 15), YESTERDAY):
        assert whole("15", day) == (1800, 2000, 9000)
    assert whole("15", DAY) == (1810, 2200, 8227)


def test_figures_said_to_count_from_their_as_of_day_name_every_day_they_change(of_december):
    _status, told = of_december("--published-on", AS_OF.isoformat(), "--dry-run")

    # 1 in December, 31 + 28 + 31 in January to March, 3 in April.
    (check,) = told["checks"]
    assert check["message"] == (
        "These figures change the pages of 94 days gone by, from 2018-12-31 to 2019-04-03."
    )
    assert len(check["found"].split(", ")) == 94
    of_december("--published-on", AS_OF.isoformat())
    assert whole("15", date(2018, 12, 30)) == (1800, 2000, 9000)
    assert whole("15", date(2019, 2, 15)) == (1810, 2200, 8227)


def test_a_place_that_becomes_known_at_the_bottom_moves_nobody_up(jambi):
    make_figure(jambi.sarolangun, 1000, 900, as_of=AS_OF)
    make_figure(jambi.batanghari, 1000, 950, as_of=AS_OF)
    of_march = {"as_of": date(2019, 3, 31), "published_on": DAY}
    make_figure(make_region("15.05"), 1000, 700, **of_march)
    save_day(make_siti(jambi), {jambi.limun: 0})
    save_day(make_ani(jambi), {jambi.mersam: 0})

    ranking = ranked("15", DAY)

    assert [(row.region.code, row.rank, row.rank_change_7) for row in ranking.rows] == [
        ("15.05", 1, None),
        ("15.03", 2, 0),
        ("15.04", 3, 0),
    ]
    table = ranking_table(ranking, ranking.rows, told_by(ranking), lambda region: True)
    assert [line.cells[-1].small for line in table.lines] == [
        "–",
        "same place · 0.00",
        "same place · 0.00",
    ]


def test_what_is_new_in_a_kecamatan_is_counted_from_its_own_figure(jambi):
    make_figure(jambi.limun, 500, 400, as_of=AS_OF)
    make_figure(jambi.sarolangun, 1000, 900, as_of=date(2019, 1, 31))
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 30}, day=date(2019, 1, 15))
    save_day(siti, {jambi.limun: 7}, day=date(2019, 2, 14))

    ranking = ranked("15.03", date(2019, 2, 28))
    table = ranking_table(ranking, ranking.rows, told_by(ranking), lambda region: True)

    # 400 + 30 + 7 of 500 = 87,4 %, of them 37 since its figure; 900 + 7 in the kabupaten.
    assert inside("15.03", date(2019, 2, 28)) == {"15.03.01": (437, 500, 8740)}
    assert [(cell.label, cell.text) for cell in table.lines[0].cells[:2]] == [
        ("Recorded", "437"),
        ("New", "37"),
    ]
    assert (ranking.head.standing.recorded, ranking.head.counted) == (907, 7)
