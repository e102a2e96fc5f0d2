"""Reads what the page of an event tells: stops, teams, checklist and cards."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from regions.models import Region

from ..models import Event, EventChange, MoveKind, PlanPart, Stop, Task, Team
from .event_cards import cards_left, cards_of, given_and_returned

# What the page of an event shows of its history.
MOST_CHANGES = 200


@dataclass(frozen=True, slots=True)
class EventCards:
    """Blank cards of an event; they add up.

    `given` are cards out and back by office, the first giver first; what did not go back was
    used, spoiled, or is `left` with the event.
    """

    given: Mapping[Region, tuple[int, int]]
    used: int
    spoiled: int
    left: int


@dataclass(frozen=True, slots=True)
class WholeEvent:
    event: Event
    stops: Sequence[Stop]
    teams: Sequence[Team]
    tasks: Sequence[Task]
    cards: EventCards


def gather(event: Event) -> WholeEvent:
    """The event with all that belongs to it; 7 queries at any number of stops and teams."""
    return WholeEvent(
        event,
        stops=list(event.stops.select_related("kecamatan")),
        teams=list(event.teams.select_related("office")),
        tasks=list(event.tasks.select_related("done_by")),
        cards=EventCards(
            given=given_and_returned(event),
            used=cards_of(event, MoveKind.USED),
            spoiled=cards_of(event, MoveKind.SPOILED),
            left=cards_left(event),
        ),
    )


@dataclass(frozen=True, slots=True)
class PlanHistory:
    """What was changed of a plan, the newest first; names of its places by code, by key those of
    the offices that help and of the kecamatan in which each stop is or was."""

    changes: Sequence[EventChange]
    places: Mapping[str, str]
    offices: Mapping[int, str]
    stops: Mapping[int, str]


def plan_history(event: Event, stops: Iterable[Stop]) -> PlanHistory:
    """The last changes of the plan, the event having these stops now; 2 queries."""
    changes = list(event.changes.select_related("by")[:MOST_CHANGES])
    of_stops = [c for c in changes if c.field == "kecamatan"]
    codes = {code for c in of_stops for code in (c.old, c.new) if code}
    offices = {c.row for c in changes if c.part == PlanPart.TEAM}
    named = Region.objects.filter(Q(code__in=codes) | Q(pk__in=offices))
    found = list(named.order_by().values_list("pk", "code", "name"))
    places = {code: name for _pk, code, name in found}
    where = {c.row: places.get(str(c.new or c.old), "") for c in of_stops if c.row is not None}
    return PlanHistory(
        changes,
        places=places,
        offices={pk: name for pk, _code, name in found},
        stops=where | {stop.pk: stop.kecamatan.name for stop in stops},
    )
