"""Writes an event's plan, its checklist and its end: made, changed, closed, cancelled.

The state has a second writer: with its results an event begins, and a closed one is open again
(campaigns.results.recording).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, Sum

from regions.models import Region, User

from ..cards import account_of, move_cards, set_use, stock_of
from ..models import (
    DUE_DAYS_BEFORE,
    CardAccount,
    CardMove,
    Event,
    EventState,
    MoveKind,
    Stop,
    StopResult,
    Task,
    TaskKind,
    Team,
)
from ..results import post_places

# People that one recording set records in a day: usual, and at most over a long evening.
A_SET_A_DAY = (50, 150, 250)


class HasResults(Exception):
    """The change would leave results without their day or stop. Nothing was stored."""


class StillHasCards(Exception):
    """Cards earmarked for the event are neither used, spoiled nor returned. Nothing was stored."""

    def __init__(self, cards: int):
        super().__init__(f"{cards} cards")
        self.cards = cards


@dataclass(frozen=True, slots=True)
class PlannedStop:
    kecamatan: Region
    place: str
    first_day: date
    last_day: date
    pk: int | None = None


@transaction.atomic
def plan_event(
    *,
    region: Region,
    fields: Mapping[str, Any],
    stops: Iterable[PlannedStop],
    teams: Mapping[Region, tuple[int, int]],
    by: User,
    at: datetime,
    event: Event | None = None,
) -> Event:
    """Store a plan, new or changed, with its stops, teams (people, sets) and checklist.

    Raises HasResults where a stop or day with results would disappear.
    """
    if event is None:
        event = Event(region=region, created_by=by, created_at=at)
    else:
        event = Event.objects.select_for_update().get(pk=event.pk)
    for name, value in fields.items():
        setattr(event, name, value)
    event.save()
    _store_stops(event, list(stops))
    _store_teams(event, teams)
    _store_tasks(event)
    return event


def _store_stops(event: Event, stops: list[PlannedStop]) -> None:
    """Make the event's stops those planned; one of another event under that key is a new one."""
    own = event.stops.in_bulk()
    kept = {planned.pk for planned in stops} & own.keys()
    gone = event.stops.exclude(pk__in=kept)
    if StopResult.objects.filter(stop__in=gone).exists():
        raise HasResults
    gone.delete()
    for planned in stops:
        stop = own.get(planned.pk) or Stop(event=event)
        results = StopResult.objects.filter(stop=stop) if stop.pk else StopResult.objects.none()
        outside = results.exclude(day__range=(planned.first_day, planned.last_day))
        moved = stop.pk and stop.kecamatan_id != planned.kecamatan.pk
        if outside.exists() or (moved and results.exists()):
            raise HasResults
        stop.kecamatan, stop.place = planned.kecamatan, planned.place
        stop.first_day, stop.last_day = planned.first_day, planned.last_day
        stop.save()


def _store_teams(event: Event, teams: Mapping[Region, tuple[int, int]]) -> None:
    event.teams.exclude(office__in=teams).delete()
    for office, (people, sets) in teams.items():
        Team.objects.update_or_create(
            event=event, office=office, defaults={"people": people, "recording_sets": sets}
        )


def _store_tasks(event: Event) -> None:
    """The checklist; due days move along with the first day, what is done stays done."""
    for kind in TaskKind:
        due = event.first_day - timedelta(days=DUE_DAYS_BEFORE[kind])
        Task.objects.update_or_create(event=event, kind=kind, defaults={"due_day": due})


def tick(task: Task, *, done: bool, by: User, at: datetime) -> None:
    """Mark one line of the checklist as done by somebody, or as open again."""
    task.done_by, task.done_at = (by, at) if done else (None, None)
    task.save(update_fields=["done_by", "done_at"])


@transaction.atomic
def cancel_event(event: Event, *, because: str, day: date, by: User, at: datetime) -> None:
    """Cancel: results no longer count, cards go back where they came from."""
    event = Event.objects.select_for_update().get(pk=event.pk)
    Event.objects.filter(pk=event.pk).update(state=EventState.CANCELLED, cancelled_because=because)
    results = StopResult.objects.filter(stop__event=event).select_related("stop__kecamatan")
    for kecamatan, service_day in sorted(
        {(result.stop.kecamatan, result.day) for result in results},
        key=lambda pair: (pair[1], pair[0].code),
    ):
        post_places(event, [kecamatan], service_day, by=by, at=at)
    for kind in (MoveKind.USED, MoveKind.SPOILED):
        set_use(event, kind, -cards_of(event, kind), day=day, by=by, at=at, note=because)
    return_all(event, day=day, by=by, at=at, note=because)


@transaction.atomic
def close_event(event: Event) -> None:
    """The event is done and accounted for. Raises StillHasCards."""
    event = Event.objects.select_for_update().get(pk=event.pk)
    account = account_of(event)
    if account.balance:
        raise StillHasCards(account.balance)
    Event.objects.filter(pk=event.pk).update(state=EventState.DONE)


def earmark(
    event: Event,
    office: Region,
    cards: int,
    *,
    day: date,
    by: User,
    at: datetime,
    form_key: UUID | None = None,
) -> CardMove:
    """Take cards of an office's stock to the event. Raises what campaigns.cards.move_cards does."""
    return move_cards(
        kind=MoveKind.EARMARK,
        source=stock_of(office),
        target=account_of(event),
        cards=cards,
        day=day,
        event=event,
        by=by,
        at=at,
        note=event.name,
        form_key=form_key,
    )


def give_back(
    event: Event,
    office: Region,
    cards: int,
    *,
    day: date,
    by: User,
    at: datetime,
    note: str = "",
    form_key: UUID | None = None,
) -> CardMove:
    """Return cards of the event to an office. Raises campaigns.cards.NotEnoughCards."""
    return move_cards(
        kind=MoveKind.RETURNED,
        source=account_of(event),
        target=stock_of(office),
        cards=cards,
        day=day,
        event=event,
        by=by,
        at=at,
        note=note or event.name,
        form_key=form_key,
    )


def return_all(event: Event, *, day: date, by: User, at: datetime, note: str = "") -> None:
    """Return what is left to the offices it came from, the first giver first."""
    left = account_of(event).balance
    for office, given in sources(event).items():
        cards = min(left, given)
        if cards > 0:
            give_back(event, office, cards, day=day, by=by, at=at, note=note)
            left -= cards


def sources(event: Event) -> dict[Region, int]:
    """From which office how many cards came and have not gone back, the first giver first."""
    return {office: out - back for office, (out, back) in given_and_returned(event).items()}


def given_and_returned(event: Event) -> dict[Region, tuple[int, int]]:
    """Cards that each office gave and got back, the first giver first; reversals deducted."""
    found: dict[Region, list[int]] = {}
    moves = CardMove.objects.filter(event=event, kind__in=(MoveKind.EARMARK, MoveKind.RETURNED))
    for move in moves.select_related("source__office", "target__office").order_by("id"):
        gives = move.kind == MoveKind.EARMARK
        stock = move.source if gives != bool(move.reverses_id) else move.target
        assert stock is not None  # an office gives them and gets them back
        sums = found.setdefault(stock.region, [0, 0])
        sums[0 if gives else 1] += -move.cards if move.reverses_id else move.cards
    return {office: (out, back) for office, (out, back) in found.items()}


def cards_of(event: Event, kind: MoveKind) -> int:
    """Cards that left the event for good as used or spoiled, corrections deducted; 1 query."""
    moves = CardMove.objects.filter(event=event, kind=kind)
    out = Sum("cards", filter=Q(source__event=event), default=0)
    back = Sum("cards", filter=Q(target__event=event), default=0)
    sums = moves.aggregate(out=out, back=back)
    return sums["out"] - sums["back"]


def cards_left(event: Event) -> int:
    """Cards that are with the event now; 1 query."""
    left = CardAccount.objects.filter(event=event).values_list("balance", flat=True)
    return left.first() or 0


def capacity(teams: Iterable[Team], first_day: date, last_day: date) -> tuple[int, int, int]:
    """People the teams' recording sets can record on these days: low, usual, most.

    Source: the practice of the offices; 50 to 150 people a set and day, 250 on a long evening.
    """
    sets = sum(team.recording_sets for team in teams)
    days = (last_day - first_day).days + 1
    low, usual, most = (sets * days * people for people in A_SET_A_DAY)
    return low, usual, most
