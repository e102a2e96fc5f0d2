"""What cannot be entered about cards comes back as typed, with a sentence, and moves none."""

import pytest
from django.test import Client

from campaigns.cards import count_stock
from regions.models import Region
from tests.campaigns.factories import receive
from tests.campaigns.views.card_pages import (
    SAROLANGUN,
    errors_of,
    everything_stored,
    fields_of,
    logged_in,
    send,
)
from tests.factories import DAY, at, make_region, make_siti, save_day
from tests.reading import page_words

pytestmark = pytest.mark.django_db

NO_RECEIPT = "Bila di lemari ada lebih, catat dahulu penerimaannya atau hitung fisik."


@pytest.fixture(autouse=True)
def today_is_the_day_of_the_article(settings):
    settings.TODAY = DAY


@pytest.fixture
def siti(jambi) -> Client:
    """Siti, whose office received 500 cards on 1 April and has used 20 since."""
    siti = make_siti(jambi)
    receive(jambi.sarolangun, 500, siti, day=DAY.replace(day=1))
    save_day(siti, {jambi.pauh: {"printed": 20}})
    return logged_in(siti)


def assert_refused(response, act: str, typed: dict, errors: dict, before: list) -> None:
    """422, the sentences beside their fields, everything still as typed, nothing stored."""
    assert response.status_code == 422
    assert "Belum tersimpan" in page_words(response)
    assert errors_of(response, act) == errors
    shown = fields_of(response, act)
    assert {name: shown[name] for name in typed} == typed
    assert everything_stored() == before


@pytest.mark.parametrize("act", ["terima", "kirim", "hitung"])
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Berapa keping?"),
        ("-5", "-5 kurang dari nol; isi 0 atau lebih."),
        ("12,5", "12,5 bukan bilangan bulat."),
        ("dua belas", "“dua belas” bukan angka; isi dengan angka saja."),
        ("1.000.001", "1.000.001 terlalu besar; paling banyak 1.000.000."),
        ("9" * 5000, "9" * 20 + "… terlalu besar; paling banyak 1.000.000."),
        ("<b>5</b>", "“<b>5</b>” bukan angka; isi dengan angka saja."),
        ("1\x002", "“1\x002” bukan angka; isi dengan angka saja."),
    ],
    ids=lambda value: ascii(value[:12]),
)
def test_what_is_no_number_of_cards(siti, act, typed, sentence):
    before = everything_stored()
    given = {"keping": typed, "catatan": "surat 12"} | ({"ke": "15.04"} if act == "kirim" else {})

    response = send(siti, act, **given)

    assert_refused(response, act, given, {"keping": sentence}, before)


@pytest.mark.parametrize("act", ["terima", "kirim"])
def test_no_cards_are_no_move(siti, act):
    before = everything_stored()

    response = send(siti, act, keping="0", **({"ke": "15.04"} if act == "kirim" else {}))

    assert_refused(response, act, {"keping": "0"}, {"keping": "Isi 1 keping atau lebih."}, before)


@pytest.mark.parametrize("act", ["terima", "kirim", "hitung"])
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Bidang ini tidak boleh kosong."),
        ("2019-04-05", "Tanggal 5 April 2019 belum tiba."),
        ("2009-04-04", "Perekaman KTP-el dimulai tahun 2011; periksa kembali tahunnya."),
        ("04-04-19", "Masukkan tanggal yang valid."),
        ("kemarin", "Masukkan tanggal yang valid."),
        ("0000-00-00", "Masukkan tanggal yang valid."),
    ],
)
def test_what_is_no_day_to_enter(siti, act, typed, sentence):
    before = everything_stored()
    given = {"keping": "5", "tanggal": typed} | ({"ke": "15.04"} if act == "kirim" else {})

    response = send(siti, act, **given)

    assert_refused(response, act, given, {"tanggal": sentence}, before)


def test_more_cards_than_there_are_names_how_many_there_are(siti):
    before = everything_stored()
    typed = {"ke": "15.04", "keping": "481", "catatan": "pinjam"}

    response = send(siti, "kirim", **typed)

    sentence = f"Menurut buku ada 480 keping yang dapat dikeluarkan, bukan 481. {NO_RECEIPT}"
    assert_refused(response, "kirim", typed, {"keping": sentence}, before)


@pytest.mark.parametrize("code", ["", "15.03", "15.03.01", "14", "14.01", "15.99", "ID"])
def test_cards_go_to_another_office_of_the_province_only(siti, code):
    make_region("14.01")
    before = everything_stored()

    response = send(siti, "kirim", ke=code, keping="5")

    sentence = "Pilih dinas yang masih ada di provinsi yang sama."
    expected = {"ke": sentence if code else "Bidang ini tidak boleh kosong."}
    assert_refused(response, "kirim", {"keping": "5"}, expected, before)


def test_an_office_that_ended_gets_no_cards(siti):
    Region.objects.filter(code="15.04").update(valid_to="2019-04-03")
    before = everything_stored()

    today = send(siti, "kirim", ke="15.04", keping="5")

    sentence = "Pilih dinas yang masih ada di provinsi yang sama."
    assert_refused(today, "kirim", {"keping": "5"}, {"ke": sentence}, before)


def test_an_office_gets_no_cards_before_it_began(siti):
    Region.objects.filter(code="15.04").update(valid_from="2019-04-03")
    before = everything_stored()
    typed = {"ke": "15.04", "keping": "5", "tanggal": "2019-04-02"}

    response = send(siti, "kirim", **typed)

    sentence = "Kabupaten Batanghari belum atau tidak lagi berlaku pada tanggal itu."
    assert_refused(response, "kirim", typed, {"ke": sentence}, before)


def test_an_office_sends_and_receives_nothing_before_it_began(siti):
    Region.objects.filter(code="15.03").update(valid_from="2019-04-03")
    before = everything_stored()
    typed = {"keping": "5", "tanggal": "2019-04-02"}
    sentence = "Kabupaten Sarolangun belum atau tidak lagi berlaku pada tanggal itu."

    received = send(siti, "terima", **typed)
    sent = send(siti, "kirim", ke="15.04", **typed)

    assert_refused(received, "terima", typed, {"tanggal": sentence}, before)
    assert_refused(sent, "kirim", typed, {"tanggal": sentence}, before)


def test_before_a_count_nothing_is_entered(jambi, siti):
    by = jambi.sarolangun.people.get()
    count_stock(jambi.sarolangun, 470, day=DAY.replace(day=3), by=by, at=at())
    before = everything_stored()
    typed = {"keping": "5", "tanggal": "2019-04-02"}

    response = send(siti, "terima", **typed)

    sentence = (
        "Stok Kabupaten Sarolangun sudah dihitung fisik pada akhir 3 April 2019; yang masuk "
        "atau keluar sebelumnya sudah termasuk dalam hitungan itu."
    )
    assert_refused(response, "terima", typed, {"tanggal": sentence}, before)


@pytest.mark.parametrize("key", ["", "abc", "\x00", "<script>", "9" * 5000])
def test_a_form_with_a_key_that_was_never_given_out_is_asked_for_once_more(siti, key):
    before = everything_stored()

    response = send(siti, "terima", keping="5", kunci=key)

    assert_refused(response, "terima", {"keping": "5"}, {}, before)
    assert "Silakan kirim formulir ini sekali lagi." in page_words(response)
    again = fields_of(response, "terima")
    assert again["kunci"] not in ("", key)
    assert siti.post(f"{SAROLANGUN}terima/", again).status_code == 302


def test_an_empty_form_names_what_is_missing(siti):
    before = everything_stored()

    response = siti.post(f"{SAROLANGUN}kirim/")

    missing = "Bidang ini tidak boleh kosong."
    expected = {"ke": missing, "keping": "Berapa keping?", "tanggal": missing}
    assert_refused(response, "kirim", {}, expected, before)


def test_a_note_that_is_too_long_or_no_text_comes_back(siti):
    before = everything_stored()

    long = send(siti, "terima", keping="5", catatan="x" * 201)
    null = send(siti, "terima", keping="5", catatan="a\x00b")

    assert list(errors_of(long, "terima")) == list(errors_of(null, "terima")) == ["catatan"]
    assert fields_of(long, "terima")["catatan"] == "x" * 201
    assert everything_stored() == before


def test_what_is_typed_is_escaped(siti):
    response = send(siti, "terima", keping="<script>", catatan="<script>")

    assert "<script>" not in response.text.partition("<main")[2]


@pytest.mark.parametrize("wish", ["?ke=15.04&keping=abc", "?ke=%00&keping=%00", "?keping=<b>"])
def test_a_proposal_in_the_address_that_is_nonsense_only_fills_in_the_form(siti, wish):
    assert siti.get(f"{SAROLANGUN}{wish}").status_code == 200
