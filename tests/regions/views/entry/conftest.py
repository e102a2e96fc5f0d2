"""Siti of Sarolangun before the entry page of the day of the article, which she has begun."""

import pytest
from django.test import Client

from regions.models import Role
from tests.factories import DAY, Jambi, make_person
from tests.regions.views.entry_form import jambi_with_a_day, logged_in


@pytest.fixture(autouse=True)
def _the_day_of_the_article(settings):
    settings.TODAY = DAY


@pytest.fixture
def jambi() -> Jambi:
    """Jambi with a day of Sarolangun that is half filled in."""
    return jambi_with_a_day()


@pytest.fixture
def siti(jambi) -> Client:
    return logged_in(jambi.sarolangun.people.get(username="siti"))


@pytest.fixture
def siti_in_english(siti) -> Client:
    siti.cookies["django_language"] = "en"
    return siti


@pytest.fixture
def rini(jambi, siti) -> Client:
    """Another operator of the same office."""
    return logged_in(make_person("rini", Role.OPERATOR, jambi.sarolangun, first_name="Rini"))
