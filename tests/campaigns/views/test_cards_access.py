"""Who may move whose cards: one's own, and the manager those of the province and its offices."""

import pytest

from campaigns.cards import transfer_cards
from campaigns.events import earmark
from campaigns.models import CardMove
from regions.models import Role
from tests.campaigns.factories import balance, make_event, receive
from tests.campaigns.views.card_pages import ANCHORS, everything_stored, fields_of, logged_in, send
from tests.factories import (
    DAY,
    at,
    make_ani,
    make_budi,
    make_dewi,
    make_eko,
    make_person,
    make_region,
    make_siti,
)
from tests.reading import page_words

pytestmark = pytest.mark.django_db

MAY_MOVE = {
    "siti": {"15.03"},
    "ani": {"15.04"},
    "budi": {"15", "15.03", "15.04"},
    "dewi": set(),
    "eko": set(),
    "joko": {"14.01"},
    "rina": {"14", "14.01"},
}


@pytest.fixture(autouse=True)
def today_is_the_day_of_the_article(settings):
    settings.TODAY = DAY


@pytest.fixture
def people(jambi) -> dict:
    elsewhere = make_region("14.01")
    people = [make(jambi) for make in (make_siti, make_ani, make_budi, make_dewi, make_eko)]
    people.append(make_person("joko", Role.OPERATOR, elsewhere))
    people.append(make_person("rina", Role.MANAGER, elsewhere.province))
    return {person.username: person for person in people}


@pytest.mark.parametrize("name", MAY_MOVE)
def test_only_who_decides_over_an_office_enters_its_cards(jambi, people, name):
    for code in ("15", "15.03", "15.04", "14", "14.01"):
        office, target = f"/blangko/{code}/", "14" if code == "14.01" else "15"
        manager = logged_in(people["rina" if code.startswith("14") else "budi"])
        client = logged_in(people[name])
        for act in ANCHORS:
            typed = {**fields_of(manager.get(office), act), "keping": "5"}
            typed |= {"ke": "14.01" if code == "14" else "15.03" if code == "15" else target}
            stored = everything_stored()
            response = client.post(f"{office}{act}/", typed)
            if code in MAY_MOVE[name]:
                assert response.status_code in (302, 422), (code, act)
            else:
                assert response.status_code == 403, (code, act)
                assert everything_stored() == stored
    assert CardMove.objects.exists() == bool(MAY_MOVE[name])


def test_a_region_that_would_give_anothers_cards_is_told_so(jambi, people):
    receive(jambi.province, 500, people["budi"])
    receive(jambi.batanghari, 500, people["ani"])

    refused = logged_in(people["eko"]).post("/blangko/15.04/kirim/", {"ke": "15", "keping": "5"})
    elsewhere = logged_in(people["siti"]).post("/blangko/15/kirim/", {"ke": "15.03"})

    assert (refused.status_code, elsewhere.status_code) == (403, 403)
    assert "Anda tidak berwenang atas blangko Kabupaten Batanghari." in page_words(refused)
    assert "Jambi berada di luar wilayah kerja Anda" in page_words(elsewhere)


def test_the_manager_moves_cards_between_kabupaten_of_the_own_province(jambi, people):
    receive(jambi.batanghari, 500, people["ani"])

    send(logged_in(people["budi"]), "kirim", "/blangko/15.04/", ke="15.03", keping="200")

    assert (balance(jambi.batanghari), balance(jambi.sarolangun)) == (300, 200)


def test_who_may_not_move_cards_reads_the_book_without_forms(jambi, people):
    receive(jambi.sarolangun, 500, people["siti"])

    for name in ("dewi", "eko"):
        text = page_words(logged_in(people[name]).get("/blangko/15.03/"))
        assert "diterima +500" in text
        assert "Catat penerimaan" not in text
        assert "Batalkan" not in text


def reversal(client, move) -> int:
    address = f"/blangko/mutasi/{move.pk}/batalkan/"
    shown = client.get(address).status_code
    sent = client.post(address, {"alasan": "salah"}).status_code
    assert (shown, sent) in ((200, 302), (403, 403))
    return sent


def test_a_transfer_is_taken_back_only_by_who_decides_over_the_receivers_cards(jambi, people):
    receive(jambi.sarolangun, 500, people["siti"])
    words = {"day": DAY, "by": people["siti"], "at": at()}
    first, second = (
        transfer_cards(jambi.sarolangun, jambi.batanghari, 50, **words) for _ in range(2)
    )

    for name in ("siti", "dewi", "eko", "joko", "rina"):
        assert reversal(logged_in(people[name]), first) == 403
    assert balance(jambi.batanghari) == 100
    assert reversal(logged_in(people["ani"]), first) == 302
    assert reversal(logged_in(people["budi"]), second) == 302
    assert balance(jambi.batanghari) == 0


def test_cards_of_an_event_are_taken_back_by_who_plans_it(jambi, people):
    receive(jambi.province, 500, people["budi"])
    words = {"day": DAY, "by": people["budi"], "at": at()}
    event = make_event(jambi, people["budi"])
    move = earmark(event, jambi.province, 50, **words)

    assert reversal(logged_in(people["ani"]), move) == 403
    assert reversal(logged_in(people["siti"]), move) == 302
    assert balance(jambi.province) == 500


def test_a_move_that_never_was_is_not_found(jambi, people):
    client = logged_in(people["budi"])

    for pk in ("1", "9" * 30):
        assert client.get(f"/blangko/mutasi/{pk}/batalkan/").status_code == 404
