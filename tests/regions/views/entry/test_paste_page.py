"""The page that reads a message into the grid of a day: it shows, and stores nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regions.models import User
from tests.factories import make_budi, make_jambi, make_siti, save_day
from tests.reading import page_words
from tests.regions.views.entry_form import (
    LIMUN,
    SAROLANGUN_TODAY,
    everything_stored,
    fields_of,
    logged_in,
)

pytestmark = pytest.mark.django_db
PASTE = f"{SAROLANGUN_TODAY}tempel/"
PAUH = "15.03.03-recorded"


@pytest.fixture
def jambi():
    return make_jambi()


@pytest.fixture
def siti(jambi):
    return logged_in(make_siti(jambi))


def read(client, text: str, **more):
    return client.post(PASTE, {"text": text, **more})


def test_the_page_asks_for_a_text(siti):
    assert siti.get(PASTE).status_code == 200
    assert f'href="{PASTE}"' in siti.get(SAROLANGUN_TODAY).content.decode()


def test_only_operators_of_the_office_read_texts(jambi):
    budi = logged_in(make_budi(jambi))

    assert budi.get(PASTE).status_code == 403
    assert read(budi, "Pauh 31 rekam").status_code == 403


def test_the_grid_has_the_numbers_of_the_text_and_nothing_is_stored(siti):
    before = everything_stored()
    page = read(siti, "Pauh: 31 rekam, 29 cetak\nPasar Atas: 9 rekam")

    fields = fields_of(page)
    assert fields[PAUH] == "31"
    assert fields["15.03.03-printed"] == "29"
    assert "Pasar Atas" in page_words(page)
    assert everything_stored() == before


def test_what_the_text_does_not_name_keeps_what_is_stored(jambi, siti):
    save_day(User.objects.get(username="siti"), {jambi.limun: 12})
    fields = fields_of(read(siti, "Pauh: 31 rekam\nLimun: -"))

    assert (fields[LIMUN], fields[PAUH]) == ("12", "31")
    assert fields["15.03.01-version"] == "1"


def test_saving_is_the_post_of_the_entry_page(siti):
    fields = fields_of(read(siti, "Pauh: 31 rekam"))
    saved = siti.post(SAROLANGUN_TODAY, {k: v for k, v in fields.items() if k.startswith("15.03")})

    assert saved.status_code == 302
    assert fields_of(siti.get(SAROLANGUN_TODAY))[PAUH] == "31"


def test_a_text_of_another_day_is_filled_in_there_by_choice(siti):
    page = read(siti, "3 April 2019\nPauh: 31 rekam")

    assert PAUH not in fields_of(page)
    assert "/entri/15.03/2019-04-03/tempel/" in page.content.decode()
    there = siti.post("/entri/15.03/2019-04-03/tempel/", {"text": "3 April 2019\nPauh: 31 rekam"})
    assert fields_of(there)[PAUH] == "31"


def test_each_of_several_days_has_a_button(siti):
    page = read(siti, "3 April 2019\nPauh 31 rekam\n4 April 2019\nPauh 21 rekam").content.decode()

    assert "2019-04-03/tempel/" in page
    assert "2019-04-04/tempel/" in page
    assert 'value="21"' in page


def test_numbers_without_words_and_names_are_filled_in_once_they_are_answered(siti):
    text = "Pauh 31/29\nPasar 9/8"
    asked = read(siti, text)
    assert PAUH not in fields_of(asked)
    assert b'name="order"' in asked.content
    assert b'name="place:Pasar"' in asked.content

    fields = fields_of(read(siti, text, order="recorded,printed", **{"place:Pasar": "15.03.01"}))

    assert (fields[PAUH], fields["15.03.01-printed"]) == ("31", "8")


def test_an_answer_that_is_none_of_ours_is_as_good_as_none(siti):
    page = read(siti, "Pauh 31/29", order="nonsense,printed", **{"place:Pauh": "14.01.01"})

    assert page.status_code == 200
    assert PAUH not in fields_of(page)


def test_a_text_with_a_citizens_number_is_refused(siti):
    page = read(siti, "NIK 1503011203450001\nPauh 31 rekam")

    assert page.status_code == 422
    assert PAUH not in fields_of(page)


def test_a_script_gets_the_same_as_json(siti):
    told = siti.post(
        PASTE,
        {"text": "Kecamatan\tRekam\nPauh\t31\nPasar\t9"},
        headers={"Accept": "application/json"},
    ).json()

    assert told["values"] == {PAUH: 31}
    assert [(line["number"], line["kind"]) for line in told["lines"]] == [
        (1, "ok"),
        (2, "ok"),
        (3, "ask"),
    ]


def test_reading_costs_the_same_queries_for_any_text(siti):
    read(siti, "Pauh 31 rekam")
    counted = []
    for text in ("Pauh 31 rekam", "Pauh 31 rekam\nLimun 9 rekam\nPasar 3 rekam\n" * 20):
        with CaptureQueriesContext(connection) as queries:
            read(siti, text)
        counted.append(len(queries))

    assert counted[0] == counted[1] <= 25
