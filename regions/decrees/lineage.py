"""Where places come from: what decrees made of them, and who holds which ground on a day.

A place keeps its identity through renumberings, whatever its codes; it is called here by its
first one, its `root`. A merger or a split begins new ground: a `Cell` is the ground of a root
from a day on, until the next merger or split. What is known of a cell is known of nothing else.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ..models import ChangeKind, RegionChange


class Link(NamedTuple):
    """One place before and one after; whether the place after was there before, and that before
    is still there after. Places are keys of Region, also those they lie in (`old_above`,
    `new_above`); `figures_from` as in RegionChange."""

    day: date
    kind: str
    old: int
    new: int
    new_went_on: bool = False
    old_goes_on: bool = False
    figures_from: date | None = None
    old_above: int | None = None
    new_above: int | None = None
    decree: str = ""


class Cell(NamedTuple):
    """The ground of a root from `start` on (None: as it was at first)."""

    root: int
    start: date | None


class _Change(NamedTuple):
    """A merger (several before, one after) or a split (one before, several after), by roots."""

    day: date
    olds: tuple[int, ...]
    news: tuple[int, ...]


@dataclass(eq=False)
class Block:
    """Ground whose people are known together only.

    `roots` hold it today; `cells` are those whose figures make it up, and `counted` the roots
    whose counts do.
    """

    roots: set[int]
    cells: set[Cell]
    counted: set[int] = field(default_factory=set)


class Lineage:
    """All changes that decrees made, in memory; there are few."""

    def __init__(self, links: Iterable[Link]):
        self._links = links = sorted(links, key=lambda link: link[:4])
        self._roots: dict[int, int] = {}
        renumbered = [link for link in links if link.kind == ChangeKind.RENUMBERED]
        for link in renumbered:
            self._roots[link.new] = self.root(link.old)
        self._changes = sorted([*self._mergers(links), *self._splits(links)])
        self._starts: dict[int, list[date]] = defaultdict(list)
        for change in self._changes:
            for root in change.news:
                self._starts[root].append(change.day)
        self._figures_from: dict[tuple[int, date], date] = {}
        for link in links:
            for place in (link.old, link.new):
                cell = self.root(place), link.day
                first = link.figures_from or link.day
                self._figures_from[cell] = max(first, self._figures_from.get(cell, first))

    @classmethod
    def stored(cls) -> "Lineage":
        """1 query."""
        kinds = (ChangeKind.RENUMBERED, ChangeKind.MERGED, ChangeKind.SPLIT)
        rows = RegionChange.objects.filter(kind__in=kinds).select_related("old", "new").order_by()
        return cls(
            Link(
                row.day,
                row.kind,
                row.old_id,
                row.new_id,
                new_went_on=row.new.valid_from is None or row.new.valid_from < row.day,
                old_goes_on=row.old.valid_to is None or row.old.valid_to >= row.day,
                figures_from=row.figures_from,
                old_above=row.old.parent_id,
                new_above=row.new.parent_id,
                decree=row.decree,
            )
            for row in rows
        )

    def __bool__(self) -> bool:
        return bool(self._roots or self._changes)

    def root(self, place: int) -> int:
        """The first code of the place."""
        return self._roots.get(place, place)

    @cached_property
    def _codes(self) -> Mapping[int, list[int]]:
        codes: dict[int, list[int]] = defaultdict(list)
        for place, root in self._roots.items():
            codes[root].append(place)
        return codes

    def codes(self, root: int) -> list[int]:
        """All codes of a root, oldest first."""
        return [root, *self._codes.get(root, ())]

    @cached_property
    def _became(self) -> Mapping[int, Link]:
        """By each code that ended, how it was renumbered or merged."""
        kinds = (ChangeKind.RENUMBERED, ChangeKind.MERGED)
        return {link.old: link for link in self._links if link.kind in kinds}

    @cached_property
    def _was(self) -> Mapping[int, Link]:
        return {link.new: link for link in self._links if link.kind == ChangeKind.RENUMBERED}

    def on(self, place: int, day: date) -> int:
        """The code that a place has on a day; of one merged by then, that of the merged place."""
        while (link := self._became.get(place)) and link.day <= day:
            place = link.new
        while (link := self._was.get(place)) and link.day > day:
            place = link.old
        return place

    def merged_into(self, root: int) -> tuple[date, int] | None:
        """When a root was merged, and into which; None where it was not."""
        link = self._became.get(self.codes(root)[-1])
        return (link.day, self.root(link.new)) if link else None

    def made_of(self, place: int, day: date) -> list[int]:
        """All codes of what a place is on a day: its own, and those of what was merged into it."""
        root = self.root(place)
        roots = [root, *sorted(self.absorbed(self.cell(root, day)))]
        return [code for one in roots for code in self.codes(one)]

    def today_of(self, places: Iterable[int], day: date) -> dict[int, int]:
        """By each code of these places and of what was merged into them, the place of the day."""
        return {code: place for place in places for code in self.made_of(place, day)}

    def decrees_of_ground(self, place: int, after: date, until: date) -> tuple[str, ...]:
        """The decrees of these days that gave a place ground or took some, by its root.

        Of a place above: those that moved what lies in it across its boundary.
        """
        root = self.root(place)
        found: dict[str, None] = {}
        for link in self._links:
            if after < link.day <= until:
                was_in = root in (self.root(link.old), self.root(link.old_above or 0))
                is_in = root in (self.root(link.new), self.root(link.new_above or 0))
                if was_in != is_in:
                    found[link.decree] = None
        return tuple(found)

    def _mergers(self, links: Iterable[Link]) -> Iterable[_Change]:
        olds: dict[tuple[date, int], set[int]] = defaultdict(set)
        for link in links:
            if link.kind == ChangeKind.MERGED:
                new = self.root(link.new)
                olds[link.day, new].add(self.root(link.old))
                if link.new_went_on:
                    olds[link.day, new].add(new)
        for (day, new), parts in olds.items():
            yield _Change(day, tuple(sorted(parts)), (new,))

    def _splits(self, links: Iterable[Link]) -> Iterable[_Change]:
        news: dict[tuple[date, int], set[int]] = defaultdict(set)
        for link in links:
            if link.kind == ChangeKind.SPLIT:
                old = self.root(link.old)
                news[link.day, old].add(self.root(link.new))
                if link.old_goes_on:
                    news[link.day, old].add(old)
        for (day, old), parts in news.items():
            yield _Change(day, (old,), tuple(sorted(parts)))

    def cell(self, root: int, day: date) -> Cell:
        """The ground of a root on a day."""
        starts = [start for start in self._starts.get(root, ()) if start <= day]
        return Cell(root, max(starts, default=None))

    def figures_of(self, cell: Cell) -> tuple[date | None, date | None]:
        """From which as-of day on a figure of the root speaks of this ground, and from which on of
        the next one; None for no bound."""
        later = (s for s in self._starts.get(cell.root, ()) if cell.start is None or s > cell.start)
        end = min(later, default=None)
        return (
            cell.start and self._figures_from[cell.root, cell.start],
            end and self._figures_from[cell.root, end],
        )

    def absorbed(self, cell: Cell) -> set[int]:
        """The roots that were merged into this ground and are no more."""
        found: set[int] = set()
        for change in self._changes:
            if change.news == (cell.root,) and cell.start and change.day <= cell.start:
                for old in set(change.olds) - {cell.root}:
                    found |= {old} | self.absorbed(self._before(old, change.day))
        return found

    def _before(self, root: int, day: date) -> Cell:
        starts = [start for start in self._starts.get(root, ()) if start < day]
        return Cell(root, max(starts, default=None))

    def family(self, places: Iterable[int]) -> set[int]:
        """All codes of these places and of all that any change connects them with."""
        linked: dict[int, set[int]] = defaultdict(set)
        for change in self._changes:
            for one in (*change.olds, *change.news):
                linked[one].update(change.olds, change.news)
        found: set[int] = set()
        ahead = [self.root(place) for place in places]
        while ahead:
            root = ahead.pop()
            if root not in found:
                found.add(root)
                ahead.extend(linked.get(root, ()))
        return {code for root in found for code in self.codes(root)}

    @property
    def of_changed_ground(self) -> set[int]:
        """All codes of places that were merged or split."""
        roots = {root for change in self._changes for root in (*change.olds, *change.news)}
        return {code for root in roots for code in self.codes(root)}

    def blocks(
        self, roots: Sequence[int], day: date, is_known: Callable[[Cell], bool]
    ) -> list[Block]:
        """The ground that these roots hold on a day, in the fewest people that are known.

        A merged place without a figure of its own is the sum of what it was made of; parts of
        a split are one block, known by what they were, until each has a figure.
        """
        changes = [change for change in reversed(self._changes) if change.day <= day]
        forced: set[Cell] = set()

        def is_enough(cell: Cell) -> bool:
            return is_known(cell) and cell not in forced

        while True:
            try:
                return self._traced(roots, day, changes, is_enough)
            except _Hidden as hidden:
                forced |= hidden.cells

    def alone(self, root: int, day: date, is_known: Callable[[Cell], bool]) -> Block | None:
        """The ground that one root holds, whatever is known of others: by its own figure, or by
        those of all that it was merged of. None where a part of a split among it has none."""
        block = Block({root}, set(), {root})
        ahead = [self.cell(root, day)]
        while ahead:
            cell = ahead.pop()
            if is_known(cell):
                block.cells.add(cell)
                continue
            made = (one for one in self._changes if one.day == cell.start)
            merger = next((one for one in made if one.news == (cell.root,)), None)
            if merger is None:
                return None
            block.counted.update(merger.olds)
            ahead.extend(self._before(old, merger.day) for old in merger.olds)
        return block

    def _traced(
        self,
        roots: Sequence[int],
        day: date,
        changes: Sequence[_Change],
        is_known: Callable[[Cell], bool],
    ) -> list[Block]:
        owners: dict[Cell, Block] = {}
        for root in roots:
            cell = self.cell(root, day)
            owners[cell] = Block({root}, {cell}, {root})
        for change in changes:
            after = [Cell(root, change.day) for root in change.news]
            held = [cell for cell in after if cell in owners]
            if not held or all(map(is_known, held)):
                continue
            if hidden := self._later_cells(change, set(after) - set(held), owners.keys()):
                raise _Hidden(hidden)
            block = owners[held[0]]
            for cell in held:
                other = owners.pop(cell)
                if other is not block:
                    block.roots |= other.roots
                    block.counted |= other.counted
                    block.cells |= other.cells
                    owners.update(dict.fromkeys(other.cells, block))
                    owners.pop(cell)
                block.cells.discard(cell)
            for root in change.olds:
                before = self._before(root, change.day)
                block.cells.add(before)
                block.counted.add(root)
                owners[before] = block
        return list(dict.fromkeys(owners.values()))

    def _later_cells(self, change: _Change, gone: set[Cell], held: Iterable[Cell]) -> set[Cell]:
        """Which of the cells `held` were made of ground that is `gone`."""
        reached = set(gone)
        for later in self._changes:
            if later.day > change.day and any(
                self._before(root, later.day) in reached for root in later.olds
            ):
                reached.update(Cell(root, later.day) for root in later.news)
        return reached & set(held)


class _Hidden(Exception):
    """Ground that is needed lies in these later cells, known by figures of their own."""

    def __init__(self, cells: set[Cell]):
        self.cells = cells
