"""Real tables, each from its own layout: what is asked, what is stored, what is told."""

from datetime import date, timedelta

import pytest

from regions.models import DailyCount, DayStatus, PopulationFigure, Region
from tests.regions.importing.offices import FILES, imported, load_province

pytestmark = pytest.mark.django_db


def figures(**wanted) -> dict:
    return {
        figure.region.code: (figure.wajib_ktp, figure.recorded)
        for figure in PopulationFigure.objects.filter(**wanted).select_related("region")
    }


def told(result: dict) -> list[tuple]:
    """The checks that compare two numbers."""
    return [
        (check["row"], check["expected"], check["found"])
        for check in result["checks"]
        if check["expected"] is not None
    ]


def population(name: str, region: str, as_of: str, *options: str) -> tuple[int, dict]:
    return imported(
        "import_population", FILES / name, "--region", region, "--as-of", as_of, *options
    )


def test_jambi_in_january_2019():
    load_province("15")

    status, result = population("jambi_januari_2019.csv", "15", "2019-01-31")

    assert (status, result["stored"], result["questions"], told(result)) == (0, True, [], [])
    stored = figures(as_of=date(2019, 1, 31))
    assert len(stored) == 11
    assert stored["15.03"] == (223211, 178804)
    assert stored["15.01"] == (None, 170058)
    # The printed total of the province.
    assert sum(recorded for _wajib, recorded in stored.values()) == 2367771


def test_the_years_of_jambi_ask_whose_day_counts():
    load_province("15")

    status, result = population("jambi_timeline_provinsi.csv", "15", "2018-08-31")

    assert (status, result["stored"]) == (2, False)
    assert [(q["kind"], q["column"], q["choices"]) for q in result["questions"]] == [
        ("column", "tanggal", ["day", "ignore"])
    ]
    assert not PopulationFigure.objects.exists()


def test_the_years_of_jambi_with_the_printed_errors_told():
    load_province("15")

    status, result = population(
        "jambi_timeline_provinsi.csv", "15", "2018-08-31", "--map", "tanggal=day"
    )

    assert (status, result["stored"]) == (0, True)
    # Sarolangun, August 2018: 223.445 - 168.160 is not the printed 56.295.
    assert (10, 55285, 56295) in told(result)
    assert (9, 156436, 156433) in told(result)
    assert figures(as_of=date(2018, 8, 31)) == {
        "15.03": (223445, 168160),
        "15.04": (211202, 187219),
    }
    # wajib KTP and not yet recorded were given: recorded follows.
    assert figures(as_of=date(2013, 11, 15))["15.03"] == (230646, 230646 - 80189)
    # A percentage alone is never turned into people.
    assert figures(as_of=date(2019, 4, 4)) == {}


def test_the_voters_lists_of_jambi_are_wajib_ktp_only_when_somebody_says_so():
    load_province("15")
    name = "jambi_dpt_2019_2024.csv"

    status, result = population(name, "15", "2019-03-15")
    assert (status, result["stored"]) == (2, False)
    assert [(q["kind"], q["value"], q["choices"]) for q in result["questions"]] == [
        ("field", "wajib_ktp", ["DPT 2019", "TPS 2019", "DPT 2024"])
    ]

    said = ("--map", "DPT 2019=wajib_ktp", "--basis", "dp4", "--source", "KPU")
    status, result = population(name, "15", "2019-03-15", *said)
    assert (status, result["stored"]) == (0, True)
    assert figures(basis="dp4", source="KPU")["15.03"] == (193065, None)


def test_maluku_utara_with_commas_and_dots_asks_for_the_place_it_misspells():
    load_province("82")

    status, result = population("malut_2020.csv", "82", "2020-06-30")

    assert (status, result["stored"]) == (2, False)
    (question,) = result["questions"]
    assert (question["kind"], question["value"]) == ("place", "Pulau Mortai")
    assert question["choices"][0] == "82.07"


@pytest.mark.parametrize(
    ("name", "total_row"), [("malut_2020.csv", 11), ("fixture_malut_2020_two_row_header.xlsx", 15)]
)
def test_maluku_utara_from_a_list_and_from_a_report_with_two_header_rows(name, total_row):
    load_province("82")

    status, result = population(name, "82", "2020-06-30", "--place", "Pulau Mortai=82.07")

    assert (status, result["stored"]) == (0, True)
    stored = figures(as_of=date(2020, 6, 30))
    assert len(stored) == 9
    assert stored["82.03"] == (131896, 122687)
    assert stored["82.07"] == (47668, 46597)
    # The total has ten places, the table nine.
    assert told(result) == [(total_row, 862391, 899353), (total_row, 71618, 72915)]


def test_bengkulu_over_a_hundred_percent_with_a_total_that_is_not_its_sum():
    load_province("17")

    status, result = population("bengkulu_november_2020.csv", "17", "2020-11-30")

    assert (status, result["stored"]) == (0, True)
    assert told(result) == [(12, 1402535, 1408525)]
    stored = figures(as_of=date(2020, 11, 30))
    assert len(stored) == 10
    assert stored["17.06"] == (None, 131103)
    assert stored["17.71"] == (None, 255382)


def test_the_nation_as_a_whole_is_no_figure_of_a_kabupaten():
    load_province("15")

    status, result = population("nasional_timeline.csv", "ID", "2020-12-31")

    assert (status, result["stored"]) == (2, False)
    assert [(q["kind"], q["value"]) for q in result["questions"]][:1] == [("field", "name")]
    assert not PopulationFigure.objects.exists()


def test_the_daily_form_of_a_province_with_reports_that_were_sent_again():
    load_province("72")
    name = "sulteng_harian_contoh.csv"

    status, result = imported("import_counts", FILES / name, "--region", "72")

    assert (status, result["stored"]) == (2, False)
    assert [q["kind"] for q in result["questions"]] == ["repeated"]
    assert result["columns"]["waktu_pelaporan"] == ""
    assert result["columns"]["tgl_pelayanan"] == "day"
    assert not DailyCount.objects.exists()


def test_the_daily_form_without_them(tmp_path):
    load_province("72")
    lines = (FILES / "sulteng_harian_contoh.csv").read_text().splitlines()
    once = tmp_path / "sekali.csv"
    once.write_text("\n".join([lines[0], lines[1], lines[4], lines[5]]))

    status, result = imported("import_counts", once, "--region", "72")

    assert (status, result["stored"]) == (0, True)
    counts = DailyCount.objects.values_list("region__code", "day", "recorded", "reprinted")
    # Morowali on 24 July: the service day, not the day of the report.
    assert sorted(counts) == [
        ("72.02", date(2023, 4, 14), 44, 35),
        ("72.06", date(2023, 4, 14), 44, 35),
        ("72.06", date(2023, 7, 24), 0, 0),
    ]
    levels = DayStatus.objects.values_list("print_ready", "duplicates", "blangko_left")
    assert (41, 3, 461) in levels


def test_a_figure_published_later_does_not_re_rank_the_days_before(tmp_path):
    load_province("15")
    published = date(2019, 2, 27)
    said = ("--published-on", published.isoformat())

    population("jambi_januari_2019.csv", "15", "2019-01-31", *said)

    in_force = PopulationFigure.objects.in_force_between
    before = published - timedelta(days=1)
    everywhere = Region.objects.all()
    assert not in_force(everywhere, before, before).exists()
    assert in_force(everywhere, published, published).count() == 11
