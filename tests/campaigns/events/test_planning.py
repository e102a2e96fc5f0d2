"""A plan is stored whole, keeps its results, and accounts for every card at its end."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from campaigns.cards import move_cards, stock_of
from campaigns.cards.refusals import NotEnoughCards
from campaigns.events import (
    HasResults,
    PlannedStop,
    StillHasCards,
    cancel_event,
    close_event,
    earmark,
    plan_event,
    planning,
    tick,
)
from campaigns.events.event_cards import cards_left, cards_of, given_and_returned, return_all
from campaigns.models import Event, EventState, MoveKind, Task, TaskKind
from regions.models import Channel, DailyCount, Region, User
from regions.ranking import rank_children
from tests.campaigns.factories import NEXT_DAY, make_event, save_result, stop_in
from tests.factories import DAY, Jambi, at, make_budi, make_figure, make_jambi

pytestmark = pytest.mark.django_db

FIELDS = {"name": "GISA Sarolangun", "first_day": DAY, "last_day": NEXT_DAY}


def planned(*places: Region, **days: date) -> list[PlannedStop]:
    days = {"first_day": DAY, "last_day": NEXT_DAY, **days}
    return [PlannedStop(kecamatan=place, place="", **days) for place in places]


def make_plan(jambi: Jambi, by: User, **changes) -> Event:
    arguments = {
        "region": jambi.sarolangun,
        "fields": FIELDS,
        "stops": planned(jambi.limun, jambi.pauh),
        "teams": {jambi.sarolangun: (12, 6), jambi.batanghari: (4, 2)},
        "by": by,
        "at": at(),
        **changes,
    }
    return plan_event(**arguments)


def receive(office: Region, cards: int, by: User) -> None:
    words = {"day": DAY, "by": by, "at": at()}
    target = stock_of(office)
    move_cards(kind=MoveKind.RECEIVED, source=None, target=target, cards=cards, **words)


def take(event: Event, office: Region, cards: int, by: User) -> None:
    earmark(event, office, cards, day=DAY, by=by, at=at())


def make_article(jambi: Jambi, budi: User) -> Event:
    """The event of the article with its 6.000 + 5.000 cards."""
    event = make_plan(jambi, budi)
    for office, cards in ((jambi.province, 6000), (jambi.sarolangun, 5000)):
        receive(office, cards, budi)
        take(event, office, cards, budi)
    return event


def test_a_plan_has_its_stops_teams_and_a_checklist_due_before_the_first_day():
    jambi = make_jambi()

    event = make_plan(jambi, make_budi(jambi))

    assert [stop.kecamatan for stop in event.stops.all()] == [jambi.limun, jambi.pauh]
    teams = event.teams.values_list("office__code", "people", "recording_sets")
    assert list(teams) == [("15.03", 12, 6), ("15.04", 4, 2)]
    due = dict(event.tasks.values_list("kind", "due_day"))
    assert due.keys() == set(TaskKind)
    assert due[TaskKind.LETTER] == date(2019, 3, 25)
    assert due[TaskKind.GENERATOR] == date(2019, 4, 3)


def test_the_capacity_follows_from_sets_and_days():
    jambi = make_jambi()
    event = make_plan(jambi, make_budi(jambi))

    found = planning.capacity(event.teams.all(), event.first_day, event.last_day)

    assert found == (8 * 2 * 50, 8 * 2 * 150, 8 * 2 * 250)


def test_moving_the_event_moves_what_is_due_and_keeps_what_is_done():
    jambi = make_jambi()
    budi = make_budi(jambi)
    event = make_plan(jambi, budi)
    tick(event.tasks.get(kind=TaskKind.LETTER), done=True, by=budi, at=at())
    later = {**FIELDS, "first_day": NEXT_DAY, "last_day": NEXT_DAY}

    make_plan(
        jambi, budi, event=event, fields=later, stops=planned(jambi.limun, first_day=NEXT_DAY)
    )

    letter = Task.objects.get(kind=TaskKind.LETTER)
    assert (letter.due_day, letter.done_by) == (date(2019, 3, 26), budi)
    assert Task.objects.count() == len(TaskKind)


def test_a_ticked_task_can_be_opened_again():
    jambi = make_jambi()
    budi = make_budi(jambi)
    task = make_plan(jambi, budi).tasks.first()

    tick(task, done=True, by=budi, at=at())
    tick(task, done=False, by=budi, at=at())

    task.refresh_from_db()
    assert (task.done_by, task.done_at) == (None, None)


def test_a_changed_plan_replaces_stops_and_teams():
    jambi = make_jambi()
    budi = make_budi(jambi)
    event = make_plan(jambi, budi)
    kept = stop_in(event, jambi.limun)
    stops = [PlannedStop(jambi.limun, "kantor camat", DAY, DAY, pk=kept.pk)]

    make_plan(jambi, budi, event=event, stops=stops, teams={jambi.sarolangun: (9, 3)})

    assert list(event.stops.values_list("pk", "place", "last_day")) == [
        (kept.pk, "kantor camat", DAY)
    ]
    assert list(event.teams.values_list("people", flat=True)) == [9]


@pytest.mark.parametrize("change", ["the stop", "the day", "the kecamatan"])
def test_a_stop_or_day_with_results_is_not_taken_away(change):
    jambi = make_jambi()
    budi = make_budi(jambi)
    event = make_article(jambi, budi)
    stop = stop_in(event, jambi.limun)
    save_result(stop, budi, day=NEXT_DAY, recorded=5)
    kept = {
        "the stop": [],
        "the day": [PlannedStop(jambi.limun, "", DAY, DAY, pk=stop.pk)],
        "the kecamatan": [PlannedStop(jambi.pauh, "", DAY, NEXT_DAY, pk=stop.pk)],
    }[change]

    with pytest.raises(HasResults):
        make_plan(jambi, budi, event=event, stops=kept, fields={**FIELDS, "name": "Lain"})

    assert {stop.kecamatan for stop in event.stops.all()} == {jambi.limun, jambi.pauh}
    assert Event.objects.get().name == "GISA Sarolangun"


def test_a_stop_of_another_event_is_never_taken_over():
    jambi = make_jambi()
    budi = make_budi(jambi)
    event = make_plan(jambi, budi)
    other = make_plan(jambi, budi, stops=planned(jambi.sarolangun_kota))
    foreign = stop_in(other, jambi.sarolangun_kota)

    make_plan(
        jambi, budi, event=event, stops=[PlannedStop(jambi.pauh, "", DAY, DAY, pk=foreign.pk)]
    )

    foreign.refresh_from_db()
    assert (foreign.event, foreign.kecamatan) == (other, jambi.sarolangun_kota)
    assert [stop.kecamatan for stop in event.stops.all()] == [jambi.pauh]


def test_the_article_s_11000_cards_are_used_spoiled_and_returned_to_the_last_one():
    jambi = make_jambi()
    budi = make_budi(jambi)
    event = make_article(jambi, budi)
    save_result(stop_in(event, jambi.limun), budi, recorded=700, printed=650, spoiled=12)
    save_result(stop_in(event, jambi.pauh), budi, NEXT_DAY, recorded=400, printed=390, reprinted=31)

    return_all(event, day=NEXT_DAY, by=budi, at=at())
    close_event(event, by=budi, at=at())

    used, spoiled = (cards_of(event, kind) for kind in (MoveKind.USED, MoveKind.SPOILED))
    given = given_and_returned(event)
    assert (used, spoiled) == (650 + 390 + 31, 12)
    assert given == {jambi.province: (6000, 6000), jambi.sarolangun: (5000, 5000 - used - spoiled)}
    assert sum(out for out, _back in given.values()) == 11_000
    assert used + spoiled + sum(back for _out, back in given.values()) == 11_000
    assert cards_left(event) == 0
    assert Event.objects.get().state == EventState.DONE


def test_an_event_with_cards_left_is_not_closed():
    jambi = make_jambi()
    budi = make_budi(jambi)
    event = make_article(jambi, budi)

    with pytest.raises(StillHasCards, match="11000"):
        close_event(event, by=budi, at=at())

    assert Event.objects.get().state == EventState.PLANNED


def test_no_more_cards_are_earmarked_than_the_office_has():
    jambi = make_jambi()
    budi = make_budi(jambi)
    event = make_article(jambi, budi)

    with pytest.raises(NotEnoughCards) as refused:
        take(event, jambi.province, 1, budi)

    assert (refused.value.there, refused.value.asked) == (0, 1)
    assert cards_left(event) == 11_000


def test_cancelling_takes_the_results_out_of_the_ranking_and_sends_the_cards_back():
    jambi = make_jambi()
    budi = make_budi(jambi)
    make_figure(jambi.sarolangun, wajib_ktp=1000, recorded=800)
    event = make_article(jambi, budi)
    save_result(stop_in(event, jambi.limun), budi, recorded=50, printed=40, spoiled=2)
    raised = rank_children(jambi.sarolangun, DAY).head.standing.recorded

    cancel_event(event, because="banjir", day=DAY, by=budi, at=at())

    assert raised == 850
    assert rank_children(jambi.sarolangun, DAY).head.standing.recorded == 800
    outreach = DailyCount.objects.get(region=jambi.limun, channel=Channel.JEMPUT_BOLA)
    assert outreach.recorded is None
    assert stock_of(jambi.province).balance == 6000
    assert stock_of(jambi.sarolangun).balance == 5000
    assert cards_left(event) == 0
    stored = Event.objects.get()
    assert (stored.state, stored.cancelled_because) == (EventState.CANCELLED, "banjir")


def test_another_event_in_the_kecamatan_still_counts_when_one_is_cancelled():
    jambi = make_jambi()
    budi = make_budi(jambi)
    # As they may have been planned before two could not be.
    first, second = (make_event(jambi, budi, places=[jambi.limun]) for _ in range(2))
    for event, people in ((first, 5), (second, 7)):
        save_result(stop_in(event, jambi.limun), budi, recorded=people)

    cancel_event(first, because="salah catat", day=DAY, by=budi, at=at())

    outreach = DailyCount.objects.get(region=jambi.limun, channel=Channel.JEMPUT_BOLA)
    assert outreach.recorded == 7


@pytest.mark.parametrize(
    "wrong",
    [
        {"last_day": DAY - timedelta(days=1)},
        {"opens_at": "16:00", "closes_at": "08:00"},
        {"state": EventState.CANCELLED},
        {"cancelled_because": "tanpa batal"},
    ],
)
def test_the_database_refuses_an_event_that_cannot_be(wrong):
    jambi = make_jambi()
    budi = make_budi(jambi)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_plan(jambi, budi, fields={**FIELDS, **wrong})

    assert not Event.objects.exists()
