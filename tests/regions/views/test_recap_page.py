"""The recap on its own page: plain text in a field, ready to be copied."""

import re
from html import unescape

import pytest
from django.http import HttpResponse

from coverage_tracker import clock
from regions.handing_out import recap_text
from regions.ranking import rank_children
from regions.reporting import reports_of_day
from tests.factories import DAY, make_budi, make_dewi, make_figure, make_jambi, make_siti, save_day
from tests.reading import links, page_words
from tests.regions.views.test_region_page_queries import AROUND_EVERY_PAGE, asked, make_kabkota

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today_is_the_day_of_the_article(settings):
    settings.TODAY = DAY


@pytest.fixture
def jambi():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, 1000, 800)
    make_figure(jambi.batanghari, 1000, 900)
    save_day(make_siti(jambi), {jambi.limun: 30})
    return jambi


@pytest.fixture
def budi(client, jambi):
    """The manager of Jambi, logged in."""
    client.force_login(make_budi(jambi))
    return client


def text_of(response: HttpResponse) -> str:
    field = r'<textarea id="recap" readonly[^>]*>(.*?)</textarea>'
    return unescape(re.search(field, response.content.decode(), re.DOTALL)[1])


@pytest.mark.parametrize("code", ["15", "15.03", "15.03.01"])
def test_the_field_holds_the_recap_of_the_place(budi, jambi, code):
    place = next(p for p in (jambi.province, jambi.sarolangun, jambi.limun) if p.code == code)

    response = budi.get(f"/wilayah/{code}/rekap/")

    assert response.status_code == 200
    assert text_of(response) == recap_text(
        rank_children(place, DAY), reports_of_day(place, DAY, clock.today)
    )


def test_the_recap_says_where_the_province_stands_and_that_a_report_is_awaited(budi):
    text = text_of(budi.get("/wilayah/15/rekap/"))

    assert "86,50 % sudah merekam (1.730 dari 2.000 wajib KTP)." in text
    assert "1. Kabupaten Sarolangun: 83,00 %" in text
    assert text.endswith("1 masih ditunggu, sampai 5 April 2019.")
    assert "Belum lapor" not in text


def test_the_day_may_lie_back(budi):
    response = budi.get("/wilayah/15/rekap/", {"per": "2019-04-03"})

    assert "Per Rabu, 3 April 2019" in text_of(response)
    assert "/wilayah/15/?per=2019-04-03" in links(response)


@pytest.mark.parametrize("day", ["kemarin", "2019-04-05"])
def test_a_day_that_cannot_be_shown_is_refused(budi, day):
    response = budi.get("/wilayah/15/rekap/", {"per": day})

    assert response.status_code == 400
    assert "Alamat ini tidak terbaca" in page_words(response)


def test_markup_in_a_name_stays_text(budi, jambi):
    jambi.batanghari.name = "Kabupaten </textarea><b>X</b>"
    jambi.batanghari.save()

    response = budi.get("/wilayah/15/rekap/")

    assert "<b>X</b>" not in response.content.decode()
    assert "</textarea><b>X</b>" in text_of(response)


def test_the_recap_of_the_nation_asks_as_often_at_any_size(client, jambi):
    dewi = make_dewi(jambi)
    few = asked(client, dewi, "/wilayah/ID/rekap/")

    make_kabkota(jambi.province, range(100, 612), by=dewi)
    many = asked(client, dewi, "/wilayah/ID/rekap/")

    assert few[1] == many[1] <= AROUND_EVERY_PAGE + 23
