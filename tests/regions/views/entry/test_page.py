"""The entry page: what it shows, what saving does, and in how many queries."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from regions import numerals
from regions.models import Channel, CountChange, DailyCount, DayStatus, State, ZeroReason
from tests.factories import (
    at,
    make_budi,
    make_dewi,
    make_figure,
    make_jambi,
    make_region,
    make_siti,
    save_day,
)
from tests.reading import page_words, table_rows
from tests.regions.views.entry_form import (
    LIMUN,
    SAROLANGUN_TODAY,
    everything_stored,
    fields_of,
    logged_in,
    row_of,
    send,
)

pytestmark = pytest.mark.django_db


# What it shows


def test_it_shows_what_is_stored_with_the_versions_it_was_read_at():
    jambi = make_jambi()
    siti = make_siti(jambi)
    counts = {jambi.limun: {"recorded": 12, "printed": 0}, jambi.sarolangun: 3}
    save_day(siti, counts, status={"blangko_left": 1480})
    save_day(siti, {jambi.limun: 13})

    fields = fields_of(logged_in(siti).get(SAROLANGUN_TODAY))

    assert (fields[LIMUN], fields["15.03.01-printed"]) == ("13", "0")
    assert (fields["15.03-recorded"], fields["15.03.01-delivered"]) == ("3", "")
    assert (fields["15.03-blangko_left"], fields["15.03-print_ready"]) == ("1480", "")
    assert (fields["15.03.01-version"], fields["15.03.02-version"]) == ("2", "0")
    assert fields["15.03-status-version"] == "1"


def test_it_shows_a_declared_zero_with_its_reason():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {}, status={"state": State.ZERO, "zero_reason": ZeroReason.NO_NETWORK})

    fields = fields_of(logged_in(siti).get(SAROLANGUN_TODAY))

    assert (fields["15.03-state"], fields["15.03-zero_reason"]) == ("zero", "no_network")


def test_it_shows_the_previous_day_and_the_mean_of_the_week_beside_each_input():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 10}, day=date(2019, 4, 1))
    save_day(siti, {jambi.limun: 1500}, day=date(2019, 4, 2))

    page = logged_in(siti).get(SAROLANGUN_TODAY)

    assert "abu-abu: 2 Apr · rata-rata 7 hari" in page_words(page)
    assert row_of(page, "Limun").startswith("Limun 1.500 · 755")


def test_it_shows_outreach_apart_from_what_the_office_types():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 345}, channel=Channel.JEMPUT_BOLA)

    page = logged_in(siti).get(SAROLANGUN_TODAY)

    assert row_of(page, "Limun").startswith("Limun jemput bola hari ini: +345")
    assert fields_of(page)[LIMUN] == ""


def test_it_says_who_saved_last_and_when_on_the_clock_of_the_office():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 12}, at=at(3))

    assert "Terakhir tersimpan 10.00.00 WIB oleh siti." in page_words(
        logged_in(siti).get(SAROLANGUN_TODAY)
    )


def test_the_address_without_a_day_leads_to_today():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 5}, day=date(2019, 4, 2))

    response = logged_in(siti).get("/entri/15.03/")

    assert (response.status_code, response.url) == (302, SAROLANGUN_TODAY)


# What saving does


def test_saving_stores_leads_back_and_says_the_time_and_the_coverage():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, wajib_ktp=1000, recorded=800)
    siti = make_siti(jambi)
    client = logged_in(siti)

    response = send(client, {LIMUN: "12", "15.03.01-printed": "9", "15.03-blangko_left": "1.480"})

    assert (response.status_code, response.url) == (302, SAROLANGUN_TODAY)
    count = DailyCount.objects.get()
    assert (count.region, count.recorded, count.printed) == (jambi.limun, 12, 9)
    assert (count.channel, count.entered_by) == (Channel.LOKET, siti)
    status = DayStatus.objects.get()
    assert (status.state, status.blangko_left) == (State.REPORTED, 1480)
    time = numerals.clock_time(count.entered_at, jambi.sarolangun.zone)
    assert re.fullmatch(r"\d\d\.\d\d\.\d\d WIB", time)
    words = page_words(client.get(response.url))
    assert f"Tersimpan {time}. Cakupan sekarang 81,20 %. Kurang 168 orang untuk 98 %." in words


def test_where_the_target_is_reached_the_message_names_the_coverage_alone():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, wajib_ktp=1000, recorded=1005)
    client = logged_in(make_siti(jambi))

    words = page_words(client.get(send(client, {LIMUN: "12"}).url))

    assert "Cakupan sekarang 101,70 %." in words
    assert "Kurang" not in words


def test_where_the_coverage_is_unknown_the_message_does_not_invent_one():
    client = logged_in(make_siti(make_jambi()))

    words = page_words(client.get(send(client, {LIMUN: "12"}).url))

    assert "Tersimpan " in words
    assert "Cakupan sekarang" not in words


def test_the_same_form_sent_twice_is_one_day_and_the_page_says_so():
    jambi = make_jambi()
    client = logged_in(make_siti(jambi))
    form = {**fields_of(client.get(SAROLANGUN_TODAY)), LIMUN: "12"}
    client.get(client.post(SAROLANGUN_TODAY, form).url)
    stored = everything_stored()

    again = client.post(SAROLANGUN_TODAY, form)

    assert again.status_code == 302
    assert everything_stored() == stored
    words = page_words(client.get(again.url))
    assert "Tidak ada yang berubah; semua sudah tersimpan." in words
    assert not re.search(r"Tersimpan \d", words)


def test_blank_withdraws_a_number_and_the_log_keeps_it():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 12, jambi.pauh: 3})

    send(logged_in(siti), {LIMUN: ""})

    assert DailyCount.objects.get(region=jambi.limun).recorded is None
    assert DailyCount.objects.get(region=jambi.pauh).recorded == 3
    change = CountChange.objects.first()
    assert (change.region, change.old, change.new) == (jambi.limun, 12, None)


def test_a_weekend_long_ago_can_be_entered():
    jambi = make_jambi()
    address = "/entri/15.03/2019-02-09/"

    send(logged_in(make_siti(jambi)), {LIMUN: "5"}, address)

    assert DailyCount.objects.get(region=jambi.limun, day=date(2019, 2, 9)).recorded == 5


def test_right_after_the_save_the_rankings_above_are_raised_by_exactly_what_was_typed():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, wajib_ktp=1000, recorded=800)
    make_figure(jambi.batanghari, wajib_ktp=500, recorded=450)
    budi, dewi = logged_in(make_budi(jambi)), logged_in(make_dewi(jambi))
    assert "800 dari 1.000" in row_of(budi.get("/wilayah/15/"), "1 Kabupaten Sarolangun")
    assert "1.250 dari 1.500" in row_of(dewi.get("/wilayah/ID/"), "1 Jambi")

    send(logged_in(make_siti(jambi)), {LIMUN: "12", "15.03-recorded": "3", "15.03.01-printed": "9"})

    assert "815 dari 1.000" in row_of(budi.get("/wilayah/15/"), "1 Kabupaten Sarolangun")
    assert "450 dari 500" in row_of(budi.get("/wilayah/15/"), "2 Kabupaten Batanghari")
    assert "1.265 dari 1.500" in row_of(dewi.get("/wilayah/ID/"), "1 Jambi")
    assert "800 dari 1.000" in row_of(
        budi.get("/wilayah/15/?per=2019-04-03"), "1 Kabupaten Sarolangun"
    )


def test_the_log_shows_the_save_to_the_manager():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 120})

    send(logged_in(siti), {LIMUN: "130"})

    newest = table_rows(logged_in(make_budi(jambi)).get("/riwayat/"))[0]
    assert "siti Limun 15.03.01 4 April 2019 Perekaman 120 130 halaman entri" in newest


# How many queries


def grid_of(kecamatan: int, number: str) -> dict[str, str]:
    codes = ["15.03", *(f"15.03.{place:02}" for place in range(1, kecamatan + 1))]
    return {f"{code}-recorded": number for code in codes}


def queries(client: Client, form: dict[str, str] | None = None) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(SAROLANGUN_TODAY) if form is None else client.post(SAROLANGUN_TODAY, form)
    return len(captured)


def test_the_number_of_queries_is_the_same_for_3_and_for_40_kecamatan():
    jambi = make_jambi()
    make_figure(jambi.sarolangun)
    client = logged_in(make_siti(jambi))

    def shown_corrected_unchanged_refused(kecamatan: int) -> list[int]:
        client.post(SAROLANGUN_TODAY, grid_of(kecamatan, "5"))
        forms = [None, *(grid_of(kecamatan, number) for number in ("6", "6", "-1"))]
        return [queries(client, form) for form in forms]

    few = shown_corrected_unchanged_refused(3)
    for place in range(4, 41):
        make_region(f"15.03.{place:02}")
    many = shown_corrected_unchanged_refused(40)

    assert DailyCount.objects.filter(recorded=6).count() == 41
    assert few == many
