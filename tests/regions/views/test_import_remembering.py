"""What was answered about a file: whom it is asked again, and when it is remembered."""

import pytest

from regions.models import ColumnMemory, PlaceAlias
from tests.factories import DAY, make_budi, make_jambi, make_person, make_siti
from tests.reading import page_words
from tests.regions.views.import_pages import (
    AS_OF,
    COUNTS,
    STRANGE,
    TRAP,
    answer,
    asked,
    brought,
    counts,
    field_names,
    store,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def jambi(settings):
    settings.TODAY = DAY
    return make_jambi()


def test_an_answer_is_remembered_once_the_file_is_stored_and_not_before(client, jambi):
    siti = make_siti(jambi)
    address = brought(client, siti, STRANGE)
    answer(client, address, "15.03")
    assert not PlaceAlias.objects.exists()
    store(client, address)

    again = brought(
        client, siti, "Kecamatan;Tanggal;Perekaman\nkp baru;2019-04-03;4\nLimun;2019-04-03;3\n"
    )

    assert asked(client, again) == []
    assert "Kp. Baru" in page_words(client.get(again))


def test_a_corrected_file_does_not_ask_again_what_was_answered(client, jambi):
    siti = make_siti(jambi)
    wrong = brought(client, siti, STRANGE + "Limun;2019-04-03;dua belas;1\n")
    answer(client, wrong, "15.03.02")
    answer(client, wrong, "15.03")

    right = brought(client, siti, STRANGE + "Limun;2019-04-03;12;1\n", "perbaiki-1.xlsx")

    assert asked(client, right) == []
    assert "“Kp. Baru”: Jumlah" in page_words(client.get(right))
    forget = field_names(client.get(right), "f")[0]
    client.post(f"{right}jawaban/", {forget: "on"})
    assert asked(client, right) == [("place", "Kecamatan", "Kp. Baru")]


def test_storing_another_file_remembers_nothing_of_one_that_waits(client, jambi):
    siti = make_siti(jambi)
    answer(client, brought(client, siti, STRANGE), "15.03")

    store(client, brought(client, siti, COUNTS))

    assert not PlaceAlias.objects.exists()


def test_what_one_person_answered_is_asked_of_another(client, jambi):
    answer(client, brought(client, make_siti(jambi), STRANGE), "15.03")

    other = brought(client, make_person("tono", "operator", jambi.sarolangun), STRANGE)

    assert asked(client, other) == [("place", "Kecamatan", "Kp. Baru")]


def test_an_answer_comes_before_one_remembered_in_another_spelling(client, jambi):
    siti = make_siti(jambi)
    first = brought(client, siti, STRANGE)
    second = brought(client, siti, STRANGE.replace("Kp. Baru", "KP BARU"))
    for address, typed in ((first, "15.03.02"), (second, "15.03")):
        name = field_names(client.get(address), "q")[0]
        client.post(f"{address}jawaban/", {f"{name}-code": typed})
    store(client, first)

    page = client.get(second)

    assert page.context["errors"] == []
    assert "“KP BARU”: Jumlah" in page_words(page)


def test_what_was_remembered_wrongly_is_asked_again(client, jambi):
    siti = make_siti(jambi)
    address = brought(client, siti, STRANGE)
    answer(client, address, "15.03")
    store(client, address)
    again = brought(client, siti, STRANGE.replace("04-02", "04-03"))

    forget = field_names(client.get(again), "f")[0]
    client.post(f"{again}jawaban/", {forget: "on"})
    assert asked(client, again) == [("place", "Kecamatan", "Kp. Baru")]
    name = field_names(client.get(again), "q")[0]
    client.post(f"{again}jawaban/", {f"{name}-code": "15.03.02"})
    store(client, again)

    assert counts()["15.03.02"] == 4
    assert [(a.name, a.place.code) for a in PlaceAlias.objects.all()] == [("Kp. Baru", "15.03.02")]


def test_columns_are_remembered_for_files_of_the_same_headers(client, jambi):
    budi = make_budi(jambi)
    address = brought(client, budi, TRAP, **AS_OF, basis="dkb")
    answer(client, address, "wajib_ktp", "recorded")
    store(client, address)

    later = {"as_of": "2019-02-28", "basis": "dkb"}
    same = brought(client, budi, TRAP, **later)
    other = brought(client, budi, TRAP.replace("Nama", "Kabupaten"), **later)

    assert asked(client, same) == []
    assert len(asked(client, other)) == 2
    assert ColumnMemory.objects.count() == 1
