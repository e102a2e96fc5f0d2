"""Counts of a kabupaten/kota as a whole beside those of its kecamatan: one file brings the sum,
another brought the parts, and people would count twice.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from ... import numerals
from ...levels import Level, code_at, level_of
from ...models import MEASURES, Channel, DailyCount, Region
from ...wording import label
from ..findings import Check
from ..rows.row_reader import FileRow

# A sum taken a little earlier or later than its parts, in percent.
NEARLY = 10

Day = tuple[str, date]
Counts = dict[str, int]


def counted_twice(region: Region, rows: Sequence[FileRow]) -> Iterator[Check]:
    """A remark for each kabupaten/kota whose sum would be stored beside its parts; 2 queries.

    What was done outside the office (GISA) is another channel and may stand beside a sum.
    """
    wholes: dict[Day, FileRow] = {}
    parts: dict[Day, list[FileRow]] = defaultdict(list)
    for row in rows:
        if level_of(row.code) == Level.KABKOTA:
            wholes[row.code, row.day] = row
        else:
            parts[code_at(row.code, Level.KABKOTA), row.day].append(row)
    # In a file that has both, the row of the office says that it is no sum.
    sums = {key: row for key, row in wholes.items() if key not in parts}
    alone = {key: found for key, found in parts.items() if key not in wholes}
    adds_sum = _(
        "%(place)s, %(day)s: %(parts)s %(field)s are stored by kecamatan already, and this row adds"
        " %(whole)s for the whole. If it is their sum, people would count twice: leave the row out."
        " Such days in this file: %(days)s."
    )
    adds_parts = _(
        "%(place)s, %(day)s: %(whole)s %(field)s are stored for the whole already, and these rows"
        " add %(parts)s by kecamatan. If that is their sum, people would count twice: empty it on"
        " the entry page. Such days in this file: %(days)s."
    )
    yield from _told(adds_sum, _sums_beside_parts(region, sums))
    yield from _told(adds_parts, _parts_beside_sums(region, alone))


def _sums_beside_parts(region: Region, sums: dict[Day, FileRow]) -> Iterator[tuple]:
    stored = _stored(region, sums, Level.KECAMATAN)
    for key, row in sums.items():
        for name in _common(row.values, stored.get(key, {})):
            yield key, row, name, row.values[name], stored[key][name]
            break


def _parts_beside_sums(region: Region, parts: dict[Day, list[FileRow]]) -> Iterator[tuple]:
    stored = _stored(region, parts, Level.KABKOTA)
    for key, rows in parts.items():
        if key not in stored:
            continue
        of_file: Counts = defaultdict(int)
        for row in rows:
            for name in row.values.keys() & set(MEASURES):
                of_file[name] += row.values[name]
        for name in _common(of_file, stored[key]):
            whole, part = stored[key][name], of_file[name]
            if 100 * abs(whole - part) <= NEARLY * whole:
                yield key, rows[0], name, whole, part
            break


def _common(one: Counts, other: Counts) -> list[str]:
    return [name for name in MEASURES if one.get(name) and other.get(name)]


def _stored(region: Region, keys: dict, level: Level) -> dict[Day, Counts]:
    """The sums stored of the places of that level, by kabupaten/kota and day."""
    if not keys:
        return {}
    days = [day for _code, day in keys]
    counts: QuerySet = DailyCount.objects.filter(
        Q(kabkota__code__in={code for code, _day in keys}),
        region__in=Region.objects.within(region).filter(level=level),
        day__range=(min(days), max(days)),
        channel=Channel.LOKET,
    )
    summed = counts.values("kabkota__code", "day").annotate(
        **{f"sum_{m}": Sum(m) for m in MEASURES}
    )
    return {
        (found["kabkota__code"], found["day"]): {m: found[f"sum_{m}"] for m in MEASURES}
        for found in summed
    }


def _told(message: str, found: Iterator[tuple]) -> Iterator[Check]:
    """One remark for each kabupaten/kota, with its first day."""
    by_place: dict[str, list[tuple]] = defaultdict(list)
    for doubled in found:
        by_place[doubled[0][0]].append(doubled)
    names = dict(Region.objects.filter(code__in=by_place).values_list("code", "name"))
    for code, days in by_place.items():
        (_code, day), row, name, whole, parts = min(days, key=lambda doubled: doubled[0])
        values = {"whole": numerals.people(whole), "parts": numerals.people(parts)}
        values |= {"place": names[code], "day": numerals.long_day(day), "field": label(name)}
        yield Check(message % (values | {"days": len(days)}), row.row, sheet=row.sheet)
