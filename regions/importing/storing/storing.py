"""Store all of an understood file in one transaction, or nothing.

The rows go through the writers of counts and of figures and nothing else; what would change is
computed by the same code that changes it.
"""

from collections.abc import Generator, Iterable, Iterator
from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple

from django.db import transaction

from ...levels import Level, lies_in
from ...models import MEASURES, ImportBatch, ImportKind, ImportState, Region, User
from ...recording import (
    KEEP,
    STATUS_FIELDS,
    NewFigure,
    OfficeDay,
    PlaceDay,
    Signature,
    lock_heads,
    planned_days,
    planned_figures,
    record_days,
    record_figures,
)
from ..rows.row_reader import OF_OFFICE
from ..understanding import Understood


class ChangedMeanwhile(Exception):
    """Storing would now do something else than the person was shown. Nothing was stored."""


class ValueChange(NamedTuple):
    """One value that storing the file changes: from `old` (None: nothing was known) to `new`."""

    region: int
    day: date
    field: str
    old: int | str | None
    new: int | str | None


def file_hash(content: bytes) -> str:
    """The SHA-256 under which a batch knows its file."""
    return sha256(content).hexdigest()


def store(
    found: Understood, batch: ImportBatch, by: User, at: datetime, seen: str | None = None
) -> Generator[int, None, None]:
    """Store every row of a file that is ready, under `batch`; yields the rows done so far.

    One transaction: an error, or whoever stops listening, leaves nothing. `seen` is the
    `fingerprint` of the changes that the person was shown; ChangedMeanwhile where it is no
    longer theirs, or where the batch was stored already. Raises ValueError for a file that is
    not ready, and DayIsLocked. That pages of days gone by were to change was asked before; the
    batch keeps it.
    """
    if not found.ready:
        raise ValueError("A file with open questions or errors is never stored.")
    with transaction.atomic():
        _take(batch)
        batch.state, batch.content, batch.by, batch.at = ImportState.STORED, None, by, at
        batch.rows, batch.changes = len(found.rows), 0
        if days := found.days_changed:
            batch.answers["days"] = [days[0].isoformat(), days[-1].isoformat(), len(days)]
        batch.save()
        signed = Signature(by, at, found.options.source or batch.file_name, batch)
        writing = _writing(found)
        lock_heads(place.kabkota for place in writing.places)
        if seen is not None and fingerprint(list(writing.planned(signed))) != seen:
            raise ChangedMeanwhile
        done = 0
        for changes, rows in writing.write(signed):
            batch.changes, done = batch.changes + changes, done + rows
            yield done
        batch.save(update_fields=["changes"])


def _take(batch: ImportBatch) -> None:
    """Of two requests that store one batch the second finds it stored."""
    waiting = ImportBatch.objects.filter(pk=batch.pk, state=ImportState.WAITING)
    if batch.pk and not waiting.select_for_update().exists():
        raise ChangedMeanwhile


def planned(found: Understood, by: User, at: datetime) -> list[ValueChange]:
    """What storing the file would change now, without changing anything."""
    return list(_writing(found).planned(Signature(by, at)))


def fingerprint(changes: Iterable[tuple]) -> str:
    """The same for the same changes in the same order."""
    digest = sha256()
    for change in changes:
        digest.update(repr(change).encode())
    return digest.hexdigest()


def _writing(found: Understood) -> "_Counts | _Figures":
    is_counts = found.options.kind == ImportKind.COUNTS
    return _Counts(found) if is_counts else _Figures(found)


class _Place(NamedTuple):
    pk: int
    kabkota: int
    province: int


def _places(found: Understood) -> dict[str, _Place]:
    """The kabupaten/kota and kecamatan by code: those in the region of the file, and those of its
    rows that were in it before a decree; 1 query."""
    region = found.options.region
    before = {row.code for row in found.rows if not lies_in(row.code, region.code)}
    places = Region.objects.within(region) | Region.objects.filter(code__in=before)
    inside = places.filter(level__in=(Level.KABKOTA, Level.KECAMATAN))
    rows = inside.values_list("code", "pk", "kabkota_id", "province_id")
    return {code: _Place(pk, kabkota or pk, province) for code, pk, kabkota, province in rows}


class _Counts:
    """The rows of a file of daily counts, as record_days takes them."""

    def __init__(self, found: Understood):
        known = _places(found)
        self.places: list[PlaceDay] = []
        levels: dict[tuple[int, date], tuple] = {}
        for row in found.rows:
            place, said = known[row.code], row.values.get
            measures = tuple([said(measure, KEEP) for measure in MEASURES])
            self.places.append(PlaceDay(place.kabkota, place.province, place.pk, row.day, measures))
            if not OF_OFFICE.isdisjoint(row.values):
                told = tuple([said(field, KEEP) for field in STATUS_FIELDS])
                levels[place.kabkota, row.day] = told
        self.offices = [OfficeDay(*key, told) for key, told in levels.items()]

    def planned(self, signed: Signature) -> Iterator[ValueChange]:
        for change in planned_days(self.places, self.offices, signed.at):
            yield ValueChange(change.region, change.day, change.field, change.old, change.new)

    def write(self, signed: Signature) -> Iterator[tuple[int, int]]:
        yield from record_days(self.places, self.offices, signed)


class _Figures:
    """The rows of a file of population figures, as record_figures takes them."""

    def __init__(self, found: Understood):
        options, known = found.options, _places(found)
        self.places: list[NewFigure] = []
        said = {"basis": options.basis}
        if options.source:
            said["source"] = options.source
        for row in found.rows:
            place = known[row.code]
            values: dict[str, int | str | None] = {**row.values, **said}
            new = NewFigure(place.pk, place.kabkota, row.day, options.counts_from, values)
            self.places.append(new)

    def planned(self, signed: Signature) -> Iterator[ValueChange]:
        for change in planned_figures(self.places, signed).log:
            yield ValueChange(change.region_id, change.as_of, change.field, change.old, change.new)

    def write(self, signed: Signature) -> Iterator[tuple[int, int]]:
        yield len(record_figures(self.places, signed)), len(self.places)
