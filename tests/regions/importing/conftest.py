"""What tests of import share."""

import pytest
from django.utils import translation

from regions.importing.places.matching import Places

from .indonesia import every_places


@pytest.fixture
def in_english():
    """Sentences for people as they stand in the source."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="module")
def indonesia(django_db_setup, django_db_blocker) -> dict[str, Places]:
    """Every place there is, by the region that imports. Read once for a file of tests: what was
    matched before is answered again in the language of that time.
    """
    with django_db_blocker.unblock():
        return every_places()
