"""What the results page shows of one event and day: its stops, what is stored, cards left."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from regions.entry import latest

from ..models import CardAccount, Event, Stop, StopResult


@dataclass(frozen=True, slots=True)
class EventDay:
    """One day of the event: how many of its stops have a result."""

    day: date
    entered: int
    stops: int


@dataclass(frozen=True)
class ResultSheet:
    event: Event
    day: date
    stops: list[Stop]
    stored: Mapping[int, StopResult]
    days: list[EventDay]
    cards_left: int

    @property
    def last_saved(self) -> StopResult | None:
        return latest(self.stored.values())


def result_sheet(event: Event, day: date, typed: Collection[int] = ()) -> ResultSheet:
    """Read one day of an event; 3 queries at any size.

    `typed` are the keys of stops for which something was sent: they are shown even where a
    change of plan has just taken the day from them, so that nothing typed is lost.
    """
    all_stops = list(event.stops.select_related("kecamatan"))
    results = StopResult.objects.filter(stop__event=event).select_related("entered_by")
    by_day: dict[date, dict[int, StopResult]] = {}
    for result in results:
        by_day.setdefault(result.day, {})[result.stop_id] = result
    account = CardAccount.objects.filter(event=event).first()
    return ResultSheet(
        event=event,
        day=day,
        stops=[stop for stop in all_stops if _is_open(stop, day) or stop.pk in typed],
        stored=by_day.get(day, {}),
        days=[
            EventDay(
                day=one,
                entered=len(by_day.get(one, {})),
                stops=sum(_is_open(stop, one) for stop in all_stops),
            )
            for one in event.days
        ],
        cards_left=account.balance if account else 0,
    )


def _is_open(stop: Stop, day: date) -> bool:
    return stop.first_day <= day <= stop.last_day
