"""Whether the figures of the kecamatan add up to that of their kabupaten/kota."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from .figures import Figure
from .rows import Ranking, Row


class Side(NamedTuple):
    """What figures say, in people, with their as-of days and bases."""

    recorded: int
    wajib_ktp: int
    days: frozenset[date]
    bases: frozenset[str]


class Apart(NamedTuple):
    """The figures of the kecamatan, which are not those of the kabupaten/kota `own`."""

    inside: Side
    own: Side

    @property
    def same_sums(self) -> bool:
        """They are only of another day or basis."""
        return self.inside[:2] == self.own[:2]


def apart(own: Figure | None, inside: Sequence[Figure | None]) -> Apart | None:
    """Both sums, where they differ or are of another as-of day or basis.

    None where they agree, and where one of them is not known: then there is no sum.
    """
    known = [figure for figure in inside if figure and figure.is_complete]
    if own is None or not own.is_complete or not known or len(known) < len(inside):
        return None
    found = Apart(_side(known), _side([own]))
    return None if found.inside == found.own else found


def kecamatan_apart(ranking: Ranking) -> Apart | None:
    """The same of the figures in force in the ranking of a kabupaten/kota."""
    if ranking.not_broken_down is None:
        return None
    return apart(_figure(ranking.head), [_figure(row) for row in ranking.rows])


def _figure(row: Row) -> Figure | None:
    """The figure of one place, which is where it stands without what was counted since."""
    standing = row.standing
    for origin in row.origins:
        counted = row.counted or 0
        recorded = None if standing.recorded is None else standing.recorded - counted
        as_of, published_on, basis, source = origin
        return Figure(as_of, published_on, standing.wajib_ktp, recorded, basis, source)
    return None


def _side(figures: Iterable[Figure]) -> Side:
    figures = list(figures)
    return Side(
        sum(figure.recorded or 0 for figure in figures),
        sum(figure.wajib_ktp or 0 for figure in figures),
        frozenset(figure.as_of for figure in figures),
        frozenset(figure.basis for figure in figures),
    )
