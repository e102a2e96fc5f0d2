"""Take a whole stored file back, as a correction in the log."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ...models import (
    AT_DAYS_END,
    MEASURES,
    Channel,
    CountChange,
    DailyCount,
    DayStatus,
    FigureChange,
    ImportBatch,
    ImportKind,
    ImportState,
    PopulationFigure,
    Region,
    State,
    User,
)
from ...recording import (
    KEEP,
    STATUS_FIELDS,
    VALUES,
    NewFigure,
    OfficeDay,
    PlaceDay,
    Signature,
    ledger,
    record_days,
    record_figures,
)

Value = int | str | None
FigureKey = tuple[int, date, date, str]


class AlreadyUndone(Exception):
    """The batch is not (or no longer) stored. Nothing was changed."""


class Undone(NamedTuple):
    """How many values went back, and how many stay because someone changed them since.

    The states of days, which follow from the values, are not counted.
    """

    values: int
    changed_since: int


@transaction.atomic
def undo(batch: ImportBatch, by: User, at: datetime) -> Undone:
    """Put back what the batch changed, except what was changed again after it.

    Raises AlreadyUndone, DayIsLocked.
    """
    stored = ImportBatch.objects.select_for_update().filter(pk=batch.pk, state=ImportState.STORED)
    if not stored.exists():
        raise AlreadyUndone
    # The condition decides where the database does not lock rows (SQLite).
    if not stored.update(state=ImportState.UNDONE, undone_by=by, undone_at=at):
        raise AlreadyUndone
    why = _("import %(n)s taken back (%(file)s)") % {"n": batch.pk, "file": batch.file_name}
    signed = Signature(by, at, why[:200])
    if batch.kind == ImportKind.POPULATION:
        return _undo_figures(batch, signed)
    return _undo_counts(batch, signed)


def _undo_counts(batch: ImportBatch, signed: Signature) -> Undone:
    back = since = 0
    made = CountChange.objects.filter(batch=batch)
    offices = Region.objects.filter(pk__in=made.values("kabkota").distinct())
    # What others change from here on waits, so that it cannot be lost.
    ledger.lock_heads(office.pk for office in offices)
    undone = _undone_at(batch)
    for office in offices:
        changes = list(made.filter(kabkota=office).order_by("id"))
        later = _changed_later(office, changes, undone)
        kept = [change for change in changes if _key(change) not in later]
        values_kept = sum(_is_value(change) for change in kept)
        back += values_kept
        since += sum(map(_is_value, changes)) - values_kept
        declared = {day for _region, day, _channel, field in later if field == "state"}
        declared &= {change.day for change in kept}
        places, days = _before(office, kept, undone, declared)
        for _done in record_days(places, days, signed):
            pass
    return Undone(back, since)


def _key(change: CountChange) -> tuple:
    return (change.region_id, change.day, change.channel, change.field)


def _is_value(change: CountChange) -> bool:
    return change.field in MEASURES or change.field in AT_DAYS_END


def _log_of(office: Region, changes: list[CountChange]) -> QuerySet[CountChange]:
    days = [change.day for change in changes]
    return CountChange.objects.filter(kabkota=office, day__range=(min(days), max(days)))


def _undone_at(batch: ImportBatch) -> set[datetime]:
    """When imports were taken back, this one included; 1 query."""
    undone = ImportBatch.objects.filter(kind=batch.kind, state=ImportState.UNDONE)
    return {at for at in undone.values_list("undone_at", flat=True) if at}


def taken_back(moments: Iterable[datetime]) -> dict[datetime, ImportBatch]:
    """The imports that were taken back at one of these moments, by that moment; 1 query."""
    undone = ImportBatch.objects.filter(undone_at__in=set(moments)).only("file_name", "undone_at")
    return {batch.undone_at: batch for batch in undone if batch.undone_at}


def _is_void(change: CountChange | FigureChange, undone: set[datetime]) -> bool:
    """Whether the change is of an import that was taken back, or took it back."""
    if change.batch is not None:
        return change.batch.state == ImportState.UNDONE
    return change.at in undone


def _changed_later(office: Region, changes: list[CountChange], undone: set[datetime]) -> set[tuple]:
    """The values of these changes that somebody changed after them; 1 query.

    An import that came after and was taken back is nobody.
    """
    later = _log_of(office, changes).filter(id__gt=changes[-1].pk).select_related("batch")
    return {_key(change) for change in later if not _is_void(change, undone)}


def _before(
    office: Region, changes: list[CountChange], undone: set[datetime], declared_since: set[date]
) -> tuple[list[PlaceDay], list[OfficeDay]]:
    """The values before these changes; a state that follows from the numbers is not named."""
    places: dict[tuple[int, date], dict] = defaultdict(dict)
    days: dict[date, dict] = defaultdict(dict)
    states: dict[date, dict] = defaultdict(dict)
    for change, old in _old_values(office, changes, undone):
        if change.channel:
            places[change.region_id, change.day][change.field] = old
        elif change.field in AT_DAYS_END:
            days[change.day][change.field] = old
        else:
            states[change.day][change.field] = old
    assert office.province_id is not None  # it is a kabupaten/kota
    for day, state in _declared(office, states, declared_since, places).items():
        days[day] |= state
    return (
        [
            PlaceDay(office.pk, office.province_id, region, day, _aligned(values, MEASURES))
            for (region, day), values in places.items()
        ],
        [
            OfficeDay(office.pk, day, _aligned(values, STATUS_FIELDS))
            for day, values in days.items()
        ],
    )


def _declared(
    office: Region, before: Mapping[date, dict], since: set[date], places: Mapping
) -> dict[date, dict]:
    """The days that were declared zero or closed before, or `since` by somebody and so stay.

    Not those on which people are counted again; their state follows from the numbers. At most 2
    queries.
    """
    states = {day: {"zero_reason": "", **said} for day, said in before.items()}
    if since:
        for status in DayStatus.objects.filter(kabkota=office, day__in=since):
            states[status.day] = {"state": status.state, "zero_reason": status.zero_reason}
    declared = {
        day: said for day, said in states.items() if said.get("state") in (State.ZERO, State.CLOSED)
    }
    busy = _days_with_people(office, declared, places) if declared else set()
    return {day: said for day, said in declared.items() if day not in busy}


def _old_values(
    office: Region, changes: list[CountChange], undone: set[datetime]
) -> Iterator[tuple[CountChange, Value]]:
    """Each change with the value before it, and before imports that were taken back meanwhile:
    taken back first, they had left the value to the import that came after them.
    1 query; 1 more where there was such an import.
    """
    if not changes:
        return
    earlier = _log_of(office, changes).filter(id__lt=changes[0].pk)
    logged = defaultdict(list)
    if earlier.filter(batch__state=ImportState.UNDONE).exists():
        for change in earlier.select_related("batch").order_by("-id"):
            logged[_key(change)].append(change)
    for change in changes:
        yield change, _before_undone(change.old, logged[_key(change)], undone)


def _before_undone(
    old: Value, earlier: Iterable[CountChange | FigureChange], undone: set[datetime]
) -> Value:
    """Back through earlier changes, newest first, for as long as they were taken back."""
    for change in earlier:
        if not _is_void(change, undone) or change.new != old:
            break
        old = change.old
    return old


def _days_with_people(office: Region, days: Iterable[date], places: Mapping) -> set[date]:
    """The days on which people are counted even with the old values; 1 query."""
    stored = DailyCount.objects.filter(kabkota=office, channel=Channel.LOKET, day__in=days)
    counts = {(row["region_id"], row["day"]): row for row in stored.values()}
    return {
        day
        for (region, day), row in counts.items()
        if any((row | places.get((region, day), {}))[measure] for measure in MEASURES)
    }


def _aligned(values: dict, names: Iterable[str]) -> tuple:
    return tuple(values.get(name, KEEP) for name in names)


def _undo_figures(batch: ImportBatch, signed: Signature) -> Undone:
    made = FigureChange.objects.filter(batch=batch)
    changes = list(made.select_related("region"))
    ledger.lock_heads(change.region.kabkota_id or change.region_id for change in changes)
    stored = PopulationFigure.objects.filter(region__in=made.values("region")).order_by("-pk")
    figures = {_figure_key(figure): figure for figure in stored}
    # The oldest of one publication, for entries from before two bases could stand side by side.
    bases = {key[:-1]: key[-1] for key in figures}

    def key_of(change: FigureChange) -> FigureKey:
        key = _figure_key(change)
        return key if change.basis else (*key[:-1], bases.get(key[:-1], ""))

    changed = {key_of(change): change.region for change in changes}
    log: dict[tuple, list[FigureChange]] = defaultdict(list)
    of_regions = FigureChange.objects.filter(region__in=made.values("region"), field__in=VALUES)
    for change in of_regions.select_related("batch").order_by("-id"):
        log[key_of(change)].append(change)
    back, since, undone = [], 0, _undone_at(batch)
    for key, region in changed.items():
        figure, of_batch = figures.get(key), [c for c in log[key] if c.batch_id == batch.pk]
        if figure is None or any(getattr(figure, c.field) != c.new for c in of_batch):
            since += len(of_batch)
            continue
        before = _figure_before(figure, log[key], of_batch, undone)
        back.append(
            NewFigure(region.pk, region.kabkota_id or region.pk, key[1], key[2], before, key[3])
        )
    return Undone(len(record_figures(back, signed)), since)


def _figure_key(row: FigureChange | PopulationFigure) -> FigureKey:
    return (row.region_id, row.as_of, row.published_on, row.basis)


def _figure_before(
    figure: PopulationFigure,
    log: list[FigureChange],
    of_batch: list[FigureChange],
    undone: set[datetime],
) -> dict[str, Value]:
    """The old values of a figure; its log is newest first.

    An import that was taken back before had left the whole figure to this one: what it gave of
    the figure goes as well.
    """
    before = {}
    for change in of_batch:
        earlier = [c for c in log if c.field == change.field and c.pk < change.pk]
        before[change.field] = _before_undone(change.old, earlier, undone)
        if before[change.field] == change.old:
            continue
        for field in {c.field for c in log} - {c.field for c in of_batch}:
            of_field = [c for c in log if c.field == field]
            before[field] = _before_undone(getattr(figure, field), of_field, undone)
    return before
