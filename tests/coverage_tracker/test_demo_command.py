"""`manage.py demo`: one command from nothing to a page that can be looked at."""

import re
from datetime import date
from io import StringIO

import pytest
from django.contrib.auth import get_user
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from gunicorn.config import Config

from campaigns.events.event_cards import cards_left, cards_of, given_and_returned
from campaigns.models import Event, MoveKind, StopResult
from coverage_tracker.management.commands import demo
from regions.models import Channel, CountChange, DailyCount, PopulationFigure, Region, Target, User
from regions.ranking import rank_children
from regions.recording import ledger

pytestmark = pytest.mark.django_db

ARTICLE_DAY = date(2019, 4, 4)
LOG_INS = ("operator", "manajer", "nasional", "pengamat")


def run_demo() -> str:
    output = StringIO()
    call_command("demo", no_serve=True, stdout=output)
    return output.getvalue()


def password_in(output: str) -> str:
    return re.search(r"^password: (\S+)$", output, re.MULTILINE)[1]


@pytest.fixture(scope="module")
def first_run(django_db_setup, django_db_blocker, tmp_path_factory):
    """What the first run printed; run once for this file, as it takes some seconds."""
    instead = {
        "TODAY": ARTICLE_DAY,
        "STATIC_ROOT": tmp_path_factory.mktemp("static"),
        "STORAGES": {
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        },
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    }
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(**instead):
        yield run_demo()
        transaction.set_rollback(True)


@pytest.fixture
def in_the_demo(settings, first_run):
    settings.DEMO = True
    settings.TODAY = ARTICLE_DAY
    return first_run


def log_in(client, username: str, password: str) -> bool:
    client.post("/masuk/", {"username": username, "password": password})
    return get_user(client).is_authenticated


def stored() -> dict[str, list]:
    tables = (Region, PopulationFigure, Target, DailyCount, CountChange)
    found = {table.__name__: list(table.objects.order_by("pk").values()) for table in tables}
    people = User.objects.order_by("pk").values("pk", "username", "role", "region", "is_active")
    return found | {"User": list(people)}


def test_it_prints_the_address_the_day_the_log_ins_and_the_password(first_run):
    lines = first_run.splitlines()

    assert "http://127.0.0.1:8000/  (as of 2019-04-04)" in lines
    assert [line.split()[0] for line in lines if line.startswith("  ")] == list(LOG_INS)
    assert len(password_in(first_run)) >= 12


def test_each_of_the_four_log_ins_opens_its_own_region(client, in_the_demo):
    homes = {}
    for username in LOG_INS:
        assert log_in(client, username, password_in(in_the_demo))
        homes[username] = client.get("/", follow=True).redirect_chain[-1][0]
        client.logout()

    assert homes == {
        "operator": "/wilayah/15.03/",
        "manajer": "/wilayah/15/",
        "nasional": "/wilayah/ID/",
        "pengamat": "/wilayah/15/",
    }


def test_who_signs_the_simulated_counts_does_not_log_in(client, in_the_demo):
    simulator = User.objects.get(username="simulasi")

    assert CountChange.objects.filter(by=simulator).exists()
    assert not simulator.is_active
    assert not log_in(client, "simulasi", password_in(in_the_demo))


def test_the_sample_people_are_refused_outside_the_demo(client, settings, in_the_demo):
    settings.DEMO = False

    let_in = [log_in(client, username, password_in(in_the_demo)) for username in LOG_INS]

    assert let_in == [False] * 4


def test_a_session_of_the_demo_is_worth_nothing_outside_it(client, settings, in_the_demo):
    assert log_in(client, "operator", password_in(in_the_demo))

    settings.DEMO = False

    assert not get_user(client).is_authenticated
    assert client.get("/wilayah/15.03/").url.startswith("/masuk/")


def test_a_second_run_sets_a_new_password_and_nothing_else(client, settings, in_the_demo, tmp_path):
    settings.STATIC_ROOT = tmp_path
    before = stored()

    new = password_in(run_demo())

    assert stored() == before
    assert not log_in(client, "operator", password_in(in_the_demo))
    assert log_in(client, "operator", new)


def test_it_refuses_a_database_with_real_counts_and_leaves_it_as_it_is(
    settings, in_the_demo, tmp_path
):
    settings.STATIC_ROOT = tmp_path
    # Counts without any sample person are somebody's work.
    User.objects.update(is_demo=False)
    before = stored()

    with pytest.raises(CommandError, match="holds real counts"):
        run_demo()

    assert stored() == before
    assert list(tmp_path.iterdir()) == []


def test_it_becomes_a_server_on_this_machine_that_writes_nothing_elsewhere(monkeypatch):
    started = []
    monkeypatch.setattr(demo.os, "execv", lambda path, argv: started.append(argv))

    demo.serve("8123")

    (argv,) = started
    assert argv[1:4] == ["-m", "gunicorn", "coverage_tracker.wsgi"]
    options = Config().parser().parse_args(argv[3:])
    assert options.bind == ["127.0.0.1:8123"]
    assert options.control_socket_disable is True


def test_the_event_of_the_article_stands_in_it_and_counts_nobody_twice(in_the_demo):
    event = Event.objects.get()
    sarolangun = rank_children(Region.objects.get(code="15"), ARTICLE_DAY).rows[0]

    assert (event.region.code, event.first_day, event.last_day) == (
        "15.03",
        ARTICLE_DAY,
        date(2019, 4, 5),
    )
    assert event.stops.count() == 5
    assert event.teams.count() == 11
    given = {office.code: out for office, (out, _back) in given_and_returned(event).items()}
    assert given == {"15": 6000, "15.03": 5000}
    used, spoiled = (cards_of(event, kind) for kind in (MoveKind.USED, MoveKind.SPOILED))
    assert used + spoiled + cards_left(event) == 11_000
    assert used > 300
    assert (sarolangun.region.code, sarolangun.standing.recorded) == ("15.03", 191_963)
    results = sum(StopResult.objects.values_list("recorded", flat=True))
    outreach = DailyCount.objects.filter(channel=Channel.JEMPUT_BOLA)
    assert sum(outreach.values_list("recorded", flat=True)) == results > 300
    assert list(ledger.check()) == []
