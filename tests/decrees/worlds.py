"""Worlds in which decrees change places, and the same worlds by hand.

Written from the rules alone: without the lineage, the ground, standings or running totals. What is
tested gets a decree as a file; what is kept here are places that live on under new codes, and
the times ("eras") in which the ground of a place stayed the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from regions.decrees import apply_decree, read_decree
from regions.levels import NATION_CODE
from regions.models import Region, Role, User
from tests.factories import make_figure, make_person, make_regions, save_day

# Day 0; everything happens in the 60 days after it.
START = date(2025, 3, 1)
LAST = 59
KECAMATAN = (
    *("11.01.01", "11.01.02", "11.02.03", "11.02.04", "11.03.05", "11.03.06"),
    *("12.01.07", "12.01.08", "12.02.09", "12.02.10", "12.03.11", "12.03.12"),
)
HEADER = "day,kind,old,new,name,decree\n"


def day_of(n: int) -> date:
    return START + timedelta(days=n)


class Line(NamedTuple):
    """One line of a decree."""

    kind: str
    old: str
    new: str
    name: str = ""


class Stand(NamedTuple):
    """People recorded, people obliged, and the percent as it is shown, in hundredths."""

    recorded: int | None
    wajib_ktp: int | None
    hundredths: int | None

    @classmethod
    def of(cls, recorded: int, wajib_ktp: int) -> "Stand":
        return cls(recorded, wajib_ktp, recorded * 10_000 // wajib_ktp)


UNKNOWN = Stand(None, None, None)


@dataclass(eq=False)
class Era:
    """A time in which the ground of a place was the same; `made` is what it came from."""

    place: "Place"
    begin: int | None = None
    made: "Event | None" = None

    def __repr__(self) -> str:
        return f"{self.place.codes[0][1]} since {self.begin}"


@dataclass(eq=False)
class Event:
    """A merger or a split: the eras before and the eras after."""

    kind: str
    day: int
    before: list[Era]
    after: list[Era] = field(default_factory=list)


@dataclass(eq=False)
class Place:
    """One place under all the codes it ever has, each with its first day."""

    codes: list[tuple[int | None, str]]
    eras: list[Era] = field(default_factory=list)
    ended: int | None = None
    ended_by: Event | None = None
    # Figures as (as of, published on, wajib KTP, recorded).
    figures: list[tuple[int, int, int, int]] = field(default_factory=list)

    def __repr__(self) -> str:
        return self.codes[0][1]

    def lives_on(self, day: int) -> bool:
        begin = self.codes[0][0]
        return (begin is None or begin <= day) and (self.ended is None or day < self.ended)

    def code_on(self, day: int) -> str:
        return [code for begin, code in self.codes if begin is None or begin <= day][-1]

    def era_on(self, day: int) -> Era:
        return [era for era in self.eras if era.begin is None or era.begin <= day][-1]

    def event_after(self, era: Era) -> Event | None:
        """The merger or split that ended an era."""
        later = self.eras[self.eras.index(era) + 1 :]
        return later[0].made if later else self.ended_by


class Count(NamedTuple):
    """People of one day; `kecamatan` None where the office does not break them down."""

    day: int
    code: str
    kabkota: Place
    kecamatan: Place | None
    people: int


@dataclass
class World:
    """The places by hand, and the same places stored."""

    places: list[Place] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)

    def live(self, day: int, level: int, within: str = "") -> list[Place]:
        """The places of a level (1 to 3) in a place, by their code on the day."""
        found = [
            place
            for place in self.places
            if place.codes[0][1].count(".") == level - 1 and place.lives_on(day)
        ]
        return sorted(
            (place for place in found if place.code_on(day).startswith(within)),
            key=lambda place: place.code_on(day),
        )

    def place(self, code: str) -> Place:
        """The place that has, had or will have the code."""
        return next(p for p in self.places if code in [c for _begin, c in p.codes])

    # What happens.

    def figure(self, code: str, as_of: int, lag: int, wajib_ktp: int, recorded: int) -> None:
        """Publish a figure; not twice of one place, day and publication, nor of ended ground."""
        place = self.place(code)
        known = {figure[:2] for figure in place.figures}
        is_over = place.ended is not None and as_of >= place.ended
        if is_over or (as_of, as_of + lag) in known:
            return
        place.figures.append((as_of, as_of + lag, wajib_ktp, recorded))
        region = Region.objects.get(code=code)
        days = {"as_of": day_of(as_of), "published_on": day_of(as_of + lag)}
        make_figure(region, wajib_ktp, recorded, **days)

    def count(self, code: str, day: int, people: int, by: User) -> None:
        """Count people under the code of a kecamatan or a kabupaten; the last word counts."""
        region = Region.objects.select_related("kabkota__province", "province").get(code=code)
        office = region.kabkota or region
        save_day(by, {region: people}, kabkota=office, day=day_of(day))
        kecamatan = self.place(code) if region.kabkota else None
        count = Count(day, code, self.place(office.code), kecamatan, people)
        self.counts = [one for one in self.counts if one[:2] != count[:2]] + [count]

    def decree(self, day: int, lines: list[Line]) -> None:
        """Apply a decree, stored and by hand."""
        apply_decree(read_decree(written(day, lines)), day_of(LAST))
        self._apply(day, lines)
        for place in self.places:
            if len(place.codes) > 1 and place.codes[-1][0] == day:
                offices = [code.rpartition(".")[0] for _begin, code in place.codes[-2:]]
                if all("." in office for office in offices):
                    self._move_counts(day, place, *map(self.place, offices))

    def _move_counts(self, day: int, kecamatan: Place, old: Place, new: Place) -> None:
        """What was told of a kecamatan before its decree was known goes to its new office; but for
        the days that figures of the two offices cover."""
        first = max([day, *(figure[0] + 1 for figure in (*old.figures, *new.figures))])
        self.counts = [
            one._replace(kabkota=new) if one.kecamatan is kecamatan and one.day >= first else one
            for one in self.counts
        ]

    def _apply(self, day: int, lines: list[Line]) -> None:
        named = {line.old for line in lines}
        for level in (1, 2, 3):
            of_level = [line for line in lines if line.old.count(".") == level - 1]
            for line in of_level:
                if line.kind == "renumbered":
                    self._renumber(day, line.old, line.new, named)
            for new in dict.fromkeys(line.new for line in of_level if line.kind == "merged"):
                olds = [line.old for line in of_level if line.new == new and line.old != new]
                self._merge(day, olds, new, named)
            for old in dict.fromkeys(line.old for line in of_level if line.kind == "split"):
                news = [line.new for line in of_level if line.kind == "split" and line.old == old]
                self._split(day, old, news, named)

    def _at(self, code: str) -> Place:
        """The place that has the code now."""
        return next(
            place for place in self.places if place.ended is None and place.codes[-1][1] == code
        )

    def _inside(self, code: str) -> list[Place]:
        return [
            place
            for place in self.places
            if place.ended is None and place.codes[-1][1].rpartition(".")[0] == code
        ]

    def _renumber(self, day: int, old: str, new: str, named: set[str]) -> None:
        self._at(old).codes.append((day, new))
        self._follow(day, old, new, named)

    def _follow(self, day: int, old: str, new: str, named: set[str]) -> None:
        for place in self._inside(old):
            code = place.codes[-1][1]
            if code not in named:
                self._renumber(day, code, f"{new}.{code.rpartition('.')[2]}", named)

    def _new(self, day: int, code: str, event: Event) -> None:
        place = Place([(day, code)])
        self.places.append(place)
        self._new_era(day, place, event)

    def _new_era(self, day: int, place: Place, event: Event) -> None:
        place.eras.append(Era(place, day, event))
        event.after.append(place.eras[-1])

    def _merge(self, day: int, olds: list[str], new: str, named: set[str]) -> None:
        parts = [self._at(old) for old in olds]
        into = [p for p in self.places if p.ended is None and p.codes[-1][1] == new]
        event = Event("merged", day, [place.eras[-1] for place in [*parts, *into]])
        for place in parts:
            place.ended, place.ended_by = day, event
        if into:
            self._new_era(day, into[0], event)
        else:
            self._new(day, new, event)
        for old in olds:
            self._follow(day, old, new, named)

    def _split(self, day: int, old: str, news: list[str], named: set[str]) -> None:
        place = self._at(old)
        parts = [new for new in news if new != old]
        inside = {child.codes[-1][1] for child in self._inside(old)}
        some_stay = bool(inside - named) and (bool(inside & named) or "." not in old)
        event = Event("split", day, [place.eras[-1]])
        if old in news or len(parts) == 1 or some_stay:
            self._new_era(day, place, event)
        else:
            place.ended, place.ended_by = day, event
            self._follow(day, old, parts[0], named)
        for new in parts:
            self._new(day, new, event)

    # Where places stand.

    def stand_of(self, place: Place, day: int) -> Stand:
        """By itself: a kabupaten/kota or a kecamatan; a province is what lies in it."""
        if not place.lives_on(day):
            return UNKNOWN
        code = place.code_on(day)
        if "." not in code:
            return self.whole(day, f"{code}.")
        era = place.era_on(day)
        return self._together([era], day)

    def whole(self, day: int, within: str = "") -> Stand:
        """A province, or the nation: its kabupaten/kota of the day, people over people."""
        return self._together([p.era_on(day) for p in self.live(day, 2, within)], day)

    def _together(self, wanted: list[Era], day: int) -> Stand:
        """The sum of eras of the day. Where one has no figure, those it came from stand for all
        that became of them."""
        ground = self._ground(wanted, day)
        if ground is None:
            return UNKNOWN
        used, undone = ground
        if not used or any(self._figure(era, day) is None for era in used):
            return UNKNOWN
        figures = {era: self._figure(era, day) for era in used}
        recorded = sum(figure[3] for figure in figures.values())
        for count in self.counts:
            era = self._era_of(count, used[0])
            if era is None or count.day > day:
                continue
            # Told late of a place that was merged, it is of what that became.
            while era not in figures and era not in undone:
                event = era.place.event_after(era)
                if event is None or event.kind != "merged" or event.day > day:
                    break
                era = event.after[0]
            is_newer = era in figures and count.day > figures[era][0]
            recorded += count.people if is_newer or era in undone else 0
        return Stand.of(recorded, sum(figure[2] for figure in figures.values()))

    def _ground(self, wanted: list[Era], day: int) -> tuple[list[Era], list[Era]] | None:
        """The eras whose figures are summed for the wanted ones, and those they stand for; None
        where they stand for more than what is wanted."""
        used, undone = list(wanted), []
        while dark := [era for era in used if era.made and self._figure(era, day) is None]:
            if not self._undo(dark[0].made, used, undone, day):
                return None
        return used, undone

    def _undo(self, event: Event, used: list[Era], undone: list[Era], day: int) -> bool:
        """Put what was there before in place of all that came after, later events first."""
        for era in event.after:
            if era not in used:
                later = era.place.event_after(era)
                if later is None or later.day > day or not self._undo(later, used, undone, day):
                    return False
        for era in event.after:
            used.remove(era)
            undone.append(era)
        used += event.before
        return True

    def _figure(self, era: Era, day: int) -> tuple[int, int, int, int] | None:
        """The figure in force for the ground of an era."""
        place = era.place
        later = place.eras[place.eras.index(era) + 1 :]
        end = later[0].begin if later else LAST + 100
        begin = -100 if era.begin is None else era.begin
        known = [
            figure
            for figure in place.figures
            if begin <= figure[0] < end and max(figure[:2]) <= day
        ]
        return max(known, default=None)

    def _era_of(self, count: Count, like: Era) -> Era | None:
        """The ground a count belongs to; what was told of a place after its end stays its own."""
        is_kabkota = like.place.codes[0][1].count(".") == 1
        place = count.kabkota if is_kabkota else count.kecamatan
        return place.era_on(count.day) if place else None

    def parents_on(self, day: int, levels: tuple[int, ...]) -> Iterator[tuple[str, list[Place]]]:
        """The pages of the day of the nation and these levels: a code, and what is listed there."""
        yield NATION_CODE, self.live(day, 1)
        for level in levels:
            for place in self.live(day, level):
                code = place.code_on(day)
                yield code, self.live(day, level + 1, f"{code}.")


def written(day: int, lines: list[Line]) -> bytes:
    """The file of a decree."""
    rows = [f"{day_of(day)},{','.join(line)},Permendagri {day}\n" for line in lines]
    return (HEADER + "".join(rows)).encode()


def make_world() -> World:
    """Two provinces of three kabupaten with two kecamatan each; nothing is known of them."""
    codes = {code[:length] for code in KECAMATAN for length in (2, 5, 8)}
    make_regions({NATION_CODE: "Indonesia", **{code: f"Tempat {code}" for code in sorted(codes)}})
    world = World()
    for code in sorted(codes):
        place = Place([(None, code)])
        place.eras.append(Era(place))
        world.places.append(place)
    return world


def make_clerk() -> User:
    return make_person("petugas", Role.NATIONAL, Region.objects.get(code=NATION_CODE))
