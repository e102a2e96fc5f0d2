"""What a change would do to a ranking, before it is stored."""

from dataclasses import dataclass

from django.utils.translation import ngettext

from .. import numerals
from ..ranking import Moved, RankingChange


@dataclass(frozen=True, slots=True)
class MovedLine:
    """One place of the ranking before and after, ready to print."""

    place: str
    before: str
    after: str
    ranks: str
    moved: str


def moved_lines(change: RankingChange) -> list[MovedLine]:
    """The region itself first, then the places in it, lowest first."""
    return [_moved_line(moved) for moved in (change.head, *change.rows)]


def _moved_line(moved: Moved) -> MovedLine:
    words = ""
    if moved.places:
        n = abs(moved.places)
        words = (
            ngettext("%(n)s place up", "%(n)s places up", n)
            if moved.places > 0
            else ngettext("%(n)s place down", "%(n)s places down", n)
        ) % {"n": n}
    ranks = dict.fromkeys((moved.before.rank, moved.after.rank))
    return MovedLine(
        place=moved.region.name,
        before=_percent_text(moved.hundredths_before),
        after=_percent_text(moved.hundredths_after),
        ranks="" if set(ranks) == {None} else " → ".join(map(numerals.people, ranks)),
        moved=words,
    )


def _percent_text(hundredths: int | None) -> str:
    return numerals.UNKNOWN if hundredths is None else f"{numerals.percent(hundredths)} %"
