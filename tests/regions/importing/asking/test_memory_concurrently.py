"""Two people of one office store their files at once: both are remembered. PostgreSQL only."""

import pytest
from django.db import connection

from regions.importing.asking.memory import remember, remembered_places
from tests.factories import make_jambi, make_siti
from tests.regions.importing.asking.test_memory import found_in
from tests.regions.recording.test_ledger_concurrently import all_at_once

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql",
        reason="SQLite has one writer at a time; run with a PostgreSQL DATABASE_URL",
    ),
]


def test_the_same_new_names_answered_in_another_order_are_remembered_once():
    jambi = make_jambi()
    siti, found = make_siti(jambi), found_in(jambi.sarolangun)
    places = {f"Kp. {letter}": "15.03.01" for letter in "ABCDEFGHIJ"}
    backwards = dict(reversed(places.items()))

    raised = all_at_once(
        [
            lambda said=said: remember(found, {"places": said}, siti)
            for said in (places, backwards) * 6
        ]
    )

    assert raised == []
    assert remembered_places(jambi.sarolangun) == places
