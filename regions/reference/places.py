"""Loads the reference data that ships in regions/data: the places of Indonesia.

A place that the newest decree no longer names ends on the day before the decree; of a renumbered
one the change is stored. Nothing is ever deleted, so history stays, and what another decree made
of a place since (`change_regions`) stands.
"""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from django.db import transaction

from ..levels import NATION_CODE, Level, code_at, level_of, parent_code
from ..models import ChangeKind, Kind, Region, RegionChange

DATA_DIR = Path(__file__).resolve().parent.parent / "data"
# Kepmendagri 300.2.2-2138 of 2025, which the files follow.
DECREE_DAY = date(2025, 4, 25)
DAY_BEFORE = DECREE_DAY - timedelta(days=1)
DECREE = "Kepmendagri 300.2.2-2138 Tahun 2025"

PlaceRow = dict[str, str]


def read_csv(path: Path) -> list[PlaceRow]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def shipped_places() -> Iterator[PlaceRow]:
    """Code, name, kind and time zone of every place, parents before children."""
    yield {"code": NATION_CODE, "name": "Indonesia", "kind": Kind.NATION}
    for row in read_csv(DATA_DIR / "provinces.csv"):
        yield {**row, "kind": Kind.PROVINSI}
    yield from read_csv(DATA_DIR / "regencies.csv")
    for row in read_csv(DATA_DIR / "districts.csv"):
        yield {**row, "kind": Kind.KECAMATAN}


@transaction.atomic
def load_places(
    places: Iterable[PlaceRow], renumbered: Iterable[PlaceRow] = ()
) -> dict[Level, int]:
    """Make the stored places those given; returns how many are valid, by level.

    Doing it twice changes nothing. `renumbered` has `code_2022` and `code_2025`.
    A place new to a database that already holds others of its level begins on the day of the
    decree; one that an earlier, incomplete list of the same decree had ended exists again.
    """
    by_level: dict[Level, list[PlaceRow]] = {}
    for place in places:
        by_level.setdefault(level_of(place["code"]), []).append(place)
    known = dict(Region.objects.values_list("code", "pk"))
    renamed = RegionChange.objects.filter(kind=ChangeKind.RENAMED).order_by("day")
    names = dict(renamed.values_list("new__code", "new__name"))
    known_levels = {level_of(code) for code in known}
    for level, rows in sorted(by_level.items()):
        begins = DECREE_DAY if level in known_levels else None
        regions = [
            _region({**row, "name": names.get(row["code"], row["name"])}, level, known, begins)
            for row in rows
        ]
        _upsert(regions)
        known |= dict(Region.objects.filter(level=level).values_list("code", "pk"))
    _renumber(renumbered, known)
    _end_unnamed(by_level)
    return {level: len(rows) for level, rows in by_level.items()}


def _region(row: PlaceRow, level: Level, known: dict[str, int], begins: date | None) -> Region:
    code = row["code"]
    above = parent_code(code)
    return Region(
        code=code,
        name=row["name"],
        kind=row["kind"],
        level=level,
        parent_id=known.get(above) if above else None,
        province_id=known[code_at(code, Level.PROVINCE)] if level > Level.PROVINCE else None,
        kabkota_id=known[code_at(code, Level.KABKOTA)] if level > Level.KABKOTA else None,
        time_zone=row.get("time_zone", ""),
        valid_from=None if code in known else begins,
    )


def _upsert(regions: list[Region]) -> None:
    """Insert new places; known ones keep their first and last day."""
    Region.objects.bulk_create(
        regions,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "kind", "level", "parent", "province", "kabkota", "time_zone"],
    )


def _renumber(renumbered: Iterable[PlaceRow], known: dict[str, int]) -> None:
    """End the old codes, creating those this database never knew, and begin the new."""
    known_changes = set(
        RegionChange.objects.filter(day=DECREE_DAY).values_list("old__code", "new__code")
    )
    for row in renumbered:
        old, new = row["code_2022"], row["code_2025"]
        if (old, new) in known_changes:
            continue
        kabkota = code_at(old, Level.KABKOTA)
        successor = Region.objects.get(code=new)
        before, _is_new = Region.objects.update_or_create(
            code=old,
            defaults={
                "name": successor.name,
                "kind": successor.kind,
                "level": successor.level,
                "parent_id": known[kabkota],
                "province_id": known[code_at(old, Level.PROVINCE)],
                "kabkota_id": known[kabkota],
                "valid_to": DAY_BEFORE,
                "replaced_by": successor,
            },
        )
        Region.objects.filter(code=new).update(valid_from=DECREE_DAY)
        RegionChange.objects.update_or_create(
            day=DECREE_DAY,
            old=before,
            new=successor,
            defaults={
                "figures_from": DECREE_DAY,
                "kind": ChangeKind.RENUMBERED,
                "old_name": row["name"],
                "decree": DECREE,
            },
        )


def _end_unnamed(by_level: dict[Level, list[PlaceRow]]) -> None:
    named = {row["code"] for rows in by_level.values() for row in rows}
    existing = Region.objects.filter(level__in=by_level, valid_to=None, changes_before=None)
    ended = [pk for pk, code in existing.values_list("pk", "code") if code not in named]
    Region.objects.filter(pk__in=ended).update(valid_to=DAY_BEFORE)
    gone = Region.objects.filter(level__in=by_level, valid_to=DAY_BEFORE, changes_after=None)
    again = [pk for pk, code in gone.values_list("pk", "code") if code in named]
    Region.objects.filter(pk__in=again).update(valid_to=None, replaced_by=None)
