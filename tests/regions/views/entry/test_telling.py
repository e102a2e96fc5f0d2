"""After a save the page says what is stored, and how much of the day is still not told."""

import json

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils.html import escape

from regions.models import Channel, DailyCount, DayStatus, State
from tests.factories import save_day
from tests.reading import page_words
from tests.regions.views.entry_form import (
    LIMUN,
    PAUH,
    SAROLANGUN_TODAY,
    everything_stored,
    fields_of,
    logged_in,
    send,
)

pytestmark = pytest.mark.django_db

YESTERDAY = "/entri/15.03/2019-04-03/"
SAROLANGUN_KOTA, OWN = "15.03.02-recorded", "15.03-recorded"
STILL_NOT = "No numbers yet. Today is still not reported. Zero? Choose the reason."


@pytest.fixture
def siti(siti_in_english) -> Client:
    """She has typed 12 for Limun and 480 cards left."""
    return siti_in_english


@pytest.fixture
def empty(siti) -> Client:
    """Siti before a day of which nothing is stored."""
    DailyCount.objects.all().delete()
    DayStatus.objects.all().delete()
    return siti


def told(client: Client, response: HttpResponse) -> str:
    """The messages of the page that a save leads to."""
    assert response.status_code == 302
    return page_words(client.get(response.url)).partition("Indonesia ›")[0]


def above_the_grid(client: Client) -> str:
    words = page_words(client.get(SAROLANGUN_TODAY))
    return words.partition("Daily entry")[2].partition("More columns")[0]


def test_an_empty_grid_that_is_saved_is_no_report(empty):
    response = send(empty, {})

    assert told(empty, response) == f"{STILL_NOT} "
    counts, statuses, *_others = everything_stored()
    assert (counts, statuses) == ([], [])


def test_of_another_day_the_date_is_named(siti):
    assert "No numbers yet. 3 April 2019 is still not reported." in told(
        siti, send(siti, {}, YESTERDAY)
    )


def test_levels_alone_are_saved_and_are_no_report(empty):
    words = told(empty, send(empty, {"15.03-blangko_left": "40"}))

    assert words.startswith("Saved at ")
    assert STILL_NOT in words


def test_who_withdraws_the_last_number_reads_that_the_day_is_not_reported(siti):
    words = told(siti, send(siti, {LIMUN: ""}))

    assert words.startswith("Saved at ")
    assert STILL_NOT in words


@pytest.mark.parametrize("state", [State.ZERO, State.CLOSED])
def test_a_day_that_was_zero_or_closed_lacks_no_kecamatan(empty, state):
    reason = "nobody_came" if state == State.ZERO else ""

    words = told(empty, send(empty, {"15.03-state": state, "15.03-zero_reason": reason}))

    assert words.startswith("Saved at ")
    assert "kecamatan" not in words
    assert STILL_NOT not in words
    assert "kecamatan filled" not in above_the_grid(empty)


def test_a_day_in_part_says_how_much_and_what_is_missing(siti):
    words = told(siti, send(siti, {PAUH: "0"}))

    assert "2 of 3 kecamatan filled in; empty: Sarolangun." in words
    assert "2 of 3 kecamatan filled in; empty: Sarolangun." in above_the_grid(siti)


def test_of_many_empty_ones_the_first_are_named_and_the_rest_counted(siti, monkeypatch):
    monkeypatch.setattr("regions.entry.filling.MOST_NAMED", 1)

    words = told(siti, send(siti, {LIMUN: "13"}))

    assert "1 of 3 kecamatan filled in; empty: Sarolangun and 1 more." in words
    assert "1 of 3 kecamatan filled in; empty: Sarolangun and 1 more." in above_the_grid(siti)


def test_a_kecamatan_with_outreach_is_not_empty(jambi, siti):
    operator = jambi.sarolangun.people.get()
    save_day(operator, {jambi.pauh: 30}, channel=Channel.JEMPUT_BOLA)

    assert "2 of 3 kecamatan filled in; empty: Sarolangun." in above_the_grid(siti)


def test_who_empties_a_kecamatan_with_outreach_reads_the_same_before_and_after(jambi, siti):
    save_day(jambi.sarolangun.people.get(), {jambi.limun: 30}, channel=Channel.JEMPUT_BOLA)

    words = told(siti, send(siti, {LIMUN: "", PAUH: "5"}))

    assert "2 of 3 kecamatan filled in; empty: Sarolangun." in words
    assert "2 of 3 kecamatan filled in; empty: Sarolangun." in above_the_grid(siti)


def test_a_number_in_the_row_of_the_office_alone_is_a_report_without_its_kecamatan(empty):
    words = told(empty, send(empty, {OWN: "12"}))

    assert "Reported without its kecamatan." in words
    assert "Reported without its kecamatan." in above_the_grid(empty)


def test_a_full_day_lacks_nothing(siti):
    words = told(siti, send(siti, {PAUH: "3", SAROLANGUN_KOTA: "0"}))

    assert "3 of 3 kecamatan filled in. " in words
    assert "3 of 3 kecamatan filled in. " in above_the_grid(siti)


def test_before_anything_is_typed_none_is_filled_in_and_none_is_accused(empty):
    assert "0 of 3 kecamatan filled in. " in above_the_grid(empty)


def test_a_complete_day_says_so_and_still_names_what_is_empty_on_purpose(siti):
    words = told(siti, send(siti, {"15.03-complete": "on"}))

    said = "1 of 3 kecamatan filled in, complete; empty: Sarolangun, Pauh."
    assert said in words
    assert said in above_the_grid(siti)
    assert "4 reported, complete" in above_the_grid(siti)
    assert fields_of(siti.get(SAROLANGUN_TODAY))["15.03-complete"] == "on"


def test_a_correction_of_a_complete_day_keeps_it_and_unticking_takes_it_back(siti):
    send(siti, {"15.03-complete": "on"})

    corrected = told(siti, send(siti, {PAUH: "2"}))
    taken_back = told(siti, send(siti, {"15.03-complete": ""}))

    assert "2 of 3 kecamatan filled in, complete; empty: Sarolangun." in corrected
    assert "2 of 3 kecamatan filled in; empty: Sarolangun." in taken_back


def test_the_page_holds_the_words_and_places_to_say_the_same_while_typing(jambi, siti):
    save_day(jambi.sarolangun.people.get(), {jambi.pauh: 30}, channel=Channel.JEMPUT_BOLA)

    page = siti.get(SAROLANGUN_TODAY)

    fillable = json.loads(page.context["fillable"])
    assert fillable["kecamatan"] == 3
    assert fillable["waiting"] == [["15.03.01", "Limun"], ["15.03.02", "Sarolangun"]]
    assert escape(page.context["fillable"]) in page.content.decode()


def test_what_another_saved_meanwhile_counts_too(siti, rini):
    form = {**dict.fromkeys((LIMUN, PAUH, SAROLANGUN_KOTA), ""), LIMUN: "12"}
    send(rini, {PAUH: "4"})

    words = told(siti, siti.post(SAROLANGUN_TODAY, {LIMUN: form[LIMUN], SAROLANGUN_KOTA: "1"}))

    assert "3 of 3 kecamatan filled in. " in words


def test_a_viewer_reads_it_too(jambi, siti, budi):
    reader = logged_in(budi)
    reader.cookies["django_language"] = "en"

    assert "1 of 3 kecamatan filled in; empty: Sarolangun, Pauh." in above_the_grid(reader)
