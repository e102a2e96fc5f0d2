"""A typed figure that does not count from today says so before its effect is shown.

Budi is the manager of Jambi.
"""

from datetime import date

import pytest
from django.http import HttpResponse
from django.utils import translation

from regions.models import Basis
from regions.recording import Signature, pin_figure
from tests.factories import DAY, at, make_budi, make_figure
from tests.reading import page_words
from tests.regions.views.confirmed_forms import send

pytestmark = pytest.mark.django_db

JAMBI = "/angka/?wilayah=15"


@pytest.fixture(autouse=True)
def today_is_the_day_of_the_article(settings):
    settings.TODAY = DAY


@pytest.fixture(autouse=True)
def english(client):
    client.cookies["django_language"] = "en"
    with translation.override("en"):
        yield


def typed(**values: str) -> dict:
    figure = {"region": "15.03", "as_of": "2019-03-31", "wajib_ktp": "1.000", "recorded": "832"}
    return {**figure, "basis": "dkb", "source": "Surat 470/2019", **values}


def said_of(response: HttpResponse) -> str:
    said = response.context["sentence"]
    assert f"Not stored yet. {said}" in page_words(response)
    return said


def test_one_published_in_days_to_come_is_shown_on_its_day(client, jambi):
    make_figure(jambi.sarolangun, 1000, 841)

    shown = send(client, make_budi(jambi), JAMBI, typed(published_on="2019-05-02"))

    assert said_of(shown) == (
        "It counts from 2 May 2019 on (day of publication); until then the ranking stays."
        " Kabupaten Sarolangun: 84.10 % → 83.20 %, rank 1."
    )


def test_one_that_counts_from_today_says_nothing_of_its_day(client, jambi):
    make_figure(jambi.sarolangun, 1000, 841)

    assert said_of(send(client, make_budi(jambi), JAMBI, typed())).startswith("Kabupaten")


def test_one_in_force_that_is_moved_into_days_to_come_counts_no_longer_until_then(client, jambi):
    budi = make_budi(jambi)
    figure = make_figure(jambi.sarolangun, as_of=date(2019, 3, 31))
    make_figure(jambi.sarolangun, as_of=date(2018, 6, 30), published_on=date(2019, 5, 15))
    later = make_figure(jambi.batanghari, published_on=date(2019, 5, 2))
    wish = typed(published_on="2019-05-02", why="hari terbit")
    without = typed(wajib_ktp="", recorded="", published_on="2019-06-01", why="bukan ini")

    moved = said_of(send(client, budi, f"/angka/{figure.pk}/", wish))
    gone = said_of(send(client, budi, f"/angka/{later.pk}/", without))
    withdrawn = said_of(send(client, budi, f"/angka/{figure.pk}/", without))

    assert moved.startswith(
        "It counts from 2 May 2019 on (day of publication), and no longer until then."
    )
    assert gone.startswith(
        "It was to count from 2 May 2019 on (day of publication); until then the ranking stays."
    )
    assert withdrawn == "Kabupaten Sarolangun: 80.00 % → –, rank 1 → –."


def test_an_incomplete_one_says_that_the_older_one_is_in_force(client, jambi):
    budi = make_budi(jambi)
    older = make_figure(jambi.sarolangun, 1000, 841)
    still = (
        "This figure is not in force: incomplete; the one as of 31 January 2019 is in force."
        " Kabupaten Sarolangun: 84.10 % as before, rank 1."
    )

    for published_on in ("", "2019-05-02"):
        wish = typed(recorded="", published_on=published_on)
        assert said_of(send(client, budi, JAMBI, wish)) == still
    correction = typed(recorded="", as_of="2019-01-31", published_on="2019-01-31", why="hilang")
    corrected = send(client, budi, f"/angka/{older.pk}/", correction)
    assert said_of(corrected) == "Kabupaten Sarolangun: 84.10 % → –, rank 1 → –."


def test_one_of_an_older_day_says_which_one_replaces_it(client, jambi):
    make_figure(jambi.sarolangun, 1000, 841)

    shown = send(client, make_budi(jambi), JAMBI, typed(as_of="2018-06-30"))

    assert said_of(shown).startswith(
        "This figure is not in force: replaced by the one as of 31 January 2019."
    )


def test_one_that_is_pinned_stays_chosen_while_its_numbers_are_corrected(client, jambi):
    budi = make_budi(jambi)
    make_figure(jambi.sarolangun, 1000, 841)
    dp4 = make_figure(jambi.sarolangun, 1000, 700, basis=Basis.DP4)
    pin_figure(dp4, day=DAY, reason="Surat 7", signed=Signature(budi, at()))
    wish = typed(as_of="2019-01-31", published_on="2019-01-31", basis="dp4", why="salah")

    assert said_of(send(client, budi, f"/angka/{dp4.pk}/", wish)).startswith("Kabupaten")
