"""Take a whole stored file back, as a correction in the log."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from ..bulk_recording import KEEP, OfficeDay, PlaceDay, Signature, record_days
from ..figures import NewFigure, record_figures
from ..models import (
    LEVELS,
    MEASURES,
    CountChange,
    FigureChange,
    ImportBatch,
    ImportKind,
    ImportState,
    PopulationFigure,
    Region,
    State,
    User,
)

STATUS_FIELDS = ("state", "zero_reason", *LEVELS)


class AlreadyUndone(Exception):
    """The batch is not (or no longer) stored. Nothing was changed."""


class Undone(NamedTuple):
    """How many values went back, and how many stay because someone changed them since."""

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
    for office in Region.objects.filter(pk__in=made.values("kabkota").distinct()):
        changes = list(made.filter(kabkota=office).order_by("id"))
        later = _changed_later(office, changes)
        kept = [change for change in changes if _key(change) not in later]
        since += len(changes) - len(kept)
        places, days = _before(office, kept)
        for values, _rows in record_days(places, days, signed):
            back += values
    return Undone(back, since)


def _key(change: CountChange) -> tuple:
    return (change.region_id, change.day, change.channel, change.field)


def _changed_later(office: Region, changes: list[CountChange]) -> set[tuple]:
    """The values of these changes that another change came after; 1 query."""
    days = [change.day for change in changes]
    later = CountChange.objects.filter(
        kabkota=office, day__range=(min(days), max(days)), id__gt=changes[-1].pk
    )
    return {_key(change) for change in later.only("region_id", "day", "channel", "field")}


def _before(
    office: Region, changes: Iterable[CountChange]
) -> tuple[list[PlaceDay], list[OfficeDay]]:
    """The values before these changes; a state that follows from the numbers is not named."""
    places: dict[tuple[int, date], dict] = defaultdict(dict)
    days: dict[date, dict] = defaultdict(dict)
    for change in changes:
        if change.channel:
            places[change.region_id, change.day][change.field] = change.old
        elif change.field in LEVELS:
            days[change.day][change.field] = change.old
        elif change.field == "state" and change.old in (State.ZERO, State.CLOSED):
            days[change.day]["state"] = change.old
            days[change.day].setdefault("zero_reason", "")
        elif change.field == "zero_reason" and change.old:
            days[change.day]["zero_reason"] = change.old
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


def _aligned(values: dict, names: Iterable[str]) -> tuple:
    return tuple(values.get(name, KEEP) for name in names)


def _undo_figures(batch: ImportBatch, signed: Signature) -> Undone:
    by_figure: dict[tuple, dict[str, FigureChange]] = defaultdict(dict)
    made = FigureChange.objects.filter(batch=batch).select_related("region")
    for change in made:
        by_figure[change.region_id, change.as_of, change.published_on][change.field] = change
    back, since = [], 0
    for (region, as_of, published_on), changes in by_figure.items():
        figure = PopulationFigure.objects.filter(
            region=region, as_of=as_of, published_on=published_on
        ).first()
        if figure is None or any(getattr(figure, f) != c.new for f, c in changes.items()):
            since += len(changes)
            continue
        kabkota = next(iter(changes.values())).region.kabkota_id or region
        before = {field: change.old for field, change in changes.items()}
        back.append(NewFigure(region, kabkota, as_of, published_on, before))
    return Undone(len(record_figures(back, signed)), since)
