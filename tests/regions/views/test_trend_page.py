"""The page of a region's course: spans, the same numbers as chart and table, few queries."""

import json
import re
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from regions.models import Region
from regions.reporting import USUAL
from tests.factories import (
    DAY,
    make_budi,
    make_dewi,
    make_figure,
    make_jambi,
    make_siti,
    make_target,
    save_day,
)
from tests.reading import links, page_words, table_rows
from tests.regions.views.test_region_page_queries import AROUND_EVERY_PAGE, asked, make_kabkota

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today_is_the_day_of_the_article(settings):
    settings.TODAY = DAY


@pytest.fixture
def jambi():
    """Sarolangun known, with 30 people recorded two days ago and 20 on the day."""
    jambi = make_jambi()
    siti = make_siti(jambi)
    make_figure(jambi.sarolangun, 1000, 800)
    save_day(siti, {jambi.limun: 30}, day=DAY - timedelta(days=2))
    save_day(siti, {jambi.limun: 20})
    return jambi


@pytest.fixture
def budi(client, jambi):
    """The manager of Jambi, logged in."""
    client.force_login(make_budi(jambi))
    return client


def course(client: Client, region: Region, **query) -> HttpResponse:
    return client.get(f"/wilayah/{region.code}/perkembangan/", query)


def numbers(response: HttpResponse) -> dict:
    """What the script draws."""
    source = r'<script id="trend-numbers" type="application/json">(.*?)</script>'
    return json.loads(re.search(source, response.content.decode())[1])


def test_without_a_span_it_is_90_days_up_to_the_day(budi, jambi):
    response = course(budi, jambi.sarolangun)

    points = numbers(response)["points"]
    assert (points[0]["day"], points[-1]["day"], len(points)) == ("2019-01-04", "2019-04-04", 91)
    assert "Cakupan, 90 hari sampai 4 April 2019" in page_words(response)
    assert "<h1>Perkembangan cakupan, Kabupaten Sarolangun</h1>" in response.content.decode()


@pytest.mark.parametrize(
    ("span", "first", "points"), [("30", "2019-03-05", 31), ("365", "2018-04-05", 53)]
)
def test_another_span_reaches_further_or_less_far(budi, jambi, span, first, points):
    response = course(budi, jambi.sarolangun, rentang=span)

    drawn = numbers(response)["points"]
    assert (drawn[0]["day"], drawn[-1]["day"], len(drawn)) == (first, "2019-04-04", points)
    chosen = re.search(r'rentang=(\d+)" data-span aria-current', response.content.decode())
    assert chosen[1] == span


def test_the_day_may_lie_back_and_the_spans_keep_it(budi, jambi):
    response = course(budi, jambi.sarolangun, per="2019-04-03", rentang="30")

    assert numbers(response)["points"][-1]["day"] == "2019-04-03"
    assert "/wilayah/15.03/perkembangan/?per=2019-04-03&rentang=365" in links(response)
    assert "/wilayah/15.03/?per=2019-04-03" in links(response)


@pytest.mark.parametrize("span", ["0", "31", "-30", "setahun", "", "30 ", "3e1"])
def test_a_span_that_is_not_offered_is_refused_with_those_that_are(budi, jambi, span):
    response = course(budi, jambi.sarolangun, rentang=span)

    assert response.status_code == 400
    assert "Rentang yang tersedia: 30, 90, atau 365 hari." in page_words(response)


@pytest.mark.parametrize("day", ["kemarin", "2019-04-05", "2004-12-31"])
def test_a_day_that_cannot_be_shown_is_refused(budi, jambi, day):
    assert course(budi, jambi.sarolangun, per=day).status_code == 400


def test_the_table_has_the_numbers_of_the_chart_newest_first(budi, jambi):
    response = course(budi, jambi.sarolangun, rentang="30")

    rows = table_rows(response)
    assert rows[:3] == [
        "4 April 2019 85,00 % 850 1.000",
        "3 April 2019 83,00 % 830 1.000",
        "2 April 2019 83,00 % 830 1.000",
    ]
    drawn = [point["percent"] for point in numbers(response)["points"]]
    in_table = [float(row.split()[3].replace(",", ".")) for row in rows]
    assert in_table == drawn[::-1]


def test_a_day_before_all_figures_is_a_gap_and_a_dash(budi, jambi):
    response = course(budi, jambi.sarolangun)

    assert numbers(response)["points"][0]["percent"] is None
    assert table_rows(response)[-1] == "4 Januari 2019 – – –"


def test_a_new_population_figure_is_marked(budi, jambi):
    make_figure(jambi.sarolangun, 1100, 840, as_of=DAY - timedelta(days=1), published_on=DAY)

    response = course(budi, jambi.sarolangun, rentang="30")

    assert table_rows(response)[0] == (
        "4 April 2019 +2,00 perekaman, −6,82 angka wajib KTP baru 78,18 % 860 1.100"
    )
    marked = [point["day"] for point in numbers(response)["points"] if point["mark"]]
    assert marked == ["2019-04-04"]


def test_where_a_part_is_unknown_the_page_says_of_how_many_the_course_is(budi, jambi):
    text = page_words(course(budi, jambi.province))

    assert "Hanya 1 dari 2 kabupaten/kota yang cakupannya diketahui." in text


def test_where_all_is_known_nothing_is_said_of_parts(budi, jambi):
    assert "Hanya" not in page_words(course(budi, jambi.sarolangun))


@pytest.mark.parametrize("code", ["15.04", "15.03.01"])
def test_where_nothing_is_known_there_is_a_sentence_and_no_chart(budi, jambi, code):
    response = course(budi, Region.objects.get(code=code))

    assert response.status_code == 200
    text = page_words(response)
    assert "Cakupan pada hari ini belum diketahui, jadi belum ada grafik." in text
    assert "<canvas" not in response.content.decode()
    assert table_rows(response) == []


def test_the_projection_is_explained_only_where_there_is_one(budi, jambi):
    plain = page_words(course(budi, jambi.sarolangun))
    dewi = make_dewi(jambi)
    for day in USUAL.between(DAY - timedelta(weeks=4), DAY):
        save_day(dewi, {jambi.limun: 5}, kabkota=jambi.sarolangun, day=day)

    projected = course(budi, jambi.sarolangun)

    assert "Garis putus-putus" not in plain
    assert "Garis putus-putus" in page_words(projected)
    assert numbers(projected)["ahead"]["day"] == "2019-05-02"


def test_target_and_deadline_are_drawn(budi, jambi):
    make_target("99.3", deadline="2019-04-17", label="Pemilu")

    drawn = numbers(course(budi, jambi.sarolangun))

    assert drawn["target"] == 99.3
    assert drawn["deadline"] == {"day": "2019-04-17", "label": "Pemilu"}


@pytest.mark.parametrize("code", ["15", "ID"])
def test_the_course_asks_as_often_for_514_offices_as_for_11(client, code):
    jambi = make_jambi()
    dewi = make_dewi(jambi)
    address = f"/wilayah/{code}/perkembangan/?rentang=365"
    make_kabkota(jambi.province, range(100, 109), by=dewi)
    eleven = asked(client, dewi, address)

    make_kabkota(jambi.province, range(109, 612), by=dewi)
    all_of_them = asked(client, dewi, address)

    assert eleven == all_of_them
    assert eleven[1] <= AROUND_EVERY_PAGE + 27
