"""How a test opens the page of who has reported, and reads its lines."""

from django.http import HttpResponse
from django.test import Client

from regions.models import User
from tests.reading import table_rows


def page(client: Client, reader: User, **query: str) -> HttpResponse:
    client.force_login(reader)
    return client.get("/kelengkapan/", query)


def listed(response: HttpResponse) -> list[str]:
    """The words of each office's line; a page by province has another table before it."""
    whole = response.content.decode()
    response.content = whole[max(0, whole.find('<table class="reports">')) :]
    return table_rows(response)
