"""Headers of every answer, and what the settings insist on in a real installation."""

import json
import re
import stat

import pytest
from django.conf import settings
from django.test import Client

from coverage_tracker import settings as settings_file
from regions.views import region as region_view
from tests.coverage_tracker.processes import printed, production, run
from tests.factories import make_ani, make_jambi

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# What a template may not hold under the policy: it would silently not work.
INLINE = re.compile(r"\sstyle=|<style|\son\w+=|javascript:|<script(?![^>]*\ssrc=)")


def policy_of(response) -> dict[str, list[str]]:
    directives = response.headers["Content-Security-Policy"].split("; ")
    return {name: sources for name, *sources in map(str.split, directives)}


def get(address: str, **fields):
    return lambda client: client.get(address, **fields)


def post(address: str, **fields):
    return lambda client: client.post(address, **fields)


@pytest.mark.parametrize(
    ("status", "ask"),
    [
        (200, get("/wilayah/15.04/")),
        (200, get("/masuk/")),
        (200, get("/healthz")),
        (302, get("/")),
        (301, get("/wilayah/15.04")),
        (400, get("/wilayah/15.04/?per=kemarin")),
        (400, get("/masuk/", headers={"host": "jahat.example"})),
        (403, get("/wilayah/15.03/")),
        (403, post("/entri/15.04/2019-04-04/", headers={"origin": "https://jahat.example"})),
        (404, get("/tidak-ada/")),
        (404, get("/wilayah/99.99/")),
        (405, post("/healthz")),
    ],
)
def test_answers_of_every_kind_carry_the_policy_and_the_other_headers(db, status, ask):
    browser = Client(enforce_csrf_checks=status == 403)
    browser.force_login(make_ani(make_jambi()), backend="regions.access.OfficeBackend")

    response = ask(browser)

    assert response.status_code == status
    assert policy_of(response)["default-src"] == ["'none'"]
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


def test_an_error_of_ours_carries_them_too_and_tells_nothing_about_it(db, monkeypatch):
    def fails(*args):
        raise RuntimeError("rahasia dapur")

    monkeypatch.setattr(region_view, "rank_children", fails)
    browser = Client(raise_request_exception=False)
    browser.force_login(make_ani(make_jambi()), backend="regions.access.OfficeBackend")

    response = browser.get("/wilayah/15.04/")

    assert response.status_code == 500
    assert policy_of(response)["default-src"] == ["'none'"]
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    assert "Terjadi gangguan" in response.text
    assert "rahasia dapur" not in response.text


def test_a_request_that_cannot_be_understood_gets_a_sentence(client, db):
    response = client.get("/masuk/", headers={"host": "jahat.example"})

    assert "Permintaan ini tidak dapat dipahami." in response.text


def test_the_answers_to_a_log_in_in_mid_form_carry_them_too(client, db):
    make_jambi()

    response = client.post("/entri/15.04/2019-04-04/", {"15.04.01-recorded": "1"})

    assert response.status_code == 401
    assert policy_of(response)["default-src"] == ["'none'"]
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


def test_the_policy_lets_nothing_in_but_our_own_files(client, db):
    policy = policy_of(client.get("/masuk/"))

    sources = {source for sources in policy.values() for source in sources}
    assert sources == {"'none'", "'self'", "data:"}
    assert [name for name in policy if "data:" in policy[name]] == ["img-src"]
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == ["'self'"]
    assert policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]


def test_no_template_holds_what_the_policy_would_refuse():
    templates = [*(settings.BASE_DIR / "templates").rglob("*.html")]

    refused = {
        str(path.relative_to(settings.BASE_DIR)): found
        for path in templates
        if (found := INLINE.findall(path.read_text(encoding="utf-8")))
    }

    assert refused == {}
    assert len(templates) > 10


def test_a_real_installation_passes_the_deployment_check_without_a_warning(tmp_path):
    environment = production(tmp_path / "new.sqlite3")

    done = run(
        *("manage.py", "check", "--deploy", "--fail-level", "WARNING"), environment=environment
    )

    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


@pytest.mark.parametrize("mode", [{}, {"DEBUG": "0", "DEMO": "0"}])
def test_a_real_installation_does_not_start_with_its_clock_held(tmp_path, mode):
    environment = production(tmp_path / "new.sqlite3", TODAY="2019-04-04", **mode)

    done = run("manage.py", "migrate", environment=environment)

    assert done.returncode != 0
    assert "TODAY stops the clock" in done.stderr
    assert not (tmp_path / "new.sqlite3").exists()


@pytest.mark.parametrize("mode", ["DEMO", "DEBUG"])
def test_the_clock_may_be_held_in_the_demo_and_while_developing(tmp_path, mode):
    environment = production(tmp_path / "new.sqlite3", TODAY="2019-04-04", **{mode: "1"})

    today = printed("from coverage_tracker.clock import *; print(today(WIB))", environment)

    assert today == "2019-04-04"


OVER_HTTP_AND_HTTPS = """
import json
from django.conf import settings
from django.test import Client
plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.STORAGES["staticfiles"]["BACKEND"] = plain
browser = Client(headers={"host": "example.go.id"})
https = {"x-forwarded-proto": "https"}
found = {
    path: (browser.get(path).status_code, browser.get(path).headers.get("Location"))
    for path in ("/masuk/", "/wilayah/ID/?per=2019-04-04", "/healthz", "/readyz")
}
secure = browser.get("/masuk/", headers=https)
browser.post("/bahasa/", {"language": "en"}, headers=https)
found["https"] = secure.status_code
found["hsts"] = secure.headers.get("Strict-Transport-Security")
found["cookies"] = {name: bool(c["secure"]) for name, c in browser.cookies.items()}
found["session"] = [settings.SESSION_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY]
print(json.dumps(found))
"""


def test_a_real_installation_speaks_https_only_except_to_its_load_balancer(tmp_path):
    found = json.loads(printed(OVER_HTTP_AND_HTTPS, production(tmp_path / "new.sqlite3")))

    assert found["/masuk/"] == [301, "https://example.go.id/masuk/"]
    assert found["/wilayah/ID/?per=2019-04-04"] == [
        301,
        "https://example.go.id/wilayah/ID/?per=2019-04-04",
    ]
    assert found["/healthz"] == found["/readyz"] == [200, None]
    assert found["https"] == 200
    assert found["hsts"] == "max-age=31536000; includeSubDomains; preload"


def test_the_cookies_of_a_real_installation_travel_over_https_only(tmp_path):
    found = json.loads(printed(OVER_HTTP_AND_HTTPS, production(tmp_path / "new.sqlite3")))

    assert found["cookies"] == {"csrftoken": True, "django_language": True}
    assert found["session"] == [True, True]


def test_the_demo_speaks_plain_http_on_this_machine(tmp_path):
    environment = production(tmp_path / "new.sqlite3", DEMO="1")

    found = json.loads(printed(OVER_HTTP_AND_HTTPS, environment))

    assert found["/masuk/"] == [200, None]
    assert found["hsts"] is None
    assert found["cookies"] == {"csrftoken": False, "django_language": False}


def test_host_names_may_be_written_with_spaces_and_no_other_host_is_served(tmp_path):
    environment = production(
        tmp_path / "new.sqlite3", ALLOWED_HOSTS="satu.go.id, dua.go.id", DEMO="1"
    )
    code = """
from django.test import Client
for host in ("satu.go.id", "dua.go.id", "tiga.go.id"):
    print(Client(headers={"host": host}).get("/readyz").status_code)
"""
    plain = "from django.conf import settings; settings.STORAGES['staticfiles']['BACKEND'] = "
    plain += "'django.contrib.staticfiles.storage.StaticFilesStorage'"

    assert printed(plain + code, environment).split() == ["200", "200", "400"]


def test_passwords_are_kept_as_argon2(tmp_path):
    code = "from django.contrib.auth.hashers import make_password; print(make_password('x'))"

    assert printed(code, production(tmp_path / "new.sqlite3")).startswith("argon2$argon2id$")


def test_the_kept_secret_key_is_made_once_and_readable_by_its_owner_only(monkeypatch, tmp_path):
    monkeypatch.setattr(settings_file, "VAR_DIR", tmp_path)

    first, second = settings_file.kept_secret_key(), settings_file.kept_secret_key()

    assert first == second
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
