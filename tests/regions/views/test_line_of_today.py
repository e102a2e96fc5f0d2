"""The line about today: how far it has come, one click away; and what is still provisional."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils.translation import gettext

from regions.models import Region, State, User
from tests.factories import (
    DAY,
    Jambi,
    make_budi,
    make_dewi,
    make_region,
    make_siti,
    save_day,
)
from tests.reading import links, words

pytestmark = pytest.mark.django_db

PAGES = ["/wilayah/15/", "/wilayah/15/rekap/", "/kelengkapan/?wilayah=15"]
CLOSED = {"state": State.CLOSED}


@pytest.fixture(autouse=True)
def today_is_the_day_of_the_article(settings):
    settings.TODAY = DAY


def line(response: HttpResponse) -> str:
    """The line about today in words; "" where there is none."""
    part = response.content.decode().partition('<p class="today">')[2].partition("</p>")[0]
    return words(part)


def page(client: Client, reader: User, address: str, **query: str) -> HttpResponse:
    client.force_login(reader)
    response = client.get(address, query) if query else client.get(address)
    assert response.status_code == 200
    return response


def three_of_eleven(jambi: Jambi) -> None:
    dewi = make_dewi(jambi)
    offices = [make_region(f"15.{n:02}") for n in range(5, 14)]
    for office in offices[:3]:
        save_day(dewi, {office: 4}, kabkota=office)


def have_reported(n: int, of: int) -> str:
    return gettext("Today: %(n)s of %(all)s have reported") % {"n": n, "all": of}


@pytest.mark.parametrize("address", PAGES)
def test_each_page_says_how_far_today_has_come_and_leads_there(client, jambi, address):
    three_of_eleven(jambi)

    response = page(client, make_budi(jambi), address)

    assert line(response).startswith(have_reported(3, 11))
    there = [link for link in links(response) if link.endswith("per=2019-04-04")]
    assert there
    of_today = client.get(address.partition("?")[0] + there[0])
    assert of_today.context["day"] == DAY


@pytest.mark.parametrize("address", PAGES)
def test_a_day_whose_reports_are_awaited_is_provisional(client, jambi, address):
    separator = "&" if "?" in address else "?"
    save_day(make_siti(jambi), {jambi.limun: 5})

    awaited = page(client, make_budi(jambi), f"{address}{separator}per=2019-04-04")
    overdue = client.get(f"{address}{separator}per=2019-04-01")

    assert line(awaited).startswith(gettext("provisional"))
    assert have_reported(1, 2) not in line(awaited)
    assert gettext("provisional") not in line(overdue)
    assert line(overdue).startswith(have_reported(1, 2))


def test_a_day_that_everybody_reported_is_not_provisional(client, jambi):
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 5})

    assert line(page(client, siti, "/wilayah/15.03/")) == ""


def test_a_kabupaten_says_the_state_of_its_own_day(client, jambi):
    siti = make_siti(jambi)

    awaited = line(page(client, siti, "/wilayah/15.03/"))
    save_day(siti, {}, status=CLOSED)
    closed = line(page(client, siti, "/wilayah/15.03/"))
    before = line(page(client, siti, "/wilayah/15.03/?per=2019-04-01"))

    state = "masih ditunggu"
    assert awaited.startswith(gettext("Today: %(state)s") % {"state": state})
    # Opens on today, of which all is said.
    assert closed == ""
    assert before.startswith("Hari ini: tutup")


def test_who_reports_on_a_day_off_is_counted_all_the_same(client, jambi, settings):
    settings.TODAY = DAY.replace(day=3)
    make_region("15.05")
    save_day(make_siti(jambi), {jambi.limun: 5}, day=settings.TODAY)

    text = line(page(client, make_budi(jambi), "/wilayah/15/"))

    assert text.startswith("Hari ini: libur, 1 tetap lapor")


def test_on_a_day_off_nobody_is_counted(client, jambi, settings):
    settings.TODAY = DAY.replace(day=3)

    text = line(page(client, make_budi(jambi), "/wilayah/15/"))

    assert text.startswith(gettext("Today: %(state)s") % {"state": "libur"})


def test_where_nobody_has_begun_nothing_is_said_of_today(client, jambi):
    Region.objects.update(reports_from=None)

    response = page(client, make_budi(jambi), "/wilayah/15/")

    assert response.context["day"] == DAY
    assert line(response) == ""


def test_an_office_that_never_began_is_named_nowhere(client, jambi):
    Region.objects.filter(code="15.03").update(reports_from=None)
    budi = make_budi(jambi)

    recap = page(client, budi, "/wilayah/15/rekap/", per="2019-04-01").context["text"]
    silent = page(client, budi, "/kelengkapan/", per="2019-04-01", status="missing")

    assert "Sarolangun" not in recap.partition("Belum lapor")[2]
    assert "Batanghari" in recap.partition("Belum lapor")[2]
    assert [line.code for line in silent.context["lines"]] == ["15.04"]
