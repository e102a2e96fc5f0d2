"""What every test shares: how property tests run, pages without collected static files, and
passwords that are hashed quickly.

Property tests: enough examples to find trouble, no clock in the verdict.
"""

import pytest
from hypothesis import HealthCheck, Phase
from hypothesis import settings as hypothesis_settings

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
hypothesis_settings.load_profile("suite")


@pytest.fixture(autouse=True)
def pages_as_they_are_written(settings):
    """Static files from where they lie, and pages over plain HTTP, as on a developer's machine."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.WHITENOISE_AUTOREFRESH = True
    settings.SECURE_SSL_REDIRECT = False


@pytest.fixture(autouse=True)
def passwords_that_cost_no_time(settings):
    """Argon2 is slow on purpose; what is tested here is who is let in, not the hash."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
