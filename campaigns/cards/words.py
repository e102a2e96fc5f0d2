"""What offices said they had left, under whatever code: the words that still count. No database.

A place that was merged has said nothing as a whole until its office reports for that day or a later
one, and after the decree came to be known, which is often late: when the stock went over, or where
none did, after the last report under the code that ended. Until then, each part is what its own
last word makes of it, and what was moved between them is in neither.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from regions.decrees import Lineage


@dataclass(frozen=True, slots=True)
class Word:
    """What an office reported as left on a day, and what its book says of that day (None: it had
    not begun). `is_booked` says whether the book has begun since; else the cards are `beside` the
    book of the whole, which has taken off what this part used up to that day. `is_settled` says
    whether a count after it has put an end to their difference.
    """

    reported: int
    reported_on: date
    left_then: int | None
    beside: int
    is_booked: bool
    is_settled: bool

    @property
    def difference(self) -> int | None:
        return None if self.left_then is None else self.reported - self.left_then


class Told(NamedTuple):
    """What is known of one code: its last word, when that was entered, the book then, the last day
    it told anything of, when its book began (but for what a decree gave it) and was counted."""

    reported: int | None
    reported_on: date | None
    reported_at: datetime | None
    left_then: int
    told_on: date | None
    begun: date | None
    counted_on: date | None
    counted_at: datetime | None


class Moved(NamedTuple):
    """Cards that a decree gave to another code `at` some time; None of use, which went the other
    way: that of kecamatan whose counts stand under the other code since."""

    source: int
    target: int
    day: date
    at: datetime | None
    cards: int


class Parts:
    """What one office is `made_of`: its codes, and those of what was merged into it, by root; its
    own root first."""

    def __init__(
        self,
        made_of: Sequence[int],
        lineage: Lineage,
        told: Mapping[int, Told],
        moved: Sequence[Moved],
    ):
        self.own = lineage.root(made_of[0])
        self.codes: dict[int, list[int]] = {}
        for code in made_of:
            self.codes.setdefault(lineage.root(code), []).append(code)
        self.told, self.moved = told, moved
        self._into = {root: into for root in self.codes if (into := lineage.merged_into(root))}
        self._last = {root: last for root in self.codes if (last := self._last_code(root))}

    @property
    def begun(self) -> date | None:
        """When the book of the office began, under whatever code."""
        return self._begun(self.own)

    @property
    def counted_on(self) -> date | None:
        return _last_of(self.told[code].counted_on for code in self.codes[self.own])

    def words(self) -> tuple[Word, ...]:
        apart = [root for root in self.codes if not self._is_covered(root)]
        others = {root: self._codes_of(apart, but=root) for root in apart}
        return tuple(self._word(root, others[root]) for root in apart if root in self._last)

    def _word(self, root: int, others: set[int]) -> Word:
        code = self._last[root]
        told, begun = self.told[code], self._begun(root)
        assert told.reported is not None  # it is the last word
        assert told.reported_on is not None
        left_then = told.left_then
        for move in self.moved:
            if move.day <= told.reported_on:
                left_then -= move.cards if move.target == code and move.source in others else 0
                left_then += move.cards if move.source == code and move.target in others else 0
        return Word(
            told.reported,
            told.reported_on,
            left_then if begun and begun <= told.reported_on else None,
            beside=told.reported - left_then,
            is_booked=begun is not None,
            is_settled=self._is_settled(root, told.reported_on),
        )

    def _is_settled(self, root: int, reported_on: date) -> bool:
        counted = _last_of(self.told[code].counted_on for code in self.codes[root])
        by_itself = counted is not None and counted > reported_on
        if by_itself or root not in self._into:
            return by_itself
        own = (self.told[code] for code in self.codes[self.own])
        return any(self._holds_all(root, one.counted_on, one.counted_at) for one in own)

    def _is_covered(self, root: int) -> bool:
        """Whether what it was merged into has reported since for all of it."""
        at = root
        while at != self.own and at in self._into:
            at = self._into[at][1]
            last = self._last.get(at)
            if last is not None:
                word = self.told[last]
                if self._holds_all(root, word.reported_on, word.reported_at):
                    return True
        return False

    def _holds_all(self, root: int, day: date | None, at: datetime | None) -> bool:
        """Whether what was said of the day, and entered then, was said of this part too."""
        if day is None or at is None or day < self._into[root][0]:
            return False
        went_over = [move.at for move in self.moved if move.at and move.source in self.codes[root]]
        if went_over:
            return at > min(went_over)
        told = _last_of(self.told[code].told_on for code in self.codes[root])
        return told is None or day > told

    def _begun(self, root: int) -> date | None:
        begun = (self.told[code].begun for code in self.codes[root])
        return min((day for day in begun if day), default=None)

    def _last_code(self, root: int) -> int | None:
        days = {code: self.told[code].reported_on for code in self.codes[root]}
        known = {code: day for code, day in days.items() if day}
        return max(known, key=known.__getitem__, default=None)

    def _codes_of(self, roots: Iterable[int], *, but: int) -> set[int]:
        return {code for root in roots if root != but for code in self.codes[root]}


def _last_of(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day), default=None)
