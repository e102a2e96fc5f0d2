"""Draws decrees that fit a world, and what is counted and published around them."""

from collections.abc import Callable, Collection
from itertools import count

from hypothesis import note
from hypothesis import strategies as st

from regions.models import User
from tests.decrees.worlds import LAST, Line, Place, World

NAME = "Tempat baru"
# More of what is hard: what became of a place, and not only what it is called.
KINDS = (
    *("split", "split", "merged", "merged", "merged into", "merged into"),
    *("renumbered", "renumbered", "renamed", "boundary"),
)
days = st.integers(0, LAST)
decree_days = st.lists(st.integers(5, 55), min_size=1, max_size=4, unique=True).map(sorted)
people = st.integers(0, 60)


class Drawing:
    """Draws from hypothesis; new places get numbers that nobody had."""

    def __init__(self, draw: Callable, world: World, by: User):
        self.draw, self.world, self.by = draw, world, by
        self.numbers = count(20)

    def of(self, *choices):
        return self.draw(st.sampled_from(choices))

    def one_of(self, places: list[Place]) -> Place:
        return places[self.draw(st.integers(0, len(places) - 1))]

    def new_code(self, above: str) -> str:
        return f"{above}.{next(self.numbers)}"

    def decree(self, day: int) -> list[Line]:
        """One change, of a kabupaten or a kecamatan, that may be made on the day."""
        kind, level = self.of(*KINDS), self.of(2, 2, 3)
        place = self.one_of(self.world.live(day - 1, level))
        code = place.code_on(day - 1)
        above = code.rpartition(".")[0]
        beside = [p.code_on(day - 1) for p in self.world.live(day - 1, level, f"{above}.")]
        others = [other for other in beside if other != code]
        if kind == "split":
            return self._split(day, code, above)
        if kind.startswith("merged") and others:
            partners = self.draw(
                st.lists(st.sampled_from(others), min_size=1, max_size=2, unique=True)
            )
            if kind == "merged":
                new = self.new_code(above)
                return [Line("merged", old, new, NAME) for old in [code, *partners]]
            stays = [Line("merged", code, code)] if self.of(True, False) else []
            return [*stays, *(Line("merged", old, code) for old in partners)]
        if kind == "renamed":
            return [Line("renamed", code, code, NAME)]
        if kind == "boundary" and others:
            return [Line("boundary", code, self.of(*others))]
        if level == 2 and len(place.eras) == 1 and place.eras[0].made is None:
            # What was split or merged stays in its province: its sums are those of its parts.
            above = self.of("11", "12")
        return [Line("renumbered", code, self.new_code(above))]

    def _split(self, day: int, code: str, above: str) -> list[Line]:
        news = [self.new_code(above) for _ in range(self.of(1, 2, 2))]
        lines = [Line("split", code, new, NAME) for new in news]
        if self.of(True, False):
            lines.insert(0, Line("split", code, code))
        inside = [p.code_on(day - 1) for p in self.world.live(day - 1, 3, f"{code}.")]
        if inside and self.of(True, False):
            leaving = self.of(*inside)
            lines.append(Line("renumbered", leaving, self.new_code(self.of(*news))))
        return lines

    def province_split(self) -> list[Line]:
        """Some kabupaten/kota of 11 get the number of a new province; the rest stays."""
        inside = ["11.01", "11.02", "11.03"]
        leaving = self.draw(st.lists(st.sampled_from(inside), min_size=1, max_size=2, unique=True))
        named = [Line("renumbered", old, f"13.{n:02}") for n, old in enumerate(leaving, 1)]
        stays = [Line("split", "11", "11")] if self.of(True, False) else []
        return [*stays, Line("split", "11", "13", NAME), *named]

    # What is published and counted.

    def first_figures(self) -> None:
        """Of most kabupaten/kota and kecamatan, as of the first days."""
        offices, inside = self.world.live(0, 2), self.world.live(0, 3)
        dark = self.draw(st.lists(st.sampled_from(range(len(inside))), max_size=4, unique=True))
        no_figure = {inside[n] for n in dark}
        # Without one of a kabupaten/kota nobody can say where its province stands.
        if self.of(False, False, False, True):
            no_figure.add(self.one_of(offices))
        note(f"no figure of {sorted(place.code_on(0) for place in no_figure)}")
        for n, place in enumerate([*offices, *inside]):
            if place not in no_figure:
                self.world.figure(place.code_on(0), n % 5, 0, 40 + n, 30 + n)

    def figures(self, before: int, most: int = 6, besides: Collection[str] = ()) -> None:
        """Later ones of any place under any of its codes, as of days before `before`."""
        for _ in range(self.draw(st.integers(0, most))):
            place = self.one_of(self._places())
            as_of, lag = self.draw(st.integers(0, before - 1)), self.of(0, 0, 5, 20)
            code = self.of(*(code for _begin, code in place.codes))
            figure = (code, as_of, lag, self.draw(st.integers(1, 60)), self.draw(people))
            if not {code for _begin, code in place.codes} & set(besides):
                note(f"figure{figure}")
                self.world.figure(*figure)

    def counts(self, most: int = 6) -> None:
        """People of any day, under the code that the place has on it by what is known so far."""
        for _ in range(self.draw(st.integers(0, most))):
            day = self.draw(days)
            place = self.one_of([*self.world.live(day, 2), *self.world.live(day, 3)])
            count = (place.code_on(day), day, self.draw(st.integers(0, 9)))
            note(f"count{count}")
            self.world.count(*count, self.by)

    def _places(self) -> list[Place]:
        return [place for place in self.world.places if "." in place.codes[0][1]]
