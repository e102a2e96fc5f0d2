"""The population figures of places, which of them is in force on a day, and why that one."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import QuerySet

from ..models import Basis, PopulationFigure

BASES = Basis.values


class Origin(NamedTuple):
    """Where a denominator comes from."""

    as_of: date
    published_on: date
    basis: str
    source: str


class Precedence(NamedTuple):
    """What decides between two figures of one place: the first of these in which they differ."""

    is_complete: bool
    as_of: date
    pin: int
    basis: int
    published_on: date


class Pin(NamedTuple):
    """A FigurePin; of several that hold on a day the highest number goes first."""

    number: int
    day: date
    ended_on: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.day <= day and (self.ended_on is None or day < self.ended_on)


class Figure(NamedTuple):
    """What a standing needs of a PopulationFigure."""

    as_of: date
    published_on: date
    wajib_ktp: int | None
    recorded: int | None
    basis: str
    source: str
    wajib_ktp_on_deadline: int | None = None
    pins: tuple[Pin, ...] = ()

    @staticmethod
    def newest_first(figures: "Iterable[Figure]") -> "list[Figure]":
        """By as-of day, as `in_force` looks at them."""
        return sorted(figures, key=lambda figure: figure.as_of, reverse=True)

    @property
    def key(self) -> tuple[date, date, str]:
        """What tells it from the other figures of its place."""
        return (self.as_of, self.published_on, self.basis)

    def precedence(self, day: date) -> Precedence:
        """Of two figures of one place the one that has more of it is in force on `day`."""
        pin = max((pin.number for pin in self.pins if pin.holds_on(day)), default=0)
        basis = -BASES.index(self.basis)
        return Precedence(self.is_complete, self.as_of, pin, basis, self.published_on)

    @property
    def begins(self) -> date:
        """The first day on which it can be in force."""
        return max(self.as_of, self.published_on)

    @property
    def is_complete(self) -> bool:
        return self.wajib_ktp is not None and self.recorded is not None

    @property
    def origin(self) -> Origin:
        return Origin(self.as_of, self.published_on, self.basis, self.source)


def in_force(newest_first: Iterable[Figure], day: date) -> Figure | None:
    """Of the figures of one place the one that counts; the rule is that of PopulationFigure."""
    found = None
    for figure in newest_first:
        if found and found.is_complete and figure.as_of < found.as_of:
            break
        if figure.begins > day:
            continue
        if found is None or figure.precedence(day) > found.precedence(day):
            found = figure
    return found


class Verdict(NamedTuple):
    """Whether a figure is in force, and against which other one of its place that was decided.

    `decided_by` is a field of Precedence. Without another there is nothing to decide.
    """

    is_in_force: bool
    decided_by: str = ""
    other: Figure | None = None


def verdict(figure: Figure, of_place: Iterable[Figure], day: date) -> Verdict:
    """Of a figure that can be in force on `day`: the other is the one that is, or would be
    without it."""
    others = [one for one in of_place if one.key != figure.key]
    other = in_force(Figure.newest_first(others), day)
    if other is None:
        return Verdict(True)
    own, its = figure.precedence(day), other.precedence(day)
    fields = zip(Precedence._fields, own, its, strict=True)
    decided_by = next(name for name, mine, theirs in fields if mine != theirs)
    return Verdict(own > its, decided_by, other)


def figures_by(key: str, figures: QuerySet[PopulationFigure]) -> dict[Any, list[Figure]]:
    """Figures with their pins under a field of theirs, the newest as-of days first; 1 query."""
    rows = figures.order_by("-as_of", "pk").values_list(
        *("pk", key, "as_of", "published_on", "wajib_ktp", "recorded", "basis", "source"),
        *("wajib_ktp_on_deadline", "pins__pk", "pins__day", "pins__ended_on"),
    )
    found: dict[Any, list[Figure]] = defaultdict(list)
    for (_pk, place, *values), pinned in groupby(rows, key=lambda row: row[:9]):
        pins = tuple(Pin(*row[9:]) for row in pinned if row[9] is not None)
        found[place].append(Figure(*values)._replace(pins=pins))
    return found
