"""What tests of regions share."""

import pytest
from django.utils import translation


@pytest.fixture
def in_english():
    """Sentences for people as they stand in the source."""
    with translation.override("en"):
        yield
