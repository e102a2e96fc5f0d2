"""The only writer of an event's results; it posts them to the daily counts and the cards.

One transaction: the results, the counts of their kecamatan under the channel jemput bola
(through regions.recording), and the cards used and spoiled; or nothing of the three. Locks are
taken in one order: the event, the running totals of its region, the event's cards.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Sum

from regions.decrees import Lineage
from regions.models import MOST_PER_DAY, Channel, DailyCount, Region, Source, User
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
    event: Event, places: Collection[Region], day: date, *, by: User, at: datetime
) -> None:
    """Make the daily counts of these kecamatan what all events there add up to on that day.

    They are posted under the code a kecamatan has on the day, and withdrawn under others. Raises
    ValueError for a kecamatan that never lay in the event's office.
    The lock comes before the sum: another event may be posting for the same kecamatan.
    """
    lineage = Lineage.stored()
    for place in places:
        is_changed = len(lineage.made_of(place.pk, day)) > 1
        if place.kabkota_id != event.region_id and not is_changed:
            raise ValueError(f"{place.code} does not belong to {event.region.code}")
    keys = {lineage.on(place.pk, day) for place in places}
    of_day = {code: pk for pk in keys for code in lineage.made_of(pk, day)}
    if former := of_day.keys() - keys:
        counted = DailyCount.objects.filter(region__in=former, channel=Channel.JEMPUT_BOLA, day=day)
        keys |= set(counted.values_list("region_id", flat=True))
    regions = Region.objects.filter(pk__in=keys).select_related("kabkota").order_by("code")
    ledger.lock_heads({region.kabkota_id for region in regions if region.kabkota_id})
    sums = _sums_of(of_day, day)
    counts: dict[Region, dict[Region, Mapping[str, int | None]]] = {}
    for region in regions:
        assert region.kabkota is not None  # it is a kecamatan
        added = sums.get(region.pk, dict.fromkeys(POSTED))
        most = max(count or 0 for count in added.values())
        if most > MOST_PER_DAY:
            raise TooManyForADay(region, most)
        counts.setdefault(region.kabkota, {})[region] = added
    for office, of_office in counts.items():
        record_day(
            kabkota=office,
            day=day,
            by=by,
            at=at,
            counts=of_office,
            channel=Channel.JEMPUT_BOLA,
            source=Source.EVENT,
            why=event.name,
        )


def _sums_of(of_day: Mapping[int, int], day: date) -> dict[int, dict[str, int | None]]:
    """What all events did on the day by kecamatan; `of_day` are its codes with that of the day."""
    results = StopResult.objects.filter(stop__kecamatan__in=list(of_day), day=day)
    results = results.exclude(stop__event__state=EventState.CANCELLED)
    names = {f"sum_{name}": Sum(name) for name in POSTED}
    found: dict[int, dict[str, int | None]] = {}
    for code, *counts in results.order_by().values_list("stop__kecamatan").annotate(**names):
        sums = found.setdefault(of_day[code], dict.fromkeys(POSTED))
        for name, count in zip(POSTED, counts, strict=True):
            if count is not None:
                sums[name] = (sums[name] or 0) + count
    return found
