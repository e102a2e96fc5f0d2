"""Siti and Rini have the same day of Sarolangun open: nothing is lost, nothing half saved."""

import pytest
from django.http import HttpResponse
from django.test import Client

from regions import numerals
from regions.models import DailyCount, DayStatus, State
from tests.reading import page_words
from tests.regions.views.entry_form import (
    LIMUN,
    PAUH,
    SAROLANGUN_TODAY,
    assert_refused,
    everything_stored,
    fields_of,
    row_of,
    send,
)

pytestmark = pytest.mark.django_db

BOTH_SHOWN = "Isian Anda belum tersimpan. Kedua angka ditampilkan di bawah"
PRINTED = "15.03.01-printed"
CARDS_LEFT = "15.03-blangko_left"
STATE = "15.03-state"
REASON = "15.03-zero_reason"


def opened(client: Client) -> dict[str, str]:
    return fields_of(client.get(SAROLANGUN_TODAY))


def save(client: Client, form: dict[str, str], typed: dict[str, str]) -> HttpResponse:
    return client.post(SAROLANGUN_TODAY, {**form, **typed})


def recorded(code: str) -> int | None:
    return DailyCount.objects.get(region__code=code).recorded


def test_a_value_changed_meanwhile_is_shown_beside_ones_own_and_nothing_is_saved(siti, rini):
    form = opened(siti)
    send(rini, {LIMUN: "20"})
    stored = everything_stored()

    response = save(siti, form, {LIMUN: "15", PAUH: "7"})

    assert_refused(response, 409, BOTH_SHOWN)
    assert (fields_of(response)[LIMUN], fields_of(response)[PAUH]) == ("15", "7")
    limun = row_of(response, "Limun")
    saved_by_rini = DailyCount.objects.get()
    time = numerals.short_time(saved_by_rini.entered_at, saved_by_rini.kabkota.zone)
    assert f"Sementara itu disimpan oleh Rini pukul {time}: 20" in limun
    assert everything_stored() == stored


def test_sending_the_shown_page_again_is_a_decision_and_is_saved(siti, rini):
    form = opened(siti)
    send(rini, {LIMUN: "20"})
    page = save(siti, form, {LIMUN: "15", PAUH: "7"})

    again = siti.post(SAROLANGUN_TODAY, fields_of(page))

    assert again.status_code == 302
    assert (recorded("15.03.01"), recorded("15.03.03")) == (15, 7)


def test_taking_the_other_value_from_the_shown_page_changes_only_the_rest(siti, rini):
    form = opened(siti)
    send(rini, {LIMUN: "20"})
    page = save(siti, form, {LIMUN: "15", PAUH: "7"})

    save(siti, fields_of(page), {LIMUN: "20"})

    assert (recorded("15.03.01"), recorded("15.03.03")) == (20, 7)
    assert DailyCount.objects.get(region__code="15.03.01").entered_by.username == "rini"


def test_a_third_save_while_the_two_values_are_shown_is_noticed_again(siti, rini):
    form = opened(siti)
    send(rini, {LIMUN: "20"})
    page = save(siti, form, {LIMUN: "15"})
    send(rini, {LIMUN: "21"})

    response = siti.post(SAROLANGUN_TODAY, fields_of(page))

    assert response.status_code == 409
    assert ": 21" in row_of(response, "Limun")
    assert recorded("15.03.01") == 21


def test_values_of_others_that_one_left_as_they_were_merge(siti, rini):
    form = opened(siti)
    send(rini, {LIMUN: "20", PRINTED: "8", CARDS_LEFT: "470"})

    response = save(siti, form, {PAUH: "7", "15.03.01-delivered": "3"})

    assert response.status_code == 302
    limun = DailyCount.objects.get(region__code="15.03.01")
    assert (limun.recorded, limun.printed, limun.delivered) == (20, 8, 3)
    assert recorded("15.03.03") == 7
    assert DayStatus.objects.get().blangko_left == 470


def test_in_a_clash_the_values_one_left_as_they_were_show_the_newer_ones(siti, rini):
    form = opened(siti)
    send(rini, {LIMUN: "20", PRINTED: "8", PAUH: "4", CARDS_LEFT: "470"})

    page = save(siti, form, {LIMUN: "15"})

    shown = fields_of(page)
    assert (shown[LIMUN], shown[PRINTED], shown[PAUH], shown[CARDS_LEFT]) == ("15", "8", "4", "470")
    siti.post(SAROLANGUN_TODAY, shown)
    assert (recorded("15.03.01"), recorded("15.03.03")) == (15, 4)


def test_both_typing_the_same_is_no_clash(siti, rini):
    form = opened(siti)
    send(rini, {LIMUN: "20"})

    assert save(siti, form, {LIMUN: "20"}).status_code == 302
    assert recorded("15.03.01") == 20


def test_a_withdrawn_value_is_shown_as_empty(siti, rini):
    form = opened(siti)
    send(rini, {LIMUN: "", PAUH: "4"})

    response = save(siti, form, {LIMUN: "15"})

    assert response.status_code == 409
    assert ": kosong" in row_of(response, "Limun")


def test_a_level_changed_meanwhile_is_shown_beside_ones_own(siti, rini):
    form = opened(siti)
    send(rini, {CARDS_LEFT: "470"})

    response = save(siti, form, {CARDS_LEFT: "450"})

    assert response.status_code == 409
    assert fields_of(response)[CARDS_LEFT] == "450"
    assert "Sementara itu disimpan oleh Rini" in page_words(response)
    assert DayStatus.objects.get().blangko_left == 470


def test_a_wrong_number_in_a_stale_form_is_corrected_first_and_the_clash_stays(siti, rini):
    form = opened(siti)
    send(rini, {LIMUN: "20"})

    wrong = save(siti, form, {LIMUN: "15", PAUH: "-7"})
    right = save(siti, fields_of(wrong), {PAUH: "7"})

    assert (wrong.status_code, right.status_code) == (422, 409)
    assert recorded("15.03.01") == 20


def test_a_day_closed_meanwhile_is_shown_beside_ones_numbers(siti, rini):
    form = opened(siti)
    send(rini, {LIMUN: "", STATE: State.CLOSED})
    stored = everything_stored()

    response = save(siti, form, {PAUH: "7"})

    assert response.status_code == 409
    assert "Sementara itu disimpan oleh Rini" in page_words(response)
    assert ": tutup" in page_words(response)
    assert fields_of(response)[PAUH] == "7"
    assert everything_stored() == stored

    siti.post(SAROLANGUN_TODAY, fields_of(response))

    assert (recorded("15.03.01"), recorded("15.03.03")) == (None, 7)
    assert DayStatus.objects.get().state == State.REPORTED


def test_numbers_typed_meanwhile_are_shown_to_who_closes_the_day(siti, rini):
    form = opened(siti)
    send(rini, {PAUH: "4"})

    response = save(siti, form, {LIMUN: "", STATE: State.CLOSED})

    assert response.status_code == 409
    assert ": sudah lapor" in page_words(response)
    assert (fields_of(response)[STATE], fields_of(response)[PAUH]) == ("closed", "4")
    assert (recorded("15.03.01"), recorded("15.03.03")) == (12, 4)


def test_two_reasons_for_a_zero_are_shown_side_by_side(siti, rini):
    send(siti, {LIMUN: "", STATE: State.ZERO, REASON: "nobody_came"})
    form = opened(siti)
    send(rini, {REASON: "no_network"})

    response = save(siti, form, {REASON: "device_broken"})

    assert response.status_code == 409
    assert ": jaringan atau listrik padam" in page_words(response)
    assert fields_of(response)[REASON] == "device_broken"
    assert DayStatus.objects.get().zero_reason == "no_network"


def test_a_form_from_the_way_back_of_the_browser_saves_nothing_older(siti):
    form = opened(siti)
    save(siti, form, {LIMUN: "13"})
    save(siti, opened(siti), {LIMUN: "14"})

    response = save(siti, form, {LIMUN: "13"})

    assert_refused(response, 409, BOTH_SHOWN)
    assert recorded("15.03.01") == 14
