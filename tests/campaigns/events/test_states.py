"""What changes an event looks at its state under the lock, whatever a page has seen before."""

from collections.abc import Callable

import pytest
from django.db import connection

from campaigns.events import (
    StateChangedMeanwhile,
    cancel_event,
    close_event,
    earmark,
    end_early,
    plan_event,
    tick,
)
from campaigns.models import Event, EventState
from regions.models import User
from tests.campaigns.events.test_planning import FIELDS, planned
from tests.campaigns.factories import balance, make_event, receive
from tests.factories import DAY, Jambi, at
from tests.regions.recording.test_ledger_concurrently import all_at_once
from tests.row_locks import locked, statements

Act = Callable[[Event, Jambi, User], object]
PLANNED = EventState.PLANNED


def cancel(event: Event, jambi: Jambi, by: User) -> None:
    cancel_event(event, because="hujan", day=DAY, by=by, at=at(), seen=PLANNED)


def close(event: Event, jambi: Jambi, by: User) -> None:
    close_event(event, by=by, at=at(), seen=PLANNED)


def early(event: Event, jambi: Jambi, by: User) -> None:
    end_early(event, DAY, because="hujan", by=by, at=at(), seen=PLANNED)


def take_cards(event: Event, jambi: Jambi, by: User) -> None:
    earmark(event, jambi.sarolangun, 5, day=DAY, by=by, at=at())


def change(event: Event, jambi: Jambi, by: User) -> None:
    words = {"stops": planned(jambi.limun), "teams": {}, "by": by, "at": at(), "event": event}
    plan_event(region=jambi.sarolangun, fields={**FIELDS, "name": "Lain"}, **words)


def tick_first(event: Event, jambi: Jambi, by: User) -> None:
    task = event.tasks.create(kind="letter", due_day=DAY)
    tick(task, done=True, by=by, at=at())


ACTS = [cancel, close, early, take_cards, change, tick_first]


@pytest.mark.django_db
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", [EventState.DONE, EventState.CANCELLED])
def test_nothing_is_done_to_an_event_that_is_over(jambi, siti, act: Act, state):
    receive(jambi.sarolangun, 10, siti)
    event = make_event(jambi, siti, places=[jambi.limun])
    because = "banjir" if state == EventState.CANCELLED else ""
    Event.objects.update(state=state, cancelled_because=because)

    with pytest.raises(StateChangedMeanwhile):
        act(event, jambi, siti)

    stored = Event.objects.get()
    assert (stored.state, stored.cancelled_because, stored.name) == (state, because, event.name)
    assert stored.last_day == event.last_day
    assert balance(event) == 0
    assert not event.changes.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("act", [cancel, close, early])
def test_an_end_that_was_meant_for_a_planned_event_is_none_for_a_running_one(jambi, siti, act: Act):
    event = make_event(jambi, siti, state=EventState.RUNNING)

    with pytest.raises(StateChangedMeanwhile):
        act(event, jambi, siti)

    assert Event.objects.get().state == EventState.RUNNING


@pytest.mark.django_db
def test_a_plan_locks_its_region_before_its_event(jambi, siti):
    event = make_event(jambi, siti, places=[jambi.limun])

    with statements() as asked:
        change(event, jambi, siti)

    assert locked(asked)[:2] == ["regions_region", "campaigns_event"]


@pytest.mark.django_db
@pytest.mark.parametrize("act", [cancel, close, early, take_cards])
def test_each_end_locks_the_event_first(jambi, siti, act: Act):
    receive(jambi.sarolangun, 10, siti)
    event = make_event(jambi, siti, places=[jambi.limun])

    with statements() as asked:
        act(event, jambi, siti)

    assert locked(asked)[0] == "campaigns_event"


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="run with a PostgreSQL DATABASE_URL")
def test_of_many_ends_at_once_one_counts(jambi, siti):
    event = make_event(jambi, siti, places=[jambi.limun])

    raised = all_at_once([lambda act=act: act(event, jambi, siti) for act in [cancel, close] * 6])

    assert [type(error) for error in raised] == [StateChangedMeanwhile] * 11
    assert event.changes.count() == 1
