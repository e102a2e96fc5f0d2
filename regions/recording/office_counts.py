"""The counts of one office, as the rows of a file make them; for record_days."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import repeat

from ..models import MEASURES, Channel, DailyCount
from .change_log import LOKET, PlaceDay, append_log, log_all, overwrite, said
from .copying import append, stored_moment
from .rules import Logged, log_of, next_version
from .signature import Signature

# One number per measure.
Values = tuple[int | None, ...]
NOTHING: Values = (None,) * len(MEASURES)
NOT_STORED = (0, NOTHING)


class OfficeCounts:
    """The counts of one office on some days: what is stored, and what becomes of it."""

    def __init__(self, kabkota: int, days: Collection[date]):
        self.kabkota = kabkota
        self.days = (min(days), max(days))
        stored = DailyCount.objects.filter(
            kabkota=kabkota, channel=Channel.LOKET, day__range=self.days
        ).values_list("region_id", "day", "version", *MEASURES)
        self.stored = {
            (region, day): (version, tuple(values))
            for region, day, version, *values in stored.iterator(chunk_size=5000)
        }
        # What was said, the version that it makes, what is stored, and what will be.
        self.changed: list[tuple[PlaceDay, int, Values, Values]] = []
        self.changed_days: set[date] = set()

    def take(self, rows: Iterable[PlaceDay]) -> None:
        for row in rows:
            before, old = self.stored.get((row.region, row.day), NOT_STORED)
            new = said(old, row.values)
            version = next_version(before, old, new)
            if version != before:
                self.changed.append((row, version, old, new))
                self.changed_days.add(row.day)

    def log(self) -> Iterator[Logged]:
        """Every value that becomes another, in the order of the file."""
        return log_of(self.changed, LOKET, MEASURES)

    def given_days(self) -> set[date]:
        """The days on which the office has given any number, with what the file says."""
        now = {
            (row.region, row.day): new for row, version, _old, new in self.changed if version > 1
        }
        stored = {key[1] for key, (_v, old) in self.stored.items() if now.get(key, old) != NOTHING}
        return stored | {row.day for row, _version, _old, new in self.changed if new != NOTHING}

    def store(self, signed: Signature) -> int:
        """Write the counts and their log; returns how many values changed."""
        if not self.changed:
            return 0
        new = [(row, values) for row, version, _old, values in self.changed if version == 1]
        measures = self._insert(new, signed) if new else []
        self._overwrite(signed)
        if self.stored:
            return append_log(self.kabkota, self.log(), signed)
        return sum(log_all(self.kabkota, self.days, measure, signed) for measure in measures)

    def _insert(self, new: list[tuple[PlaceDay, Values]], signed: Signature) -> list[str]:
        """Insert counts of places and days that had none; returns the measures that they have."""
        rows, values = zip(*new, strict=True)
        _kabkotas, provinces, regions, days, _said = zip(*rows, strict=True)
        columns = zip(MEASURES, zip(*values, strict=True), strict=True)
        known = {measure: column for measure, column in columns if column.count(None) < len(new)}
        same = {
            "kabkota_id": self.kabkota,
            "channel": LOKET,
            "version": 1,
            "entered_by_id": signed.by.pk,
            "entered_at": stored_moment(signed.at),
        }
        # A text goes to SQLite as it is, a day through an adapter: a tenth of the insert.
        own = zip(regions, provinces, map(str, days), *known.values(), strict=True)
        append(
            DailyCount,
            ("region_id", "province_id", "day", *known, *same),
            map(tuple.__add__, own, repeat(tuple(same.values()))),
        )
        return list(known)

    def _overwrite(self, signed: Signature) -> None:
        rows = [
            DailyCount(
                region_id=row.region,
                kabkota_id=row.kabkota,
                province_id=row.province,
                day=row.day,
                channel=Channel.LOKET,
                version=version,
                entered_by=signed.by,
                entered_at=signed.at,
                **dict(zip(MEASURES, new, strict=True)),
            )
            for row, version, _old, new in self.changed
            if version > 1
        ]
        overwrite(DailyCount, rows, ("region", "day", "channel"), MEASURES)
