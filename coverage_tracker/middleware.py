"""Security headers, the chosen language, and a log-in that loses nothing typed."""

import logging
from collections.abc import Callable
from datetime import date
from typing import ClassVar, cast

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from coverage_tracker import clock
from coverage_tracker.views import login_again
from regions.decrees import let_travel
from regions.management.signer import signer
from regions.models import RegionChange, User
from regions.recording import Signature

logger = logging.getLogger(__name__)

Next = Callable[[HttpRequest], HttpResponse]


def content_security_policy(get_response: Next) -> Next:
    """Send SECURE_CSP with every response; Django 6 does this itself."""
    header = "; ".join(
        f"{directive} {' '.join(sources)}" for directive, sources in settings.SECURE_CSP.items()
    )

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", header)
        return response

    return middleware


def chosen_language(get_response: Next) -> Next:
    """Speak the language chosen on the page, else Indonesian.

    Django's LocaleMiddleware would follow the browser; office computers are often
    installed in English by people who work in Indonesian.
    """
    codes = {code for code, name in settings.LANGUAGES}

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in codes else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        return response

    return middleware


class DecreesOfTheDay:
    """Lets what has no day of its own follow the decrees that hold from today on: names, people,
    stocks, events. Once a day in each process, before the first page of somebody logged in.
    """

    # Of this process; the next day asks again.
    followed_on: ClassVar[date | None] = None

    def __init__(self, get_response: Next):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: object, kwargs: object
    ) -> None:
        today = clock.today(clock.WIB)
        is_open_to_all = not getattr(view, "login_required", True)
        if is_open_to_all or DecreesOfTheDay.followed_on == today:
            return
        # Tried once a day: what cannot follow is for the log, and must not stop pages.
        DecreesOfTheDay.followed_on = today
        try:
            if RegionChange.objects.filter(day__lte=today).exists():
                let_travel(today, Signature(signer("keputusan"), clock.now()))
                # Read before, to see who is logged in.
                cast(User, request.user).refresh_from_db(fields=["region"])
        except Exception:
            logger.exception("What belongs to changed places could not follow their decrees.")


class LoginKeepsInputMiddleware(LoginRequiredMiddleware):
    """Closed by default; a form sent after the session ended comes back with what was typed."""

    # Django takes any response; the stubs know of a redirect only.
    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponse]
    ) -> HttpResponse:
        if request.method == "POST":
            return login_again(request)
        return super().handle_no_permission(request, view_func)


def client_address(request: HttpRequest) -> str:
    """Where a log-in comes from: behind our own proxy, the address that the proxy saw.

    A proxy appends it to X-Forwarded-For; what stands before it was sent by the client.
    """
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.HTTPS else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
