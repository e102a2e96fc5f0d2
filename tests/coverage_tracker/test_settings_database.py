"""What the settings promise about the database holds on a fresh file, in a process of its own."""

import json
from pathlib import Path

from django.conf import settings

from tests.coverage_tracker.processes import printed, production

WRITE_AGAINST_A_WRITER = """
import json, sqlite3
from django.db import connection, transaction

def pragma(name):
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]

found = {"journal": pragma("journal_mode"), "synchronous": pragma("synchronous")}
other = sqlite3.connect(connection.settings_dict["NAME"], timeout=0, isolation_level=None)
with transaction.atomic():
    found["reads meanwhile"] = other.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    try:
        other.execute("BEGIN IMMEDIATE")
        found["second writer"] = "let in"
    except sqlite3.OperationalError as error:
        found["second writer"] = str(error)
other.execute("BEGIN IMMEDIATE")
other.execute("ROLLBACK")
print(json.dumps(found))
"""
DATABASE_SETTINGS = """
import json
from django.conf import settings
database = settings.DATABASES["default"]
print(json.dumps({key: database.get(key) for key in (
    "ENGINE", "ATOMIC_REQUESTS", "CONN_HEALTH_CHECKS", "OPTIONS")}))
"""


def test_on_sqlite_commits_reach_the_disk_and_readers_do_not_wait(tmp_path):
    found = json.loads(printed(WRITE_AGAINST_A_WRITER, production(tmp_path / "new.sqlite3")))

    assert found["journal"] == "wal"
    assert found["synchronous"] == 2  # FULL
    assert found["reads meanwhile"] == 0


def test_on_sqlite_a_transaction_is_the_only_writer_from_its_first_moment(tmp_path):
    found = json.loads(printed(WRITE_AGAINST_A_WRITER, production(tmp_path / "new.sqlite3")))

    assert found["second writer"] == "database is locked"


def test_on_postgresql_there_are_no_sqlite_options_and_a_lost_connection_is_replaced():
    environment = production("postgres://siti@127.0.0.1:1/cakupan")

    database = json.loads(printed(DATABASE_SETTINGS, environment))

    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert database["CONN_HEALTH_CHECKS"] is True
    assert not database["OPTIONS"]


def test_no_request_is_one_transaction_as_each_writer_opens_its_own(tmp_path):
    environments = [
        production(tmp_path / "new.sqlite3"),
        production("postgres://siti@127.0.0.1:1/cakupan"),
    ]

    answers = [json.loads(printed(DATABASE_SETTINGS, one)) for one in environments]

    assert [answer["ATOMIC_REQUESTS"] for answer in answers] == [False, False]
    assert settings.DATABASES["default"]["ATOMIC_REQUESTS"] is False


def test_without_a_database_url_the_figures_are_kept_under_var():
    environment = production("")
    del environment["DATABASE_URL"]

    name = printed(
        "from django.conf import settings; print(settings.DATABASES['default']['NAME'])",
        environment,
    )

    assert Path(name) == settings.BASE_DIR / "var" / "coverage.sqlite3"
