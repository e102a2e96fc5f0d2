"""What every page may show without its view handing it over."""

from datetime import date, timedelta

from django.conf import settings
from django.http import HttpRequest

from coverage_tracker import clock

KEPT_BEFORE, KEPT_AHEAD = 3, 2


def site(request: HttpRequest) -> dict:
    """Whether this is the demo, and the languages to choose from."""
    return {
        "demo": settings.DEMO,
        "demo_day": settings.TODAY,
        "languages": settings.LANGUAGES,
        "wib_today": clock.today(clock.WIB),
        "kept_days": kept_days(clock.today(clock.WIB)),
    }


def kept_days(today: date) -> list[date]:
    """The days that can be typed without a network: the last ones, and some still to come."""
    return [today + timedelta(days=days) for days in range(-KEPT_BEFORE, KEPT_AHEAD + 1)]
