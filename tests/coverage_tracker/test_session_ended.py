"""A session that ends in the middle of a day's entry costs nothing that was typed."""

import pytest
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.test import Client

from regions.models import DailyCount, DayStatus, Role
from tests.coverage_tracker.forms_on_page import form_to
from tests.factories import DAY, make_jambi, make_person

pytestmark = pytest.mark.django_db

PASSWORD = "kata sandi yang panjang"
ENTRY = f"/entri/15.03/{DAY}/"
HERE = {"origin": "http://testserver"}
TYPED = {"15.03.01-recorded": "12", "15.03.01-printed": "", "15.03-blangko_left": "1.480"}
NASTY = {
    '15.03.01-recorded"><script>alert(1)</script>': '"><script>alert(2)</script>',
    "15.03.03-recorded": "12' onfocus='alert(3)",
    "15.03.02-recorded": "dua\nbaris & lebih",
}


@pytest.fixture(autouse=True)
def on_the_day_of_the_article(settings):
    settings.TODAY = DAY


def make_siti_at_work() -> Client:
    """Siti, logged in; her browser is held to the CSRF rules."""
    jambi = make_jambi()
    siti = make_person("siti", Role.OPERATOR, jambi.sarolangun, password=PASSWORD)
    make_person("ani", Role.OPERATOR, jambi.batanghari, password=PASSWORD)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(siti, backend="regions.access.OfficeBackend")
    return browser


def typed_into(browser: Client, **typed: str) -> dict[str, list[str]]:
    return form_to(browser.get(ENTRY), ENTRY).data(**typed)


def travelling(response) -> list[tuple[str, str]]:
    """What the log-in form holds of another form."""
    inputs = form_to(response, "/masuk/").inputs
    return [(n.removeprefix("typed-"), v) for n, v in inputs if n.startswith("typed-")]


def pairs(data: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(name, value) for name, values in data.items() for value in values]


def test_input_sent_after_the_session_ended_is_kept_offered_again_and_saved():
    browser = make_siti_at_work()
    sent = typed_into(browser, **TYPED)
    Session.objects.all().delete()

    asked = browser.post(ENTRY, sent, headers=HERE)
    login = form_to(asked, "/masuk/").data(username="siti", password=PASSWORD)
    offered = browser.post("/masuk/", login, headers=HERE)
    stored_before_saying_so = DailyCount.objects.count()
    again = form_to(offered, ENTRY)
    saved = browser.post(again.action, again.data(), headers=HERE)

    assert asked.status_code == 401
    assert "Sesi Anda" in asked.text
    assert stored_before_saying_so == 0
    assert pairs(again.data())[1:] == pairs(sent)[1:]
    assert (saved.status_code, saved.url) == (302, ENTRY)
    count = DailyCount.objects.get()
    assert (count.region.code, count.recorded, count.printed) == ("15.03.01", 12, None)
    assert DayStatus.objects.get().blangko_left == 1480


def test_names_and_values_travel_unchanged_and_never_as_markup():
    make_jambi()
    browser = Client()

    asked = browser.post(ENTRY, {**NASTY, "twice": ["a", "b"]})

    assert asked.status_code == 401
    assert travelling(asked) == [*NASTY.items(), ("twice", "a"), ("twice", "b")]
    assert form_to(asked, "/masuk/").value("next") == ENTRY
    assert "<script>" not in asked.text
    assert "onfocus='" not in asked.text


def test_names_and_values_come_out_of_the_log_in_unchanged_and_never_as_markup(client):
    make_siti_at_work()
    asked = client.post(ENTRY, NASTY)
    login = form_to(asked, "/masuk/").data(username="siti", password=PASSWORD)

    offered = client.post("/masuk/", login)

    assert form_to(offered, ENTRY).inputs[1:] == list(NASTY.items())
    assert "<script>" not in offered.text


def test_a_wrong_password_on_the_way_keeps_the_input(client):
    make_siti_at_work()
    asked = client.post(ENTRY, TYPED)
    login = form_to(asked, "/masuk/")

    wrong = client.post("/masuk/", login.data(username="siti", password="salah"))
    right = client.post(
        "/masuk/", form_to(wrong, "/masuk/").data(username="siti", password=PASSWORD)
    )

    assert travelling(wrong) == list(TYPED.items())
    assert form_to(wrong, "/masuk/").value("username") == "siti"
    assert form_to(right, ENTRY).inputs[1:] == list(TYPED.items())


def test_a_locked_log_in_keeps_the_input(client):
    make_siti_at_work()
    login = form_to(client.post(ENTRY, TYPED), "/masuk/")
    for _attempt in range(5):
        client.post("/masuk/", login.data(username="siti", password="salah"))

    locked = client.post("/masuk/", login.data(username="siti", password=PASSWORD))

    assert locked.status_code == 429
    assert travelling(locked) == list(TYPED.items())
    assert form_to(locked, "/masuk/").value("next") == ENTRY


@pytest.mark.parametrize("name", ["password", "password1", "password2", "old_password"])
def test_a_password_typed_into_another_form_is_not_written_into_the_page(client, name):
    make_jambi()

    asked = client.post("/admin/regions/user/add/", {"first_name": "Joko", name: "sangat rahasia"})

    assert asked.status_code == 401
    assert travelling(asked) == [("first_name", "Joko")]
    assert "sangat rahasia" not in asked.text


def test_when_ani_logs_in_after_siti_she_cannot_save_sitis_input(client):
    make_siti_at_work()
    login = form_to(client.post(ENTRY, TYPED), "/masuk/")
    offered = client.post("/masuk/", login.data(username="ani", password=PASSWORD))

    refused = client.post(ENTRY, form_to(offered, ENTRY).data())

    assert refused.status_code == 403
    assert not DailyCount.objects.exists()


def test_a_crafted_log_in_never_saves_by_itself(client):
    make_siti_at_work()
    crafted = {f"typed-{name}": value for name, value in TYPED.items()}
    crafted |= {"username": "siti", "password": PASSWORD, "next": ENTRY}

    response = client.post("/masuk/", crafted, follow=True)

    assert response.status_code == 200
    assert response.redirect_chain == []
    assert get_user(client).username == "siti"
    assert form_to(response, ENTRY).inputs[1:] == list(TYPED.items())
    assert not DailyCount.objects.exists()


def test_a_crafted_log_in_does_not_send_the_input_to_another_host(client):
    make_siti_at_work()
    crafted = {"typed-15.03.01-recorded": "12", "next": "https://jahat.example/"}

    response = client.post("/masuk/", {**crafted, "username": "siti", "password": PASSWORD})

    assert "jahat.example" not in response.text
    assert form_to(response, "/").inputs[1:] == [("15.03.01-recorded", "12")]


def test_a_form_with_a_stale_token_from_our_own_page_is_offered_again_and_saved():
    browser = make_siti_at_work()
    stale = typed_into(browser, **TYPED) | {"csrfmiddlewaretoken": ["x" * 64]}

    refused = browser.post(ENTRY, stale, headers=HERE)
    stored_before_saying_so = DailyCount.objects.count()
    again = form_to(refused, ENTRY)
    saved = browser.post(ENTRY, again.data(), headers=HERE)

    assert refused.status_code == 403
    assert stored_before_saying_so == 0
    assert pairs(again.data())[1:] == pairs(stale)[1:]
    assert saved.status_code == 302
    assert DailyCount.objects.get().recorded == 12


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://jahat.example"},
        {"origin": "http://testserver.jahat.example"},
        {"origin": "null"},
        {"referer": "https://jahat.example/"},
    ],
)
def test_a_form_from_another_page_is_refused_and_its_input_not_offered(headers):
    browser = make_siti_at_work()
    sent = typed_into(browser, **TYPED) | {"csrfmiddlewaretoken": ["x" * 64]}

    refused = browser.post(ENTRY, sent, headers=headers)

    assert refused.status_code == 403
    assert "15.03.01-recorded" not in refused.text
    assert not DailyCount.objects.exists()


def test_a_foreign_page_with_a_good_token_is_refused_too():
    browser = make_siti_at_work()
    sent = typed_into(browser, **TYPED)

    refused = browser.post(ENTRY, sent, headers={"origin": "https://jahat.example"})

    assert refused.status_code == 403
    assert not DailyCount.objects.exists()


def test_when_session_and_token_are_both_gone_the_input_still_arrives():
    browser = make_siti_at_work()
    sent = typed_into(browser, **TYPED)
    browser.cookies.clear()

    stale = browser.post(ENTRY, sent, headers=HERE)
    asked = browser.post(ENTRY, form_to(stale, ENTRY).data(), headers=HERE)
    login = form_to(asked, "/masuk/").data(username="siti", password=PASSWORD)
    offered = browser.post("/masuk/", login, headers=HERE)
    saved = browser.post(ENTRY, form_to(offered, ENTRY).data(), headers=HERE)

    assert (stale.status_code, asked.status_code, offered.status_code) == (403, 401, 200)
    assert saved.status_code == 302
    assert DailyCount.objects.get().recorded == 12
