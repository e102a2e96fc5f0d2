"""What tests of import share."""

import pytest

from regions.importing.places.matching import Places
from tests.regions.importing.indonesia import every_places


@pytest.fixture(scope="session")
def indonesia(django_db_setup, django_db_blocker) -> dict[str, Places]:
    """Every place there is, by the region that imports. Read once for all tests, which ask in
    English: what was matched before is answered again in the language of that time.
    """
    with django_db_blocker.unblock():
        return every_places()
