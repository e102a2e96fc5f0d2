"""Storing a file from its page, seeing it move, and taking it back: all of it or nothing."""

import re

import pytest

from regions.models import CountChange, DayStatus, ImportBatch
from regions.views import import_batch
from tests.factories import DAY, make_budi, make_eko, make_figure, make_jambi, make_siti, save_day
from tests.reading import page_words
from tests.regions.views.import_pages import (
    AS_OF,
    COUNTS,
    FIGURES,
    batch_at,
    brought,
    counts,
    figures,
    main_of,
    seen,
    store,
    streamed,
)

pytestmark = pytest.mark.django_db
SERVICE_DAY = DAY.replace(day=2)


@pytest.fixture
def jambi(settings):
    settings.TODAY = DAY
    return make_jambi()


def test_all_rows_are_stored_and_the_page_becomes_the_record(client, jambi):
    siti = make_siti(jambi)
    address = brought(client, siti, COUNTS)

    response = store(client, address)
    page = client.get(address)

    assert (response.status_code, response.url) == (302, address)
    assert counts() == {"15.03.01": 12, "15.03.03": 7}
    batch = batch_at(address)
    assert (batch.state, batch.rows, batch.changes, batch.content) == ("stored", 2, 5, None)
    assert batch.file_hash in page_words(page)
    assert page.context["values"] == "4"
    assert [row.code for row in page.context["sheet"].rows] == ["15.03.01", "15.03.03"]


def test_population_figures_are_stored_with_what_was_said_of_them(client, jambi):
    address = brought(client, make_budi(jambi), FIGURES, **AS_OF, basis="dkb")

    store(client, address)

    assert figures() == {"15.03": (1000, 800), "15.04": (2000, 1900)}
    figure = jambi.sarolangun.figures.get()
    assert (figure.published_on.isoformat(), figure.source) == ("2019-02-07", "laporan.csv")
    assert len(client.get(address).context["sheet"].rows) == 2


def test_days_gone_by_change_only_where_that_was_answered(client, jambi):
    budi = make_budi(jambi)
    address = brought(client, budi, FIGURES, **AS_OF, basis="dkb")
    page = client.get(address)
    (asked,) = page.context["asked"]
    fingerprint = {"seen": seen(client, address)}

    for box in ({}, {asked.name: ""}, {asked.name: "737000 737001 2"}):
        refused = client.post(f"{address}simpan/", fingerprint | box)
        assert refused.status_code == 422
        assert "Belum disimpan: jawab dahulu" in page_words(refused)
    assert figures() == {}
    answered = client.post(f"{address}simpan/", fingerprint | {asked.name: asked.value})

    assert "56 hari" in asked.text
    assert asked.days.split(", ")[0::55] == ["2019-02-07", "2019-04-03"]
    assert re.search(r'<input [^>]*name="days-confirm"[^>]* required>', main_of(page))
    assert page.context["checks"] == []
    assert answered.status_code == 302
    assert figures() == {"15.03": (1000, 800), "15.04": (2000, 1900)}


def test_that_days_gone_by_changed_stays_in_the_log_and_in_the_record(client, jambi):
    address = brought(client, make_budi(jambi), FIGURES, **AS_OF, basis="dkb")
    store(client, address)
    client.cookies["django_language"] = "en"

    said = "the pages of 56 days gone by change (7 February 2019 to 3 April 2019)"
    assert said in page_words(client.get(address))
    log = client.get("/riwayat/?jenis=angka").context["lines"]
    assert {line.through.partition(" · ")[2] for line in log} == {
        f"confirmed: {said} · published on 7 February 2019"
    }


def test_figures_that_count_from_today_ask_nothing(client, jambi):
    said = {**AS_OF, "published_on": DAY.isoformat()}
    address = brought(client, make_budi(jambi), FIGURES, **said, basis="dkb")

    assert client.get(address).context["asked"] == []
    assert client.post(f"{address}simpan/", {"seen": seen(client, address)}).status_code == 302
    assert "days" not in batch_at(address).answers


def test_other_days_than_those_answered_are_asked_again(client, jambi):
    address = brought(client, make_budi(jambi), FIGURES, **AS_OF, basis="dkb")
    (asked,) = client.get(address).context["asked"]
    later = AS_OF["published_on"].replace("07", "20")
    # A figure of a later day goes before that of the file from its own publication on.
    for place in (jambi.sarolangun, jambi.batanghari):
        make_figure(place, 900, 700, as_of=DAY.replace(month=2), published_on=later)
    box = {"seen": seen(client, address), asked.name: asked.value}

    response = client.post(f"{address}simpan/", box)

    assert response.status_code == 422
    assert [(a.is_answered, a.value != asked.value) for a in response.context["asked"]] == [
        (False, True)
    ]


def test_who_only_reads_sees_the_question_and_cannot_answer_it(client, jambi):
    address = brought(client, make_budi(jambi), FIGURES, **AS_OF, basis="dkb")
    client.force_login(make_eko(jambi))

    assert re.search(r'name="days-confirm"[^>]* disabled>', main_of(client.get(address)))


def test_the_script_is_told_how_far_it_is_and_where_to_go(client, jambi):
    address = brought(client, make_siti(jambi), COUNTS)

    lines = streamed(client, address, seen(client, address))

    assert lines == [{"done": 2, "rows": 2}, {"location": address}]
    assert batch_at(address).state == "stored"


def test_whoever_stops_listening_leaves_nothing(client, jambi):
    address = brought(client, make_siti(jambi), COUNTS)
    fingerprint = seen(client, address)
    headers = {"accept": "application/x-ndjson"}

    response = client.post(f"{address}simpan/", {"seen": fingerprint}, headers=headers)
    first = next(iter(response.streaming_content))
    # As response.close() does, which would close the connection of the test as well.
    response._iterator.close()

    assert first == b'{"done": 2, "rows": 2}\n'
    assert counts() == {}
    assert batch_at(address).state == "waiting"


def test_a_file_stored_twice_is_stored_once(client, jambi):
    address = brought(client, make_siti(jambi), COUNTS)
    fingerprint = seen(client, address)

    first, second = (client.post(f"{address}simpan/", {"seen": fingerprint}) for _n in range(2))

    assert (first.status_code, second.status_code) == (302, 302)
    assert CountChange.objects.filter(batch__isnull=False, field="recorded").count() == 2
    assert "sudah tersimpan" in page_words(client.get(address))


@pytest.mark.parametrize("stored_by", ["form", "stream"])
def test_what_changed_since_it_was_shown_is_shown_again_and_not_stored(client, jambi, stored_by):
    siti = make_siti(jambi)
    address = brought(client, siti, COUNTS)
    fingerprint = seen(client, address)
    save_day(siti, {jambi.limun: 11}, day=SERVICE_DAY)

    if stored_by == "stream":
        assert streamed(client, address, fingerprint) == [{"refused": True}]
    response = client.post(f"{address}simpan/", {"seen": fingerprint})

    assert response.status_code == 409
    assert "11 → 12" in page_words(response)
    assert counts() == {"15.03.01": 11}
    assert batch_at(address).state == "waiting"
    store(client, address)
    assert counts()["15.03.01"] == 12


@pytest.mark.parametrize("fingerprint", ["", "x", "0" * 64, "\0"])
def test_without_having_looked_nothing_is_stored(client, jambi, fingerprint):
    address = brought(client, make_siti(jambi), COUNTS)

    assert client.post(f"{address}simpan/", {"seen": fingerprint}).status_code == 409
    assert counts() == {}


def test_a_locked_day_refuses_the_whole_file(client, jambi):
    siti = make_siti(jambi)
    save_day(siti, {jambi.pauh: 1}, day=SERVICE_DAY)
    address = brought(client, siti, COUNTS)
    fingerprint = seen(client, address)
    DayStatus.objects.update(locked=True)

    response = client.post(f"{address}simpan/", {"seen": fingerprint})

    assert response.status_code == 422
    assert "dikunci" in page_words(response)
    assert counts() == {"15.03.03": 1}
    assert batch_at(address).state == "waiting"
    assert client.get(address).status_code == 200


def test_a_file_with_questions_or_errors_is_not_stored(client, jambi):
    siti = make_siti(jambi)
    for more in ("Kp. Baru;2019-04-02;4;4\n", "Limun;2019-04-03;-3;2\n"):
        address = brought(client, siti, COUNTS + more)
        assert client.post(f"{address}simpan/", {"seen": ""}).status_code == 422
    assert counts() == {}


def test_a_discarded_file_is_gone(client, jambi):
    address = brought(client, make_siti(jambi), COUNTS)

    response = client.post(f"{address}hapus/")

    assert response.url == "/impor/"
    assert not ImportBatch.objects.exists()
    assert client.get(address).status_code == 404


def test_a_stored_import_is_not_discarded(client, jambi):
    address = brought(client, make_siti(jambi), COUNTS)
    store(client, address)

    client.post(f"{address}hapus/")

    assert batch_at(address).state == "stored"
    assert client.get(f"{address}berkas/").status_code == 404


def test_a_file_that_is_stored_while_somebody_discards_it_is_not_said_to_be_gone(
    client, jambi, monkeypatch
):
    address = brought(client, make_siti(jambi), COUNTS)
    look_up = import_batch.get_waiting

    def look_up_just_before_it_is_stored(request, pk):
        batch = look_up(request, pk)
        ImportBatch.objects.filter(pk=pk).update(state="stored", content=None, rows=2, changes=0)
        return batch

    monkeypatch.setattr(import_batch, "get_waiting", look_up_just_before_it_is_stored)
    response = client.post(f"{address}hapus/", follow=True)

    assert response.redirect_chain == [(address, 302)]
    assert "dibuang" not in page_words(response)


def test_an_import_is_taken_back_but_for_what_was_changed_since(client, jambi):
    siti = make_siti(jambi)
    address = brought(client, siti, COUNTS)
    store(client, address)
    save_day(siti, {jambi.limun: 20}, day=SERVICE_DAY)

    response = client.post(f"{address}batal/", follow=True)

    assert counts() == {"15.03.01": 20, "15.03.03": None}
    assert batch_at(address).state == "undone"
    assert "3 perubahan dikembalikan" in page_words(response)
    assert "1 tetap" in page_words(response)
    assert "batal/" not in main_of(response)


def test_figures_are_taken_back(client, jambi):
    make_figure(jambi.sarolangun, 900, 700, published_on=DAY.replace(month=2, day=7))
    address = brought(client, make_budi(jambi), FIGURES, **AS_OF, basis="dkb")
    store(client, address)

    client.post(f"{address}batal/")

    assert figures() == {"15.03": (900, 700)}


def test_taking_back_twice_or_before_storing_says_so(client, jambi):
    siti = make_siti(jambi)
    waiting, stored = (brought(client, siti, COUNTS, name) for name in ("a.csv", "b.csv"))
    store(client, stored)
    client.post(f"{stored}batal/")

    for address in (waiting, stored):
        response = client.post(f"{address}batal/", follow=True)
        assert "tidak ada yang berubah" in page_words(response)


def test_what_was_taken_back_can_be_brought_again(client, jambi):
    siti = make_siti(jambi)
    first = brought(client, siti, COUNTS)
    store(client, first)
    client.post(f"{first}batal/")

    store(client, brought(client, siti, COUNTS))

    assert counts() == {"15.03.01": 12, "15.03.03": 7}


@pytest.mark.parametrize("act", ["jawaban/", "simpan/", "hapus/", "batal/"])
def test_acts_are_no_links(client, jambi, act):
    address = brought(client, make_siti(jambi), COUNTS)

    assert client.get(f"{address}{act}").status_code == 405
