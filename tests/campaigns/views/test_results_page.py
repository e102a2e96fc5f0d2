"""The results page: a row per stop, saved all or nothing, nothing typed is lost."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from campaigns.events import cancel_event
from campaigns.models import EventState, StopResult
from regions.models import Channel, DailyCount, User
from regions.ranking import rank_children
from tests.campaigns.factories import NEXT_DAY, make_event, make_stop, save_result, stop_in
from tests.factories import (
    DAY,
    at,
    make_ani,
    make_budi,
    make_dewi,
    make_eko,
    make_figure,
    make_siti,
)
from tests.reading import links, page_words, table_rows
from tests.regions.views.entry_form import assert_refused, fields_of, logged_in, row_of, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today_is_the_day_of_the_article(settings):
    settings.TODAY = DAY


def page(event, day=DAY) -> str:
    return f"/gisa/{event.pk}/hasil/{day.isoformat()}/"


def recorded(place) -> int | None:
    count = DailyCount.objects.filter(region=place, channel=Channel.JEMPUT_BOLA).first()
    return count and count.recorded


def test_siti_enters_two_stops_and_the_ranking_of_budi_has_them_once(
    event, limun, pauh, siti, jambi
):
    make_figure(jambi.sarolangun, 1000, 800)
    make_figure(jambi.batanghari, 1000, 900)
    typed = {
        f"{limun.pk}-recorded": "40",
        f"{pauh.pk}-recorded": "1.0",
        f"{pauh.pk}-notes": "ramai",
    }
    client = logged_in(siti)

    assert send(client, typed, page(event)).status_code == 422
    typed[f"{pauh.pk}-recorded"] = "10"
    saved = send(client, typed, page(event))

    assert saved.url == page(event)
    words = page_words(client.get(page(event)))
    assert "Tersimpan" in words
    assert "Cakupan sekarang 85,00 %" in words
    assert StopResult.objects.get(stop=pauh).notes == "ramai"
    head = next(
        row for row in rank_children(jambi.province, DAY).rows if row.region == jambi.sarolangun
    )
    assert head.standing.recorded == 850


def test_every_stop_of_the_day_is_a_row_with_its_place_and_no_other_stop(event, siti, jambi):
    make_stop(event, jambi.limun, "Pasar Pulau Pandan")
    make_stop(event, jambi.sarolangun_kota, first_day=NEXT_DAY)

    rows = table_rows(logged_in(siti).get(page(event)))

    assert [row.split("✓")[0].strip() for row in rows] == [
        "Limun",
        "Limun Pasar Pulau Pandan",
        "Pauh",
    ]


def test_what_is_saved_stands_in_the_fields_with_sums_and_cards_left(event, limun, pauh, siti):
    save_result(limun, siti, recorded=1200, printed=30, spoiled=1)
    save_result(pauh, siti, recorded=34)

    response = logged_in(siti).get(page(event))

    fields = fields_of(response)
    assert fields[f"{limun.pk}-recorded"] == "1200"
    assert fields[f"{pauh.pk}-printed"] == ""
    assert table_rows(response, "tfoot")[0].startswith("Jumlah 1.234")
    assert "Sisa blangko kegiatan: 69" in page_words(response)


def test_saving_the_page_as_it_is_changes_nothing(event, limun, siti):
    save_result(limun, siti, recorded=40, notes="ramai")
    client = logged_in(siti)

    send(client, {}, page(event))

    assert StopResult.objects.get().version == 1
    assert "Tidak ada yang berubah" in page_words(client.get(page(event)))


def test_an_emptied_field_withdraws_the_number(event, limun, siti, jambi):
    save_result(limun, siti, recorded=40, printed=3)

    send(logged_in(siti), {f"{limun.pk}-recorded": ""}, page(event))

    assert StopResult.objects.get().recorded is None
    assert recorded(jambi.limun) is None


def test_a_cancelled_event_is_read_only_and_says_why(event, limun, siti):
    save_result(limun, siti, recorded=40)
    cancel_event(event, because="banjir", day=DAY, by=siti, at=at())
    client = logged_in(siti)

    shown = client.get(page(event))
    sent = client.post(page(event), {f"{limun.pk}-recorded": "8"})

    assert "banjir" in page_words(shown)
    assert f"{limun.pk}-recorded" not in fields_of(shown)
    assert_refused(sent, 422, "banjir")
    assert StopResult.objects.get().recorded == 40


def test_the_strip_leads_to_the_events_days_and_counts_their_stops(event, limun, siti):
    save_result(limun, siti, recorded=40)

    response = logged_in(siti).get(page(event))

    strip = response.content.decode().partition('<nav class="strip')[2].partition("</nav>")[0]
    assert "1 dari 2" in strip
    assert "0 dari 2" in strip
    assert {page(event), page(event, NEXT_DAY)} <= set(links(response))


@pytest.mark.parametrize(
    ("make", "status"),
    [(make_siti, 302), (make_budi, 302), (make_ani, 403), (make_dewi, 403), (make_eko, 403)],
)
def test_the_operator_and_the_manager_enter_results_and_nobody_else(jambi, make, status):
    person = make(jambi)
    event = make_event(jambi, person, places=[jambi.limun])
    stop = stop_in(event, jambi.limun)

    response = logged_in(person).post(page(event), {f"{stop.pk}-recorded": "8"})

    assert response.status_code == status
    assert StopResult.objects.exists() == (status == 302)


@pytest.mark.parametrize(("make", "status"), [(make_ani, 403), (make_dewi, 200), (make_eko, 200)])
def test_who_sees_the_event_reads_its_results_without_fields(
    event, limun, siti, jambi, make, status
):
    save_result(limun, siti, recorded=40, notes="ramai")

    response = logged_in(make(jambi)).get(page(event))

    assert response.status_code == status
    assert not any(name.startswith(f"{limun.pk}-") for name in fields_of(response))
    if status == 200:
        assert "40" in row_of(response, "Limun")
        assert "ramai" in row_of(response, "Limun")
        assert "hanya Kabupaten Sarolangun dan provinsinya" in page_words(response)


def test_a_correction_that_frees_cards_of_a_closed_event_opens_it(event, limun, siti):
    save_result(limun, siti, printed=100)
    type(event).objects.update(state=EventState.DONE)

    send(logged_in(siti), {f"{limun.pk}-printed": "98"}, page(event))

    event.refresh_from_db()
    assert event.state == EventState.RUNNING


def asked(client: Client, person: User, address: str) -> int:
    client.force_login(person)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_page_asks_as_often_for_twenty_stops_as_for_two(client, event, siti, jambi):
    save_result(stop_in(event, jambi.limun), siti, recorded=40)
    two = asked(client, siti, page(event))

    for number in range(18):
        save_result(make_stop(event, jambi.pauh, f"Dusun {number}"), siti, recorded=number)

    assert asked(client, siti, page(event)) == two <= 9
