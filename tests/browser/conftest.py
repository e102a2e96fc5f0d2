"""A real browser against a live server, and a watcher that fails a test on any complaint.

The browser is the system's chromium, without a window if there is one so built: it takes three
quarters of the time. Where there is none the tests are skipped; on a build machine (CI is set)
they fail instead, so that nobody takes silence for success.
"""

import os
import shutil
import threading

import pytest
from django.test import override_settings
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import DAY, make_jambi

# pytest-playwright keeps an event loop in the thread in which the tests read the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# A busy machine is slow, not wrong: wait for what is expected rather than judge by seconds.
expect.set_options(timeout=20_000)

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
BROWSERS = ("chromium-headless-shell", "chromium")
REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) => {
  console.error(`CSP: ${event.violatedDirective} refused ${event.blockedURI || event.sample}`);
});
"""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args) -> dict:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        give_up = pytest.fail if os.environ.get("CI") else pytest.skip
        give_up("chromium is not installed; on Debian: apt-get install chromium-headless-shell")
    return {**browser_type_launch_args, "executable_path": found, "args": QUIET}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args) -> dict:
    """Every page from the server: what is served without it has tests of its own."""
    return {**browser_context_args, "service_workers": "block"}


@pytest.fixture(scope="session")
def live_server(django_db_setup):
    """Started once: what the middleware reads at its start is set before, not per test."""
    with override_settings(SECURE_SSL_REDIRECT=False, WHITENOISE_AUTOREFRESH=True):
        server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def base_url(live_server) -> str:
    return live_server.url


@pytest.fixture(autouse=True)
def day_of_the_article(settings):
    """The clock stands at the article's day; cookies travel over HTTP."""
    settings.TODAY = DAY
    settings.DEMO = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False


class Watcher:
    """Everything a browser complained about, but for what the test said would come."""

    def __init__(self):
        self.complaints: list[str] = []
        self.expected: list[str] = []

    def follow(self, context) -> None:
        context.on("console", self._on_console)
        context.on("weberror", lambda event: self.complaints.append(str(event.error)))
        context.add_init_script(REPORT_VIOLATIONS)

    def expect(self, *words: str) -> None:
        """A refusal (4xx) or a dead network: browsers write these to the console as errors."""
        self.expected.extend(words)

    def _on_console(self, message) -> None:
        if message.type == "error":
            self.complaints.append(f"{message.text} ({message.location['url']})")

    def unexpected(self) -> list[str]:
        return [c for c in self.complaints if not any(words in c for words in self.expected)]


@pytest.fixture
def watcher():
    watcher = Watcher()
    yield watcher
    assert watcher.unexpected() == []


@pytest.fixture
def quiet_server(live_server, transactional_db):
    """The database is emptied when the server has answered everything that was asked.

    A page may be left while its chart is still being fetched: on PostgreSQL such a late request
    and the TRUNCATE after the test deadlock now and then.
    """
    yield
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=60)
            assert not thread.is_alive()


@pytest.fixture
def new_context(watcher, quiet_server, new_context):
    """A browser of one person; what comes before it here is ended after all is closed."""

    def watched(**kwargs):
        defaults = {"viewport": {"width": 1366, "height": 768}, "locale": "id-ID"}
        context = new_context(**{**defaults, **kwargs})
        context.set_default_timeout(10_000)
        watcher.follow(context)
        return context

    return watched


@pytest.fixture
def jambi(transactional_db):
    return make_jambi()
