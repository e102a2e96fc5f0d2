"""What the queue of a browser asks and is told: days that were typed without a network."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from coverage_tracker.requests import OfficeRequest

from .. import numerals
from ..entry import DayForm
from ..models import Region
from ..recording import Clash


def visit_of(request: OfficeRequest) -> UUID | None:
    """The id that the browser gave this save; None where it gave none, without JavaScript."""
    try:
        return UUID(request.POST.get("visit", ""))
    except ValueError:
        return None


def wants_json(request: OfficeRequest) -> bool:
    """Whether it is sent by the queue of the browser, which shows no page."""
    return request.headers.get("Accept") == "application/json"


def received_text(kabkota: Region, at: datetime) -> str:
    text = _("Received by the server at %(time)s.")
    return text % {"time": numerals.clock_time(at, kabkota.zone)}


def not_received(
    form: DayForm, clashes: Sequence[Clash], refusal: str, status: int
) -> JsonResponse:
    """Why the queue has to leave a day to its person, in a sentence."""
    if clashes:
        text = _("Someone else saved other numbers for this day meanwhile; open it to see both.")
    elif form.has_open_questions():
        text = _("Unlikely numbers: open the day, look at them and save it again.")
    else:
        text = refusal or _("Some values cannot be stored: open the day and correct them.")
    return JsonResponse({"text": text}, status=status)


@require_GET
def who(request: OfficeRequest) -> HttpResponse:
    """Who is logged in, and the token by which their browser may send what waits in it."""
    return JsonResponse({"person": request.user.username, "token": get_token(request)})
