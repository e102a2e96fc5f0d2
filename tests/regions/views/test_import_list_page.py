"""/impor/: bringing a file, the form to fill in, and what was brought before."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from regions.importing.reading.limits import PAGE
from regions.models import ImportBatch, ImportState, Role
from regions.views.imports import IMPORTS_A_PAGE
from tests.factories import (
    DAY,
    at,
    make_ani,
    make_budi,
    make_dewi,
    make_eko,
    make_jambi,
    make_person,
    make_siti,
)
from tests.reading import links, page_words, table_rows
from tests.regions.views.import_pages import (
    AS_OF,
    COUNTS,
    FIGURES,
    batch_at,
    bring,
    brought,
    counts,
    main_of,
    store,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def jambi(settings):
    settings.TODAY = DAY
    return make_jambi()


def make_batch(jambi, by, **fields) -> ImportBatch:
    defaults = {"kind": "counts", "region": jambi.sarolangun, "file_name": "lama.csv"}
    defaults |= {"at": at(), "content": b"x", "file_hash": "0" * 64}
    return ImportBatch.objects.create(by=by, **{**defaults, **fields})


def test_an_operators_file_waits_and_nothing_of_it_is_stored(client, jambi):
    siti = make_siti(jambi)

    batch = batch_at(brought(client, siti, COUNTS, "harian.csv"))

    assert (batch.kind, batch.state, batch.region) == ("counts", "waiting", jambi.sarolangun)
    assert (batch.file_name, batch.by, batch.options) == ("harian.csv", siti, {})
    assert bytes(batch.content) == COUNTS.encode()
    assert counts() == {}


def test_a_manager_says_what_the_figures_are(client, jambi):
    address = brought(client, make_budi(jambi), FIGURES, **AS_OF, basis="dp4", source="Surat 7")

    batch = batch_at(address)

    assert (batch.kind, batch.region) == ("population", jambi.province)
    assert batch.options == {**AS_OF, "basis": "dp4", "source": "Surat 7"}


def test_without_a_source_the_name_of_the_file_is_the_source(client, jambi):
    address = brought(client, make_dewi(jambi), FIGURES, "dkb.csv", **AS_OF, basis="dkb")

    assert batch_at(address).options["source"] == "dkb.csv"


def test_the_script_of_the_page_is_told_where_the_file_waits(client, jambi):
    client.force_login(make_siti(jambi))

    file = SimpleUploadedFile("a.csv", COUNTS.encode())
    response = client.post("/impor/", {"file": file}, headers={"accept": "application/json"})

    batch = ImportBatch.objects.get()
    assert (response.status_code, response.json()) == (201, {"location": f"/impor/{batch.pk}/"})


def test_a_viewer_sees_the_list_and_brings_nothing(client, jambi):
    brought(client, make_siti(jambi), COUNTS)
    eko = make_eko(jambi)

    refused = bring(client, eko, COUNTS)
    page = client.get("/impor/")

    assert refused.status_code == 403
    assert ImportBatch.objects.count() == 1
    assert "laporan.csv" in page_words(page)
    assert 'type="file"' not in main_of(page)


def test_operators_of_a_province_or_managers_of_a_kabupaten_bring_nothing(client, jambi):
    odd = make_person("odd", Role.OPERATOR, jambi.province)
    odder = make_person("odder", Role.MANAGER, jambi.sarolangun)

    assert bring(client, odd, COUNTS).status_code == 403
    assert bring(client, odder, FIGURES, **AS_OF).status_code == 403


def test_ani_does_not_see_what_siti_brought_budi_and_an_administrator_do(client, jambi):
    siti, ani, budi = make_siti(jambi), make_ani(jambi), make_budi(jambi)
    wati = make_person("wati", Role.VIEWER, None, is_superuser=True)
    address = brought(client, siti, COUNTS)

    found = {}
    for person in (ani, budi, wati):
        client.force_login(person)
        listed = address in links(client.get("/impor/"))
        found[person.username] = (listed, client.get(address).status_code)

    assert found == {"ani": (False, 403), "budi": (True, 200), "wati": (True, 200)}


def test_the_list_says_where_each_file_stands(client, jambi):
    siti = make_siti(jambi)
    store(client, brought(client, siti, COUNTS, "satu.csv"))
    brought(client, siti, COUNTS, "dua.csv")

    rows = table_rows(client.get("/impor/"))

    assert rows[0].startswith("dua.csv")
    assert "menunggu" in rows[0]
    assert rows[1].startswith("satu.csv")
    assert "tersimpan" in rows[1]
    assert rows[1].endswith("2 5")


def test_a_long_list_has_pages(client, jambi):
    siti = make_siti(jambi)
    for _n in range(IMPORTS_A_PAGE + 1):
        make_batch(jambi, siti)
    client.force_login(siti)

    assert len(table_rows(client.get("/impor/"))) == IMPORTS_A_PAGE
    assert len(table_rows(client.get("/impor/?halaman=2"))) == 1
    assert len(table_rows(client.get("/impor/?halaman=abc"))) == IMPORTS_A_PAGE


def test_bringing_a_file_clears_what_one_left_lying_for_a_day(client, jambi):
    siti, ani = make_siti(jambi), make_ani(jambi)
    old = at() - timedelta(days=2)
    make_batch(jambi, siti, at=old)
    make_batch(jambi, siti, at=old, state=ImportState.STORED, content=None, file_name="jadi.csv")
    make_batch(jambi, ani, at=old, file_name="milik ani.csv")

    brought(client, siti, COUNTS, "baru.csv")

    names = set(ImportBatch.objects.values_list("file_name", flat=True))
    assert names == {"jadi.csv", "milik ani.csv", "baru.csv"}


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "kosong.csv", "kosong.csv"),
        (b"%PDF-1.7 ...", "laporan.xlsx", "PDF"),
        (b"PK\x03\x04rusak", "laporan.xlsx", "rusak"),
        (b"\x89PNG\r\n\x1a\n....", "foto.png", ""),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(client, jambi, content, name, words):
    response = bring(client, make_siti(jambi), content, name, day="2019-04-02")

    assert response.status_code == 422
    assert '<span class="error">' in main_of(response)
    assert words in page_words(response)
    assert 'value="2019-04-02"' in main_of(response)
    assert not ImportBatch.objects.exists()


def test_a_file_with_data_of_citizens_is_refused_and_not_even_kept(client, jambi):
    text = "NIK;Nama Lengkap;Kecamatan\n1503011204900001;Fulan bin Fulan;Limun\n"

    response = bring(client, make_siti(jambi), text)

    assert response.status_code == 422
    assert "“NIK”, “Nama Lengkap”" in page_words(response)
    assert "1503011204900001" not in main_of(response)
    assert "Fulan" not in main_of(response)
    assert not ImportBatch.objects.exists()


def test_a_file_over_the_limit_is_refused_before_it_is_read(client, jambi, monkeypatch):
    def never(*args):
        raise AssertionError("it was read")

    monkeypatch.setattr("regions.importing.asking.upload.read_file", never)

    response = bring(client, make_siti(jambi), b"a" * (PAGE.bytes + 1), "besar.csv")

    assert response.status_code == 422
    assert "besar.csv" in page_words(response)
    assert not ImportBatch.objects.exists()


def test_a_mistake_beside_the_file_asks_for_the_file_again(client, jambi):
    response = bring(client, make_budi(jambi), FIGURES, as_of="2019-05-01", basis="dkb")

    assert response.status_code == 422
    assert "Pilih berkasnya" in page_words(response)


def test_without_a_file_the_rest_is_kept(client, jambi):
    client.force_login(make_budi(jambi))

    response = client.post("/impor/", {**AS_OF, "basis": "dp4", "source": "Surat <7>"})

    assert response.status_code == 422
    assert 'value="2019-01-31"' in main_of(response)
    assert "Surat &lt;7&gt;" in main_of(response)
    assert '<option value="dp4" selected>' in main_of(response)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"as_of": "kemarin"},
        {"as_of": "2019-04-05"},
        {"as_of": "0019-01-31"},
        {"as_of": "2019-01-31", "published_on": "2019-01-30"},
        {"as_of": "2019-01-31", "published_on": "2091-01-30"},
        {"as_of": "2019-01-31", "basis": "tebakan"},
        {"as_of": "2019-01-31", "source": "a\0b"},
        {"as_of": "2019-01-31", "source": "a" * 201},
    ],
)
def test_figures_without_a_sound_day_or_basis_are_refused(client, jambi, said):
    response = bring(client, make_budi(jambi), FIGURES, **{"basis": "dkb", **said})

    assert response.status_code == 422
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize("day", ["2019-04-05", "1999-01-01", "31-02-2019"])
def test_counts_of_a_day_that_cannot_be_are_refused(client, jambi, day):
    assert bring(client, make_siti(jambi), COUNTS, day=day).status_code == 422


def test_a_nul_in_the_name_of_a_file_does_no_harm(client, jambi):
    address = brought(client, make_siti(jambi), COUNTS, "a\0b.csv")

    assert "\0" not in batch_at(address).file_name
    assert client.get(address).status_code == 200


def test_a_file_sent_after_the_session_ended_is_said_to_be_lost(client, jambi):
    file = SimpleUploadedFile("a.csv", COUNTS.encode())

    asked = client.post("/impor/", {"file": file, "day": "2019-04-02"})

    assert asked.status_code == 401
    assert 'name="typed-day" value="2019-04-02"' in main_of(asked)
    assert "berkas" in page_words(asked)
    client.force_login(make_siti(jambi))
    again = client.post("/impor/", {"day": "2019-04-02"})
    assert again.status_code == 422
    assert 'value="2019-04-02"' in main_of(again)


def test_the_form_to_fill_in_is_a_workbook_of_ones_places(client, jambi):
    client.force_login(make_siti(jambi))

    response = client.get("/impor/format/15.03/?dari=2019-04-01&sampai=2019-04-02")

    assert response.content.startswith(b"PK")
    assert "format-15.03-2019-04-01-2019-04-02.xlsx" in response.headers["Content-Disposition"]


def test_the_filled_in_form_is_read_without_a_question(client, jambi):
    siti = make_siti(jambi)
    client.force_login(siti)
    form = client.get("/impor/format/15.03/?dari=2019-04-01&sampai=2019-04-02").content

    page = client.get(brought(client, siti, form, "format.xlsx"))

    assert page.context["found"].questions == []


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("dari=2019-02-02&sampai=2019-04-04", 200),
        ("dari=2019-02-01&sampai=2019-04-04", 400),
        ("dari=2019-04-04&sampai=2019-04-03", 400),
        ("dari=kemarin&sampai=2019-04-03", 400),
        ("dari=1999-01-01&sampai=1999-01-02", 400),
        ("", 200),
    ],
)
def test_a_form_of_too_many_days_or_none_is_refused(client, jambi, query, status):
    client.force_login(make_siti(jambi))

    assert client.get(f"/impor/format/15.03/?{query}").status_code == status
