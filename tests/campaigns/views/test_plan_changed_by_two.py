"""Two people with the same plan open: budi of the province and siti of the office.

What one left as it was keeps what the other made of it; what both changed comes back with both
values, and nothing is overwritten without a word.
"""

import pytest
from django.test import Client

from campaigns.models import Event
from regions.models import User
from tests.campaigns.events.test_planning import make_plan
from tests.campaigns.factories import NEXT_DAY, save_result, stop_in
from tests.campaigns.views.plan_pages import as_shown, client_of, opened, send
from tests.factories import DAY, make_budi
from tests.reading import page_words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_day_of_the_article(settings):
    settings.TODAY = DAY


@pytest.fixture
def budi(jambi) -> Client:
    return client_of(make_budi(jambi))


@pytest.fixture
def siti(siti) -> Client:
    return client_of(siti)


@pytest.fixture
def event(jambi, budi) -> Event:
    return make_plan(jambi, User.objects.get(username="budi"))


def stored(event: Event) -> dict:
    """The plan, to be compared."""
    event.refresh_from_db()
    return {
        "name": event.name,
        "people": event.expected_people,
        "stops": list(event.stops.values_list("kecamatan__name", "place", "last_day")),
        "teams": dict(event.teams.values_list("office__code", "people")),
    }


def test_a_name_changed_with_an_old_form_leaves_the_other_s_stop_team_and_people(budi, siti, event):
    of_budi, of_siti = opened(budi, event), opened(siti, event)

    added = {"stop-2-kecamatan": "15.03.02", "stop-2-place": "balai desa", "15.03-people": "20"}
    first = send(siti, event, of_siti, expected_people="777", **added)
    second = send(budi, event, of_budi, name="Nama dari provinsi")

    assert (first.status_code, second.status_code) == (302, 302)
    assert stored(event) == {
        "name": "Nama dari provinsi",
        "people": 777,
        "stops": [
            ("Limun", "", NEXT_DAY),
            ("Sarolangun", "balai desa", NEXT_DAY),
            ("Pauh", "", NEXT_DAY),
        ],
        "teams": {"15.03": 20, "15.04": 4},
    }


def test_what_both_changed_comes_back_with_both_values_and_is_decided_by_sending_it_again(
    budi, siti, event
):
    of_budi, of_siti = opened(budi, event), opened(siti, event)
    typed = {"name": "Nama dari kantor", "stop-0-place": "pasar", "15.04-people": "9"}
    send(siti, event, of_siti, **typed)
    before = stored(event)

    typed = {"name": "Nama dari provinsi", "stop-0-place": "balai", "15.04-people": "5"}
    page = send(budi, event, of_budi, expected_people="300", **typed)
    words = page_words(page)

    assert page.status_code == 409
    assert stored(event) == before
    shown = as_shown(page)
    assert {name: shown[name] for name in typed} == typed
    assert shown["expected_people"] == "300"
    assert "‹ Nama dari kantor" in words
    assert words.count("oleh siti") == 3
    for theirs in (": Nama dari kantor", ": pasar", ": 9"):
        assert theirs in words

    assert send(budi, event, shown).status_code == 302
    assert stored(event)["name"] == "Nama dari provinsi"
    assert stored(event)["teams"]["15.04"] == 5


def test_the_same_form_sent_twice_changes_once(budi, event):
    form = opened(budi, event)
    added = {"stop-2-kecamatan": "15.03.02", "stop-2-place": "balai desa"}

    first = send(budi, event, form, **added)
    version = Event.objects.get().version
    second = send(budi, event, form, **added)

    assert (first.status_code, second.status_code) == (302, 302)
    assert len(stored(event)["stops"]) == 3
    assert Event.objects.get().version == version


def test_a_stop_taken_away_meanwhile_stays_away_where_it_was_left_as_it_was(budi, siti, event):
    of_budi, of_siti = opened(budi, event), opened(siti, event)
    send(siti, event, of_siti, stop__0__kecamatan="")

    assert send(budi, event, of_budi, name="Nama baru").status_code == 302
    assert [name for name, *_ in stored(event)["stops"]] == ["Pauh"]


def test_a_stop_taken_away_while_somebody_typed_into_it_is_asked_about(budi, siti, event):
    of_budi, of_siti = opened(budi, event), opened(siti, event)
    send(siti, event, of_siti, stop__0__kecamatan="")

    page = send(budi, event, of_budi, stop__0__place="pasar")

    assert page.status_code == 409
    assert [name for name, *_ in stored(event)["stops"]] == ["Pauh"]
    assert send(budi, event, as_shown(page)).status_code == 302
    assert ("Limun", "pasar", NEXT_DAY) in stored(event)["stops"]


def test_a_stop_typed_into_meanwhile_is_not_taken_away_without_a_word(budi, siti, event):
    of_budi, of_siti = opened(budi, event), opened(siti, event)
    send(siti, event, of_siti, stop__0__place="pasar")

    page = send(budi, event, of_budi, stop__0__kecamatan="", stop__0__place="")

    assert page.status_code == 409
    assert ("Limun", "pasar", NEXT_DAY) in stored(event)["stops"]
    assert send(budi, event, as_shown(page)).status_code == 302
    assert [name for name, *_ in stored(event)["stops"]] == ["Pauh"]


def test_days_shortened_under_a_stop_that_somebody_added_come_back_with_that_stop(
    budi, siti, event
):
    of_budi, of_siti = opened(budi, event), opened(siti, event)
    days = {"stop-2-first_day": "2019-04-05", "stop-2-last_day": "2019-04-05"}
    send(siti, event, of_siti, stop__2__kecamatan="15.03.02", **days)

    shorter = {"stop-0-last_day": "2019-04-04", "stop-1-last_day": "2019-04-04"}
    page = send(budi, event, of_budi, last_day="2019-04-04", **shorter)

    assert page.status_code == 409
    assert "di luar tanggal" in page_words(page)
    assert "15.03.02" in as_shown(page).values()
    event.refresh_from_db()
    assert event.last_day == NEXT_DAY


@pytest.mark.parametrize("version", ["", "999999", "-1", "satu", "9" * 300])
def test_a_version_that_cannot_have_been_seen_overwrites_nothing(budi, siti, event, version):
    form = opened(budi, event)
    send(siti, event, opened(siti, event), name="Nama dari kantor")

    page = send(budi, event, form, versi=version, name="Nama dari provinsi")

    assert page.status_code == 409
    assert stored(event)["name"] == "Nama dari kantor"


def test_a_plan_of_an_event_closed_meanwhile_comes_back_as_it_was_typed(budi, event):
    form = opened(budi, event)
    Event.objects.update(state="done")

    page = send(budi, event, form, name="Nama baru")

    assert page.status_code == 409
    assert "“selesai”" in page_words(page)
    assert as_shown(page)["name"] == "Nama baru"
    assert stored(event)["name"] == "GISA Sarolangun"


def test_a_stop_with_results_entered_meanwhile_is_not_taken_away(jambi, budi, siti, event):
    form = opened(budi, event)
    save_result(stop_in(event, jambi.limun), event.created_by, recorded=5)

    page = send(budi, event, form, stop__0__kecamatan="")

    assert page.status_code == 422
    assert "sudah ada hasilnya tidak dapat dihapus" in page_words(page)
    assert stop_in(event, jambi.limun)


def test_a_team_changed_meanwhile_whose_office_is_not_offered_any_more_is_told_of(
    jambi, budi, siti, event
):
    form = opened(budi, event)
    send(siti, event, opened(siti, event), **{"15.04-people": "9"})
    jambi.batanghari.valid_to = DAY.replace(month=1)
    jambi.batanghari.save()

    page = send(budi, event, form, name="Nama baru")

    assert page.status_code == 409
    assert "oleh siti" in page_words(page)
    assert stored(event)["teams"]["15.04"] == 9
