"""Places, people, figures and days to test with. Plain functions; defaults that read well."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django.db import transaction

from regions.access import FIRST_RECORDING_DAY
from regions.levels import NATION_CODE, Level, level_of, parent_code
from regions.models import (
    Basis,
    ChangeKind,
    Kind,
    PopulationFigure,
    Region,
    RegionChange,
    Role,
    Target,
    User,
)
from regions.recording import record_day
from regions.recording.one_day import Saved

# The day of the article: a Thursday after a holiday.
DAY = date(2019, 4, 4)
AS_OF = date(2019, 1, 31)
KINDS = dict(zip(Level, ("nation", "provinsi", "kabupaten", "kecamatan", "desa"), strict=True))


@dataclass(frozen=True)
class Jambi:
    """A small Jambi: two kabupaten, the first with three kecamatan, the second with two."""

    nation: Region
    province: Region
    sarolangun: Region
    batanghari: Region
    limun: Region
    sarolangun_kota: Region
    pauh: Region
    mersam: Region
    muara_tembesi: Region


def renumber(old: Region, new: Region, day: date | None = None) -> None:
    """From `day` on (that on which the new code begins) the place has the new code."""
    day = day or new.valid_from
    old.valid_to, old.replaced_by = day - timedelta(days=1), new
    old.save()
    RegionChange.objects.create(
        day=day,
        figures_from=day,
        kind=ChangeKind.RENUMBERED,
        old=old,
        new=new,
        old_name=old.name,
        decree="Kepmendagri 1",
    )


def make_region(code: str, name: str = "", **fields) -> Region:
    """A place under its code, with the places above it where they are missing."""
    place = _region(code, name, above=_found_or_made, **fields)
    place.save(force_insert=True)
    return place


def make_regions(names: dict[str, str]) -> dict[str, Region]:
    """Places by their codes, with all that are above them; a query for each level."""
    made: dict[str, Region] = {}
    for level in sorted({level_of(code) for code in names}):
        codes = [code for code in names if level_of(code) == level]
        places = [_region(code, names[code], above=made.__getitem__) for code in codes]
        made |= {place.code: place for place in Region.objects.bulk_create(places)}
    return made


def _region(code: str, name: str, *, above: Callable[[str], Region], **fields) -> Region:
    level = level_of(code)
    parts = code.split(".")
    defaults = {
        "name": name or f"Tempat {code}",
        "kind": Kind(KINDS[level]),
        "level": level,
        "parent": None if level == Level.NATION else above(parent_code(code)),
        "province": above(parts[0]) if level > Level.PROVINCE else None,
        "kabkota": above(".".join(parts[:2])) if level > Level.KABKOTA else None,
        "time_zone": "Asia/Jakarta" if level == Level.PROVINCE else "",
        # Long before any day that is tested: an office that is silent, not one yet to begin.
        "reports_from": FIRST_RECORDING_DAY if level == Level.KABKOTA else None,
    }
    return Region(code=code, **{**defaults, **fields})


def _found_or_made(code: str) -> Region:
    return Region.objects.filter(code=code).first() or make_region(code)


def make_nation() -> Region:
    return make_region(NATION_CODE, "Indonesia")


def make_jambi() -> Jambi:
    names = {
        "nation": (NATION_CODE, "Indonesia"),
        "province": ("15", "Jambi"),
        "sarolangun": ("15.03", "Kabupaten Sarolangun"),
        "batanghari": ("15.04", "Kabupaten Batanghari"),
        "limun": ("15.03.01", "Limun"),
        "sarolangun_kota": ("15.03.02", "Sarolangun"),
        "pauh": ("15.03.03", "Pauh"),
        "mersam": ("15.04.01", "Mersam"),
        "muara_tembesi": ("15.04.02", "Muara Tembesi"),
    }
    places = make_regions(dict(names.values()))
    return Jambi(**{field: places[code] for field, (code, _name) in names.items()})


def make_person(username: str, role: Role, region: Region | None, **fields) -> User:
    """Someone without a password, unless `password` is given."""
    password = fields.pop("password", None)
    user = User(username=username, role=role, region=region, **fields)
    if password:
        user.set_password(password)
    else:
        user.set_unusable_password()
    user.save()
    return user


def make_siti(jambi: Jambi) -> User:
    """The operator of Sarolangun."""
    return make_person("siti", Role.OPERATOR, jambi.sarolangun)


def make_ani(jambi: Jambi) -> User:
    """The operator of Batanghari: to Sarolangun a stranger."""
    return make_person("ani", Role.OPERATOR, jambi.batanghari)


def make_budi(jambi: Jambi) -> User:
    """The manager of Jambi."""
    return make_person("budi", Role.MANAGER, jambi.province)


def make_dewi(jambi: Jambi) -> User:
    """National staff."""
    return make_person("dewi", Role.NATIONAL, jambi.nation)


def make_eko(jambi: Jambi) -> User:
    """A viewer in Jambi, who changes nothing."""
    return make_person("eko", Role.VIEWER, jambi.province)


def make_figure(
    region: Region,
    wajib_ktp: int | None = 1000,
    recorded: int | None = 800,
    *,
    as_of: date = AS_OF,
    published_on: date | None = None,
    basis: Basis = Basis.DKB,
) -> PopulationFigure:
    return PopulationFigure.objects.create(
        region=region,
        wajib_ktp=wajib_ktp,
        recorded=recorded,
        as_of=as_of,
        published_on=published_on or as_of,
        basis=basis,
        source="DKB",
    )


def make_target(percent: str, region: Region | None = None, **fields) -> Target:
    fields = {"from_day": date(2019, 1, 1), **fields}
    return Target.objects.create(region=region, percent=Decimal(percent), **fields)


def at(hour: int = 8, day: date = DAY) -> datetime:
    """That full hour in UTC, which is the afternoon in Jambi."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def save_day(
    by: User, counts: dict, *, kabkota: Region | None = None, day: date = DAY, **fields
) -> Saved:
    """record_day for the person's own office; a plain number stands for `recorded`."""
    counts = {
        place: values if isinstance(values, dict) else {"recorded": values}
        for place, values in counts.items()
    }
    fields = {"at": at(day=day), **fields}
    return record_day(kabkota=kabkota or by.region, day=day, by=by, counts=counts, **fields)


@contextmanager
def undone() -> Iterator[None]:
    """A stretch of a test whose writes are rolled back: one example of a property."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
