"""What cannot be saved comes back as it was typed, with a sentence, and changes nothing at all."""

import pytest

from regions.models import DailyCount, DayStatus
from tests.regions.views.entry_form import (
    LIMUN,
    PAUH,
    SAROLANGUN_TODAY,
    assert_refused,
    boxes_of,
    everything_stored,
    fields_of,
    row_of,
    send,
)

pytestmark = pytest.mark.django_db

STILL_HERE = "Isian Anda masih ada."


# What is no number


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("-5", "-5 kurang dari nol; isi 0 atau lebih."),
        ("12,5", "12,5 bukan bilangan bulat."),
        ("12.5", "12.5 bukan bilangan bulat."),
        ("dua belas", "“dua belas” bukan angka; isi dengan angka saja."),
        ("12345678901", "12345678901 terlalu besar; paling banyak 99.999."),
        ("<b>12</b>", "“<b>12</b>” bukan angka"),
        ("1\x002", "bukan angka"),
        ("١٢", "“١٢” bukan angka"),
        ("9" * 100_000, "9" * 20 + "… terlalu besar"),
        ("x" * 100_000, "“" + "x" * 20 + "…” bukan angka"),
    ],
    ids=lambda value: ascii(value[:16]),
)
def test_what_is_no_count_comes_back_with_its_reason_beside_it(siti, typed, sentence):
    stored = everything_stored()

    response = send(siti, {LIMUN: typed, PAUH: "7"})

    assert_refused(response, 422, "Belum tersimpan: perbaiki isian yang ditandai.", STILL_HERE)
    assert sentence in row_of(response, "Limun")
    assert (fields_of(response)[LIMUN], fields_of(response)[PAUH]) == (typed, "7")
    assert everything_stored() == stored


def test_a_wrong_level_comes_back_with_its_reason(siti):
    stored = everything_stored()

    response = send(siti, {"15.03-blangko_left": "12345678901", PAUH: "7"})

    assert_refused(response, 422, "12345678901 terlalu besar; paling banyak 9.999.999.", STILL_HERE)
    assert fields_of(response)["15.03-blangko_left"] == "12345678901"
    assert everything_stored() == stored


def test_a_wrong_number_in_a_folded_column_unfolds_it(siti):
    response = send(siti, {"15.03.01-spoiled": "-1"})

    assert 'id="unfold" class="unfold" checked' in response.content.decode()


def test_a_blank_is_no_mistake_but_a_number_withdrawn(siti):
    response = send(siti, {LIMUN: " "})

    assert response.status_code == 302
    assert DailyCount.objects.get().recorded is None


def test_a_number_far_above_the_usual_is_asked_about_and_saved_once_confirmed(siti):
    stored = everything_stored()

    asked = send(siti, {PAUH: "1.234"})

    assert_refused(asked, 422, "Centang “benar” bila memang demikian")
    assert "1.234 jauh di atas biasanya (tertinggi dalam 60 hari: 0). Benar?" in row_of(
        asked, "Pauh"
    )
    assert fields_of(asked)[PAUH] == "1.234"
    assert everything_stored() == stored

    confirmed = siti.post(SAROLANGUN_TODAY, {**fields_of(asked), f"{PAUH}-confirm": "1234"})

    assert boxes_of(asked)[f"{PAUH}-confirm"] == "1234"
    assert confirmed.status_code == 302
    assert DailyCount.objects.get(region__code="15.03.03").recorded == 1234


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"15.03-state": "zero", LIMUN: ""}, "Pilih alasan tidak ada perekaman."),
        ({"15.03-state": "closed"}, "Masih ada angka di atas nol; kosongkan atau pilih"),
        ({LIMUN: "0", PAUH: "0"}, "Semua angka 0. Pilih “nihil, dengan alasan”"),
        ({"15.03-state": "reported"}, "Masukkan pilihan yang valid."),
    ],
)
def test_a_state_that_does_not_fit_the_numbers_comes_back(siti, typed, sentence):
    stored = everything_stored()

    response = send(siti, typed)

    assert_refused(response, 422, sentence, STILL_HERE)
    assert everything_stored() == stored


# Forms that no browser of ours would send


def test_fields_that_are_missing_leave_what_is_stored(siti):
    siti.post(SAROLANGUN_TODAY, {PAUH: "7"})

    limun, pauh = DailyCount.objects.order_by("region__code")
    assert (limun.recorded, pauh.recorded) == (12, 7)
    assert DayStatus.objects.get().blangko_left == 480


def test_an_empty_form_changes_nothing(siti):
    stored = everything_stored()

    response = siti.post(SAROLANGUN_TODAY)

    assert response.status_code == 302
    assert everything_stored() == stored


def test_unknown_fields_and_places_of_other_offices_are_passed_over(jambi, siti):
    others = {
        "15.04-recorded": "1",
        "15.04.01-recorded": "1",
        "15-recorded": "1",
        "15.03.01-locked": "1",
        "15.03-first_reported_at": "2019-01-01",
        "entered_by": "1",
        "\x00": "\x00",
    }

    send(siti, {**others, PAUH: "7"})

    assert {count.region for count in DailyCount.objects.all()} == {jambi.limun, jambi.pauh}
    assert not DayStatus.objects.get().locked


@pytest.mark.parametrize(
    "version", ["", "-1", "abc", "1.0", "<script>", "\x00", "٣", "9" * 9, "9" * 5000]
)
def test_a_version_that_was_never_given_out_is_no_reason_to_fail(siti, version):
    bogus = {"15.03.01-version": version, "15.03-status-version": version}

    refused = send(siti, {**bogus, LIMUN: "-1"})
    saved = send(siti, {**bogus, LIMUN: "13"})

    assert_refused(refused, 422, "-1 kurang dari nol")
    assert b"<script>" not in refused.content
    assert saved.status_code == 302
    assert DailyCount.objects.get().recorded == 13


def test_a_value_sent_twice_counts_once(siti):
    siti.post(SAROLANGUN_TODAY, {LIMUN: ["5", "6"]})

    assert DailyCount.objects.get().recorded == 6


def test_a_form_with_thousands_of_fields_is_refused(siti):
    stored = everything_stored()

    response = siti.post(SAROLANGUN_TODAY, {f"field{number}": "1" for number in range(2001)})

    assert_refused(response, 400, "Alamat ini tidak terbaca")
    assert everything_stored() == stored


def test_a_broken_upload_is_refused(siti):
    stored = everything_stored()

    response = siti.post(
        SAROLANGUN_TODAY, b"nonsense", content_type="multipart/form-data; boundary="
    )

    assert_refused(response, 400, "Alamat ini tidak terbaca")
    assert everything_stored() == stored
