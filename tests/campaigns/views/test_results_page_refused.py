"""Results that cannot be saved come back as they were typed, with the reason."""

from datetime import timedelta

import pytest

from campaigns.cards import account_of
from campaigns.models import StopResult
from regions.models import DayStatus
from tests.campaigns.factories import NEXT_DAY, make_event, make_stop, stop_in
from tests.factories import DAY, save_day
from tests.regions.views.entry_form import assert_refused, fields_of, logged_in, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today_is_the_day_of_the_article(settings):
    settings.TODAY = DAY


def page(event, day=DAY) -> str:
    return f"/gisa/{event.pk}/hasil/{day.isoformat()}/"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("-3", "-3 kurang dari nol"),
        ("4,5", "4,5 bukan bilangan bulat"),
        ("empat puluh", "“empat puluh” bukan angka"),
        ("100000", "100000 terlalu besar"),
    ],
)
def test_bad_input_comes_back_with_all_that_was_typed(event, limun, pauh, siti, typed, sentence):
    everything = {f"{limun.pk}-recorded": typed, f"{pauh.pk}-recorded": "7"}

    response = send(logged_in(siti), everything, page(event))

    assert_refused(response, 422, sentence, "Belum tersimpan")
    fields = fields_of(response)
    assert {name: fields[name] for name in everything} == everything
    assert not StopResult.objects.exists()


def test_notes_that_are_too_long_come_back_whole(event, limun, siti):
    notes = "a" * 301

    response = send(logged_in(siti), {f"{limun.pk}-notes": notes}, page(event))

    assert response.status_code == 422
    assert fields_of(response)[f"{limun.pk}-notes"] == notes


def test_a_failed_recording_that_cannot_be_read_is_unfolded(event, limun, siti):
    client = logged_in(siti)
    assert 'class="unfold" checked' not in client.get(page(event)).content.decode()

    response = send(client, {f"{limun.pk}-failed_iris": "dua"}, page(event))

    assert 'class="unfold" checked' in response.content.decode()


def test_without_enough_cards_nothing_is_saved_and_the_rest_is_told(event, limun, pauh, siti):
    typed = {f"{limun.pk}-printed": "99", f"{pauh.pk}-spoiled": "5", f"{pauh.pk}-recorded": "8"}

    response = send(logged_in(siti), typed, page(event))

    assert_refused(response, 422, "memerlukan 104 keping", "tersisa 100 keping")
    assert fields_of(response)[f"{pauh.pk}-recorded"] == "8"
    assert not StopResult.objects.exists()
    assert account_of(event).balance == 100


def test_a_day_the_province_locked_is_refused_with_what_was_typed(event, limun, siti, jambi):
    save_day(siti, {jambi.limun: 12})
    DayStatus.objects.update(locked=True)

    response = send(logged_in(siti), {f"{limun.pk}-recorded": "8"}, page(event))

    assert_refused(response, 422, "dikunci oleh provinsi")
    assert fields_of(response)[f"{limun.pk}-recorded"] == "8"


def test_a_sum_beyond_a_day_is_refused_with_the_place(event, limun, siti, jambi):
    market = make_stop(event, jambi.limun, "Pasar")
    typed = {f"{limun.pk}-recorded": "99999", f"{market.pk}-recorded": "1"}

    response = send(logged_in(siti), typed, page(event))

    assert_refused(response, 422, "Limun", "100.000")


def test_a_day_to_come_can_be_looked_at_but_not_entered(event, limun, siti):
    client = logged_in(siti)

    shown = client.get(page(event, NEXT_DAY))
    sent = client.post(page(event, NEXT_DAY), {f"{limun.pk}-recorded": "8"})

    assert f"{limun.pk}-recorded" not in fields_of(shown)
    assert_refused(sent, 422, "belum tiba", "isian Anda masih ada")
    assert fields_of(sent)[f"{limun.pk}-recorded"] == "8"
    assert not StopResult.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_day_outside_the_event_is_not_found(event, siti, method):
    response = getattr(logged_in(siti), method)(page(event, DAY + timedelta(days=5)))

    assert_refused(response, 404, "9 April 2019")


def test_a_day_taken_from_a_stop_meanwhile_keeps_what_was_typed(event, limun, siti):
    client = logged_in(siti)
    fields = fields_of(client.get(page(event)))
    event.stops.filter(pk=limun.pk).update(first_day=NEXT_DAY)

    response = client.post(page(event), {**fields, f"{limun.pk}-recorded": "8"})

    assert_refused(response, 422, "Rencana berubah")
    assert fields_of(response)[f"{limun.pk}-recorded"] == "8"
    assert not StopResult.objects.exists()


def test_a_stop_of_another_event_is_refused_not_dropped(event, limun, siti, jambi):
    other = make_event(jambi, siti, places=[jambi.limun], name="GISA Limun")
    stray = stop_in(other, jambi.limun)

    response = send(
        logged_in(siti), {f"{stray.pk}-recorded": "8", f"{limun.pk}-recorded": "9"}, page(event)
    )

    assert_refused(response, 422, "bukan bagian dari kegiatan ini")
    assert not StopResult.objects.exists()
