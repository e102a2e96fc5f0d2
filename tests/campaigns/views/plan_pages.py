"""The form of a plan as a browser sends it."""

from typing import Any

from django.http import HttpResponse
from django.test import Client

from campaigns.models import Event
from regions.models import User


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def as_shown(page: HttpResponse) -> dict[str, str]:
    """What the browser would send of the form on this page, with nothing typed."""
    context = page.context
    forms = [context["form"], context["stops"].management_form, *context["stops"], context["teams"]]
    found = {}
    for form in forms:
        for field in form:
            value = field.value()
            if hasattr(value, "isoformat"):
                value = str(value)
            if value is True:
                found[field.html_name] = "on"
            elif value is not False:
                found[field.html_name] = "" if value is None else str(value)
    return found


def opened(client: Client, event: Event) -> dict[str, str]:
    return as_shown(client.get(f"/gisa/{event.pk}/ubah/"))


def send(client: Client, event: Event, form: dict[str, str], **typed: Any) -> HttpResponse:
    """The form with what was typed into it; `__` in a name stands for a hyphen."""
    named = {name.replace("__", "-"): value for name, value in typed.items()}
    return client.post(f"/gisa/{event.pk}/ubah/", {**form, **named})
