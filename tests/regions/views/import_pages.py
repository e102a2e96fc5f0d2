"""How tests of the import pages bring files, and what they read on the pages."""

import json
import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from regions.models import DailyCount, ImportBatch, PopulationFigure, User

COUNTS = "Kecamatan;Tanggal;Perekaman;Cetak\nLimun;2019-04-02;12;9\nPauh;2019-04-02;7;5\n"
FIGURES = (
    "Kode,Nama,Wajib KTP,Sudah Rekam\n15.03,Sarolangun,1000,800\n15.04,Batang Hari,2000,1900\n"
)
# A place that is none; a column that may be either number.
STRANGE = COUNTS + "Kp. Baru;2019-04-02;4;4\n"
TRAP = "Kode;Nama;JML;JML_WKTP\n15.03;Sarolangun;1000;800\n15.04;Batang Hari;2000;1900\n"
AS_OF = {"as_of": "2019-01-31", "published_on": "2019-02-07"}


def bring(
    client: Client, user: User, text: str | bytes, name: str = "laporan.csv", **said
) -> HttpResponse:
    """Send a file as this person."""
    client.force_login(user)
    content = text.encode() if isinstance(text, str) else text
    return client.post("/impor/", {"file": SimpleUploadedFile(name, content), **said})


def brought(client: Client, user: User, text: str | bytes, name="laporan.csv", **said) -> str:
    """Send a file that is taken; the address of its page."""
    response = bring(client, user, text, name, **said)
    assert response.status_code == 302, response.content.decode()
    return response.url


def batch_at(address: str) -> ImportBatch:
    return ImportBatch.objects.get(pk=address.rstrip("/").rpartition("/")[2])


def main_of(response: HttpResponse) -> str:
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


def seen(client: Client, address: str) -> str:
    """The fingerprint of the changes that the page shows."""
    return re.search(r'name="seen" value="(\w+)"', main_of(client.get(address)))[1]


def field_names(response: HttpResponse, prefix: str) -> list[str]:
    """The fields of questions (q-), columns (c-) and given answers (f-), in their order."""
    names = re.findall(rf'name="({prefix}-\w+)"', main_of(response))
    return list(dict.fromkeys(names))


def store(client: Client, address: str) -> HttpResponse:
    """Look at the page, answer yes to what is asked, and press the button."""
    boxes = {asked.name: asked.value for asked in client.get(address).context["asked"]}
    return client.post(f"{address}simpan/", {"seen": seen(client, address), **boxes})


def streamed(client: Client, address: str, fingerprint: str) -> list[dict]:
    """The lines that the page's script is told while the file is stored."""
    headers = {"accept": "application/x-ndjson"}
    response = client.post(f"{address}simpan/", {"seen": fingerprint}, headers=headers)
    assert response.headers["Content-Type"] == "application/x-ndjson"
    return [json.loads(line) for line in b"".join(response.streaming_content).splitlines()]


def counts() -> dict[str, int | None]:
    """What was recorded, by place."""
    return dict(DailyCount.objects.values_list("region__code", "recorded"))


def figures() -> dict[str, tuple]:
    rows = PopulationFigure.objects.values_list("region__code", "wajib_ktp", "recorded")
    return {code: (wajib, recorded) for code, wajib, recorded in rows}


def asked(client: Client, address: str) -> list[tuple[str, str, str]]:
    """The open questions of a file."""
    found = client.get(address).context["found"]
    return [(q.kind, q.column, q.value) for q in found.questions]


def answer(client: Client, address: str, *chosen: str, **more) -> HttpResponse:
    """Answer the questions of the page in their order."""
    names = [n for n in field_names(client.get(address), "q") if not n.endswith("-code")]
    given = dict(zip(names, chosen, strict=False))
    return client.post(f"{address}jawaban/", given | more)
