"""What these tests share: pages in English, today, and a decree as it is brought in."""

from collections.abc import Callable, Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import translation

from regions.decrees import COLUMNS
from tests.factories import DAY


@pytest.fixture(autouse=True)
def today_is_the_day_of_the_article(settings):
    settings.TODAY = DAY


@pytest.fixture(autouse=True)
def english(client) -> Iterator[None]:
    client.cookies["django_language"] = "en"
    with translation.override("en"):
        yield


@pytest.fixture
def decree(tmp_path) -> Callable[..., None]:
    """Applies lines of a decree, the last column filled in, through the command."""

    def apply(*lines: str) -> None:
        path = tmp_path / "keputusan.csv"
        path.write_text("\n".join([",".join(COLUMNS), *(f"{line},UU 1" for line in lines)]))
        call_command("change_regions", str(path), stdout=StringIO())

    return apply
