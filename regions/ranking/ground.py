"""What is known of places on a day: their own figures, or those of what they were before.

Decrees move no sum: what a place was merged of or split from counts until it has figures of its
own. Who held which ground is asked of regions.decrees.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ..arithmetic import Standing
from ..decrees import Block, Cell, Lineage
from ..models import Region
from .figures import Figure
from .standings import Figures, Totals

UNKNOWN = Standing.of_one(None, None)


class Base(NamedTuple):
    """A figure and the codes whose counts up to its as-of day it holds; None for no figure."""

    codes: tuple[int, ...]
    figure: Figure | None


class Holding(NamedTuple):
    """Places whose people are known together: one, or several parts of a split.

    `places` exist on the day, and lie in the places called `above` (by their roots). `counted` are
    all codes whose counts belong to it.
    """

    places: tuple[int, ...]
    above: frozenset[int]
    bases: tuple[Base, ...]
    counted: tuple[int, ...]

    @property
    def is_one(self) -> bool:
        return len(self.places) == 1

    @property
    def is_known(self) -> bool:
        return all(base.figure and base.figure.is_complete for base in self.bases)


class Ground:
    """All places of one level that matter to a region, on any day."""

    def __init__(self, places: Iterable[Region], lineage: Lineage, figures: Figures):
        self.lineage, self.figures = lineage, figures
        self._places: dict[int, list[Region]] = defaultdict(list)
        for place in places:
            self._places[lineage.root(place.pk)].append(place)
        self._on: dict[date, list[Holding]] = {}
        self._alone_on: dict[date, dict[int, Holding]] = {}

    def at(self, place: int, day: date) -> Region | None:
        """The place under the code it had on that day; None where it did not exist."""
        return self._valid(self.lineage.root(place), day)

    def _valid(self, root: int, day: date) -> Region | None:
        return next((one for one in self._places[root] if one.is_valid_on(day)), None)

    def on(self, day: date) -> list[Holding]:
        """Who holds the ground on a day; each place that exists stands in one of them."""
        if day not in self._on:
            self._on[day] = list(self._held(day))
        return self._on[day]

    def holding(self, place: int, day: date) -> Holding | None:
        """What is known on a day of one place by itself; None where it did not exist, or is only
        known together with others."""
        return self._alone(day).get(self.lineage.root(place))

    def roots(self, holding: Holding) -> set[int]:
        return {self.lineage.root(place) for place in holding.places}

    def in_sum(self, above: int | None, day: date) -> list[Holding]:
        """What adds up to a place above on a day; None is the whole.

        Of parts of a split that lie in several places above nobody knows how many lie in each.
        """
        if above is None:
            return self.on(day)
        root = self.lineage.root(above)
        return [
            one if len(one.above) == 1 else self._unknown_within(one, root, day)
            for one in self.on(day)
            if root in one.above
        ]

    def _unknown_within(self, holding: Holding, above: int, day: date) -> Holding:
        places = [place for pk in holding.places if (place := self.at(pk, day))]
        within = (p.pk for p in places if self.lineage.root(p.parent_id or 0) == above)
        return holding._replace(places=tuple(within), bases=(Base((), None),))

    def _alone(self, day: date) -> Mapping[int, Holding]:
        if day not in self._alone_on:
            root = self.lineage.root
            found = {root(one.places[0]): one for one in self.on(day) if one.is_one}
            for place in (place for one in self.on(day) if not one.is_one for place in one.places):
                if own := self._by_itself(root(place), day):
                    found[root(place)] = own
            self._alone_on[day] = found
        return self._alone_on[day]

    def _by_itself(self, root: int, day: date) -> Holding | None:
        """What holds a part of a split with a figure of its own while other parts have none."""
        place = self._valid(root, day)
        block = self.lineage.alone(root, day, lambda cell: self._is_known(cell, day))
        return self._known(block, {root: place}, day) if place and block else None

    def _is_known(self, cell: Cell, day: date) -> bool:
        figure = self._figure(cell, day)
        return figure is not None and figure.is_complete

    @cached_property
    def _changed(self) -> set[int]:
        return {self.lineage.root(place) for place in self.lineage.of_changed_ground}

    def _held(self, day: date) -> Iterable[Holding]:
        valid = {root: place for root in self._places if (place := self._valid(root, day))}
        for root in valid.keys() - self._changed:
            cell = Cell(root, None)
            yield self._known(Block({root}, {cell}, {root}), valid, day)

        changed = sorted(valid.keys() & self._changed)
        for block in self.lineage.blocks(changed, day, lambda cell: self._is_known(cell, day)):
            yield self._known(block, valid, day)

    def _known(self, block: Block, valid: Mapping[int, Region], day: date) -> Holding:
        bases, counted = [], set(block.counted)
        for cell in sorted(block.cells, key=lambda cell: (cell.root, cell.start or date.min)):
            # What was typed under the code of a merged place, late, belongs to what it became.
            roots = {cell.root} | self.lineage.absorbed(cell)
            bases.append(Base(self._codes(roots), self._figure(cell, day)))
            counted |= roots
        return Holding(
            tuple(valid[root].pk for root in sorted(block.roots)),
            frozenset(self.lineage.root(valid[root].parent_id or 0) for root in block.roots),
            tuple(bases),
            self._codes(counted),
        )

    def _codes(self, roots: Iterable[int]) -> tuple[int, ...]:
        return tuple(code for root in sorted(roots) for code in self.lineage.codes(root))

    def _figure(self, cell: Cell, day: date) -> Figure | None:
        return self.figures.in_force(cell.root, day, *self.lineage.figures_of(cell))


def standing(holding: Holding, totals: Totals, day: date) -> Standing:
    """Where it stands at the end of `day`, by the figures in force; unknown without one.

    `totals` are people recorded since the first count, by code; a code without is one of which
    nothing was ever counted.
    """
    parts = len(holding.places)
    figures = [base.figure for base in holding.bases]
    wajib = _sum(figure and figure.wajib_ktp for figure in figures)
    recorded = _sum(figure and figure.recorded for figure in figures)
    if recorded is not None:
        recorded += counted_since(holding, totals, day)
    known = parts if recorded is not None and wajib is not None else 0
    return Standing(recorded, wajib, known, parts)


def counted_since(holding: Holding, totals: Totals, day: date) -> int:
    """People newly recorded since the as-of day of each figure; without one, since the start."""
    return counted_until(holding.counted, totals, day) - sum(
        counted_until(base.codes, totals, base.figure.as_of)
        for base in holding.bases
        if base.figure
    )


def counted_until(codes: Collection[int], totals: Totals, day: date) -> int:
    """People recorded under these codes since the first count, up to the end of `day`."""
    return sum(totals[code][day] for code in codes if code in totals)


def _sum(numbers: Iterable[int | None]) -> int | None:
    found = list(numbers)
    known = [number for number in found if number is not None]
    return sum(known) if len(known) == len(found) else None
