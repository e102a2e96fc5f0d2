"""Events to test with: plain functions, defaults that read well."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from campaigns.cards import account_of, move_cards, receive_cards, stock_of
from campaigns.events import earmark
from campaigns.models import CardMove, Event, MoveKind, Stop, StopResult
from campaigns.results import record_result
from regions.models import Region, User
from tests.factories import DAY, Jambi, at

NEXT_DAY = DAY + timedelta(days=1)


def make_event(
    jambi: Jambi, by: User, *, places: Sequence[Region] = (), cards: int = 0, **fields: Any
) -> Event:
    """GISA Sarolangun of 4-5 April 2019, with a stop for both days in each of `places`."""
    fields = {
        "region": jambi.sarolangun,
        "name": "GISA Sarolangun",
        "first_day": DAY,
        "last_day": NEXT_DAY,
        "created_by": by,
        "created_at": at(),
        **fields,
    }
    event = Event.objects.create(**fields)
    for place in places:
        make_stop(event, place)
    if cards:
        give_cards(event, cards, by)
    return event


def make_stop(event: Event, kecamatan: Region, place: str = "", **days: date) -> Stop:
    days = {"first_day": event.first_day, "last_day": event.last_day, **days}
    return Stop.objects.create(event=event, kecamatan=kecamatan, place=place, **days)


def give_cards(event: Event, cards: int, by: User) -> None:
    """Cards that the province receives and earmarks for the event."""
    office, words = event.region.province, {"day": event.first_day, "by": by, "at": at()}
    move_cards(kind=MoveKind.RECEIVED, source=None, target=stock_of(office), cards=cards, **words)
    earmark(event, office, cards, **words)


def stop_in(event: Event, kecamatan: Region) -> Stop:
    return event.stops.get(kecamatan=kecamatan)


def save_result(
    stop: Stop, by: User, day: date = DAY, *, seen: int | None = None, **values: Any
) -> StopResult | None:
    """record_result as it is called from a page; `notes` is one of the values here."""
    notes = values.pop("notes", None)
    return record_result(
        stop=stop, day=day, by=by, at=at(day=day), values=values, notes=notes, seen=seen
    )


def receive(office: Region, cards: int, by: User, *, day: date = DAY) -> CardMove:
    """Cards that an office received from outside."""
    return receive_cards(office, cards, day=day, by=by, at=at(day=day))


def balance(owner: Region | Event) -> int:
    """What the account of an office or an event holds, as stored."""
    account = account_of(owner) if isinstance(owner, Event) else stock_of(owner)
    return account.balance
