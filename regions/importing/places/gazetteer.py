"""The places an import may be about, found by code and by name.

Spellings are compared as in spelling.py; old and short names come from
regions/data/old_names.csv, and from what decrees changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from ...levels import NATION_CODE, Level, lies_in, parent_code
from ...models import ChangeKind, Kind, Region, RegionChange
from ...reference import DATA_DIR, read_csv
from .spelling import (
    KINDS,
    NameReading,
    abbreviates,
    in_brackets,
    key_of,
    readings,
    variants,
    words_of,
)

MOST_CHOICES = 6
# From 0 to 100, by rapidfuzz: what is offered; what counts as a slip of the same name.
OFFERED = 65
RESEMBLES = 70


class KnownPlace(NamedTuple):
    """A place as it is stored; first and last day as in Region. `successor` is the code that
    carries it on, `before` that which it had, by the decrees that ended or began it."""

    pk: int
    code: str
    name: str
    kind: str
    level: int
    kabkota_id: int | None
    valid_from: date | None
    valid_to: date | None
    successor: str | None
    before: str | None

    def __str__(self) -> str:
        kind = f"{self.kind.title()} " if self.kind in (Kind.PROVINSI, Kind.KECAMATAN) else ""
        return f"{kind}{self.name} ({self.code})"

    @property
    def words(self) -> tuple[str, ...]:
        """The name without Kabupaten or Kota; a kecamatan keeps it: Kota Agung."""
        return _own_words(self.kind, self.name)

    @property
    def key(self) -> str:
        return _own_key(self.kind, self.name)

    def is_called(self, reading: NameReading) -> bool:
        """Whether the reading is this very name, with its kind or without."""
        if reading.kind is None:
            return reading.key in (self.key, self.kind + self.key)
        return reading.kind == self.kind and reading.key == self.key

    def is_short(self, reading: NameReading) -> bool:
        """Whether the reading abbreviates this name, word by word; the word kota before a name
        says its kind, and is no short form of Kotawaringin.
        """
        if reading.kind is None and reading.words[0] in KINDS and self.level == Level.KABKOTA:
            return False
        return reading.kind in (None, self.kind) and abbreviates(reading.words, self.words)


@cache
def _own_words(kind: str, name: str) -> tuple[str, ...]:
    of_kind = [reading.words for reading in readings(name) if reading.kind == kind]
    return of_kind[0] if of_kind and kind in (Kind.KABUPATEN, Kind.KOTA) else words_of(name)


@cache
def _own_key(kind: str, name: str) -> str:
    return "".join(_own_words(kind, name))


@cache
def _old_names() -> dict[str, list[tuple[str, NameReading]]]:
    """Old and short names by key: the code of today and the name as it is read."""
    found = defaultdict(list)
    for row in read_csv(DATA_DIR / "old_names.csv"):
        for reading in readings(row["old_name"]):
            found[reading.key].append((row["code"], reading))
    return found


class Gazetteer:
    """The places of `region`, and those it lies in, that exist on `day`; 2 queries.

    Names are looked for down to `level`; codes down to the kecamatan. Kabupaten/kota and
    provinces of elsewhere are known too, to tell them apart.
    """

    def __init__(self, region: Region, day: date, level: Level):
        self.region, self.day, self.level = region, day, level
        changes = _changes()
        self._once_inside = _once_inside(region, changes)
        self.by_code = {place.code: place for place in _stored(region, changes)}
        self._former_names: dict[str, list[tuple[str, NameReading]]] = defaultdict(list)
        for change in changes:
            for reading in readings(change.old_name) if change.is_other_name else ():
                self._former_names[reading.key].append((change.new, reading))
        existing = [place for place in self.by_code.values() if self._exists(place)]
        known = [place for place in existing if self.knows(place.code)]
        self._mine = [place for place in known if place.level <= level]
        self._named = _by_key(self._mine)
        self._deeper = _by_key(place for place in known if place.level > level)
        codes = {place.code for place in known}
        self._elsewhere = _by_key(place for place in existing if place.code not in codes)
        self._siblings = defaultdict(list)
        for place in existing:
            self._siblings[parent_code(place.code)].append(place)

    def knows(self, code: str) -> bool:
        """Whether the code is in the region, or was before a decree, or the region in it."""
        own = self.region.code
        return lies_in(code, own) or lies_in(own, code) or code in self._once_inside

    def parts(self, code: str) -> int:
        """How many places a total of that place is over: the kecamatan of a kabupaten/kota of
        the region, the kabupaten/kota of anything larger; 0 for what lies outside.
        """
        if not lies_in(code, self.region.code):
            return 0
        inside = self._siblings.get(code, ())
        return (
            sum(map(self.parts, (p.code for p in inside))) if code == NATION_CODE else len(inside)
        )

    def on_the_day(self, code: str) -> KnownPlace | None:
        """The place of this code on the day: itself, or what it became or was before."""
        place, seen = self.by_code.get(code), set()
        while place and not self._exists(place) and place.code not in seen:
            seen.add(place.code)
            if place.valid_to is not None and place.valid_to < self.day:
                place = self.by_code.get(place.successor or "")
            else:
                place = self.by_code.get(place.before or "")
        return place if place and self._exists(place) else None

    def _exists(self, place: KnownPlace) -> bool:
        begun = place.valid_from is None or place.valid_from <= self.day
        return begun and (place.valid_to is None or self.day <= place.valid_to)

    def found(self, text: str) -> tuple[KnownPlace, ...]:
        """The places this name may mean, by code: exactly or by an old name, else shortened.

        What stands in brackets counts where the name before it is a slip of the same.
        """
        for variant in variants(text):
            places = self._called(variant)
            if places or self._of_elsewhere(variant):
                return places
            if places := self._short_for(variant):
                return places
        before = key_of(variants(text)[-1])
        for variant in in_brackets(text):
            places = self._called(variant) or self._short_for(variant)
            if places and all(fuzz.ratio(before, place.key) >= RESEMBLES for place in places):
                return places
        return ()

    def _called(self, text: str) -> tuple[KnownPlace, ...]:
        places = set()
        for reading in readings(text):
            called = {p for p in self._named.get(reading.key, ()) if p.is_called(reading)}
            former = (*_old_names().get(reading.key, ()), *self._former_names.get(reading.key, ()))
            for code, old in former:
                place = self.on_the_day(code) if self.knows(code) else None
                if place and reading.kind in (None, old.kind, place.kind):
                    called.add(place)
            if reading.kind is None and called and max(p.level for p in called) < self.level:
                called |= self._kecamatan_kota(reading)
            places |= called
        return tuple(sorted(places, key=lambda place: place.code))

    def _kecamatan_kota(self, reading: NameReading) -> set[KnownPlace]:
        """ "Sumenep" may be the kabupaten or, in short, its kecamatan Kota Sumenep."""
        named = self._named.get(f"kota{reading.key}", ())
        return {place for place in named if place.kind == Kind.KECAMATAN}

    def _short_for(self, text: str) -> tuple[KnownPlace, ...]:
        """The places abbreviated so; with them those whose one word may be cut short:
        "Sumba" is no safe abbreviation of Sumbawa Barat where there is a Sumbawa.
        """
        ways = readings(text)
        short = {p for p in self._mine if any(map(p.is_short, ways))}
        if short:
            short |= {p for p in self._mine if any(p.key.startswith(way.key) for way in ways)}
        return tuple(sorted(short, key=lambda place: place.code))

    def elsewhere(self, text: str) -> KnownPlace | None:
        """A kabupaten/kota or province outside the region that has this name."""
        return next(filter(None, map(self._of_elsewhere, variants(text))), None)

    def _of_elsewhere(self, text: str) -> KnownPlace | None:
        """Without its kind a name says so only where the rows are of that kind themselves."""
        for reading in readings(text):
            if reading.kind is not None or self.level == Level.KABKOTA:
                for place in self._elsewhere.get(reading.key, ()):
                    if place.is_called(reading):
                        return place
        return None

    def deeper(self, text: str) -> list[KnownPlace]:
        """The kecamatan of this very name, by code, where names are of larger places."""
        places = set()
        for variant in variants(text):
            for reading in readings(variant):
                called = self._deeper.get(reading.key, ())
                places |= {place for place in called if place.is_called(reading)}
        return sorted(places, key=lambda place: place.code)

    def bearing(self, place: KnownPlace, text: str) -> tuple[KnownPlace, ...]:
        """Of the place and its siblings those of this name, else those abbreviated so."""
        ways = [reading for variant in variants(text) for reading in readings(variant)]
        siblings = self._siblings[parent_code(place.code)]
        called = tuple(p for p in siblings if any(map(p.is_called, ways)))
        return called or tuple(p for p in siblings if any(map(p.is_short, ways)))

    def resembles(self, place: KnownPlace, text: str) -> bool:
        """Whether the name is a slip of this place's, and nearer to it than to any sibling's."""
        likeness = self._likeness(place, text)
        rivals = self._siblings[parent_code(place.code)]
        return likeness >= RESEMBLES and all(
            self._likeness(rival, text) < likeness for rival in rivals if rival != place
        )

    def _likeness(self, place: KnownPlace, text: str) -> float:
        ways = [reading.key for variant in variants(text) for reading in readings(variant)]
        return max((fuzz.ratio(way, place.key) for way in ways), default=0)

    def similar(self, text: str) -> tuple[str, ...]:
        """The codes of at most six places with a similar name, best first."""
        ways = readings(variants(text)[-1]) or (NameReading(None, (key_of(text),)),)
        names = {place.code: " ".join(place.words) for place in self._mine}
        best = process.extract(
            " ".join(ways[-1].words),
            names,
            scorer=fuzz.WRatio,
            limit=MOST_CHOICES,
            score_cutoff=OFFERED,
        )
        return tuple(code for _name, _score, code in best)


class _Change(NamedTuple):
    """One place before and after a decree, by code."""

    kind: str
    old: str
    new: str
    old_name: str
    new_name: str

    @property
    def is_other_name(self) -> bool:
        return self.old_name != self.new_name


def _changes() -> list[_Change]:
    """What decrees renamed, renumbered and merged, oldest first; 1 query."""
    kinds = (ChangeKind.RENAMED, ChangeKind.RENUMBERED, ChangeKind.MERGED)
    rows = RegionChange.objects.filter(kind__in=kinds).order_by("day")
    columns = ("kind", "old__code", "new__code", "old_name", "new__name")
    return [_Change(*row) for row in rows.values_list(*columns)]


def _once_inside(region: Region, changes: Iterable[_Change]) -> set[str]:
    """The codes of the past of what lies in the region now, however often they changed."""
    found: set[str] = set()
    for change in reversed(list(changes)):
        if change.old != change.new and (lies_in(change.new, region.code) or change.new in found):
            found.add(change.old)
    return found


def _stored(region: Region, changes: Iterable[_Change]) -> list[KnownPlace]:
    after = {change.old: change.new for change in changes if change.old != change.new}
    before = {c.new: c.old for c in changes if c.kind == ChangeKind.RENUMBERED}
    of_old = _once_inside(region, changes)
    known = (
        Region.objects.within(region)
        | Region.objects.filter(level__lte=Level.KABKOTA)
        | Region.objects.filter(code__in=of_old)
    )
    rows = known.filter(level__lte=Level.KECAMATAN).order_by("code")
    fields = ("pk", "code", "name", "kind", "level", "kabkota_id", "valid_from", "valid_to")
    found = []
    for row in rows.values_list(*fields):
        code = row[1]
        found.append(KnownPlace._make([*row, after.get(code), before.get(code)]))
    return found


def _by_key(places: Iterable[KnownPlace]) -> Mapping[str, Sequence[KnownPlace]]:
    """By the name as it is compared, with and without its kind."""
    found = defaultdict(list)
    for place in places:
        key = place.key
        found[key].append(place)
        found[place.kind + key].append(place)
    return found
