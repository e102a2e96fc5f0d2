"""What every test shares: how property tests run, pages without collected static files,
passwords that are hashed quickly, and the small Jambi with two of its people.

Property tests: enough examples to find trouble, no clock in the verdict; on a build machine (CI
is set) four times as many as where somebody waits for them.
"""

import gc
import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import override_settings
from hypothesis import HealthCheck, Phase
from hypothesis import settings as hypothesis_settings

from regions.models import User
from tests.factories import Jambi, make_budi, make_jambi, make_siti
from tests.together import InShares

hypothesis_settings.register_profile(
    "suite",
    max_examples=100,
    deadline=None,
    database=None,
    print_blob=True,
    report_multiple_bugs=False,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    # The database of a test is set up once; `factories.undone` cleans up between examples.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
hypothesis_settings.register_profile(
    "quick", hypothesis_settings.get_profile("suite"), max_examples=25
)
hypothesis_settings.load_profile("suite" if os.environ.get("CI") else "quick")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log) -> InShares:
    return InShares(config, log)


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is loaded by now stays to the end; looking through it for garbage, over and over, cost
    up to a fifth of the time of tests that ask for many pages.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


@pytest.fixture(scope="session", autouse=True)
def pages_as_they_are_written(django_test_environment) -> Iterator[None]:
    """Static files from where they lie, and pages over plain HTTP, as on a developer's machine."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        STORAGES={**settings.STORAGES, "staticfiles": plain},
        WHITENOISE_AUTOREFRESH=True,
        SECURE_SSL_REDIRECT=False,
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def decrees_followed_already(django_test_environment) -> Iterator[None]:
    """As after the first request of a day: which test asks first is nobody's affair."""
    follows = "coverage_tracker.middleware.DecreesOfTheDay"
    with override_settings(MIDDLEWARE=[one for one in settings.MIDDLEWARE if one != follows]):
        yield


@pytest.fixture(scope="session", autouse=True)
def passwords_that_cost_no_time(django_test_environment) -> Iterator[None]:
    """Argon2 is slow on purpose; what is tested here is who is let in, not the hash."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(PASSWORD_HASHERS=hashers):
        yield


@pytest.fixture
def jambi() -> Jambi:
    return make_jambi()


@pytest.fixture
def siti(jambi: Jambi) -> User:
    """The operator of Sarolangun."""
    return make_siti(jambi)


@pytest.fixture
def budi(jambi: Jambi) -> User:
    """The manager of Jambi."""
    return make_budi(jambi)
