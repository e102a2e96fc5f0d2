"""The book of one office: its figures, its moves, and the forms that enter one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.cards import count_stock, reverse_move, transfer_cards
from campaigns.events import earmark, give_back
from campaigns.models import CardMove, MoveKind
from regions.models import Region
from tests.campaigns.factories import balance, make_event, receive
from tests.campaigns.views.card_pages import (
    SAROLANGUN,
    errors_of,
    everything_stored,
    fields_of,
    logged_in,
    said,
    send,
)
from tests.factories import DAY, at, make_ani, make_budi, save_day
from tests.reading import links, page_words, table_rows

pytestmark = pytest.mark.django_db

BELOW_ZERO = (
    "With this, today's book would be %(left)s (now %(was)s): more was used since than this "
    "leaves. Correct?"
)
BELOW_ZERO_THERE = "With this, today's book of %(office)s would fall below zero. Correct?"


@pytest.fixture(autouse=True)
def today_is_the_day_of_the_article(settings):
    settings.TODAY = DAY


@pytest.fixture
def words(siti) -> dict:
    return {"day": DAY, "by": siti, "at": at()}


# What was entered


def test_cards_received_are_entered_with_day_and_note(jambi, siti):
    client = logged_in(siti)

    response = send(client, "terima", keping="1.500", tanggal="2019-04-02", catatan="surat 12")

    assert response.url == SAROLANGUN
    assert "Tercatat: diterima, 1.500 keping." in page_words(client.get(SAROLANGUN))
    move = CardMove.objects.get()
    assert (move.kind, move.cards, str(move.day)) == (MoveKind.RECEIVED, 1500, "2019-04-02")
    assert (move.note, move.by) == ("surat 12", siti)
    assert balance(jambi.sarolangun) == 1500


def test_cards_are_sent_to_another_office_of_the_province(jambi, siti):
    receive(jambi.sarolangun, 500, siti)
    client = logged_in(siti)

    response = send(client, "kirim", ke="15.04", keping="200")

    assert response.status_code == 302
    assert "Tercatat: dikirim ke Kabupaten Batanghari, 200 keping." in page_words(
        client.get(SAROLANGUN)
    )
    assert (balance(jambi.sarolangun), balance(jambi.batanghari)) == (300, 200)


def test_a_physical_count_shows_the_difference(jambi, siti):
    receive(jambi.sarolangun, 500, siti)
    client = logged_in(siti)

    send(client, "hitung", keping="485", catatan="satu dus basah")

    text = page_words(client.get(SAROLANGUN))
    assert "Tercatat: hitung fisik 485, menurut buku 500, selisih −15." in text
    assert "hitung fisik 485, menurut buku 500, selisih −15 −15 485 satu dus basah" in text


def test_a_count_of_none_is_a_count(jambi, siti):
    receive(jambi.sarolangun, 500, siti)

    send(logged_in(siti), "hitung", keping="0")

    assert balance(jambi.sarolangun) == 0


def test_a_form_sent_twice_is_entered_once_and_says_so(jambi, siti):
    receive(jambi.sarolangun, 500, siti)
    client = logged_in(siti)
    fields = {**fields_of(client.get(SAROLANGUN), "kirim"), "ke": "15.04", "keping": "200"}

    for _ in range(2):
        assert client.post("/blangko/15.03/kirim/", fields).status_code == 302

    assert "Ini sudah tercatat; tidak dicatat dua kali." in page_words(client.get(SAROLANGUN))
    assert balance(jambi.batanghari) == 200


@pytest.mark.parametrize("act", ["terima", "hitung"])
def test_receipts_and_counts_sent_twice_are_entered_once_too(jambi, siti, act):
    client = logged_in(siti)
    fields = {**fields_of(client.get(SAROLANGUN), act), "keping": "200"}

    for _ in range(2):
        assert client.post(f"{SAROLANGUN}{act}/", fields).status_code == 302

    assert CardMove.objects.get().cards == 200


def test_a_form_typed_over_after_it_was_sent_asks_and_then_moves(jambi, siti):
    receive(jambi.sarolangun, 500, siti)
    client = logged_in(siti)
    fields = {**fields_of(client.get(SAROLANGUN), "kirim"), "ke": "15.04", "keping": "200"}
    client.post("/blangko/15.03/kirim/", fields)

    asked = client.post("/blangko/15.03/kirim/", {**fields, "keping": "30"})

    assert asked.status_code == 409
    assert "Formulir ini sudah pernah dikirim" in page_words(asked)
    again = fields_of(asked, "kirim")
    assert (again["ke"], again["keping"]) == ("15.04", "30")
    assert client.post("/blangko/15.03/kirim/", again).status_code == 302
    assert balance(jambi.batanghari) == 230


# What pushes today's book below zero


def ago(days: int) -> str:
    return (DAY - timedelta(days=days)).isoformat()


def print_since(jambi, siti, cards: int, days: int) -> None:
    save_day(siti, {jambi.pauh: {"printed": cards}}, day=DAY - timedelta(days=days))


def test_a_backdated_count_that_today_s_book_cannot_bear_is_asked_about_and_stored_once(
    jambi, siti
):
    receive(jambi.sarolangun, 14_653, siti, day=DAY - timedelta(days=30))
    print_since(jambi, siti, 9_653, 10)
    client = logged_in(siti)
    before = everything_stored()

    asked = send(client, "hitung", keping="4.000", tanggal=ago(15), catatan="lemari 2")

    assert (asked.status_code, everything_stored()) == (422, before)
    values = {"left": "−5.653", "was": "5.000"}
    assert errors_of(asked, "hitung") == {"keping": said(BELOW_ZERO, **values)}
    fields = fields_of(asked, "hitung")
    assert (fields["keping"], fields["catatan"]) == ("4.000", "lemari 2")
    assert 'type="checkbox" name="keping-confirm" value="4000 2019-03-20">' in asked.text

    again = client.post(f"{SAROLANGUN}hitung/", fields)
    assert (again.status_code, everything_stored()) == (422, before)
    for _ in range(2):
        answered = {**fields, "keping-confirm": "4000 2019-03-20"}
        assert client.post(f"{SAROLANGUN}hitung/", answered).status_code == 302
    assert CardMove.objects.filter(kind=MoveKind.COUNTED).get().counted == 4_000
    assert "−5.653" in page_words(client.get(SAROLANGUN))


def test_the_answer_is_for_the_number_and_the_day_that_were_asked_about(jambi, siti):
    receive(jambi.sarolangun, 500, siti, day=DAY - timedelta(days=30))
    print_since(jambi, siti, 400, 10)
    client = logged_in(siti)
    fields = fields_of(client.get(SAROLANGUN), "hitung")
    fields |= {"keping": "300", "tanggal": ago(15), "keping-confirm": f"300 {ago(15)}"}

    for typed in ({"keping": "200"}, {"tanggal": ago(16)}):
        assert client.post(f"{SAROLANGUN}hitung/", {**fields, **typed}).status_code == 422
    assert client.post(f"{SAROLANGUN}hitung/", fields).status_code == 302


def test_a_count_that_today_s_book_bears_or_that_brings_it_up_is_not_asked_about(jambi, siti):
    receive(jambi.sarolangun, 500, siti, day=DAY - timedelta(days=30))
    print_since(jambi, siti, 400, 10)
    client = logged_in(siti)

    assert send(client, "hitung", keping="400", tanggal=ago(20)).status_code == 302
    print_since(jambi, siti, 100, 5)
    # The book is at minus 100 now; a count of 60 eight days ago makes that 40.
    assert send(client, "hitung", keping="60", tanggal=ago(8)).status_code == 302
    assert "Sisa menurut buku −40" in page_words(client.get(SAROLANGUN))


def test_a_receipt_that_lets_the_book_begin_before_cards_were_used_is_asked_about(jambi, siti):
    print_since(jambi, siti, 900, 10)
    receive(jambi.sarolangun, 500, siti)
    client = logged_in(siti)

    asked = send(client, "terima", keping="100", tanggal=ago(20))

    values = {"left": "−300", "was": "500"}
    assert errors_of(asked, "terima") == {"keping": said(BELOW_ZERO, **values)}
    assert balance(jambi.sarolangun) == 500
    fields = {**fields_of(asked, "terima"), "keping-confirm": f"100 {ago(20)}"}
    assert client.post(f"{SAROLANGUN}terima/", fields).status_code == 302


def test_a_transfer_asks_about_the_book_of_the_taker_without_its_numbers(jambi, siti):
    save_day(make_ani(jambi), {jambi.mersam: {"printed": 900}}, day=DAY - timedelta(days=10))
    receive(jambi.batanghari, 511, siti)
    receive(jambi.sarolangun, 500, siti, day=DAY - timedelta(days=30))
    client = logged_in(siti)

    asked = send(client, "kirim", ke="15.04", keping="100", tanggal=ago(20))

    text = said(BELOW_ZERO_THERE, office="Kabupaten Batanghari")
    assert errors_of(asked, "kirim") == {"keping": text}
    assert not {"511", "−289"} & set(asked.text.split())
    assert balance(jambi.batanghari) == 511
    fields = {**fields_of(asked, "kirim"), "keping-confirm": f"100 {ago(20)} 15.04"}
    assert client.post(f"{SAROLANGUN}kirim/", fields).status_code == 302
    assert balance(jambi.batanghari) == 611


# The moves


def test_the_ledger_tells_who_moved_what_when_and_why_newest_first(jambi, siti, words):
    receive(jambi.province, 6_000, siti)
    receive(jambi.sarolangun, 500, siti)
    event = make_event(jambi, siti)
    earmark(event, jambi.sarolangun, 200, **words)
    give_back(event, jambi.sarolangun, 50, **words)
    sent = transfer_cards(jambi.sarolangun, jambi.batanghari, 100, note="pinjam", **words)
    transfer_cards(jambi.province, jambi.sarolangun, 900, **words)
    reverse_move(sent, note="tidak jadi", **words)

    rows = table_rows(logged_in(siti).get(SAROLANGUN))

    who = "siti 4 Apr 15.00.00 WIB"
    assert rows == [
        "4 April 2019 pembatalan 4 April 2019: dikirim ke Kabupaten Batanghari "
        f"+100 1.250 tidak jadi {who}",
        f"4 April 2019 diterima dari Provinsi Jambi +900 1.150 – {who} Batalkan",
        f"4 April 2019 dikirim ke Kabupaten Batanghari dibatalkan −100 250 pinjam {who}",
        f"4 April 2019 dikembalikan dari GISA Sarolangun +50 350 – {who} Batalkan",
        f"4 April 2019 disisihkan untuk GISA Sarolangun −200 300 – {who} Batalkan",
        f"4 April 2019 diterima +500 500 – {who} Batalkan",
    ]


def test_older_moves_are_on_the_next_page_with_their_own_balances(jambi, siti):
    for _ in range(51):
        receive(jambi.sarolangun, 10, siti)
    client = logged_in(siti)

    newest, oldest = client.get(SAROLANGUN), client.get(f"{SAROLANGUN}?halaman=2")

    assert len(table_rows(newest)) == 50
    assert "+10 510 –" in table_rows(newest)[0]
    assert ["+10 10 –" in row for row in table_rows(oldest)] == [True]
    assert "?halaman=2" in links(newest)


def test_a_move_is_offered_for_reversal_to_who_decides_over_what_it_would_take(jambi, siti, words):
    receive(jambi.sarolangun, 500, siti)
    transfer_cards(jambi.sarolangun, jambi.batanghari, 100, **words)
    received, sent = CardMove.objects.order_by("pk")

    def offered(reader) -> list[str]:
        found = links(logged_in(reader).get(SAROLANGUN))
        return [link for link in found if "batalkan" in link]

    addresses = [f"/blangko/mutasi/{move.pk}/batalkan/" for move in (sent, received)]
    assert offered(siti) == addresses[1:]
    assert offered(make_budi(jambi)) == addresses


def test_a_move_is_reversed_with_a_reason(jambi, siti):
    move = receive(jambi.sarolangun, 500, siti)
    client = logged_in(siti)
    address = f"/blangko/mutasi/{move.pk}/batalkan/"

    shown = page_words(client.get(address))
    response = client.post(address, {"alasan": "salah ketik"})

    assert "4 April 2019 : diterima, +500" in shown
    assert response.url == SAROLANGUN
    assert "Mutasi dibatalkan; keduanya tetap tercatat." in page_words(client.get(SAROLANGUN))
    assert CardMove.objects.get(reverses=move).note == "salah ketik"
    assert balance(jambi.sarolangun) == 0


def test_a_move_that_cannot_be_reversed_says_why(jambi, siti, words):
    move = receive(jambi.sarolangun, 500, siti)
    address = f"/blangko/mutasi/{move.pk}/batalkan/"
    client = logged_in(siti)

    count = count_stock(jambi.sarolangun, 480, **words)
    counted = client.post(address, {"alasan": "salah"})
    reverse_move(count, note="salah", **words)
    client.post(address, {"alasan": "salah"})
    again = client.post(address, {"alasan": "salah"})

    assert (counted.status_code, again.status_code) == (409, 409)
    assert "Stok sudah dihitung fisik setelah mutasi ini" in page_words(counted)
    assert "Mutasi ini sudah dibatalkan." in page_words(again)
    assert "Mutasi ini sudah dibatalkan." in page_words(client.get(address))
    assert balance(jambi.sarolangun) == 0


def test_a_reversal_without_a_reason_or_without_the_cards_is_refused(jambi, siti, words):
    move = receive(jambi.sarolangun, 500, siti)
    address = f"/blangko/mutasi/{move.pk}/batalkan/"
    client = logged_in(siti)

    silent = client.post(address, {})
    transfer_cards(jambi.sarolangun, jambi.batanghari, 300, **words)
    gone = client.post(address, {"alasan": "salah"})

    assert (silent.status_code, gone.status_code) == (422, 422)
    assert "Bidang ini tidak boleh kosong." in page_words(silent)
    assert "Menurut buku ada 200 keping" in page_words(gone)
    assert 'value="salah"' in gone.text
    assert balance(jambi.sarolangun) == 200


# The figures


def test_the_figures_of_the_office_stand_above_its_forms(jambi, siti):
    receive(jambi.sarolangun, 500, siti)
    save_day(siti, {jambi.pauh: {"printed": 20}}, status={"blangko_left": 470})

    text = page_words(logged_in(siti).get(SAROLANGUN))

    assert "Sisa menurut buku 480 mutasi 500, terpakai di loket 20" in text
    assert "Sisa menurut laporan 470 4 Apr 2019, selisih dengan buku −10" in text
    assert "Di bawah 1.000 keping." in text


def test_the_sentence_names_the_cards_of_its_events_and_what_to_ask_for(jambi, siti):
    receive(jambi.sarolangun, 1_000, siti, day=DAY - timedelta(days=27))
    for back in range(28):
        print_since(jambi, siti, 10, back)
    event = make_event(jambi, siti)
    earmark(event, jambi.sarolangun, 200, day=DAY, by=siti, at=at())

    text = page_words(logged_in(siti).get(SAROLANGUN))

    assert (
        said("%(cards)s at hand, lasting %(lasts)s.", cards="520 keping", lasts="52 hari") in text
    )
    besides = "Besides, %(cards)s are with events (%(events)s)."
    assert said(besides, cards="200 keping", events="GISA Sarolangun 200") in text
    assert said("To be asked for, for the next 30 days: %(cards)s.", cards="800 keping") in text


def test_an_office_without_a_move_is_told_how_to_begin(jambi, siti):
    assert "Belum ada mutasi: mulailah dengan mencatat penerimaan" in page_words(
        logged_in(siti).get(SAROLANGUN)
    )


def test_an_office_that_ended_can_only_send_what_it_still_has(jambi, siti):
    receive(jambi.sarolangun, 500, siti)
    Region.objects.filter(code="15.03").update(valid_to="2019-03-31")
    client = logged_in(make_budi(jambi))

    page = client.get(SAROLANGUN)
    refused = client.post(f"{SAROLANGUN}terima/", {**fields_of(page, "kirim"), "keping": "5"})
    sent = send(client, "kirim", ke="15.04", keping="500")

    assert "Kabupaten Sarolangun berakhir pada 31 Maret 2019" in page_words(page)
    assert "Catat penerimaan" not in page_words(page)
    assert errors_of(refused, "terima") == {
        "tanggal": "Kabupaten Sarolangun belum atau tidak lagi berlaku pada tanggal itu."
    }
    assert sent.status_code == 302
    assert balance(jambi.batanghari) == 500


def test_the_book_asks_as_often_for_fifty_moves_as_for_one(jambi, siti, words):
    client = logged_in(make_budi(jambi))
    receive(jambi.sarolangun, 5000, siti)
    event = make_event(jambi, siti)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(SAROLANGUN)
        return len(queries)

    few = asked()
    for _ in range(10):
        earmark(event, jambi.sarolangun, 10, **words)
        reverse_move(receive(jambi.sarolangun, 10, siti), note="salah", **words)
        move = transfer_cards(jambi.sarolangun, jambi.batanghari, 10, **words)
        reverse_move(move, note="salah", **words)

    assert asked() == few <= 23
