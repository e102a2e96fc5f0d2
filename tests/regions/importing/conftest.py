"""What tests of import share."""

import pytest
from django.utils import translation

from regions.importing.places import Places

from .indonesia import every_places


@pytest.fixture
def in_english():
    """Sentences for people as they stand in the source."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="package")
def indonesia(django_db_setup, django_db_blocker) -> dict[str, Places]:
    """Every place there is, by the region that imports; read once."""
    with django_db_blocker.unblock():
        return every_places()
