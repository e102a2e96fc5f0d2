"""Filling in the entry form as a browser does: take what the page holds, type, send it all."""

from html.parser import HTMLParser

from django.http import HttpResponse
from django.test import Client

from regions.models import CountChange, DailyCount, DayStatus, DayTotal, RunningHead, User
from tests.factories import Jambi, make_jambi, make_siti, save_day
from tests.reading import page_words, table_rows

SAROLANGUN_TODAY = "/entri/15.03/2019-04-04/"
LIMUN = "15.03.01-recorded"
PAUH = "15.03.03-recorded"


class _Form(HTMLParser):
    """The fields of the entry form with what stands in them; the boxes of questions apart."""

    def __init__(self):
        super().__init__()
        self.inside, self.select = False, ""
        self.fields: dict[str, str] = {}
        self.boxes: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "form":
            self.inside = "entry" in found.get("class", "")
        if not self.inside:
            return
        name = found.get("name")
        if tag == "input" and name:
            if found.get("type") != "checkbox":
                self.fields[name] = found.get("value") or ""
            elif name.endswith("-complete"):
                self.fields[name] = "on" if "checked" in found else ""
            else:
                self.boxes[name] = found.get("value") or ""
        elif tag == "select":
            self.select = name
            self.fields[name] = ""
        elif tag == "option" and "selected" in found:
            self.fields[self.select] = found.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False


def _read(response: HttpResponse) -> _Form:
    form = _Form()
    form.feed(response.content.decode())
    return form


def fields_of(response: HttpResponse) -> dict[str, str]:
    """Everything that pressing “Simpan” on this page would send."""
    return _read(response).fields


def boxes_of(response: HttpResponse) -> dict[str, str]:
    """The boxes one may tick on this page, with what each would send."""
    return _read(response).boxes


def send(client: Client, typed: dict, address: str = SAROLANGUN_TODAY) -> HttpResponse:
    """Open the page, type into it, save."""
    return client.post(address, {**fields_of(client.get(address)), **typed})


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def row_of(response: HttpResponse, name: str) -> str:
    """The words of the table row that begins with `name`."""
    return next(row for row in table_rows(response) if row.startswith(name))


def jambi_with_a_day() -> Jambi:
    """Jambi, where Siti has typed 12 for Limun and 480 cards left for Sarolangun today."""
    jambi = make_jambi()
    save_day(make_siti(jambi), {jambi.limun: 12}, status={"blangko_left": 480})
    return jambi


def assert_refused(response: HttpResponse, status: int, *sentences: str) -> None:
    assert response.status_code == status
    words = page_words(response)
    for sentence in sentences:
        assert sentence in words


def everything_stored() -> list[list[dict]]:
    tables = (DailyCount, DayStatus, CountChange, DayTotal, RunningHead)
    return [list(table.objects.order_by("pk").values()) for table in tables]
