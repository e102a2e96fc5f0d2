"""Where the working day before today is missing, its page is opened and offered first."""

from datetime import date

import pytest
from django.test import Client

from tests.factories import make_budi, save_day
from tests.reading import links, page_words
from tests.regions.views.entry_form import LIMUN, SAROLANGUN_TODAY, logged_in, send

pytestmark = pytest.mark.django_db

# The 3rd was a holiday.
TUESDAY = "/entri/15.03/2019-04-02/"
FILL_IN_FIRST = "Tuesday, 2 April 2019 is not reported yet: fill it in first."
OPENED_FIRST = "Tuesday, 2 April 2019 is not reported yet, so it is opened first."


def words_of(client: Client, address: str) -> str:
    return page_words(client.get(address)).partition("Indonesia ›")[2].partition("The day as")[0]


def test_the_address_without_a_day_opens_the_missing_day_first(siti_in_english):
    response = siti_in_english.get("/entri/15.03/")

    assert (response.status_code, response.url) == (302, TUESDAY)
    assert OPENED_FIRST in words_of(siti_in_english, TUESDAY)
    assert SAROLANGUN_TODAY in links(siti_in_english.get(TUESDAY))


def test_the_page_of_today_offers_it_and_no_other_page_does(siti_in_english):
    assert FILL_IN_FIRST in words_of(siti_in_english, SAROLANGUN_TODAY)
    assert "Tue, 2 Apr" in words_of(siti_in_english, SAROLANGUN_TODAY) or (
        "Tuesday, 2 Apr" in words_of(siti_in_english, SAROLANGUN_TODAY)
    )
    assert "is not reported yet" not in words_of(siti_in_english, "/entri/15.03/2019-03-28/")


def test_once_it_is_told_today_opens(siti_in_english):
    send(siti_in_english, {LIMUN: "3"}, TUESDAY)

    assert siti_in_english.get("/entri/15.03/").url == SAROLANGUN_TODAY
    assert "is not reported yet" not in words_of(siti_in_english, SAROLANGUN_TODAY)
    assert "is not reported yet" not in words_of(siti_in_english, TUESDAY)


def test_the_day_before_is_called_yesterday(jambi, siti_in_english, settings):
    settings.TODAY = date(2019, 4, 5)
    save_day(jambi.sarolangun.people.get(), {jambi.limun: None}, day=date(2019, 4, 4))

    words = words_of(siti_in_english, "/entri/15.03/2019-04-05/")

    assert "Yesterday Today" in " ".join(words.split())


def test_who_only_reads_is_led_to_today_and_asked_nothing(jambi, siti):
    budi = logged_in(make_budi(jambi))
    budi.cookies["django_language"] = "en"

    assert budi.get("/entri/15.03/").url == SAROLANGUN_TODAY
    assert "is not reported yet" not in words_of(budi, SAROLANGUN_TODAY)
