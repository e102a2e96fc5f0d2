"""The change log of population figures: what a file, its undo or a person did to which."""

from datetime import date

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from regions.importing.storing.undoing import undo
from regions.models import FigureChange, ImportBatch, PopulationFigure, Region, User
from regions.recording import NewFigure, Signature, record_figures
from tests.factories import (
    AS_OF,
    DAY,
    at,
    make_ani,
    make_budi,
    make_dewi,
    make_eko,
    make_figure,
    make_region,
    make_siti,
    save_day,
)
from tests.reading import links, page_words, table_rows

pytestmark = pytest.mark.django_db

PUBLISHED = date(2019, 2, 27)


def log(client: Client, reader: User, **query) -> HttpResponse:
    """The page in English."""
    client.force_login(reader)
    client.cookies["django_language"] = "en"
    response = client.get("/riwayat/", {"jenis": "angka", **query})
    assert response.status_code == 200
    return response


def places(response: HttpResponse) -> list[str]:
    return [line.code for line in response.context["lines"]]


def store(by: User, *regions: Region, published_on: date = AS_OF, **values) -> ImportBatch:
    """One number of these regions, as a file brings it."""
    batch = ImportBatch.objects.create(
        kind="population", state="stored", region=by.region, file_name="dkb.xlsx", by=by, at=at()
    )
    figures = [
        NewFigure(region.pk, region.kabkota_id or region.pk, AS_OF, published_on, values)
        for region in regions
    ]
    record_figures(figures, Signature(by, at(), batch=batch))
    return batch


def test_a_change_says_when_who_where_as_of_what_from_to_and_through_which_file(client, jambi):
    budi = make_budi(jambi)
    make_figure(jambi.sarolangun, 1000, 800, published_on=PUBLISHED)
    batch = store(budi, jambi.sarolangun, published_on=PUBLISHED, wajib_ktp=1100)

    response = log(client, budi)

    assert table_rows(response) == [
        "4 Apr 15.00.00 WIB budi Kabupaten Sarolangun 15.03 31 January 2019 Wajib KTP "
        f"1,000 1,100 import {batch.pk} (dkb.xlsx) · published on 27 February 2019"
    ]
    assert "Every change of a population figure" in page_words(response)


def test_the_undo_of_a_file_is_named(client, jambi):
    budi = make_budi(jambi)
    batch = store(budi, jambi.sarolangun, wajib_ktp=1100, basis="dp4", source="KPU")
    undo(batch, budi, at(10))

    said = [(one.what, one.old, one.new, one.through) for one in log(client, budi).context["lines"]]

    taken_back = f"import {batch.pk} taken back (dkb.xlsx)"
    assert ("Wajib KTP (DP4)", "1,100", "–", taken_back) in said
    assert ("Basis", "election data (DP4)", "–", taken_back) in said
    assert ("Source (DP4)", "–", "KPU", f"import {batch.pk} (dkb.xlsx)") in said


def test_siti_and_ani_see_their_own_office_budi_eko_and_dewi_all_below_them(client, jambi):
    store(make_budi(jambi), jambi.sarolangun, jambi.limun, jambi.batanghari, wajib_ktp=900)
    store(make_dewi(jambi), make_region("14.01"), wajib_ktp=900)

    seen = {
        reader.username: set(places(log(client, reader)))
        for reader in (make_siti(jambi), make_ani(jambi), make_eko(jambi))
    }

    in_jambi = {"15.03", "15.03.01", "15.04"}
    assert seen == {"siti": {"15.03", "15.03.01"}, "ani": {"15.04"}, "eko": in_jambi}
    assert set(places(log(client, User.objects.get(username="budi")))) == in_jambi
    assert set(places(log(client, User.objects.get(username="dewi")))) == {*in_jambi, "14.01"}


def test_asking_for_a_strangers_place_shows_nothing(client, jambi):
    store(make_budi(jambi), jambi.sarolangun, jambi.batanghari, wajib_ktp=900)

    assert places(log(client, make_siti(jambi), wilayah="15.04")) == []


def test_place_and_as_of_day_narrow_the_list(client, jambi):
    budi = make_budi(jambi)
    store(budi, jambi.sarolangun, jambi.batanghari, wajib_ktp=900)

    assert places(log(client, budi, wilayah="15.03")) == ["15.03"]
    assert places(log(client, budi, tanggal="2019-04-04")) == []
    assert len(places(log(client, budi, tanggal="2019-01-31"))) == 2
    wrong = log(client, budi, tanggal="2019-02-30")
    assert wrong.content.decode().count('<p class="message error">') == 1
    assert '<input type="hidden" name="jenis" value="angka">' in wrong.content.decode()


def test_counts_and_figures_are_two_lists_that_lead_to_each_other(client, jambi):
    budi = make_budi(jambi)
    store(budi, jambi.sarolangun, wajib_ktp=900)
    save_day(make_siti(jambi), {jambi.limun: 3})

    figures = log(client, budi, wilayah="15.03")
    counts = log(client, budi, jenis="", wilayah="15.03")

    assert places(figures) == ["15.03"]
    assert set(places(counts)) == {"15.03", "15.03.01"}
    assert "?wilayah=15.03" in links(figures)
    assert "?jenis=angka&wilayah=15.03" in links(counts)


def typed(**values) -> dict:
    figure = {"region": "15.03.01", "as_of": "2019-01-31", "published_on": "2019-04-04"}
    return {**figure, "basis": "dkb", "wajib_ktp": 1000, "recorded": 800, "source": "DKB", **values}


def logged() -> list[tuple]:
    rows = FigureChange.objects.order_by("id")
    return list(rows.values_list("region__code", "field", "old", "new", "by__username"))


def send(client: Client, by: User, address: str, values: dict) -> None:
    """Sent, and stored after its effect was seen."""
    client.force_login(by)
    shown = client.post(address, values)
    seen = {"seen": shown.context["trial"].seen}
    boxes = {asked.name: asked.value for asked in shown.context["trial"].asked}
    assert client.post(address, {**values, **seen, **boxes}).status_code == 302


def test_what_is_typed_on_the_page_of_figures_is_logged_with_its_reason(client, settings, jambi):
    settings.TODAY, budi = DAY, make_budi(jambi)
    send(client, budi, "/angka/?wilayah=15.03", typed())
    figure = PopulationFigure.objects.get()
    added = logged()
    send(client, budi, f"/angka/{figure.pk}/", typed(wajib_ktp="1.100", why="salah ketik"))

    assert added == [
        ("15.03.01", "wajib_ktp", None, 1000, "budi"),
        ("15.03.01", "recorded", None, 800, "budi"),
        ("15.03.01", "basis", None, "dkb", "budi"),
        ("15.03.01", "source", None, "DKB", "budi"),
    ]
    assert logged()[4:] == [("15.03.01", "wajib_ktp", 1000, 1100, "budi")]
    said = log(client, budi).context["lines"][0].through
    assert said == "typed · salah ketik · published on 4 April 2019"


def test_a_figure_moved_or_taken_away_is_logged_as_gone(client, settings, jambi):
    settings.TODAY, budi = DAY, make_budi(jambi)
    figure = make_figure(jambi.limun, published_on=DAY)
    moved = typed(as_of="2018-12-31", why="hari yang salah")
    send(client, budi, f"/angka/{figure.pk}/", moved)
    changes = FigureChange.objects.filter(field="wajib_ktp").order_by("id")
    of_the_move = list(changes.values_list("as_of", "old", "new"))
    left = PopulationFigure.objects.get()
    empty = {**moved, "wajib_ktp": "", "recorded": "", "why": "bukan angka kami"}
    send(client, budi, f"/angka/{left.pk}/", empty)

    assert of_the_move == [(AS_OF, 1000, None), (date(2018, 12, 31), None, 1000)]
    assert changes.last().new is None
    assert not PopulationFigure.objects.exists()


def queries_of(client: Client, reader: User) -> int:
    client.force_login(reader)
    with CaptureQueriesContext(connection) as queries:
        client.get("/riwayat/?jenis=angka")
    return len(queries)


def test_the_log_asks_as_often_for_50_changes_as_for_one(client, jambi):
    budi = make_budi(jambi)
    store(budi, jambi.sarolangun, wajib_ktp=900)
    few = queries_of(client, budi)

    kecamatan = [make_region(f"15.05.{n:02}") for n in range(1, 60)]
    undo(store(budi, *kecamatan, wajib_ktp=900, recorded=700), budi, at(11))

    # Session, person, their region, what decrees made a part of it, one page of the log, files
    # taken back.
    assert few == queries_of(client, budi) == 6
