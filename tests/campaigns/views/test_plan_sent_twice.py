"""A form of a new event that is sent twice: a double click, a resend, the Back button."""

from uuid import uuid4

import pytest

from campaigns.models import Event
from tests.campaigns.views.plan_pages import as_shown, client_of
from tests.campaigns.views.test_event_pages import NEW, TYPED
from tests.factories import DAY
from tests.reading import page_words

pytestmark = pytest.mark.django_db
WITHOUT_STOPS = {name: typed for name, typed in TYPED.items() if not name.startswith("stop-")} | {
    "stop-TOTAL_FORMS": "0",
    "stop-INITIAL_FORMS": "0",
}


@pytest.fixture(autouse=True)
def _the_day_of_the_article(settings):
    settings.TODAY = DAY


@pytest.mark.parametrize("typed", [TYPED, WITHOUT_STOPS])
def test_the_same_form_sent_twice_makes_one_event_and_leads_to_it(siti, typed):
    client = client_of(siti)

    first, second = client.post(NEW, typed), client.post(NEW, typed)

    event = Event.objects.get()
    assert first.url == second.url == f"/gisa/{event.pk}/"
    assert "tidak dicatat dua kali" in page_words(client.get(second.url))


def test_another_event_typed_into_the_form_of_a_stored_one_is_asked_about_and_then_stored(siti):
    client = client_of(siti)
    client.post(NEW, WITHOUT_STOPS)

    page = client.post(NEW, {**WITHOUT_STOPS, "name": "GISA kedua"})

    assert page.status_code == 409
    assert "“GISA Sarolangun”" in page_words(page)
    assert Event.objects.count() == 1
    assert client.post(NEW, as_shown(page)).status_code == 302
    assert set(Event.objects.values_list("name", flat=True)) == {"GISA Sarolangun", "GISA kedua"}


@pytest.mark.parametrize("key", ["", "bukan kunci", "\0"])
def test_a_form_without_a_key_comes_back_with_one(siti, key):
    client = client_of(siti)

    page = client.post(NEW, {**TYPED, "kunci": key})

    assert page.status_code == 422
    assert not Event.objects.exists()
    assert client.post(NEW, as_shown(page)).status_code == 302


def test_two_forms_for_the_same_kecamatan_and_day_make_one_event(siti):
    client = client_of(siti)
    client.post(NEW, TYPED)

    page = client.post(NEW, {**TYPED, "kunci": str(uuid4())})

    assert page.status_code == 422
    assert "sudah ada di kecamatan ini" in page_words(page)
    assert Event.objects.count() == 1
