"""How a test opens the pages of blank cards and sends their forms, as a browser does."""

import re
from html import unescape

from django.http import HttpResponse
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from campaigns.models import CardAccount, CardMove
from regions.models import User

SAROLANGUN = "/blangko/15.03/"
ANCHORS = ("terima", "kirim", "hitung")


def said(text: str, **values: str) -> str:
    """How a page says it, in its own language."""
    with translation.override("id"):
        return gettext(text) % values


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def fields_of(response: HttpResponse, act: str) -> dict[str, str]:
    """What stands in the form of that name: `terima`, `kirim` or `hitung`."""
    form = response.content.decode().partition(f'id="{act}"')[2].partition("</form>")[0]
    fields = {}
    for tag in re.findall(r"<input [^>]*>", form):
        found = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        # A box that nobody ticked is not sent.
        if found["type"] != "checkbox" and found["name"] != "csrfmiddlewaretoken":
            fields[found["name"]] = unescape(found.get("value", ""))
    for name, options in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        fields[name] = chosen[1] if chosen else ""
    return fields


def errors_of(response: HttpResponse, act: str) -> dict[str, str]:
    """The sentences beside the fields of that form."""
    form = response.content.decode().partition(f'id="{act}"')[2].partition("</form>")[0]
    errors = re.findall(r'<span class="error" id="\w+-(\w+)_error">(.*?)</span>', form)
    return {name: unescape(" ".join(text.split())) for name, text in errors}


def send(client: Client, act: str, office: str = SAROLANGUN, **typed: str) -> HttpResponse:
    """Open the office's page, type into one of its forms, and send that."""
    fields = fields_of(client.get(office), act)
    return client.post(f"{office}{act}/", {**fields, **typed})


def everything_stored() -> list[list[dict]]:
    moved = list(CardMove.objects.order_by("pk").values())
    return [moved, list(CardAccount.objects.filter(balance__gt=0).order_by("pk").values())]
