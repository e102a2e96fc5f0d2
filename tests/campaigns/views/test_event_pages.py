"""Planning in the browser: budi manages Jambi, siti works in Sarolangun, ani in Batanghari."""

from uuid import uuid4

import pytest
from django.test import Client

from campaigns.events.event_cards import cards_left
from campaigns.models import Event, EventState, Task, TaskKind
from regions.models import DayStatus, Region, User
from tests.campaigns.events.test_planning import make_article, make_plan, receive
from tests.campaigns.factories import NEXT_DAY, make_event, save_result, stop_in
from tests.factories import (
    DAY,
    make_ani,
    make_budi,
    make_dewi,
    make_eko,
    make_jambi,
    make_region,
    make_siti,
    save_day,
)
from tests.reading import links, page_words

pytestmark = pytest.mark.django_db

NEW = "/gisa/baru/?wilayah=15.03"
TYPED = {
    "kunci": str(uuid4()),
    "name": "GISA Sarolangun",
    "first_day": "2019-04-04",
    "last_day": "2019-04-05",
    "opens_at": "08:00",
    "closes_at": "16:00",
    "serves_outside_hours": "on",
    "expected_people": "5.000",
    "stop-TOTAL_FORMS": "2",
    "stop-INITIAL_FORMS": "0",
    "stop-0-kecamatan": "15.03.01",
    "stop-0-place": "kantor camat",
    "stop-1-kecamatan": "15.03.03",
    "stop-1-first_day": "2019-04-05",
    "stop-1-last_day": "2019-04-05",
    "15.03-people": "12",
    "15.03-sets": "6",
    "15.04-people": "4",
}


@pytest.fixture(autouse=True)
def _the_day_of_the_article(settings):
    settings.TODAY = DAY


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.parametrize("make", [make_budi, make_siti])
def test_the_manager_and_the_office_itself_plan_an_event(make):
    person = make(make_jambi())

    saved = client_of(person).post(NEW, TYPED)

    event = Event.objects.get()
    assert saved.url == f"/gisa/{event.pk}/"
    assert (event.region.code, event.expected_people, event.created_by) == ("15.03", 5000, person)
    assert event.serves_outside_hours
    stops = event.stops.values_list("kecamatan__code", "place", "first_day", "last_day")
    assert list(stops) == [
        ("15.03.01", "kantor camat", DAY, NEXT_DAY),
        ("15.03.03", "", NEXT_DAY, NEXT_DAY),
    ]
    teams = event.teams.values_list("office__code", "people", "recording_sets")
    assert list(teams) == [("15.03", 12, 6), ("15.04", 4, 0)]


def test_the_page_says_the_plan_in_words():
    client = client_of(make_budi(make_jambi()))

    page = page_words(client.get(client.post(NEW, TYPED).url))

    assert "GISA Sarolangun" in page
    assert "4–5 April 2019" in page
    assert "08.00–16.00 WIB; di luar jam itu tetap dilayani" in page
    assert "5.000" in page
    assert "biasanya 600 sampai 1.800 orang, paling banyak 3.000" in page
    assert "Limun , kantor camat 4–5 April 2019" in page
    assert "Pauh 5 April 2019" in page


def test_somebody_else_s_region_is_not_planned():
    jambi = make_jambi()
    for person in (make_ani(jambi), make_eko(jambi), make_dewi(jambi)):
        client = client_of(person)
        assert client.get(NEW).status_code == 403
        assert client.post(NEW, TYPED).status_code == 403
    assert not Event.objects.exists()


def test_the_manager_chooses_among_the_kabupaten_of_the_province():
    jambi = make_jambi()
    make_region("14.01")

    page = client_of(make_budi(jambi)).get("/gisa/baru/")

    chosen = [address for address in links(page) if address.startswith("?wilayah=")]
    assert chosen == ["?wilayah=15.03", "?wilayah=15.04"]


def test_an_operator_begins_with_her_own_office():
    page = client_of(make_siti(make_jambi())).get("/gisa/baru/")

    assert "Rencana kegiatan, Kabupaten Sarolangun" in page_words(page)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "tidak boleh kosong"),
        ({"first_day": "besok"}, "tanggal"),
        ({"first_day": ""}, "tidak boleh kosong"),
        ({"last_day": "2019-04-03"}, "Hari terakhir mendahului hari pertama."),
        ({"last_day": "2020-04-03"}, "paling lama sebulan"),
        ({"closes_at": "07:00"}, "Jam tutup mendahului jam buka."),
        ({"expected_people": "-5"}, "kurang dari nol"),
        ({"expected_people": "99999999999"}, "terlalu besar"),
        ({"stop-0-kecamatan": "15.04.01"}, "pilih"),
        ({"stop-0-kecamatan": ""}, "Pilih kecamatan untuk titik layanan ini."),
        ({"stop-1-first_day": "2019-04-06", "stop-1-last_day": "2019-04-06"}, "di luar tanggal"),
        ({"stop-1-last_day": "2019-04-04"}, "di luar tanggal"),
        ({"15.03-people": "1,5"}, "bukan bilangan bulat"),
        ({"15.03-people": "501"}, "terlalu besar"),
        ({"15.04-people": "", "15.04-sets": "2"}, "Alat rekam perlu petugas."),
    ],
)
def test_a_plan_that_cannot_be_comes_back_as_it_was_typed(changes, words):
    jambi = make_jambi()
    typed = {**TYPED, **changes}

    page = client_of(make_budi(jambi)).post(NEW, typed)

    assert page.status_code == 422
    assert words.lower() in page_words(page).lower()
    html = page.content.decode()
    assert 'value="kantor camat"' in html
    for value in filter(None, changes.values()):
        if not value.startswith("15.04"):
            assert f'value="{value}"' in html
    assert not Event.objects.exists()


def test_a_kecamatan_served_by_another_event_on_these_days_is_refused():
    jambi = make_jambi()
    budi = make_budi(jambi)
    make_event(jambi, budi, places=[jambi.limun], name="Jemput bola Limun")

    page = client_of(budi).post(NEW, TYPED)

    assert page.status_code == 422
    assert "“Jemput bola Limun” sudah ada di kecamatan ini" in page_words(page)
    assert Event.objects.count() == 1


def test_a_cancelled_event_is_in_nobody_s_way():
    jambi = make_jambi()
    budi = make_budi(jambi)
    cancelled = {"state": EventState.CANCELLED, "cancelled_because": "banjir"}
    make_event(jambi, budi, places=[jambi.limun], **cancelled)

    assert client_of(budi).post(NEW, TYPED).status_code == 302


def test_a_team_of_an_office_that_ended_is_not_offered():
    jambi = make_jambi()
    make_region("15.05", "Kabupaten Lama", valid_to=DAY.replace(year=2018))

    page = client_of(make_budi(jambi)).post(NEW, {**TYPED, "15.05-people": "3"})

    assert page.status_code == 302
    assert not Event.objects.get().teams.filter(office__code="15.05").exists()
    assert "Kabupaten Lama" not in client_of(User.objects.get()).get(NEW).content.decode()


def test_a_changed_plan_keeps_its_stops_and_refuses_to_drop_results():
    jambi = make_jambi()
    budi = make_budi(jambi)
    event = make_plan(jambi, budi)
    stop = stop_in(event, jambi.limun)
    save_result(stop, budi, recorded=5)
    client, address = client_of(budi), f"/gisa/{event.pk}/ubah/"
    kept = {**TYPED, "stop-0-pk": str(stop.pk), "name": "Nama baru"}

    dropped = client.post(address, {**kept, "stop-0-kecamatan": "", "stop-0-place": ""})
    changed = client.post(address, kept)

    assert dropped.status_code == 422
    assert "sudah ada hasilnya tidak dapat dihapus" in page_words(dropped)
    assert changed.status_code == 302
    event.refresh_from_db()
    assert event.name == "Nama baru"
    assert event.stops.filter(pk=stop.pk).exists()


def test_a_stop_of_another_event_is_not_taken_over():
    jambi = make_jambi()
    budi = make_budi(jambi)
    other = make_event(jambi, budi, places=[jambi.sarolangun_kota])

    client_of(budi).post(NEW, {**TYPED, "stop-0-pk": str(other.stops.get().pk)})

    assert other.stops.count() == 1
    assert Event.objects.exclude(pk=other.pk).get().stops.count() == 2


def test_a_task_is_ticked_with_who_and_when_and_opened_again():
    jambi = make_jambi()
    budi = make_budi(jambi)
    event = make_plan(jambi, budi)
    client, address = client_of(budi), f"/gisa/{event.pk}/tugas/"

    client.post(address, {"kind": "letter", "done": "1"})
    words = page_words(client.get(f"/gisa/{event.pk}/"))
    client.post(address, {"kind": "cards", "done": "1"})
    client.post(address, {"kind": "cards"})

    assert "selesai oleh budi, 4 Apr" in words
    done = Task.objects.exclude(done_by=None).values_list("kind", flat=True)
    assert list(done) == [TaskKind.LETTER]
    assert client.post(address, {"kind": "tidak ada"}).status_code == 404


def send_cards(client: Client, event: Event, act: str, office: Region, cards: str):
    typed = {"act": act, "office": office.code, "cards": cards, "kunci": str(uuid4())}
    return client.post(f"/gisa/{event.pk}/blangko/", typed)


def test_cards_are_taken_to_the_event_and_given_back():
    jambi = make_jambi()
    budi = make_budi(jambi)
    event = make_plan(jambi, budi)
    receive(jambi.province, 6000, budi)
    client = client_of(budi)

    taken = send_cards(client, event, "earmark", jambi.province, "6.000")
    back = send_cards(client, event, "return", jambi.province, "1000")

    assert (taken.status_code, back.status_code) == (302, 302)
    assert cards_left(event) == 5000
    assert "Jambi 6.000 1.000" in page_words(client.get(f"/gisa/{event.pk}/"))


def test_the_card_form_sent_twice_moves_once_and_a_finished_event_takes_none():
    jambi = make_jambi()
    budi = make_budi(jambi)
    event = make_plan(jambi, budi)
    receive(jambi.province, 6000, budi)
    client, address = client_of(budi), f"/gisa/{event.pk}/blangko/"
    typed = {"act": "earmark", "office": "15", "cards": "50", "kunci": str(uuid4())}

    client.post(address, typed)
    again = client.post(address, typed, follow=True)
    Event.objects.update(state=EventState.CANCELLED, cancelled_because="banjir")
    too_late = send_cards(client, event, "earmark", jambi.province, "50")

    assert "blangko hanya dipindahkan satu kali" in page_words(again)
    assert too_late.status_code == 302
    assert cards_left(event) == 50


@pytest.mark.parametrize(
    ("act", "cards", "words"),
    [
        ("earmark", "6001", "Hanya ada 6000 keping; yang diminta 6001."),
        ("return", "1", "Hanya ada 0 keping"),
        ("earmark", "0", "Berapa keping?"),
        ("earmark", "", "Berapa keping?"),
        ("earmark", "-5", "kurang dari nol"),
        ("earmark", "banyak", "bukan angka"),
    ],
)
def test_cards_that_are_not_there_do_not_move(act, cards, words):
    jambi = make_jambi()
    budi = make_budi(jambi)
    event = make_plan(jambi, budi)
    receive(jambi.province, 6000, budi)

    page = send_cards(client_of(budi), event, act, jambi.province, cards)

    assert page.status_code == 422
    assert words in page_words(page)
    assert cards_left(event) == 0


def test_siti_does_not_give_the_cards_of_the_province_nor_of_another_office():
    jambi = make_jambi()
    budi, siti = make_budi(jambi), make_siti(jambi)
    event = make_plan(jambi, budi)
    for office in (jambi.province, jambi.batanghari, jambi.sarolangun):
        receive(office, 100, budi)
    client = client_of(siti)

    of_province = send_cards(client, event, "earmark", jambi.province, "10")
    of_neighbour = send_cards(client, event, "earmark", jambi.batanghari, "10")
    own = send_cards(client, event, "earmark", jambi.sarolangun, "10")

    assert [r.status_code for r in (of_province, of_neighbour, own)] == [403, 422, 302]
    assert cards_left(event) == 10


def test_an_event_is_closed_when_no_card_is_left_and_cancelled_with_a_reason():
    jambi = make_jambi()
    budi = make_budi(jambi)
    event = make_article(jambi, budi)
    client, address = client_of(budi), f"/gisa/{event.pk}/keadaan/"

    seen = {"seen": "planned"}

    too_early = client.post(address, {"act": "done", **seen}, follow=True)
    without_reason = client.post(address, {"act": "cancel", "because": "", **seen})
    cancelled = client.post(address, {"act": "cancel", "because": "banjir", **seen}, follow=True)

    assert "Masih ada 11000 keping di kegiatan" in page_words(too_early)
    assert without_reason.status_code == 422
    assert "Dibatalkan : banjir" in page_words(cancelled).replace("Dibatalkan:", "Dibatalkan :")
    assert Event.objects.get().state == EventState.CANCELLED
    assert client.get(f"/gisa/{event.pk}/ubah/").status_code == 302


def test_an_event_with_results_on_a_locked_day_is_not_cancelled():
    jambi = make_jambi()
    budi = make_budi(jambi)
    event = make_plan(jambi, budi)
    save_result(stop_in(event, jambi.limun), budi, recorded=5)
    save_day(budi, {}, kabkota=jambi.sarolangun, status={"blangko_left": 5})
    DayStatus.objects.update(locked=True)

    typed = {"act": "cancel", "because": "banjir", "seen": "running"}
    page = client_of(budi).post(f"/gisa/{event.pk}/keadaan/", typed)

    assert page.status_code == 422
    assert "dikunci oleh provinsi" in page_words(page)
    assert 'value="banjir"' in page.content.decode()
    event.refresh_from_db()
    assert event.state == EventState.RUNNING


def test_the_list_shows_the_next_event_first_and_only_what_one_may_see():
    jambi = make_jambi()
    budi = make_budi(jambi)
    make_event(
        jambi, budi, name="Lewat", first_day=DAY.replace(month=3), last_day=DAY.replace(month=3)
    )
    make_event(jambi, budi, name="Nanti", first_day=NEXT_DAY, last_day=NEXT_DAY)
    make_event(jambi, budi, name="Hari ini")
    elsewhere = make_region("14.01")
    make_event(jambi, budi, name="Riau", region=elsewhere)

    def listed(person: User) -> list[str]:
        html = client_of(person).get("/gisa/").content.decode()
        names = ("Hari ini", "Nanti", "Lewat", "Riau")
        return sorted(
            (n for n in names if f">{n}</a>" in html), key=lambda n: html.index(f">{n}</a>")
        )

    assert listed(budi) == ["Hari ini", "Nanti", "Lewat"]
    assert listed(make_siti(jambi)) == ["Hari ini", "Nanti", "Lewat"]
    assert listed(make_ani(jambi)) == []
    assert "Riau" in listed(make_dewi(jambi))


def test_the_office_that_helps_sees_the_event_but_does_not_change_it():
    jambi = make_jambi()
    event = make_plan(jambi, make_budi(jambi))
    ani = client_of(make_ani(jambi))

    assert ani.get(f"/gisa/{event.pk}/").status_code == 200
    assert ani.get(f"/gisa/{event.pk}/ubah/").status_code == 403
    assert ani.post(f"/gisa/{event.pk}/tugas/", {"kind": "letter"}).status_code == 403
    assert "Ubah rencana" not in ani.get(f"/gisa/{event.pk}/").content.decode()


def test_the_plan_on_paper_has_stops_hours_teams_and_cards():
    jambi = make_jambi()
    budi = make_budi(jambi)
    event = make_article(jambi, budi)

    words = page_words(client_of(budi).get(f"/gisa/{event.pk}/cetak/"))

    for said in ("Limun", "Pauh", "08.00–16.00 WIB", "Kabupaten Batanghari 4 2", "Jambi 6.000"):
        assert said in words


def test_the_event_page_asks_as_often_for_two_stops_as_for_twenty(django_assert_max_num_queries):
    jambi = make_jambi()
    budi = make_budi(jambi)
    few = make_plan(jambi, budi)
    many = make_plan(jambi, budi, stops=[])
    for n in range(20):
        place = make_region(f"15.03.{n + 20}")
        many.stops.create(kecamatan=place, first_day=DAY, last_day=NEXT_DAY)
    client = client_of(budi)
    client.get(f"/gisa/{few.pk}/")

    with django_assert_max_num_queries(34) as of_few:
        client.get(f"/gisa/{few.pk}/")
    with django_assert_max_num_queries(34) as of_many:
        client.get(f"/gisa/{many.pk}/")

    assert len(of_few) == len(of_many)
