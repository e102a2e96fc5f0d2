"""An event is closed, cancelled or ended early only from the state that the person saw."""

from datetime import timedelta

import pytest

from campaigns.events import cancel_event, close_event
from campaigns.models import Event, EventState, Stop
from regions.models import Channel, DailyCount
from tests.campaigns.events.test_planning import make_plan
from tests.campaigns.factories import (
    NEXT_DAY,
    balance,
    give_cards,
    make_event,
    make_stop,
    save_result,
    stop_in,
)
from tests.campaigns.views.plan_pages import client_of
from tests.factories import DAY, at, make_ani, make_budi, make_eko
from tests.reading import page_words

pytestmark = pytest.mark.django_db
LAST = DAY + timedelta(days=3)


@pytest.fixture(autouse=True)
def _the_day_of_the_article(settings):
    settings.TODAY = DAY


@pytest.fixture
def event(jambi, siti) -> Event:
    return make_plan(jambi, siti)


def send(person, event: Event, act: str, seen: str, **typed: str):
    address = f"/gisa/{event.pk}/keadaan/"
    return client_of(person).post(address, {"act": act, "seen": seen, **typed}, follow=True)


def cancel(event: Event, by, because: str = "banjir") -> None:
    cancel_event(event, because=because, day=DAY, by=by, at=at())


@pytest.mark.parametrize("seen", ["planned", "running", "done", "cancelled", "", "lain"])
@pytest.mark.parametrize(
    ("act", "typed"),
    [
        ("done", {}),
        ("cancel", {"because": "salah"}),
        ("early", {"because": "hujan", "last_day": "2019-04-04"}),
    ],
)
def test_a_cancelled_event_stays_cancelled_with_its_first_reason(event, siti, act, typed, seen):
    cancel(event, siti)

    page = send(siti, event, act, seen, **typed)

    assert page.status_code == 409
    assert page.context["refusal"] in page_words(page)
    event.refresh_from_db()
    assert (event.state, event.cancelled_because) == (EventState.CANCELLED, "banjir")


def test_a_closed_event_is_not_cancelled_and_its_counts_stay(event, jambi, siti):
    save_result(stop_in(event, jambi.limun), siti, recorded=60)
    close_event(event, by=siti, at=at())

    page = send(siti, event, "cancel", "running", because="halaman lama")

    assert page.status_code == 409
    assert "“berlangsung”" in page_words(page)
    assert "“selesai”" in page_words(page)
    event.refresh_from_db()
    assert event.state == EventState.DONE
    assert DailyCount.objects.get(channel=Channel.JEMPUT_BOLA).recorded == 60


def test_an_event_that_began_meanwhile_is_not_cancelled_as_a_planned_one(event, jambi, siti):
    save_result(stop_in(event, jambi.limun), siti, recorded=60)

    page = send(siti, event, "cancel", "planned", because="tidak jadi")

    assert page.status_code == 409
    assert DailyCount.objects.get(channel=Channel.JEMPUT_BOLA).recorded == 60


@pytest.mark.parametrize(("act", "typed"), [("cancel", {"because": "banjir"}), ("done", {})])
def test_a_double_click_on_the_end_is_no_conflict(event, siti, act, typed):
    send(siti, event, act, "planned", **typed)

    page = send(siti, event, act, "planned", **typed)

    assert page.status_code == 200


def test_an_event_ended_early_keeps_what_was_done_and_drops_the_days_to_come(jambi, siti):
    event = make_event(jambi, siti, first_day=DAY, last_day=LAST)
    going_on = make_stop(event, jambi.limun)
    make_stop(event, jambi.pauh, first_day=NEXT_DAY)
    give_cards(event, 100, siti)
    save_result(going_on, siti, recorded=80, printed=70)

    page = send(siti, event, "early", "running", last_day="2019-04-04", because="banjir")

    assert page.status_code == 200
    event.refresh_from_db()
    assert (event.last_day, event.state) == (DAY, EventState.RUNNING)
    assert list(event.stops.values_list("pk", "last_day")) == [(going_on.pk, DAY)]
    assert DailyCount.objects.get(channel=Channel.JEMPUT_BOLA).recorded == 80
    assert balance(event) == 30
    words = page_words(page)
    assert "siti Sampai 7 April 2019 4 April 2019 banjir" in words
    assert "Pauh, 5–7 April 2019 – banjir" in words


def test_an_event_is_not_ended_before_a_day_with_results_nor_after_today(jambi, siti, settings):
    settings.TODAY = NEXT_DAY
    event = make_event(jambi, siti, last_day=LAST)
    save_result(make_stop(event, jambi.limun), siti, NEXT_DAY, recorded=8)

    for day in (DAY, LAST, LAST - timedelta(days=1), ""):
        page = send(siti, event, "early", "running", last_day=str(day), because="banjir")
        assert page.status_code == 422
    without_reason = send(siti, event, "early", "running", last_day=str(NEXT_DAY), because="")

    assert without_reason.status_code == 422
    event.refresh_from_db()
    assert event.last_day == LAST
    assert Stop.objects.get().last_day == LAST


def test_an_event_to_come_or_of_one_day_cannot_end_early(jambi, siti):
    to_come = make_event(jambi, siti, first_day=NEXT_DAY, last_day=LAST)
    short = make_event(jambi, siti, first_day=DAY, last_day=DAY)

    for event in (to_come, short):
        assert client_of(siti).get(f"/gisa/{event.pk}/").context["early_form"] is None
        typed = {"last_day": str(event.first_day), "because": "banjir"}
        assert send(siti, event, "early", "planned", **typed).status_code == 422


def test_only_the_office_and_its_province_end_an_event(jambi, event):
    for person in (make_ani(jambi), make_eko(jambi)):
        typed = {"last_day": str(DAY), "because": "banjir"}
        assert send(person, event, "early", "planned", **typed).status_code == 403
    typed = {"last_day": str(DAY), "because": "banjir"}
    assert send(make_budi(jambi), event, "early", "planned", **typed).status_code == 200


@pytest.mark.parametrize("state", [EventState.DONE, EventState.CANCELLED])
def test_the_checklist_of_an_event_that_is_over_is_not_ticked(event, siti, state):
    because = "banjir" if state == EventState.CANCELLED else ""
    Event.objects.update(state=state, cancelled_because=because)

    page = client_of(siti).post(f"/gisa/{event.pk}/tugas/", {"kind": "letter", "done": "1"})

    assert page.status_code == 409
    assert not event.tasks.exclude(done_by=None).exists()
