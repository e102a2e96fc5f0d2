"""The page of the offices' cards: its lines, its day, its warnings and its proposal."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from campaigns.cards import transfer_cards
from campaigns.events import earmark
from campaigns.models import CardAccount
from regions.decrees import apply_decree, read_decree
from regions.models import Region
from regions.recording import Signature
from tests.campaigns.factories import make_event, receive
from tests.campaigns.views.card_pages import said
from tests.factories import (
    DAY,
    at,
    make_ani,
    make_dewi,
    make_eko,
    make_region,
    save_day,
)
from tests.reading import links, page_words, table_rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today_is_the_day_of_the_article(settings):
    settings.TODAY = DAY


def page(client, reader, **query):
    client.force_login(reader)
    return client.get("/blangko/", query)


FEW_DAYS = "too few days with a report and with cards"


def use(siti, jambi, cards: int, days: int = 28, *, by=None, place=None) -> None:
    """So many cards on each of the last days."""
    for back in range(days):
        day = DAY - timedelta(days=back)
        save_day(by or siti, {place or jambi.pauh: {"printed": cards}}, day=day)


def test_a_manager_sees_every_office_of_the_province_its_own_stock_first(client, jambi, budi):
    receive(jambi.province, 26_000, budi)
    receive(jambi.batanghari, 2_500, budi)

    response = page(client, budi)

    province, batanghari, sarolangun = table_rows(response)
    assert "Blangko, Provinsi Jambi" in page_words(response)
    assert province == "Provinsi Jambi 26.000 – 26.000 – – – – –"
    assert batanghari == f"Kabupaten Batanghari 2.500 0 2.500 – – 0 {said(FEW_DAYS)} –"
    assert sarolangun == "Kabupaten Sarolangun – – belum dibukukan – – 0 – –"
    assert "/blangko/15.03/" in links(response)


def test_an_operator_is_led_to_the_own_book_and_may_read_the_line_of_a_past_day(
    client, jambi, siti
):
    receive(jambi.sarolangun, 500, siti)

    own = page(client, siti)
    past = page(client, siti, wilayah="15.03", per="2019-04-03")

    assert own.url == "/blangko/15.03/"
    assert table_rows(past) == ["Kabupaten Sarolangun – – belum dibukukan – – 0 – –"]
    assert "3 April 2019." in page_words(past)
    assert "Usulan" not in page_words(past)


def test_book_report_difference_events_and_days_stand_side_by_side(client, jambi, siti, budi):
    receive(jambi.sarolangun, 1_420, siti, day=DAY - timedelta(days=27))
    use(siti, jambi, 10)
    save_day(siti, {jambi.limun: 1}, status={"blangko_left": 930})
    earmark(make_event(jambi, siti), jambi.sarolangun, 200, day=DAY, by=siti, at=at())

    row = next(row for row in table_rows(page(client, budi)) if "Sarolangun" in row)

    below = "Counted with %(cards)s: the report of %(day)s is %(n)s below the book."
    counts = said(below, cards="930 keping", day="4 April 2019", n="10")
    assert row == (
        f"Kabupaten Sarolangun Di bawah 1.000 keping. {counts} "
        "1.220 280 940 930 4 Apr 2019 −10 200 93 hari 400"
    )


def test_an_empty_shelf_comes_first_whatever_its_book_says_and_is_helped(client, jambi, siti, budi):
    ani = make_ani(jambi)
    receive(jambi.sarolangun, 6_000, budi, day=DAY - timedelta(days=60))
    receive(jambi.batanghari, 1_500, budi, day=DAY - timedelta(days=27))
    use(ani, jambi, 10, by=ani, place=jambi.mersam)
    use(siti, jambi, 20, days=56)
    for back in range(21):
        none = {jambi.pauh: {"printed": 0}}
        save_day(siti, none, day=DAY - timedelta(days=back), status={"blangko_left": 0})

    response = page(client, budi)

    _province, first, second = table_rows(response)
    assert first.startswith("Kabupaten Sarolangun Blangko habis menurut laporan.")
    # 35 days at 20 cards are gone; 600 for thirty days, and the warning level.
    assert first.endswith("6.000 700 5.300 0 4 Apr 2019 −5.300 0 0 hari 1.600")
    assert second.endswith("122 hari 100")
    text = page_words(response)
    assert "1 dinas di bawah 1.000 keping." in text
    assert "Kabupaten Sarolangun tetap kurang 1.000 keping dari 1.000" in text
    receive(jambi.batanghari, 1_500, budi)
    assert "1.000 keping dari Kabupaten Batanghari" in page_words(page(client, budi))


def test_what_is_to_be_asked_for_is_summed_over_the_offices_of_which_it_is_known(
    client, jambi, siti, budi
):
    receive(jambi.province, 9_000, budi)
    receive(jambi.sarolangun, 680, siti, day=DAY - timedelta(days=27))
    receive(jambi.batanghari, 50, budi)
    use(siti, jambi, 10)

    text = page_words(page(client, budi))
    assert (
        said(
            "To be asked for, for the next 30 days: %(cards)s, of %(known)s of %(all)s offices.",
            cards="900 keping",
            known="1",
            all="2",
        )
        in text
    )

    ani = make_ani(jambi)
    use(ani, jambi, 1, by=ani, place=jambi.mersam)
    text = page_words(page(client, budi))
    # 900, and 1.030 less the 50 of which one was used today.
    whole = "To be asked for, for the next 30 days: %(cards)s."
    assert said(whole, cards="1.900 keping") in text


def test_a_range_is_given_where_weeks_differ(client, jambi, siti, budi):
    receive(jambi.sarolangun, 1_460, siti, day=DAY - timedelta(days=60))
    for back in range(56):
        cards = (5, 10, 20, 10)[back // 7 % 4]
        save_day(siti, {jambi.pauh: {"printed": cards}}, day=DAY - timedelta(days=back))

    assert "830 – – 0 sekitar 73 hari (41–166) 800" in table_rows(page(client, budi))[1]


@pytest.mark.parametrize(
    ("received", "printed", "warning"),
    [
        (999, 0, "Di bawah 1.000 keping."),
        (999, 999, "Blangko habis."),
        (999, 1000, "Sisa menurut buku di bawah nol: ada penerimaan yang belum dicatat"),
    ],
)
def test_a_low_stock_is_warned_of_in_words(client, jambi, siti, budi, received, printed, warning):
    receive(jambi.sarolangun, received, siti)
    save_day(siti, {jambi.pauh: {"printed": printed}})

    response = page(client, budi)

    assert warning in next(row for row in table_rows(response) if "Sarolangun" in row)
    assert "1 dinas di bawah 1.000 keping." in page_words(response)


def test_at_the_warning_level_there_is_no_warning(client, jambi, siti, budi):
    receive(jambi.sarolangun, 1_000, siti)

    assert "Di bawah" not in "".join(table_rows(page(client, budi)))


def test_days_that_nobody_told_of_are_taken_off_and_said(client, jambi, siti, budi):
    use(siti, jambi, 10)
    silent = {jambi.pauh: {"printed": None}}
    save_day(siti, silent, day=DAY - timedelta(days=2))
    save_day(siti, silent)
    receive(jambi.sarolangun, 1_240, siti, day=DAY - timedelta(days=27))

    row = next(row for row in table_rows(page(client, budi)) if "Sarolangun" in row)

    assert "bila 2 hari kerja yang tidak dilaporkan sama seperti hari lainnya" in row


def test_the_sum_names_how_many_offices_are_known(client, jambi, siti, budi):
    unknown = page_words(page(client, budi))
    receive(jambi.sarolangun, 1_200, siti)
    save_day(make_ani(jambi), {jambi.mersam: 1}, status={"blangko_left": 300})

    known = page_words(page(client, budi))

    assert "Belum diketahui sisa blangko satu pun dari 3 dinas." in unknown
    assert "1.500 keping di 2 dari 3 dinas yang sisanya diketahui." in known


def test_the_proposal_says_in_words_who_gives_how_many_and_leads_to_the_form(
    client, jambi, siti, budi
):
    receive(jambi.sarolangun, 580, siti, day=DAY - timedelta(days=27))
    receive(jambi.batanghari, 3_680, budi, day=DAY - timedelta(days=27))
    use(siti, jambi, 10)
    use(siti, jambi, 10, by=make_ani(jambi), place=jambi.mersam)

    response = page(client, budi)

    assert (
        "700 keping dari Kabupaten Batanghari (3.400 keping, cukup untuk 340 hari), sehingga "
        "tersisa 2.700, ke Kabupaten Sarolangun (300 keping, cukup untuk 30 hari), sehingga "
        "menjadi 1.000." in page_words(response)
    )
    (address,) = [link for link in links(response) if "keping=" in link]
    form = client.get(address.partition("#")[0]).text
    assert 'value="15.03" selected' in form
    assert 'name="keping" value="700"' in form


def test_who_stays_short_is_said_too(client, jambi, siti, budi):
    receive(jambi.sarolangun, 300, siti)

    assert "Kabupaten Sarolangun tetap kurang 700 keping dari 1.000" in page_words(
        page(client, budi)
    )


def test_where_nobody_is_low_nothing_is_proposed(client, jambi, siti, budi):
    receive(jambi.sarolangun, 1_300, siti)

    assert "Tidak ada dinas yang diketahui sisanya berada di bawah batas" in page_words(
        page(client, budi)
    )


def test_the_nation_lists_all_offices_without_a_proposal(client, jambi, siti):
    make_region("14.01", "Kabupaten Kampar")
    receive(jambi.sarolangun, 300, siti)

    response = page(client, make_dewi(jambi))

    assert [row.split(" –")[0] for row in table_rows(response)][:2] == [
        "Provinsi Tempat 14",
        "Kabupaten Kampar",
    ]
    assert len(table_rows(response)) == 5
    assert "Usulan" not in page_words(response)


def test_an_office_that_ended_is_listed_while_it_has_cards(client, jambi, siti, budi):
    receive(jambi.sarolangun, 300, siti, day=date(2019, 1, 1))
    Region.objects.filter(code="15.03").update(valid_to=date(2019, 3, 1))

    def names() -> str:
        return " ".join(table_rows(page(client, budi)))

    assert "Kabupaten Sarolangun" in names()
    transfer_cards(jambi.sarolangun, jambi.batanghari, 300, day=DAY, by=budi, at=at())
    assert "Kabupaten Sarolangun" not in names()


def test_an_office_that_a_decree_ended_is_no_shelf_any_more(client, jambi, siti, budi):
    """Its book is 0: what it was given is used, and the rest went to its new code."""
    receive(jambi.sarolangun, 300, siti, day=date(2019, 1, 1))
    receive(jambi.province, 20_000, budi, day=date(2019, 1, 1))
    save_day(siti, {jambi.pauh: {"printed": 120}}, day=date(2019, 3, 1))
    decree = b"day,kind,old,new,name,decree\n2019-04-02,renumbered,15.03,15.13,,UU 1\n"
    apply_decree(read_decree(decree), DAY, Signature(budi, at()))

    response = page(client, budi)

    words = page_words(response)
    assert [row.split()[1] for row in table_rows(response)] == ["Jambi", "Sarolangun", "Batanghari"]
    assert links(response).count("/blangko/15.13/") == 1
    assert "/blangko/15.03/" not in links(response)
    assert "2 dari 3 dinas" in words
    assert "1 dinas di bawah 1.000 keping" in words


def test_an_office_that_ended_is_sent_no_cards(client, jambi, siti, budi):
    receive(jambi.province, 20_000, budi, day=date(2019, 1, 1))
    receive(jambi.sarolangun, 300, siti, day=date(2019, 1, 1))
    Region.objects.filter(code="15.03").update(valid_to=date(2019, 3, 1))

    response = page(client, budi)

    assert any("Kabupaten Sarolangun" in row for row in table_rows(response))
    assert "di bawah 1.000" not in page_words(response)
    assert "ke Kabupaten Sarolangun" not in page_words(response)


def test_looking_creates_no_account(client, jambi, budi):
    page(client, budi)
    client.get("/blangko/15.03/")

    assert not CardAccount.objects.exists()


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        ({"wilayah": "15.03.01"}, 404, "Blangko disimpan oleh provinsi dan kabupaten/kota"),
        ({"wilayah": "15.99"}, 404, "Tidak ada wilayah dengan kode"),
        ({"wilayah": "ID"}, 403, "di luar wilayah kerja Anda"),
        ({"wilayah": "15", "per": "kemarin"}, 400, "bukan tanggal"),
        ({"wilayah": "15", "per": "2019-04-05"}, 400, "belum tiba"),
        ({"wilayah": "\x00"}, 404, "Tidak ada wilayah dengan kode"),
    ],
)
def test_what_cannot_be_shown_is_said(client, jambi, budi, query, status, sentence):
    response = page(client, budi, **query)

    assert response.status_code == status
    assert sentence in page_words(response)


def test_an_operator_sees_neither_neighbours_nor_the_province(client, jambi, siti):
    for code in ("15", "15.04", "ID"):
        assert page(client, siti, wilayah=code).status_code == 403


def test_the_navigation_leads_here(client, jambi, budi):
    client.force_login(budi)

    assert '<a href="/blangko/">Blangko</a>' in client.get("/wilayah/15/").text
    assert '<a href="/blangko/" aria-current="page">Blangko</a>' in client.get("/blangko/").text


def test_in_english_the_page_speaks_english(client, jambi, siti, budi):
    receive(jambi.sarolangun, 300, siti)
    client.cookies["django_language"] = "en"

    with translation.override("en"):
        text = page_words(page(client, make_eko(jambi)))

    assert "300 cards in the 1 of 3 offices of which it is known." in text
    assert "Kabupaten Sarolangun Below 1,000 cards." in text


def test_the_page_asks_as_often_for_many_offices_as_for_few(client, jambi, siti, budi):
    def asked() -> int:
        client.force_login(budi)
        with CaptureQueriesContext(connection) as queries:
            client.get("/blangko/")
        return len(queries)

    receive(jambi.sarolangun, 300, siti)
    # All that may be asked: a shelf that was empty before these weeks, a report without cards.
    save_day(siti, {jambi.pauh: 1}, day=DAY - timedelta(days=60), status={"blangko_left": 0})
    save_day(siti, {jambi.pauh: 1})
    few = asked()
    for number in range(20, 50):
        receive(make_region(f"15.{number}"), 100 * number, siti)

    assert asked() == few <= 22
