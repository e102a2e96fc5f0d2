"""Events on the pages of regions: named and linked where they may be opened, once, in 1 query."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.models import Event, EventState
from tests.campaigns.factories import NEXT_DAY, make_event, make_stop, save_result, stop_in
from tests.factories import (
    DAY,
    make_ani,
    make_budi,
    make_dewi,
    make_figure,
    save_day,
)
from tests.reading import links, page_words
from tests.regions.views.entry_form import SAROLANGUN_TODAY, logged_in

pytestmark = pytest.mark.django_db

SENTENCE = "Jemput bola hari ini: GISA Sarolangun (4–5 April 2019)."


@pytest.fixture(autouse=True)
def today_is_the_day_of_the_article(settings):
    settings.TODAY = DAY


@pytest.fixture
def event(jambi, siti):
    return make_event(jambi, siti, places=[jambi.limun])


def test_the_entry_page_shows_what_the_event_recorded_and_leads_to_its_results(event, jambi, siti):
    save_result(stop_in(event, jambi.limun), siti, recorded=40)

    response = logged_in(siti).get(SAROLANGUN_TODAY)

    words = page_words(response)
    assert "jemput bola hari ini: +40" in words
    assert "Jemput bola hari ini: GISA Sarolangun . Hasilnya dientri di sana" in words
    assert f"/gisa/{event.pk}/hasil/2019-04-04/" in links(response)


def test_on_other_days_the_entry_page_says_nothing(event, siti):
    response = logged_in(siti).get("/entri/15.03/2019-04-03/")

    assert "Jemput bola hari ini:" not in page_words(response)


@pytest.mark.parametrize("code", ["15.03.01", "15.03", "15", "ID"])
def test_the_page_of_a_region_and_of_every_region_above_names_the_event(event, siti, code):
    response = logged_in(siti).get(f"/wilayah/{code}/?per=2019-04-04")

    assert SENTENCE in page_words(response)
    assert f"/gisa/{event.pk}/" in links(response)


@pytest.mark.parametrize("code", ["15.03.03", "15.04"])
def test_regions_beside_it_do_not_name_it(event, jambi, code):
    response = logged_in(make_budi(jambi)).get(f"/wilayah/{code}/?per=2019-04-04")

    assert "GISA" not in page_words(response)


def test_a_kecamatan_names_it_only_on_the_days_of_its_stop(event, jambi, siti):
    make_stop(event, jambi.pauh, first_day=NEXT_DAY)

    assert SENTENCE not in page_words(logged_in(siti).get("/wilayah/15.03.03/?per=2019-04-04"))


def test_who_may_not_open_the_event_reads_its_name_without_a_link(event, jambi):
    response = logged_in(make_ani(jambi)).get("/wilayah/15/?per=2019-04-04")

    assert SENTENCE in page_words(response)
    assert f"/gisa/{event.pk}/" not in links(response)


@pytest.mark.parametrize(("day", "named"), [("2019-04-03", False), ("2019-04-04", True)])
def test_the_page_of_a_day_names_the_events_of_that_day(event, siti, day, named):
    words = page_words(logged_in(siti).get(f"/wilayah/15.03/?per={day}"))

    assert (SENTENCE in words) == named


def test_a_cancelled_event_is_not_named(event, siti):
    Event.objects.update(state=EventState.CANCELLED, cancelled_because="banjir")

    assert "GISA" not in page_words(logged_in(siti).get("/wilayah/15.03/?per=2019-04-04"))


def test_of_many_events_the_first_four_are_named_and_the_rest_counted_in_one_query(jambi, siti):
    client = logged_in(make_dewi(jambi))
    before = queries_of(client, "/wilayah/ID/?per=2019-04-04")
    for number in range(1, 8):
        make_event(jambi, siti, name=f"GISA ke-{number}")

    words = page_words(client.get("/wilayah/ID/?per=2019-04-04"))

    assert "GISA ke-4" in words
    assert "GISA ke-5" not in words
    assert "dan 3 lainnya" in words
    assert queries_of(client, "/wilayah/ID/?per=2019-04-04") == before


def queries_of(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def bands_of(client, code: str) -> list[dict]:
    html = client.get(f"/wilayah/{code}/perkembangan/?rentang=30&per=2019-04-04").content.decode()
    found = re.search(r'<script id="trend-events" type="application/json">(.*?)</script>', html)
    return json.loads(found[1])


@pytest.fixture
def drawn(jambi, siti):
    make_figure(jambi.sarolangun, 1000, 800)
    make_figure(jambi.batanghari, 1000, 800)
    save_day(siti, {jambi.limun: 5})


def test_the_chart_gets_the_events_of_its_days_for_the_region_and_above(drawn, event, jambi, siti):
    make_event(
        jambi, siti, name="Dulu", first_day=DAY - timedelta(90), last_day=DAY - timedelta(89)
    )
    client = logged_in(siti)

    band = {
        "name": "GISA Sarolangun",
        "days": "4–5 April 2019",
        "first": "2019-04-04",
        "last": "2019-04-05",
    }
    assert bands_of(client, "15.03") == bands_of(client, "15") == [band]
    words = page_words(client.get("/wilayah/15/perkembangan/?rentang=30&per=2019-04-04"))
    assert "Pita terang: jemput bola. GISA Sarolangun, 4–5 April 2019." in words


def test_the_chart_of_another_region_has_no_bands(drawn, event, jambi):
    assert bands_of(logged_in(make_ani(jambi)), "15.04") == []


def test_a_name_cannot_break_out_of_the_page(drawn, jambi, siti):
    make_event(jambi, siti, name="</script><b>GISA</b>")

    assert [band["name"] for band in bands_of(logged_in(siti), "15.03")] == ["</script><b>GISA</b>"]
