"""Days on which nothing may be recorded, and addresses that lead nowhere."""

from datetime import UTC, date, datetime

import pytest

from coverage_tracker import clock
from regions.models import DailyCount, DayStatus, Role
from tests.factories import make_figure, make_person, make_region
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


def test_a_day_to_come_is_refused_and_what_was_typed_is_kept(siti):
    stored = everything_stored()

    shown = siti.get("/entri/15.03/2019-04-05/")
    sent = siti.post("/entri/15.03/2019-04-05/", {LIMUN: "13"})

    assert_refused(shown, 400, "Tanggal 5 April 2019 belum tiba.")
    assert_refused(sent, 422, "Tanggal 5 April 2019 belum tiba", "isian Anda masih ada.")
    assert fields_of(sent)[LIMUN] == "13"
    assert everything_stored() == stored


def test_the_last_day_of_the_calendar_is_just_a_day_to_come(siti):
    assert_refused(siti.post("/entri/15.03/9999-12-31/", {LIMUN: "13"}), 422, "belum tiba")


def test_a_day_has_come_when_it_has_on_the_clock_of_the_office_itself(
    jambi, siti, settings, monkeypatch
):
    class HalfPastTenInTheEveningInJakarta(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2019, 4, 4, 15, 30, tzinfo=UTC).astimezone(tz)

    settings.TODAY = None
    monkeypatch.setattr(clock, "datetime", HalfPastTenInTheEveningInJakarta)
    make_region("91", "Papua", time_zone="Asia/Jayapura")
    jayapura = make_region("91.03", "Kabupaten Jayapura")
    yohana = logged_in(make_person("yohana", Role.OPERATOR, jayapura))

    in_jambi = siti.post("/entri/15.03/2019-04-05/", {LIMUN: "13"})
    in_papua = yohana.post("/entri/91.03/2019-04-05/", {"91.03-recorded": "9"})

    assert_refused(in_jambi, 422, "Tanggal 5 April 2019 belum tiba")
    assert in_papua.status_code == 302
    assert DailyCount.objects.get(day=date(2019, 4, 5)).region == jayapura
    assert "Tersimpan 00.30.00 WIT." in page_words(yohana.get(in_papua.url))


def test_a_day_before_recording_began_is_refused(siti):
    response = siti.post("/entri/15.03/2010-12-31/", {LIMUN: "13"})

    assert_refused(response, 422, "Perekaman KTP-el dimulai tahun 2011; periksa kembali tahunnya.")
    assert fields_of(response)[LIMUN] == "13"
    assert DailyCount.objects.count() == 1


def test_an_office_that_ended_takes_no_more_counts(jambi, siti):
    jambi.sarolangun.valid_to = date(2019, 4, 2)
    jambi.sarolangun.save()
    stored = everything_stored()

    shown, sent = siti.get(SAROLANGUN_TODAY), siti.post(SAROLANGUN_TODAY, {LIMUN: "13"})

    assert_refused(shown, 404, "Kabupaten Sarolangun berlaku sampai 2 April 2019.")
    assert_refused(
        sent, 422, "Kabupaten Sarolangun belum atau tidak lagi berlaku pada tanggal itu."
    )
    assert fields_of(sent)[LIMUN] == "13"
    assert everything_stored() == stored


def test_its_last_day_can_still_be_corrected_without_a_coverage_of_today(jambi, siti):
    make_figure(jambi.sarolangun)
    jambi.sarolangun.valid_to = date(2019, 4, 2)
    jambi.sarolangun.save()

    response = siti.post("/entri/15.03/2019-04-02/", {LIMUN: "13"})

    words = page_words(siti.get(response.url))
    assert "Tersimpan " in words
    assert "Cakupan sekarang" not in words


def test_a_kecamatan_that_ended_takes_no_more_counts(jambi, siti):
    jambi.pauh.valid_to = date(2019, 4, 2)
    jambi.pauh.save()

    siti.post(SAROLANGUN_TODAY, {PAUH: "13", LIMUN: "14"})

    assert [(count.region, count.recorded) for count in DailyCount.objects.all()] == [
        (jambi.limun, 14)
    ]


def test_a_locked_day_is_refused_and_what_was_typed_is_kept(siti):
    DayStatus.objects.update(locked=True)
    stored = everything_stored()

    response = send(siti, {LIMUN: "13", PAUH: "7"})

    assert_refused(response, 422, "Hari ini dikunci oleh provinsi", "isian Anda masih ada")
    assert (fields_of(response)[LIMUN], fields_of(response)[PAUH]) == ("13", "7")
    assert everything_stored() == stored


# Addresses that lead nowhere


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2019-02-30", "“2019-02-30” bukan tanggal"),
        ("2019-13-01", "“2019-13-01” bukan tanggal"),
        ("besok", "“besok” bukan tanggal"),
        ("04-04-2019", "“04-04-2019” bukan tanggal"),
        ("19-04-04", "“19-04-04” bukan tanggal"),
        ("0000-01-01", "“0000-01-01” bukan tanggal"),
        ("2019-04-04%00", "bukan tanggal"),
        ("9" * 5000, "“" + "9" * 20 + "” bukan tanggal"),
        ("0001-01-01", "Tidak ada angka dari sebelum tahun 2005."),
        ("2004-12-31", "Tidak ada angka dari sebelum tahun 2005."),
    ],
    ids=lambda value: value[:16],
)
def test_an_address_without_a_possible_day_is_refused_with_a_sentence(siti, day, sentence):
    stored = everything_stored()

    assert_refused(siti.get(f"/entri/15.03/{day}/"), 400, sentence)
    assert_refused(siti.post(f"/entri/15.03/{day}/", {LIMUN: "13"}), 400, sentence)
    assert everything_stored() == stored


@pytest.mark.parametrize(
    "code", ["15.99", "1503", "15.03%00", "15.03.", "sarolangun", "%F0%9F%99%82", "9" * 5000]
)
def test_an_address_with_an_unknown_code_is_not_found(siti, code):
    sentence = "Tidak ada wilayah dengan kode"

    assert_refused(siti.get(f"/entri/{code}/"), 404, sentence)
    assert_refused(siti.get(f"/entri/{code}/2019-04-04/"), 404, sentence)
    assert_refused(siti.post(f"/entri/{code}/2019-04-04/", {LIMUN: "13"}), 404, sentence)


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_only_looking_and_saving_are_possible(siti, method):
    stored = everything_stored()

    response = getattr(siti, method)(SAROLANGUN_TODAY)

    assert response.status_code == 405
    assert everything_stored() == stored
