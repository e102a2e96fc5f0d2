"""What the silent could still change: a hint on the page, never mixed into the figure."""

from datetime import date

import pytest

from tests.factories import (
    DAY,
    make_ani,
    make_figure,
    save_day,
)
from tests.reading import page_words
from tests.regions.views.completeness_page import listed, page

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY = date(2019, 4, 1), date(2019, 4, 2)


@pytest.fixture(autouse=True)
def today_is_the_day_of_the_article(settings):
    settings.TODAY = DAY


def test_the_hint_tells_what_the_silent_would_change_as_usual(client, jambi, siti, budi):
    make_figure(jambi.sarolangun, wajib_ktp=1000, recorded=800)
    make_figure(jambi.batanghari, wajib_ktp=1000, recorded=900)
    save_day(siti, {jambi.limun: 60}, day=MONDAY)
    save_day(make_ani(jambi), {jambi.mersam: 10})

    response = page(client, budi)
    figure = page_words(client.get("/wilayah/15/"))

    # Tuesday and Thursday are awaited, 60 people each.
    assert (
        "Bila yang belum lapor bekerja seperti biasanya, paling banyak 120 orang lagi, "
        "cakupan Jambi menjadi 88,50–94,50 %." in page_words(response)
    )
    silent, reported = listed(response)
    assert "seperti biasanya: 86,00–98,00 %, peringkat dapat berubah" in silent
    assert "peringkat dapat berubah" in reported
    assert "seperti biasanya" not in reported
    assert "88,50 % sudah merekam" in figure


def test_a_range_too_small_to_show_is_one_number(client, jambi, siti, budi):
    make_figure(jambi.sarolangun, wajib_ktp=900_000, recorded=800_000)
    make_figure(jambi.batanghari, wajib_ktp=100_000, recorded=90_000)
    save_day(siti, {jambi.limun: 6}, day=TUESDAY)
    save_day(make_ani(jambi), {jambi.mersam: 10})

    response = page(client, budi)

    assert "paling banyak 6 orang lagi, cakupan Jambi tetap 89,00 %." in page_words(response)
    assert "peringkat dapat berubah" not in page_words(response)


def test_silence_without_a_usual_pace_is_said_to_be_unknown(client, jambi, siti, budi):
    make_figure(jambi.sarolangun)
    make_figure(jambi.batanghari)
    save_day(siti, {jambi.limun: 6})

    assert "1 kantor yang belum lapor tidak punya laju biasa" in page_words(page(client, budi))


def test_there_is_no_hint_where_nobody_is_silent_or_coverage_is_unknown(client, jambi, siti, budi):
    unknown = page_words(page(client, budi))
    make_figure(jambi.sarolangun)
    make_figure(jambi.batanghari)
    save_day(siti, {jambi.limun: 6})
    save_day(make_ani(jambi), {jambi.mersam: 10})

    complete = page_words(page(client, budi))

    assert "Sekadar petunjuk" not in unknown
    assert "Sekadar petunjuk" not in complete


def test_a_kabupaten_has_a_hint_of_its_own(client, jambi, siti):
    make_figure(jambi.sarolangun, wajib_ktp=1000, recorded=800)
    save_day(siti, {jambi.limun: 50}, day=TUESDAY)

    text = page_words(page(client, siti, per="2019-04-04"))

    assert "cakupan Kabupaten Sarolangun menjadi 85,00–90,00 %." in text
