"""The sample as it ships, loaded once for all files of this folder: it takes some seconds.

One worker gets them all (tests.together); leaving the folder takes back what was loaded.
"""

from collections.abc import Iterator

import pytest
from django.db import transaction

from regions.reference import DATA_DIR, load_places, read_csv, shipped_places
from regions.reference.sample import load_sample


@pytest.fixture(scope="package")
def sample(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Indonesia and the sample of Jambi; what a test adds is rolled back to here."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_places(shipped_places(), read_csv(DATA_DIR / "districts_renumbered.csv"))
        load_sample("kata-sandi-contoh")
        yield
        transaction.set_rollback(True)
