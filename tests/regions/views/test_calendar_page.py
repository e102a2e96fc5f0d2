"""The days off of a year, who decrees of them, and from when on an office owes reports.

Budi is the manager of Jambi, Rina of another province, Dewi national staff; Siti types for
Sarolangun, Eko only reads.
"""

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from regions.models import DecreedDay, Region, Role, User
from regions.recording import Signature, decree_day
from tests.factories import (
    DAY,
    at,
    make_budi,
    make_dewi,
    make_eko,
    make_person,
    make_region,
    make_siti,
    save_day,
)
from tests.reading import links, page_words, table_rows
from tests.regions.views.test_region_page_queries import AROUND_EVERY_PAGE

pytestmark = pytest.mark.django_db

FRIDAY, SATURDAY = date(2019, 4, 5), date(2019, 4, 6)


@pytest.fixture(autouse=True)
def today_is_the_day_of_the_article(settings):
    settings.TODAY = DAY


@pytest.fixture(autouse=True)
def english(client):
    client.cookies["django_language"] = "en"
    with translation.override("en"):
        yield


def page(client: Client, reader: User, **query: str) -> HttpResponse:
    client.force_login(reader)
    return client.get("/kalender/", query)


def send(client: Client, by: User, wilayah: str, **typed: str) -> HttpResponse:
    client.force_login(by)
    return client.post(f"/kalender/?wilayah={wilayah}&tahun=2019", typed)


def decree(client: Client, by: User, wilayah: str, day: str = "2019-04-05", **typed: str):
    typed = {"day": day, "is_off": "1", "decree": "SK Gubernur 7/2019", **typed}
    return send(client, by, wilayah, **typed)


def row_of(response: HttpResponse, day: str) -> str:
    return next((row for row in table_rows(response) if row.startswith(day)), "")


def test_the_page_lists_the_weekdays_off_of_the_year_by_their_kind(client, jambi):
    response = page(client, make_siti(jambi), tahun="2019")

    assert row_of(response, "5 June 2019") == "5 June 2019 Wednesday Eid al-Fitr public holiday –"
    assert row_of(response, "7 June 2019").endswith("Eid al-Fitr Joint Holiday joint leave –")
    assert row_of(response, "24 December 2019").endswith("joint leave –")
    assert row_of(response, "19 May 2019") == ""
    assert len(table_rows(response)) == 15


def test_in_indonesian_the_days_are_named_in_indonesian(client, jambi):
    client.cookies["django_language"] = "id"

    response = page(client, make_siti(jambi), tahun="2019")

    assert "Cuti Bersama Hari Raya Idul Fitri" in row_of(response, "7 Juni 2019")


def test_the_page_is_of_this_year_and_leads_to_the_years_around(client, jambi):
    response = page(client, make_siti(jambi), wilayah="15")

    assert "Days off 2019" in page_words(response)
    assert [link for link in links(response) if "tahun=" in link] == [
        *("?wilayah=15&tahun=2018", "?wilayah=15&tahun=2020"),
    ]


def test_there_is_no_year_before_the_first_or_after_the_last(client, jambi):
    siti = make_siti(jambi)

    first, last = page(client, siti, tahun="2011"), page(client, siti, tahun="2021")

    assert [link for link in links(first) if "tahun=" in link] == ["?tahun=2012"]
    assert [link for link in links(last) if "tahun=" in link] == ["?tahun=2020"]


@pytest.mark.parametrize("year", ["2010", "2022", "19", "dua ribu", "2019\0", "٢٠١٩", "9" * 500])
def test_a_year_without_a_calendar_is_400(client, jambi, year):
    assert page(client, make_siti(jambi), tahun=year).status_code == 400


def test_completeness_leads_here(client, jambi):
    client.force_login(make_siti(jambi))

    found = links(client.get("/kelengkapan/?per=2019-04-01"))

    assert "/kalender/?wilayah=15.03&tahun=2019" in found


def test_budi_decrees_a_day_off_for_his_province_and_everybody_there_reads_who_and_when(
    client, jambi
):
    sent = decree(client, make_budi(jambi), "15")

    assert (sent.status_code, sent.url) == (302, "/kalender/?wilayah=15&tahun=2019")
    own = row_of(page(client, make_siti(jambi)), "5 April 2019")
    assert "off by decree" in own
    assert "SK Gubernur 7/2019 (Jambi): day off. Entered by budi," in own
    assert row_of(page(client, make_dewi(jambi)), "5 April 2019") == ""


def test_dewi_lifts_a_holiday_for_the_nation(client, jambi):
    decree(client, make_dewi(jambi), "ID", day="2019-04-03", is_off="0", decree="Keppres 10")

    line = row_of(page(client, make_eko(jambi)), "3 April 2019")

    assert "working day by decree" in line
    assert "Keppres 10 (Indonesia): working day." in line


def test_the_word_of_the_province_is_the_one_that_holds_and_both_are_read(client, jambi):
    decree(client, make_budi(jambi), "15", is_off="0", decree="SK Gubernur")
    decree(client, make_dewi(jambi), "ID", is_off="1", decree="SKB")

    line = row_of(page(client, User.objects.get(username="budi")), "5 April 2019")

    assert "working day by decree" in line
    assert line.index("SKB (Indonesia)") < line.index("SK Gubernur (Jambi)")


def test_sent_twice_it_is_entered_once(client, jambi):
    budi = make_budi(jambi)

    first, second = decree(client, budi, "15"), decree(client, budi, "15")

    assert (first.status_code, second.status_code) == (302, 302)
    assert DecreedDay.objects.count() == 1
    assert "Nothing changed" in client.get(second.url).content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"day": "2019-04-06"}, "6 April 2019 is a Saturday: nobody is expected anyway."),
        ({"day": "2010-12-31"}, "The calendar goes from 2011 to 2021"),
        ({"day": "2022-01-03"}, "The calendar goes from 2011 to 2021"),
        ({"day": "0019-04-05"}, "The calendar goes from 2011 to 2021"),
        ({"day": "2019-02-30"}, "Enter a valid date."),
        ({"day": ""}, "This field is required."),
        ({"decree": ""}, "This field is required."),
        ({"decree": "   "}, "This field is required."),
        ({"decree": "x" * 121}, "at most 120 characters"),
        ({"decree": "SK\0 7"}, "Null characters are not allowed."),
        ({"is_off": "mungkin"}, "Select a valid choice."),
    ],
)
def test_nonsense_is_refused_with_a_reason_and_what_was_typed_stays(client, jambi, typed, said):
    response = decree(client, make_budi(jambi), "15", **typed)

    assert response.status_code == 422
    assert said in page_words(response)
    kept = {"day": "2019-04-05", "decree": "SK Gubernur 7/2019", **typed}
    for value in (kept["day"], kept["decree"]):
        assert not value.strip() or f'value="{value}"' in response.content.decode()
    assert not DecreedDay.objects.exists()


def test_a_weekend_worked_by_decree_can_be_made_off_again(client, jambi):
    budi = make_budi(jambi)
    decree(client, budi, "15", day="2019-04-06", is_off="0")

    sent = decree(client, budi, "15", day="2019-04-06", decree="dicabut")

    assert sent.status_code == 302
    assert list(DecreedDay.objects.order_by("pk").values_list("is_off", flat=True)) == [False, True]


def test_a_decree_of_120_characters_fits(client, jambi):
    assert decree(client, make_budi(jambi), "15", decree="x" * 120).status_code == 302


def test_markup_in_a_decree_is_shown_as_typed(client, jambi):
    budi = make_budi(jambi)
    decree(client, budi, "15", decree="<b>SK</b>")

    assert "&lt;b&gt;SK&lt;/b&gt;" in page(client, budi).content.decode()


def test_nobody_else_decrees(client, jambi):
    rina = make_person("rina", Role.MANAGER, make_region("14"))
    people = [make_siti(jambi), make_budi(jambi), make_dewi(jambi), make_eko(jambi), rina]
    may = {("budi", "15"), ("dewi", "ID"), ("rina", "14")}

    for person in people:
        for code in ("ID", "15", "14", "15.03"):
            shown = page(client, person, wilayah=code).content.decode()
            assert ('name="decree"' in shown) == ((person.username, code) in may)
            if (person.username, code) not in may:
                assert decree(client, person, code).status_code in (302, 403)

    assert not DecreedDay.objects.exists()


def test_budi_says_from_when_on_an_office_owes_reports(client, jambi):
    budi = make_budi(jambi)

    sent = send(client, budi, "15.03", day="2019-04-02")

    assert sent.status_code == 302
    assert Region.objects.get(code="15.03").reports_from == date(2019, 4, 2)
    text = page_words(page(client, make_siti(jambi)))
    assert "Owes reports from 2 April 2019." in text
    (logged,) = LogEntry.objects.all()
    assert (logged.user, logged.object_id) == (budi, str(jambi.sarolangun.pk))
    assert logged.get_change_message() == "reports_from: 2011-01-01 -> 2019-04-02"


def test_the_same_start_sent_twice_changes_nothing(client, jambi):
    budi = make_budi(jambi)

    for _ in range(2):
        sent = send(client, budi, "15.03", day="2019-04-02")

    assert "Nothing changed" in client.get(sent.url).content.decode()
    assert LogEntry.objects.count() == 1


@pytest.mark.parametrize("day", ["", "2010-12-31", "2022-01-01", "kemarin"])
def test_a_start_that_cannot_be_meant_is_refused_and_stays_as_typed(client, jambi, day):
    response = send(client, make_budi(jambi), "15.03", day=day)

    assert response.status_code == 422
    assert f'value="{day}"' in response.content.decode() or not day
    assert Region.objects.get(code="15.03").reports_from == date(2011, 1, 1)


@pytest.mark.parametrize("make", [make_siti, make_dewi, make_eko])
def test_only_the_manager_of_its_province_sets_the_start_of_an_office(client, jambi, make):
    person = make(jambi)

    assert 'name="day"' not in page(client, person, wilayah="15.03").content.decode()
    assert send(client, person, "15.03", day="2019-04-02").status_code == 403
    assert Region.objects.get(code="15.03").reports_from == date(2011, 1, 1)


def test_without_a_start_day_the_page_says_from_when_on_it_is(client, jambi):
    siti = make_siti(jambi)
    Region.objects.update(reports_from=None)
    before = page_words(page(client, siti))
    save_day(siti, {jambi.limun: 5})

    assert "Has not begun to report" in before
    assert "Owes reports from its first one, of 4 April 2019." in page_words(page(client, siti))


def test_the_page_asks_as_often_however_much_was_decreed(client, jambi):
    budi = make_budi(jambi)

    def queries(code: str) -> int:
        client.force_login(budi)
        with CaptureQueriesContext(connection) as found:
            assert client.get(f"/kalender/?wilayah={code}").status_code == 200
        return len(found)

    few = [queries(code) for code in ("15", "15.03")]
    for n in range(1, 28):
        signed = Signature(budi, at())
        decree_day(
            jambi.province, DAY.replace(month=7, day=n), is_off=True, decree="SK", signed=signed
        )

    many = [queries(code) for code in ("15", "15.03")]
    assert few == many
    assert max(many) <= AROUND_EVERY_PAGE + 5
