"""Plans saved and sent by several people at once: nothing is lost, nothing is there twice.

On SQLite in a process of its own, as in an office: a test's own database is in memory, and knows
no two connections. PLAN_PAIRS=300 PLAN_POSTS=50 is the full measure; `-s` prints the answers.
"""

import json
import os
import sys

import pytest
from django.db import connection

from tests.campaigns.events.pairs_of_plans import hammer
from tests.coverage_tracker.processes import printed, production, run
from tests.factories import DAY

PAIRS, POSTS = (int(os.environ.get(name, "6")) for name in ("PLAN_PAIRS", "PLAN_POSTS"))
HAMMERED = f"""
import json
from django.conf import settings
from django.test.utils import override_settings, setup_test_environment
from tests.campaigns.events.pairs_of_plans import hammer
setup_test_environment()
follows = "coverage_tracker.middleware.DecreesOfTheDay"
kept = [one for one in settings.MIDDLEWARE if one != follows]
plain = {{"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
with override_settings(
    MIDDLEWARE=kept,
    STORAGES={{**settings.STORAGES, "staticfiles": plain}},
    SECURE_SSL_REDIRECT=False,
):
    found = hammer({PAIRS}, {POSTS})
print(json.dumps([found.answers, found.lost, found.doubled]))
"""


def tell(answers: dict[str, int]) -> None:
    for answer, times in sorted(answers.items()):
        sys.stdout.write(f"{times:4} x {answer}\n")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite is tried where it is tested")
def test_on_sqlite_no_pair_loses_anything_and_no_form_counts_twice(tmp_path):
    environment = production(tmp_path / "plans.sqlite3", DEBUG="1", TODAY=DAY.isoformat())
    migrated = run("manage.py", "migrate", "--verbosity", "0", environment=environment)
    assert migrated.returncode == 0, migrated.stderr

    answers, lost, doubled = json.loads(printed(HAMMERED, environment).splitlines()[-1])

    tell(answers)
    assert (lost, doubled) == ([], [])


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="run with a PostgreSQL DATABASE_URL")
def test_on_postgresql_no_pair_loses_anything_and_no_form_counts_twice(settings):
    settings.TODAY = DAY

    found = hammer(PAIRS, POSTS)

    tell(found.answers)
    assert (found.lost, found.doubled) == ([], [])
