"""How a test sends a form that is stored only after its effect was seen."""

from django.http import HttpResponse
from django.test import Client

from regions.models import User


def send(client: Client, by: User, address: str, typed: dict) -> HttpResponse:
    client.force_login(by)
    return client.post(address, typed)


def shown_then_stored(client: Client, by: User, address: str, typed: dict) -> HttpResponse:
    """The answer to the second sending, with every question answered by yes."""
    trial = send(client, by, address, typed).context["trial"]
    boxes = {asked.name: asked.value for asked in trial.asked}
    return client.post(address, {**typed, "seen": trial.seen, **boxes})
