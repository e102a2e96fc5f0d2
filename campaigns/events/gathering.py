"""Reads what the page of an event tells: stops, teams, checklist and cards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from regions.models import Region

from ..models import Event, MoveKind, Stop, Task, Team
from .planning import cards_left, cards_of, given_and_returned


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
