"""Known counts of real places, for files whose every number can be judged."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from regions.levels import Level, level_of, lies_in
from regions.models import ImportKind, Kind
from regions.reference import DATA_DIR, load_places, read_csv

# Kabupaten and kota of one name (Kupang, Bandung, Jambi of a province), abbreviations, Papua.
PROVINCES = ("15", "17", "32", "53", "82", "96")
TODAY = date(2019, 6, 30)
AS_OF = date(2018, 12, 31)
FIRST_DAY = date(2019, 1, 2)

Key = tuple[str, date, str]


@dataclass(frozen=True)
class Place:
    code: str
    name: str
    kind: str


@dataclass
class Known:
    """The truth: `numbers` has every count by place, day and field, also those no file gives."""

    kind: ImportKind
    region: Place
    places: list[Place]
    days: list[date]
    numbers: dict[Key, int]


def places() -> Iterator[dict[str, str]]:
    """The places of a few provinces, as load_places takes them."""
    yield {"code": "ID", "name": "Indonesia", "kind": Kind.NATION}
    for name, kind in (
        ("provinces", Kind.PROVINSI),
        ("regencies", None),
        ("districts", Kind.KECAMATAN),
    ):
        for row in read_csv(DATA_DIR / f"{name}.csv"):
            if row["code"][:2] in PROVINCES:
                yield row if kind is None else {**row, "kind": kind}


PLACES = {row["code"]: Place(row["code"], row["name"], row["kind"]) for row in places()}


def load() -> None:
    load_places(places())


def known_counts(rng: Random, *, kind: ImportKind, level: Level, days: int = 1) -> Known:
    """Counts of the places of `level` in a kabupaten or province; `days` in a row."""
    above = [p for p in PLACES.values() if level_of(p.code) == level - 1]
    region = rng.choice(above)
    inside = [
        p for p in PLACES.values() if level_of(p.code) == level and lies_in(p.code, region.code)
    ]
    if len(inside) > 3 and rng.random() < 0.2:
        inside = sorted(rng.sample(inside, len(inside) // 2), key=lambda p: p.code)
    inside = inside[:40]
    if kind == ImportKind.POPULATION:
        found = Known(kind, region, inside, [AS_OF], {})
        for place in inside:
            _figure(rng, found.numbers, place, level)
        return found
    first = FIRST_DAY + timedelta(days=rng.randrange(120))
    found = Known(kind, region, inside, [first + timedelta(days=n) for n in range(days)], {})
    for place in inside:
        for day in found.days:
            _counts(rng, found.numbers, place, day, level)
    return found


def _figure(rng: Random, numbers: dict[Key, int], place: Place, level: Level) -> None:
    size = (
        rng.choice((4_000, 20_000)) if level == Level.KECAMATAN else rng.choice((60_000, 900_000))
    )
    wajib = rng.randrange(size // 4, size)
    if rng.random() < 0.05:
        wajib = wajib // 1000 * 1000
    recorded = wajib * rng.randrange(7_500, 10_300) // 10_000
    numbers[place.code, AS_OF, "wajib_ktp"] = wajib
    numbers[place.code, AS_OF, "recorded"] = recorded
    numbers[place.code, AS_OF, "missing"] = wajib - recorded
    numbers[place.code, AS_OF, "population"] = wajib * rng.randrange(130, 160) // 100


def _counts(rng: Random, numbers: dict[Key, int], place: Place, day: date, level: Level) -> None:
    most = 150 if level == Level.KECAMATAN else rng.choice((300, 3_000))
    for field in ("recorded", "printed", "delivered", "reprinted", "spoiled"):
        numbers[place.code, day, field] = rng.randrange(most)
    for field in ("print_ready", "sent_for_enrolment", "duplicates", "blangko_left"):
        numbers[place.code, day, field] = rng.randrange(8_000)
