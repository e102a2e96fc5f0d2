"""The only writer of an event's results; it posts them to the daily counts and the cards.

One transaction: the results, the counts of their kecamatan under the channel jemput bola
(through regions.recording), and the cards used and spoiled; or nothing of the three. Locks are
taken in one order: the event, the running totals of its region, the event's cards.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Sum

from regions.models import MOST_PER_DAY, Channel, Region, Source, User
from regions.recording import Clash, DayChangedMeanwhile, Signature, ledger, record_day

from .. import history
from ..cards import NotEnoughCards, account_of, lock_accounts, set_use
from ..models import RESULTS, Event, EventState, MoveKind, Stop, StopResult

# What an event adds to the daily counts, under the names they have there.
POSTED = ("recorded", "printed", "reprinted", "delivered", "spoiled")
TYPED = (*RESULTS, "notes")


class NotADayOfTheStop(ValueError):
    """The event is not at this stop on that day, or is cancelled. Nothing was stored."""


class TooManyForADay(ValueError):
    """The stops of a kecamatan add up to more than a day's count can hold. Nothing was stored."""

    def __init__(self, kecamatan: Region, count: int):
        super().__init__(f"{count} in {kecamatan.code}")
        self.kecamatan, self.count = kecamatan, count


@dataclass(frozen=True, slots=True)
class TypedResult:
    """What a person typed for one stop.

    `values`: those of RESULTS and notes to set; None withdraws a number, what is not named
    stays. `seen`: the version the person was looking at (0: there was none yet); without it,
    what is given wins. `was`: the values of that version, as the log tells them of daily counts.
    With them, a value left as it was keeps the newer one, and only one that someone else changed
    too is a clash; without them every change of the stop is one.
    """

    stop: Stop
    values: Mapping[str, Any]
    seen: int | None = None
    was: Mapping[str, Any] | None = None

    def is_left(self, name: str) -> bool:
        """Whether the person left the value as it was."""
        return self.was is not None and self.values[name] == self.was.get(name)

    def is_overtaken(self, name: str, stored: StopResult) -> bool:
        """Whether someone else changed the value since it was seen."""
        if self.seen in (None, stored.version) or stored.version == 0:
            return False
        return self.was is None or getattr(stored, name) != self.was.get(name)


def record_result(
    *,
    stop: Stop,
    day: date,
    by: User,
    at: datetime,
    values: Mapping[str, int | None],
    notes: str | None = None,
    seen: int | None = None,
) -> StopResult | None:
    """Store what happened at one stop on one day; returns it, None if nothing changed.

    As record_results, for one stop.
    """
    typed = {**values, **({} if notes is None else {"notes": notes})}
    rows = [TypedResult(stop, typed, seen)]
    return next(iter(record_results(event=stop.event, day=day, by=by, at=at, rows=rows)), None)


@transaction.atomic
def record_results(
    *, event: Event, day: date, by: User, at: datetime, rows: Iterable[TypedResult]
) -> list[StopResult]:
    """Store what happened at an event's stops on one day, all or nothing; returns the changed.

    Sending the same twice is once. An event begins with its first result; one that was closed
    is open again when a correction leaves cards with it.

    Raises NotADayOfTheStop, DayChangedMeanwhile, TooManyForADay, NotEnoughCards, what
    regions.recording.record_day raises, and ValueError for a name that is not a result.
    Whether `by` may do so is decided before, in campaigns.access. About 25 queries whatever
    the number of stops.
    """
    # Not by its key: whoever books cards for the event meanwhile refers to it.
    locked = Event.objects.select_for_update(of=("self",), no_key=True)
    event = locked.select_related("region").get(pk=event.pk)
    changed = _changes(event, day, rows)
    if not changed:
        return []
    used, spoiled = -_sum(changed, "cards_used"), -_sum(changed, "spoiled")
    for result, values in changed:
        for name, value in values.items():
            setattr(result, name, value)
        result.version, result.entered_by, result.entered_at = result.version + 1, by, at
    used, spoiled = used + _sum(changed, "cards_used"), spoiled + _sum(changed, "spoiled")
    saved = _store([result for result, _values in changed])
    post_places(event, {result.stop.kecamatan for result in saved}, day, by=by, at=at)
    left = _book_cards(event, used, spoiled, day=day, by=by, at=at, note=event.name)
    if event.state == EventState.PLANNED or (event.state == EventState.DONE and left):
        history.set_state(event, EventState.RUNNING, Signature(by, at))
    return saved


def _changes(
    event: Event, day: date, rows: Iterable[TypedResult]
) -> list[tuple[StopResult, dict[str, Any]]]:
    """The results that change, as they are stored, with their new values."""
    stops = {stop.pk: stop for stop in event.stops.select_related("kecamatan")}
    found = StopResult.objects.filter(stop__event=event, day=day).select_related("entered_by")
    stored = {result.stop_id: result for result in found}
    changed = []
    clashes: list[Clash] = []
    newer: list[tuple[Stop, str]] = []
    for row in rows:
        stop = stops.get(row.stop.pk)
        if event.state == EventState.CANCELLED or stop is None or not _is_there(stop, day):
            raise NotADayOfTheStop
        if unknown := set(row.values) - set(TYPED):
            raise ValueError(f"no results: {sorted(unknown)}")
        result = stored.get(stop.pk) or StopResult(day=day, version=0)
        result.stop = stop
        values = {name: v for name, v in row.values.items() if getattr(result, name) != v}
        newer += [(stop, name) for name in values if row.is_left(name)]
        clashes += _clashes(row, result, values)
        values = {name: v for name, v in values.items() if not row.is_left(name)}
        if values:
            changed.append((result, values))
    if clashes:
        raise DayChangedMeanwhile(clashes, newer)
    return changed


def _clashes(row: TypedResult, result: StopResult, changed: Iterable[str]) -> Iterator[Clash]:
    """The values to be changed that someone else changed since the person saw them."""
    for name in changed:
        if not row.is_left(name) and row.is_overtaken(name, result):
            stored, by, at = getattr(result, name), result.entered_by, result.entered_at
            yield Clash(result.stop, name, row.values[name], stored, by, at)


def _is_there(stop: Stop, day: date) -> bool:
    return stop.first_day <= day <= stop.last_day


def _sum(changed: list[tuple[StopResult, dict]], name: str) -> int:
    return sum(getattr(result, name) or 0 for result, _values in changed)


def _store(results: list[StopResult]) -> list[StopResult]:
    """Insert or overwrite in one statement; the event's lock keeps others away."""
    for result in results:
        result.pk = None
    return StopResult.objects.bulk_create(
        results,
        update_conflicts=True,
        unique_fields=["stop", "day"],
        update_fields=[*TYPED, "version", "entered_by", "entered_at"],
    )


def _book_cards(event: Event, used: int, spoiled: int, **words) -> int:
    """Bring the event's cards up or down by these differences; returns how many are left.

    What comes back comes first: a card that was not spoiled but used needs no other.
    """
    if used or spoiled:
        account = account_of(event)
        there = lock_accounts([account.pk])[account.pk].balance
        if used + spoiled > there:
            raise NotEnoughCards(account, there, used + spoiled)
        differences = [(used, MoveKind.USED), (spoiled, MoveKind.SPOILED)]
        for cards, kind in sorted(differences):
            set_use(event, kind, cards, **words)
    return account_of(event).balance


def post_places(
    event: Event, places: Iterable[Region], day: date, *, by: User, at: datetime
) -> None:
    """Make the daily counts of these kecamatan what all events there add up to on that day.

    The lock comes before the sum: another event may be posting for the same kecamatan.
    """
    ledger.lock_heads([event.region_id])
    places = sorted(places, key=lambda place: place.code)
    results = StopResult.objects.filter(stop__kecamatan__in=places, day=day)
    not_cancelled = results.exclude(stop__event__state=EventState.CANCELLED)
    names = {f"sum_{name}": name for name in POSTED}
    counts = {place: dict.fromkeys(POSTED) for place in places}
    of_pk = {place.pk: place for place in places}
    for sums in not_cancelled.values("stop__kecamatan").annotate(
        **{k: Sum(n) for k, n in names.items()}
    ):
        place = of_pk[sums.pop("stop__kecamatan")]
        counts[place] = {names[key]: count for key, count in sums.items()}
        most = max(count or 0 for count in sums.values())
        if most > MOST_PER_DAY:
            raise TooManyForADay(place, most)
    record_day(
        kabkota=event.region,
        day=day,
        by=by,
        at=at,
        counts=counts,
        channel=Channel.JEMPUT_BOLA,
        source=Source.EVENT,
        why=event.name,
    )
