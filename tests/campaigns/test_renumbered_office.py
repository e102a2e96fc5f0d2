"""What goes along when an office gets another code: its people, stock, events and log."""

from datetime import timedelta
from uuid import uuid4

import pytest

from campaigns.access import events_seen_by, may_enter_results
from campaigns.cards import count_stock
from campaigns.models import CardMove, Event, Team
from regions.access import may_record, visible_changes
from regions.decrees import let_travel
from regions.models import DailyCount, Region, User
from regions.ranking import rank_children
from regions.recording import Signature
from tests.campaigns.decreed import (
    RUNNING,
    SINCE,
    apply,
    cards_of,
    merge_batanghari_into_sarolangun,
    merge_sarolangun_into_batanghari,
    renumber_sarolangun,
)
from tests.campaigns.factories import balance, make_event, make_stop, receive, save_result
from tests.campaigns.views.card_pages import said
from tests.factories import (
    DAY,
    at,
    make_ani,
    make_budi,
    make_figure,
    make_person,
    make_region,
    save_day,
)
from tests.reading import links, page_words
from tests.regions.views.entry_form import logged_in, send

pytestmark = pytest.mark.django_db


def test_its_stock_is_what_it_was_the_cards_used_since_the_decree_taken_off(jambi, siti):
    receive(jambi.sarolangun, 500, siti, day=SINCE - timedelta(days=9))
    receive(jambi.sarolangun, 70, siti, day=DAY)
    save_day(siti, {jambi.pauh: {"printed": 30}}, day=SINCE - timedelta(days=1))
    save_day(siti, {jambi.pauh: {"printed": 40}}, day=SINCE)
    before = cards_of(jambi.sarolangun)

    new = renumber_sarolangun(siti)

    assert before == cards_of(new) == 500
    assert cards_of(jambi.sarolangun) == 0
    moves = CardMove.objects.filter(target__office=new).order_by("day")
    assert list(moves.values_list("day", "cards")) == [(SINCE, 470), (DAY, 70)]


def test_a_stop_goes_to_the_kecamatan_that_its_own_was_merged_into(jambi, siti, settings):
    settings.TODAY = DAY
    coming = make_event(jambi, siti, places=[jambi.limun], first_day=SINCE, last_day=DAY)
    running = make_event(jambi, siti, name="Lalu", places=[jambi.limun], **RUNNING)
    save_result(coming.stops.get(), siti, SINCE, recorded=7)

    apply(siti, "merged,15.03.01,15.03.03")

    assert coming.stops.get().kecamatan == jambi.pauh
    assert running.stops.get().kecamatan == jambi.limun
    save_result(coming.stops.get(), siti, SINCE, recorded=8)
    counts = DailyCount.objects.filter(recorded__isnull=False)
    assert list(counts.values_list("region__code", "recorded")) == [("15.03.03", 8)]


def test_the_page_of_cards_of_an_old_code_leads_to_the_new_one(jambi, siti, settings):
    settings.TODAY = DAY
    receive(jambi.sarolangun, 500, siti, day=SINCE - timedelta(days=9))
    stranger = make_ani(jambi)

    new = renumber_sarolangun(siti)
    client = logged_in(User.objects.get(pk=siti.pk))
    led = client.get("/blangko/15.03/?keping=5", follow=True)

    assert led.redirect_chain == [(f"/blangko/{new.code}/?keping=5", 302)]
    assert "15.03 Kabupaten Sarolangun berlaku sampai 31 Maret 2019" in page_words(led)
    assert "(UU 1)" in page_words(led)
    assert logged_in(stranger).get("/blangko/15.03/").status_code == 403


def test_what_a_decree_moved_is_not_undone(jambi, siti):
    receive(jambi.sarolangun, 500, siti, day=SINCE - timedelta(days=9))

    new = renumber_sarolangun(siti)
    move = CardMove.objects.get(target__office=new)
    client = logged_in(User.objects.get(pk=siti.pk))

    address = f"/blangko/mutasi/{move.pk}/batalkan/"
    assert address not in links(client.get("/blangko/97.01/"))
    refused = client.post(address, {"alasan": "salah"})
    assert refused.status_code == 409
    assert said("A decree moved these cards with the office; that is not undone here.") in (
        page_words(refused)
    )
    assert balance(new) == 500


def test_a_count_since_the_decree_stops_no_decree(jambi, siti):
    for office in (jambi.sarolangun, jambi.batanghari):
        receive(office, 500, siti, day=SINCE - timedelta(days=9))
        words = {"day": SINCE + timedelta(days=1), "by": siti, "at": at()}
        count_stock(office, 480, **words)

    new = merge_sarolangun_into_batanghari(siti)

    assert cards_of(new) == 960


def test_its_people_see_what_it_was_and_type_days_gone_by_under_the_code_of_then(jambi, siti):
    make_figure(jambi.sarolangun, 1000, 900)
    save_day(siti, {jambi.pauh: 30}, day=SINCE - timedelta(days=1))
    save_day(siti, {jambi.pauh: 40}, day=SINCE)
    seen = visible_changes(siti).count()

    new = renumber_sarolangun(siti)

    siti = User.objects.get(pk=siti.pk)
    old = Region.objects.get(code="15.03")
    assert siti.region == new
    assert visible_changes(siti).count() == seen
    assert may_record(siti, new)
    assert may_record(siti, old)
    assert not may_record(make_person("lain", "operator", jambi.batanghari), old)
    days = dict(DailyCount.objects.values_list("day", "kabkota__code"))
    assert days == {SINCE - timedelta(days=1): "15.03", SINCE: "97.01"}
    assert rank_children(new, DAY).head.standing.recorded == 970
    assert rank_children(old, SINCE - timedelta(days=1)).head.standing.recorded == 930


def test_events_to_come_are_held_under_the_new_code_earlier_ones_stay(jambi, siti):
    save_day(siti, {jambi.pauh: 1}, day=SINCE - timedelta(days=9))
    coming = make_event(jambi, siti, first_day=DAY)
    stop = make_stop(coming, jambi.limun)
    save_result(stop, siti, DAY, recorded=7)
    gone = make_event(jambi, siti, name="Lalu", first_day=SINCE - timedelta(days=5), last_day=SINCE)

    new = renumber_sarolangun(siti)

    coming.refresh_from_db()
    stop.refresh_from_db()
    gone.refresh_from_db()
    assert (coming.region, stop.kecamatan.code) == (new, "97.01.01")
    assert gone.region == jambi.sarolangun
    told = coming.changes.get(field="region")
    assert (told.old, told.new, told.by) == ("15.03", "97.01", siti)
    of_event = DailyCount.objects.get(channel="jemput_bola")
    assert (of_event.kabkota, of_event.region, of_event.recorded) == (new, stop.kecamatan, 7)


@pytest.mark.parametrize("change", [renumber_sarolangun, merge_sarolangun_into_batanghari])
def test_an_event_over_the_day_of_a_decree_is_recorded_by_who_works_there_now(
    jambi, siti, settings, change
):
    settings.TODAY = DAY
    event = make_event(jambi, siti, places=[jambi.limun], cards=100, **RUNNING)
    limun = event.stops.get()
    save_result(limun, siti, SINCE - timedelta(days=1), recorded=5)
    save_result(limun, siti, SINCE, recorded=7)

    new = change(siti)
    client = logged_in(User.objects.get(pk=siti.pk))

    for day, people in ((SINCE - timedelta(days=1), "6"), (SINCE, "8"), (DAY, "9")):
        saved = send(client, {f"{limun.pk}-recorded": people}, f"/gisa/{event.pk}/hasil/{day}/")
        assert saved.status_code == 302
    counts = DailyCount.objects.filter(recorded__isnull=False).order_by("day")
    told = list(counts.values_list("day", "kabkota__code", "region__kabkota__code", "recorded"))
    assert told == [
        (SINCE - timedelta(days=1), "15.03", "15.03", 6),
        (SINCE, new.code, new.code, 8),
        (DAY, new.code, new.code, 9),
    ]

    receive(new, 50, siti)
    form = {"kunci": uuid4(), "act": "earmark", "office": new.code, "cards": "50"}
    assert client.post(f"/gisa/{event.pk}/blangko/", form).status_code == 302
    assert balance(event) == 150


def test_who_worked_elsewhere_enters_nothing_for_an_event_of_a_former_code(jambi, siti, settings):
    settings.TODAY = DAY
    event = make_event(jambi, siti, places=[jambi.limun], **RUNNING)
    stranger = make_ani(jambi)

    new = renumber_sarolangun(siti)
    neighbour = make_person("lain", "operator", make_region("97.02"))

    manager = make_person("rudi", "manager", new.province)
    assert may_enter_results(manager, event_now(event))
    assert may_enter_results(make_budi(jambi), event_now(event))
    assert not may_enter_results(stranger, event_now(event))
    assert not may_enter_results(neighbour, event_now(event))


def event_now(event: Event) -> Event:
    return Event.objects.get(pk=event.pk)


def test_who_helped_sees_the_event_after_the_office_got_another_code(jambi, siti):
    event = make_event(jambi, siti, region=jambi.batanghari, **RUNNING)
    event.teams.create(office=jambi.sarolangun, people=4)
    assert list(events_seen_by(siti)) == [event]

    new = renumber_sarolangun(siti)

    assert list(events_seen_by(User.objects.get(pk=siti.pk))) == [event]
    assert list(events_seen_by(make_person("rudi", "manager", new.province))) == [event]
    assert not events_seen_by(make_person("lain", "operator", make_region("97.02")))


def test_two_offices_of_one_event_that_are_merged_are_one_team(jambi, siti):
    other = make_event(jambi, siti, name="Lain", first_day=DAY)
    event = make_event(jambi, siti, first_day=DAY)
    for office, people, sets in ((jambi.sarolangun, 5, 2), (jambi.batanghari, 3, 1)):
        event.teams.create(office=office, people=people, recording_sets=sets)
    other.teams.create(office=jambi.batanghari, people=4)
    make_stop(event, jambi.mersam)

    merge_batanghari_into_sarolangun(siti)
    let_travel(DAY, Signature(siti, at()))

    teams = Team.objects.order_by("people").values_list(
        "event__name", "office__code", "people", "recording_sets"
    )
    assert list(teams) == [("Lain", "15.03", 4, 0), ("GISA Sarolangun", "15.03", 8, 3)]
