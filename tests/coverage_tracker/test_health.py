"""What a load balancer asks: is the process alive, and does its database answer."""

import json

import pytest

from tests.coverage_tracker.processes import printed, production

ASK_BOTH = """
import json
from django.test import Client
answers = [Client(headers={"host": "example.go.id"}).get(path) for path in ("/healthz", "/readyz")]
print(json.dumps([[a.status_code, a.headers["Content-Type"], a.text] for a in answers]))
"""


def test_healthz_answers_without_a_log_in_and_without_the_database(
    client, db, django_assert_num_queries
):
    with django_assert_num_queries(0):
        response = client.get("/healthz")

    assert (response.status_code, response.text) == (200, "ok")
    assert response.headers["Content-Type"] == "text/plain"


def test_readyz_asks_the_database_once_and_needs_no_log_in(client, db, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/readyz")

    assert (response.status_code, response.text) == (200, "ok")


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_read_not_sent(client, db, path):
    assert client.post(path).status_code == 405


@pytest.mark.parametrize(
    "database", ["postgres://nobody@127.0.0.1:1/nothing", "sqlite:////nowhere/at/all.sqlite3"]
)
def test_without_its_database_the_process_is_alive_but_not_ready(database):
    answers = json.loads(printed(ASK_BOTH, production(database)))

    assert answers == [[200, "text/plain", "ok"], [503, "text/plain", "no database"]]
