"""What tests of texts share: the places of one office, read once, and asked in English."""

from datetime import date

import pytest
from django.db import transaction

from regions.importing.places.matching import Places
from regions.models import Region
from tests.regions.importing.offices import load_province
from tests.regions.importing.texts.readings import OFFICE, TODAY


class OfDays:
    """Places that are the same on all days."""

    def __init__(self, places: Places):
        self._places, self.by_code = places, places.by_code

    def on(self, day: date | None) -> Places:
        return self._places


@pytest.fixture(scope="session")
def jambi_places(django_db_setup, django_db_blocker) -> OfDays:
    with django_db_blocker.unblock(), transaction.atomic():
        load_province("15")
        places = Places(Region.objects.get(code=OFFICE), TODAY, {})
        transaction.set_rollback(True)
    return OfDays(places)


@pytest.fixture
def sarolangun(jambi_places, in_english, db) -> OfDays:
    """The places of the office of Sarolangun, as a reader of texts asks them."""
    return jambi_places
