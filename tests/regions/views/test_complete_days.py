"""A day that its office called complete, and what it remarked, as others read them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from regions.models import User
from tests.factories import DAY, make_ani, make_figure, save_day
from tests.reading import page_words
from tests.regions.views.completeness_page import listed

pytestmark = pytest.mark.django_db

ZERO = {"state": "zero", "zero_reason": "nobody_came"}
REMARK = "Remark of the office: alat Pauh rusak"


@pytest.fixture(autouse=True)
def today_is_the_day_of_the_article(settings):
    settings.TODAY = DAY


@pytest.fixture
def complete(jambi, siti) -> None:
    """Siti called a day with one kecamatan of three complete, and said why."""
    save_day(siti, {jambi.limun: 5}, status={"is_complete": True, "remark": "alat Pauh rusak"})


def page(reader: User, address: str):
    client = Client()
    client.force_login(reader)
    client.cookies["django_language"] = "en"
    return client.get(address)


def completeness(reader: User) -> str:
    return page_words(page(reader, "/kelengkapan/?wilayah=15&per=2019-04-04"))


def test_beside_who_reported_stands_how_many_did_so_completely(jambi, siti, budi, complete):
    save_day(make_ani(jambi), {jambi.mersam: 3})

    assert "2 offices have reported, 1 of them completely." in completeness(budi)
    lines = listed(page(budi, "/kelengkapan/?wilayah=15&per=2019-04-04"))
    (sarolangun,) = (line for line in lines if "Sarolangun" in line)
    (batanghari,) = (line for line in lines if "Batanghari" in line)
    assert "1 of 3 kecamatan filled in, complete" in sarolangun
    assert "complete" not in batanghari


def test_a_zero_with_its_reason_speaks_of_all_and_where_nobody_did_nothing_is_said(
    jambi, siti, budi
):
    save_day(siti, {jambi.limun: 5})
    nobody = completeness(budi)
    save_day(make_ani(jambi), {}, status=ZERO)

    assert "completely" not in nobody
    assert "2 offices have reported, 1 of them completely." in completeness(budi)
    lines = listed(page(budi, "/kelengkapan/?wilayah=15&per=2019-04-04"))
    assert not any("complete" in line for line in lines)


def test_once_taken_back_it_is_a_day_in_part_again(jambi, siti, budi, complete):
    save_day(siti, {}, status={"is_complete": False})

    words = completeness(budi)

    assert "completely" not in words
    assert "1 of 3 kecamatan filled in" in words


def test_the_ranking_of_the_province_and_the_recap_of_the_office_say_so(jambi, budi, complete):
    make_figure(jambi.sarolangun)

    ranking = page_words(page(budi, "/wilayah/15/?per=2019-04-04"))
    recap = page_words(page(budi, "/wilayah/15.03/rekap/?per=2019-04-04"))

    assert "reported, 1 of 3 kecamatan filled in, complete" in ranking
    assert "complete" in recap


def test_a_remark_stands_on_the_page_of_its_office_for_that_day_alone(jambi, budi, complete):
    of_the_day = page_words(page(budi, "/wilayah/15.03/?per=2019-04-04"))
    others = [
        page_words(page(budi, address))
        for address in (
            "/wilayah/15.03/?per=2019-04-02",
            "/wilayah/15.04/?per=2019-04-04",
            "/wilayah/15/?per=2019-04-04",
            "/wilayah/15.03/rekap/?per=2019-04-04",
        )
    ]

    assert REMARK in of_the_day
    assert not any("alat Pauh rusak" in words for words in others)


def test_another_office_does_not_read_it(jambi, complete):
    assert page(make_ani(jambi), "/wilayah/15.03/?per=2019-04-04").status_code == 403


def test_the_log_has_both(siti, complete):
    words = page_words(page(siti, "/riwayat/?wilayah=15.03"))

    assert "Complete no yes" in words
    assert "Remark – alat Pauh rusak" in words


def test_neither_costs_a_query(jambi, siti, budi):
    addresses = ("/wilayah/15.03/?per=2019-04-04", "/kelengkapan/?wilayah=15&per=2019-04-04")
    save_day(siti, {jambi.limun: 5})

    def queries() -> list[int]:
        found = []
        for address in addresses:
            with CaptureQueriesContext(
                connection,
            ) as captured:
                page(budi, address)
            found.append(len(captured))
        return found

    queries()
    before = queries()
    save_day(siti, {}, status={"is_complete": True, "remark": "alat Pauh rusak"})

    assert queries() == before
