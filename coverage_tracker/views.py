"""Front door: own region, log-in that keeps what was typed, health."""

import logging

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from coverage_tracker.requests import OfficeRequest

logger = logging.getLogger(__name__)

TYPED = "typed-"
NEVER_KEPT = {"csrfmiddlewaretoken", "username", "next"}


@require_GET
def home(request: OfficeRequest) -> HttpResponse:
    """Lead to the page of one's own region; who has none belongs to the reference data."""
    if request.user.region is None:
        return redirect("admin:index")
    return redirect("region", request.user.region.code)


@require_GET
@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer "ok" as long as the process answers at all."""
    return HttpResponse("ok", content_type="text/plain")


@require_GET
@login_not_required
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer "ok" when the database does, else 503; 1 query."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        logger.error("The database does not answer: %s", error)
        return HttpResponse("no database", content_type="text/plain", status=503)
    return HttpResponse("ok", content_type="text/plain")


class SignIn(LoginView):
    """Log-in. Input of a form whose session had ended travels along and is offered again."""

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(typed=unpacked(self.request.POST), **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        typed = unpacked(self.request.POST)
        if not typed:
            return response
        context = {"typed": typed, "action": self.get_success_url()}
        return render(self.request, "registration/resume.html", context)


def login_again(request: HttpRequest) -> HttpResponse:
    """401: ask for the password in the middle of a form, holding what was typed; no file."""
    context = {
        "form": AuthenticationForm(request),
        "next": request.path,
        "typed": typed_values(request.POST),
        "session_ended": True,
        "file_lost": bool(request.FILES),
    }
    return render(request, "registration/login.html", context, status=401)


@require_GET
@login_not_required
def admin_door(request: HttpRequest) -> HttpResponse:
    """The admin site sends here whoever may not enter it: to the one log-in, or away."""
    if request.user.is_authenticated:
        raise PermissionDenied(_("Only administrators change the reference data."))
    return redirect_to_login(request.GET.get("next", ""))


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials) -> HttpResponse:
    """429: too many wrong passwords; even the right one is refused for a quarter hour."""
    context = {
        "form": AuthenticationForm(initial={"username": request.POST.get("username", "")}),
        "next": request.POST.get("next", ""),
        "typed": unpacked(request.POST),
        "locked_out": True,
    }
    return render(request, "registration/login.html", context, status=429)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form with a stale token. From our own page, the input is offered again."""
    own_page = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    context = {"typed": typed_values(request.POST) if own_page else [], "action": request.path}
    return render(request, "403_csrf.html", context, status=403)


def typed_values(data: QueryDict) -> list[tuple[str, str]]:
    """What a person typed into a form: every field but passwords and tokens."""
    return [
        (name, value)
        for name, values in data.lists()
        if not (name in NEVER_KEPT or "password" in name or name.startswith(TYPED))
        for value in values
    ]


def unpacked(data: QueryDict) -> list[tuple[str, str]]:
    """The input that travels inside the log-in form."""
    return [
        (name.removeprefix(TYPED), value)
        for name, values in data.lists()
        if name.startswith(TYPED)
        for value in values
    ]
