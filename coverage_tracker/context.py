"""What every page may show without its view handing it over."""

from django.conf import settings
from django.http import HttpRequest

from coverage_tracker import clock


def site(request: HttpRequest) -> dict:
    """Whether this is the demo, and the languages to choose from."""
    return {
        "demo": settings.DEMO,
        "demo_day": settings.TODAY,
        "languages": settings.LANGUAGES,
        "wib_today": clock.today(clock.WIB),
    }
