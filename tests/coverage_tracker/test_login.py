"""Logging in and out. Siti works in Sarolangun, Ani in Batanghari."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import get_user
from django.db.models import F
from django.urls import URLPattern, get_resolver

from regions.models import Region, Role
from tests.factories import make_jambi, make_person

pytestmark = pytest.mark.django_db

PASSWORD = "kata sandi yang panjang"
ELSEWHERE = "203.0.113.7"
OPEN_TO_EVERYONE = {"masuk/", "keluar/", "bahasa/", "admin/login/", "healthz", "readyz", "sw.js"}
OPEN_TO_EVERYONE |= {"luring/"}


def make_siti_and_ani() -> None:
    jambi = make_jambi()
    make_person("siti", Role.OPERATOR, jambi.sarolangun, password=PASSWORD)
    make_person("ani", Role.OPERATOR, jambi.batanghari, password=PASSWORD)


def log_in(client, username: str, password: str = PASSWORD, *, address="127.0.0.1", **fields):
    headers = fields.pop("headers", None)
    sent = {"username": username, "password": password, **fields}
    return client.post("/masuk/", sent, REMOTE_ADDR=address, headers=headers)


def is_logged_in(client) -> bool:
    return get_user(client).is_authenticated


def fail(client, username: str, times: int, **fields) -> None:
    for n in range(times):
        log_in(client, username, f"salah {n}", **fields)


def test_siti_ani_budi_and_dewi_each_land_on_their_own_region(client):
    jambi = make_jambi()
    homes = {
        make_person("siti", Role.OPERATOR, jambi.sarolangun, password=PASSWORD): "/wilayah/15.03/",
        make_person("budi", Role.MANAGER, jambi.province, password=PASSWORD): "/wilayah/15/",
        make_person("dewi", Role.NATIONAL, jambi.nation, password=PASSWORD): "/wilayah/ID/",
    }

    for person, home in homes.items():
        assert log_in(client, person.username).url == "/"
        assert client.get("/").url == home
        client.logout()


def test_a_wrong_password_is_said_and_the_user_name_is_kept(client):
    make_siti_and_ani()

    response = log_in(client, "siti", "rahasia-salah")

    assert response.status_code == 200
    assert "Nama pengguna dan kata sandi tidak cocok" in response.text
    assert 'value="siti"' in response.text
    assert "rahasia-salah" not in response.text
    assert not is_logged_in(client)


def test_an_unknown_name_and_one_who_left_get_the_same_answer_as_a_wrong_password(client):
    make_siti_and_ani()
    make_person(
        "joko", Role.VIEWER, Region.objects.get(code="15"), password=PASSWORD, is_active=False
    )

    def told(username, password):
        response = log_in(client, username, password)
        return response.status_code, response.context["form"].non_field_errors()

    wrong = told("siti", "salah")
    assert told("joko", PASSWORD) == told("nobody", PASSWORD) == wrong
    assert not is_logged_in(client)


def test_after_five_wrong_passwords_even_the_right_one_is_refused(client):
    make_siti_and_ani()
    fail(client, "siti", 5)

    sixth = log_in(client, "siti")

    assert sixth.status_code == 429
    assert "Masuk dikunci selama 15 menit" in sixth.text
    assert 'value="siti"' in sixth.text
    assert PASSWORD not in sixth.text
    assert not is_logged_in(client)


def test_after_four_wrong_passwords_the_right_one_is_let_in_and_the_count_starts_again(client):
    make_siti_and_ani()

    for _round in range(2):
        fail(client, "siti", 4)
        assert log_in(client, "siti").status_code == 302


def test_ani_at_the_same_address_and_siti_at_another_are_not_locked(client):
    make_siti_and_ani()
    fail(client, "siti", 5)

    assert log_in(client, "ani").status_code == 302
    client.logout()
    assert log_in(client, "siti", address=ELSEWHERE).status_code == 302
    client.logout()
    assert log_in(client, "siti").status_code == 429


def test_behind_the_proxy_a_stranger_elsewhere_does_not_lock_siti_out(client, settings):
    settings.HTTPS = True
    make_siti_and_ani()
    siti, stranger = f"{ELSEWHERE}, 198.51.100.1", f"198.51.100.1, {ELSEWHERE}"

    fail(client, "siti", 5, headers={"X-Forwarded-For": stranger})

    assert log_in(client, "siti", headers={"X-Forwarded-For": stranger}).status_code == 429
    assert log_in(client, "siti", headers={"X-Forwarded-For": siti}).status_code == 302


def test_without_a_proxy_nobody_escapes_the_lock_by_a_header(client, settings):
    settings.HTTPS = False
    make_siti_and_ani()
    fail(client, "siti", 5)

    assert log_in(client, "siti", headers={"X-Forwarded-For": ELSEWHERE}).status_code == 429


def test_the_lock_opens_after_a_quarter_of_an_hour(client):
    make_siti_and_ani()
    fail(client, "siti", 5)

    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=14))
    after_14_minutes = log_in(client, "siti").status_code
    # A try while locked starts the quarter of an hour again.
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=16))
    after_16_minutes_more = log_in(client, "siti").status_code

    assert (after_14_minutes, after_16_minutes_more) == (429, 302)


def test_a_closed_page_leads_to_the_log_in_and_back_to_itself(client):
    make_siti_and_ani()
    asked = "/wilayah/15.03/?per=2019-04-01"

    to_login = client.get(asked)
    form = client.get(to_login.url)
    response = log_in(client, "siti", next=form.context["next"])

    assert to_login.url == "/masuk/?next=/wilayah/15.03/%3Fper%3D2019-04-01"
    assert f'name="next" value="{asked}"' in form.text
    assert response.url == asked


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://jahat.example/",
        "//jahat.example/",
        "///jahat.example/",
        "/\\jahat.example/",
        "javascript:alert(1)",
    ],
)
def test_after_the_log_in_nobody_is_led_to_another_host(client, elsewhere):
    make_siti_and_ani()

    assert log_in(client, "siti", next=elsewhere).url == "/"


def test_logging_out_ends_the_session_and_leads_to_the_log_in(client):
    make_siti_and_ani()
    log_in(client, "siti")

    response = client.post("/keluar/")

    assert response.url == "/masuk/"
    assert not is_logged_in(client)
    assert client.get("/wilayah/15.03/").url.startswith("/masuk/")


def test_a_link_does_not_log_anyone_out(client):
    make_siti_and_ani()
    log_in(client, "siti")

    assert client.get("/keluar/").status_code == 405
    assert is_logged_in(client)


def test_logging_out_of_a_session_that_had_ended_leads_to_the_log_in_too(client):
    assert client.post("/keluar/").url == "/masuk/"


def open_addresses(patterns, prefix: str = "") -> set[str]:
    """The addresses that a stranger reaches."""
    found = set()
    for pattern in patterns:
        address = f"{prefix}{pattern.pattern}"
        if not isinstance(pattern, URLPattern):
            found |= open_addresses(pattern.url_patterns, address)
        elif not getattr(pattern.callback, "login_required", True):
            found.add(address)
    return found


def test_every_other_address_is_closed_to_strangers():
    assert open_addresses(get_resolver().url_patterns) == OPEN_TO_EVERYONE


@pytest.mark.parametrize(
    "closed",
    ["/", "/wilayah/ID/", "/wilayah/15.03/", "/entri/15.03/", "/riwayat/"],
)
def test_a_stranger_is_asked_to_log_in(client, closed):
    make_jambi()

    response = client.get(closed)

    assert (response.status_code, response.url) == (302, f"/masuk/?next={closed}")
