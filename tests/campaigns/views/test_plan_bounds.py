"""Days that cannot be, and input that once was a server error: refused, never a 500."""

import json
from datetime import date

import pytest

from campaigns.models import RESULTS, Event
from tests.campaigns.factories import make_event, make_stop, stop_in
from tests.campaigns.views.plan_pages import client_of
from tests.campaigns.views.test_event_pages import NEW, TYPED
from tests.factories import DAY
from tests.reading import page_words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_day_of_the_article(settings):
    settings.TODAY = DAY


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("0001-01-01", "0001-01-02"),
        ("1899-12-31", "1899-12-31"),
        ("2010-12-31", "2011-01-01"),
        ("2021-12-31", "2022-01-01"),
        ("3000-01-01", "3000-01-02"),
        ("9999-12-30", "9999-12-31"),
    ],
)
def test_days_before_2011_or_more_than_two_years_ahead_are_refused(siti, first, last):
    typed = {**TYPED, "first_day": first, "last_day": last}
    days = {"stop-1-first_day": first, "stop-1-last_day": first}

    page = client_of(siti).post(NEW, {**typed, **days})

    assert page.status_code == 422
    assert "2011" in page_words(page)
    assert "2021" in page_words(page)
    assert not Event.objects.exists()


@pytest.mark.parametrize("day", ["2011-01-01", "2021-12-31"])
def test_the_first_and_the_last_day_that_can_be_are_accepted(siti, day):
    days = {"first_day": day, "last_day": day, "stop-1-first_day": "", "stop-1-last_day": ""}

    assert client_of(siti).post(NEW, {**TYPED, **days}).status_code == 302


@pytest.mark.parametrize("first", [date(1899, 1, 1), date(9999, 12, 30)])
def test_an_event_that_was_stored_far_away_once_can_still_be_looked_at(jambi, siti, first):
    event = make_event(jambi, siti, first_day=first, last_day=first.replace(day=31))
    make_stop(event, jambi.limun)
    client, page = client_of(siti), f"/gisa/{event.pk}/"

    addresses = [page, f"{page}ubah/", f"{page}cetak/", f"{page}kalender.ics", "/gisa/"]
    answers = [client.get(address).status_code for address in addresses]
    results = client.get(f"{page}hasil/{first}/").status_code

    assert answers == [200] * len(addresses)
    assert results in (200, 400)
    assert client.get("/gisa/usulan/?wilayah=15").status_code == 200


@pytest.mark.parametrize(
    "was",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        "[" * 100_000 + "]" * 100_000,
        "1" * 10_000,
        "NaN",
        "\0",
        json.dumps([{"a": 1}] * (len(RESULTS) + 1)),
    ],
)
def test_old_values_that_cannot_be_read_are_no_server_error(jambi, siti, was):
    event = make_event(jambi, siti, places=[jambi.limun])
    stop = stop_in(event, jambi.limun)
    typed = {f"{stop.pk}-recorded": "5", f"{stop.pk}-version": "0", f"{stop.pk}-was": was}

    page = client_of(siti).post(f"/gisa/{event.pk}/hasil/{DAY}/", typed)

    assert page.status_code < 500


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"stop-TOTAL_FORMS": "x"},
        {"stop-TOTAL_FORMS": "99999999", "stop-INITIAL_FORMS": "99999999"},
        {"stop-0-pk": "9" * 40},
        {"stop-0-pk": "-1"},
        {"stop-0-first_day": "0001-01-01", "stop-0-last_day": "9999-12-31"},
        {"stop-0-place": "\0"},
        {"name": "\0"},
        {"opens_at": "99:99"},
    ],
)
def test_no_form_of_a_plan_is_a_server_error(jambi, siti, typed):
    event = make_event(jambi, siti, places=[jambi.limun])
    typed = {**TYPED, **typed} if typed else {}

    for address in (NEW, f"/gisa/{event.pk}/ubah/"):
        assert client_of(siti).post(address, typed).status_code < 500
