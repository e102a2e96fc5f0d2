"""The change log: one's own region and below, newest first, findable by place and day."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from regions.models import Channel, CountChange, Source, User
from regions.views.history import CHANGES_A_PAGE
from tests.factories import (
    DAY,
    Jambi,
    at,
    make_ani,
    make_budi,
    make_dewi,
    make_eko,
    make_person,
    make_region,
    make_siti,
    save_day,
)
from tests.reading import links, page_words, table_rows

pytestmark = pytest.mark.django_db

EVENING_BEFORE = DAY - timedelta(days=1)


def log(client: Client, reader: User, **query) -> HttpResponse:
    client.force_login(reader)
    response = client.get("/riwayat/", query)
    assert response.status_code == 200
    return response


def places(response: HttpResponse) -> list[str]:
    """The codes of the places in the log, from the top."""
    return [line.code for line in response.context["lines"]]


def save_in_both(jambi: Jambi) -> tuple[User, User]:
    """Siti records in Limun, then Ani in Mersam."""
    siti, ani = make_siti(jambi), make_ani(jambi)
    save_day(siti, {jambi.limun: 12})
    save_day(ani, {jambi.mersam: 7})
    return siti, ani


def test_a_change_says_when_who_where_what_from_to_and_through(client, jambi):
    siti = make_siti(jambi)
    siti.first_name, siti.last_name = "Siti", "Rahma"
    siti.save()
    save_day(siti, {jambi.limun: 12})
    save_day(siti, {jambi.limun: 1500}, at=at(9), why="salah ketik")

    newest = table_rows(log(client, siti))[0]

    assert newest == (
        "4 Apr 16.00.00 WIB Siti Rahma Limun 15.03.01 4 April 2019 Perekaman 12 1.500 "
        "halaman entri · salah ketik"
    )


def test_the_log_speaks_english_too(client, jambi):
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 1500})
    client.cookies["django_language"] = "en"

    rows = table_rows(log(client, siti))

    assert "4 Apr 15.00.00 WIB siti Limun 15.03.01 4 April 2019 Recorded – 1,500 entry page" in rows


def test_siti_and_ani_do_not_see_each_others_changes(client, jambi):
    siti, ani = save_in_both(jambi)

    assert {code[:5] for code in places(log(client, siti))} == {"15.03"}
    assert {code[:5] for code in places(log(client, ani))} == {"15.04"}


def test_budi_eko_and_dewi_see_the_changes_of_all_below_them(client, jambi):
    save_in_both(jambi)
    joko = make_person("joko", "operator", make_region("14.01"))
    save_day(joko, {joko.region: 3})

    in_jambi = {"15.03", "15.03.01", "15.04", "15.04.01"}
    assert set(places(log(client, make_budi(jambi)))) == in_jambi
    assert set(places(log(client, make_eko(jambi)))) == in_jambi
    assert set(places(log(client, make_dewi(jambi)))) == in_jambi | {"14.01"}


def test_an_administrator_without_a_region_sees_all_changes(client, jambi):
    save_in_both(jambi)
    wati = make_person("wati", "viewer", None, is_superuser=True)

    assert set(places(log(client, wati))) == {"15.03", "15.03.01", "15.04", "15.04.01"}


def test_asking_for_a_strangers_place_shows_nothing(client, jambi):
    siti, _ = save_in_both(jambi)

    response = log(client, siti, wilayah="15.04")

    assert places(response) == []
    assert "Tidak ada perubahan yang cocok." in page_words(response)


def test_the_newest_change_comes_first_whatever_its_service_day(client, jambi):
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 1})
    save_day(siti, {jambi.limun: 2}, day=EVENING_BEFORE, at=at(9))
    save_day(siti, {jambi.limun: 3}, at=at(10))

    log_of_limun = log(client, siti, wilayah="15.03.01")

    assert [line.new for line in log_of_limun.context["lines"]] == ["3", "2", "1"]


def test_a_place_is_found_with_all_below_it_and_nothing_beside(client, jambi):
    save_in_both(jambi)
    trap = make_person("tono", "operator", make_region("15.030"))
    save_day(trap, {trap.region: 3})
    budi = make_budi(jambi)

    assert set(places(log(client, budi, wilayah="15.03"))) == {"15.03", "15.03.01"}
    assert set(places(log(client, budi, wilayah=" 15.03.01 "))) == {"15.03.01"}
    for wider in ("15", "ID"):
        found = set(places(log(client, budi, wilayah=wider)))
        assert found == {"15.03", "15.03.01", "15.030", "15.04", "15.04.01"}
    assert places(log(client, budi, wilayah="15.0")) == []
    assert places(log(client, budi, wilayah="%")) == []


def test_a_service_day_is_found_not_the_day_of_entry(client, jambi):
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 1}, day=EVENING_BEFORE, at=at(9, DAY))

    assert places(log(client, siti, tanggal="2019-04-04")) == []
    assert "15.03.01" in places(log(client, siti, tanggal="2019-04-03"))


@pytest.mark.parametrize("wrong", ["kemarin", "2019-02-29", "2019-13-01", "99999999"])
def test_a_date_that_is_none_is_named_and_the_log_stays(client, jambi, wrong):
    siti, _ = save_in_both(jambi)

    response = log(client, siti, tanggal=wrong)

    assert "15.03.01" in places(response)
    assert "Tanggal pelayanan: " in page_words(response)
    assert response.content.decode().count('<p class="message error">') == 1
    assert f'value="{wrong}"' in response.content.decode()


def test_a_wrong_date_does_not_open_what_the_place_closed(client, jambi):
    save_in_both(jambi)

    response = log(client, make_budi(jambi), wilayah="15.04", tanggal="kemarin")

    assert {code[:5] for code in places(response)} == {"15.04"}


def test_a_nul_in_a_place_is_an_error_message(client, jambi):
    siti, _ = save_in_both(jambi)

    response = log(client, siti, wilayah="15\0")

    assert response.content.decode().count('<p class="message error">') == 1


def test_states_and_outreach_are_said_in_words(client, jambi):
    siti = make_siti(jambi)
    save_day(siti, {}, status={"state": "zero", "zero_reason": "nobody_came"})
    save_day(siti, {jambi.limun: 200}, channel=Channel.JEMPUT_BOLA, source=Source.EVENT, at=at(9))

    said = [(line.what, line.old, line.new) for line in log(client, siti).context["lines"]]

    assert said[0] == ("Perekaman (jemput bola)", "–", "200")
    assert ("Keadaan hari", "belum lapor", "nihil, dengan alasan") in said
    assert ("Alasan nihil", "–", "tidak ada pemohon") in said


def test_times_are_those_of_the_offices_own_clock(client):
    dewi = make_dewi_of_papua()

    assert "5 Apr 00.30.00 WIT" in table_rows(log(client, dewi))[0]


def make_dewi_of_papua() -> User:
    """Someone who reads of a save in Jayapura at half past midnight, 4 April in Jakarta."""
    province = make_region("91", "Papua", time_zone="Asia/Jayapura")
    operator = make_person("yosef", "operator", make_region("91.71", "Kota Jayapura"))
    save_day(operator, {operator.region: 4}, at=at(15).replace(minute=30))
    return make_person("dewi", "national", province.parent)


def make_changes(jambi: Jambi, by: User, number: int) -> None:
    CountChange.objects.bulk_create(
        CountChange(
            region=jambi.limun,
            kabkota=jambi.sarolangun,
            day=date(2019, 2, 1),
            channel=Channel.LOKET,
            field="recorded",
            old=n,
            new=n + 1,
            version=n + 1,
            by=by,
            at=at(),
        )
        for n in range(number)
    )


def test_a_long_log_has_pages_and_keeps_its_filters_on_them(client, jambi):
    siti = make_siti(jambi)
    make_changes(jambi, siti, 2 * CHANGES_A_PAGE + 1)

    asked = {"wilayah": "15.03", "tanggal": "2019-02-01"}

    newest = log(client, siti, **asked)
    middle = followed(client, newest, "next")
    oldest = followed(client, middle, "next")

    pages = [newest, middle, oldest]
    assert [len(table_rows(page)) for page in pages] == [50, 50, 1]
    assert [line.new for page in pages for line in page.context["lines"]] == [
        f"{n}" for n in range(2 * CHANGES_A_PAGE + 1, 0, -1)
    ]
    assert [address_of(page, "prev") is None for page in pages] == [True, False, False]
    assert [address_of(page, "next") is None for page in pages] == [False, False, True]
    for address in (address_of(middle, "prev"), address_of(middle, "next")):
        assert address.startswith("?wilayah=15.03&tanggal=2019-02-01&se")
    back = followed(client, oldest, "prev")
    assert places_and_numbers(back) == places_and_numbers(middle)
    assert places_and_numbers(followed(client, back, "next")) == places_and_numbers(oldest)
    assert places_and_numbers(followed(client, back, "prev")) == places_and_numbers(newest)


def address_of(response: HttpResponse, direction: str) -> str | None:
    """Where the link to newer (`prev`) or older (`next`) entries leads; None without one."""
    found = re.search(rf'<a rel="{direction}" href="([^"]*)"', response.content.decode())
    return unescape(found[1]) if found else None


def followed(client: Client, response: HttpResponse, direction: str) -> HttpResponse:
    return client.get(f"/riwayat/{address_of(response, direction)}")


def places_and_numbers(response: HttpResponse) -> list[tuple[str, str]]:
    return [(line.code, line.new) for line in response.context["lines"]]


def test_a_log_of_one_page_leads_nowhere_and_the_other_log_begins_at_its_newest(client, jambi):
    siti = make_siti(jambi)
    make_changes(jambi, siti, CHANGES_A_PAGE)

    response = log(client, siti, wilayah="15.03", sebelum=10**9)

    assert address_of(response, "next") is None
    assert "?wilayah=15.03&jenis=angka" in links(response)


@pytest.mark.parametrize("typed", ["abc", "", "-1", "1.5", "²", "9" * 18, "9" * 5000, "1\0"])
@pytest.mark.parametrize("asked", ["sebelum", "sesudah"])
def test_an_entry_that_is_none_shows_the_newest_changes(client, jambi, typed, asked):
    siti = make_siti(jambi)
    make_changes(jambi, siti, CHANGES_A_PAGE + 1)

    newest = log(client, siti, **{asked: typed}).context["lines"][0]

    assert newest.new == f"{CHANGES_A_PAGE + 1}"


def test_an_empty_log_says_so(client, jambi):
    response = log(client, make_siti(jambi))

    assert "Tidak ada perubahan yang cocok." in page_words(response)
    assert table_rows(response) == []


def queries_of(client: Client, reader: User) -> int:
    client.force_login(reader)
    with CaptureQueriesContext(connection) as queries:
        client.get("/riwayat/")
    return len(queries)


def test_the_log_asks_as_often_for_50_changes_of_two_offices_as_for_two(client, jambi):
    siti, ani = save_in_both(jambi)
    budi = make_budi(jambi)
    few = queries_of(client, budi)

    make_changes(jambi, siti, 100)
    save_day(ani, {jambi.muara_tembesi: 5}, at=at(9))

    # Session, person, their region, former codes, and one page of changes.
    assert few == queries_of(client, budi) == 5
