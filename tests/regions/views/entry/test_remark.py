"""The remark of a day, and two people who say different things of the day as a whole."""

import pytest

from regions.models import CountChange, DayStatus
from tests.factories import make_ani, make_budi, save_day
from tests.reading import page_words
from tests.regions.views.entry_form import (
    LIMUN,
    PAUH,
    SAROLANGUN_TODAY,
    assert_refused,
    everything_stored,
    fields_of,
    logged_in,
    send,
)

pytestmark = pytest.mark.django_db

REMARK, COMPLETE = "15.03-remark", "15.03-complete"


def test_a_remark_is_stored_logged_and_shown_to_who_only_reads(jambi, siti):
    send(siti, {REMARK: "alat Pauh rusak"})

    assert fields_of(siti.get(SAROLANGUN_TODAY))[REMARK] == "alat Pauh rusak"
    assert "alat Pauh rusak" in page_words(logged_in(make_budi(jambi)).get(SAROLANGUN_TODAY))
    (change,) = CountChange.objects.filter(field="remark")
    assert (change.old, change.new, change.by.username) == ("", "alat Pauh rusak", "siti")


def test_an_identity_number_is_refused_and_nothing_is_stored(siti_in_english):
    before = everything_stored()

    response = send(siti_in_english, {PAUH: "3", REMARK: "NIK 1503014507900001"})

    assert_refused(response, 422, "This seems to hold an identity number (NIK).")
    assert fields_of(response)[PAUH] == "3"
    assert everything_stored() == before


def test_complete_without_a_number_is_refused_as_it_was_ticked(siti_in_english):
    response = send(siti_in_english, {LIMUN: "", COMPLETE: "on"})

    assert_refused(response, 422, "Nothing is filled in yet. Zero everywhere?")
    assert fields_of(response)[COMPLETE] == "on"


def test_neither_is_written_by_who_may_not_record(jambi, siti):
    for stranger in (make_ani(jambi), make_budi(jambi)):
        response = logged_in(stranger).post(SAROLANGUN_TODAY, {REMARK: "x", COMPLETE: "on"})
        assert response.status_code == 403

    status = DayStatus.objects.get()
    assert (status.remark, status.is_complete) == ("", False)


def test_beside_a_spike_the_remark_is_shown_and_can_be_written(siti_in_english):
    asked = send(siti_in_english, {LIMUN: "520", REMARK: "jemput bola sekolah"})

    assert asked.status_code == 422
    limun = page_words(asked).partition("Limun")[2].partition("Sarolangun")[0]
    assert "520 is far above the usual" in limun
    assert "Remark: jemput bola sekolah" in limun
    assert 'href="#15.03-remark"' in asked.content.decode()


def test_of_two_remarks_both_are_shown_and_the_second_decides(siti_in_english, rini):
    form = fields_of(siti_in_english.get(SAROLANGUN_TODAY))
    send(rini, {REMARK: "alat Pauh rusak"})

    clash = siti_in_english.post(SAROLANGUN_TODAY, {**form, REMARK: "listrik padam"})
    again = siti_in_english.post(SAROLANGUN_TODAY, fields_of(clash))

    assert clash.status_code == 409
    assert "Saved meanwhile by Rini" in page_words(clash)
    assert "alat Pauh rusak" in page_words(clash)
    assert again.status_code == 302
    assert DayStatus.objects.get().remark == "listrik padam"


def test_what_another_called_complete_stays_for_who_had_not_touched_it(siti, rini):
    form = fields_of(siti.get(SAROLANGUN_TODAY))
    send(rini, {COMPLETE: "on"})

    saved = siti.post(SAROLANGUN_TODAY, {**form, PAUH: "2"})

    assert saved.status_code == 302
    assert DayStatus.objects.get().is_complete


def test_who_withdraws_what_another_called_complete_is_asked(siti_in_english, rini):
    form = fields_of(siti_in_english.get(SAROLANGUN_TODAY))
    send(rini, {COMPLETE: "on"})

    clash = siti_in_english.post(SAROLANGUN_TODAY, {**form, LIMUN: ""})
    again = siti_in_english.post(SAROLANGUN_TODAY, fields_of(clash))

    assert clash.status_code == 409
    assert "Saved meanwhile by Rini" in page_words(clash)
    assert "yes" in page_words(clash).partition("Saved meanwhile")[2][:60]
    assert (again.status_code, DayStatus.objects.get().state) == (302, "empty")


def test_a_form_that_sends_neither_leaves_both(jambi, siti):
    by = jambi.sarolangun.people.get(username="siti")
    save_day(by, {}, status={"is_complete": True, "remark": "ramai"})

    siti.post(SAROLANGUN_TODAY, {PAUH: "2"})

    status = DayStatus.objects.get()
    assert (status.is_complete, status.remark) == (True, "ramai")
