"""How long blank cards will last, and who could give some to whom.

Pure arithmetic on whole cards, days and weeks; no Django.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from regions.arithmetic import FURTHEST, people_a_day

# Offices order again below about a thousand cards.
WARNING_LEVEL = 1000
# Nobody drives to the next office for three cards.
PACK = 100


@dataclass(frozen=True, slots=True)
class DaysLeft:
    """For how many whole days the cards last: at the mean use of the last four weeks, if every
    day were like those of the fast weeks, and of the slow ones. None is "beyond two years".
    """

    middle: int | None
    shortest: int | None
    longest: int | None


def days_left(cards: int | None, weeks: Sequence[int]) -> DaysLeft | None:
    """How long `cards` last at the pace of `weeks`; None is unknown.

    `weeks` are the cards used in each of the last weeks, oldest first, the last one ending
    today. Slow, middle and fast as in regions.arithmetic: the quartiles of the last eight
    weeks, and the mean of the last four. Unknown where the cards are, or with too few weeks of
    use; no cards last no day, whatever the pace.
    """
    if cards is None:
        return None
    if cards <= 0:
        return DaysLeft(0, 0, 0)
    pace = people_a_day(weeks)
    if pace is None:
        return None
    slow, middle, fast = pace
    return DaysLeft(*(_whole_days(cards, a_day) for a_day in (middle, fast, slow)))


def _whole_days(cards: int, a_day: Fraction) -> int | None:
    if a_day <= 0:
        return None
    days = cards // a_day
    return days if days <= FURTHEST else None


@dataclass(frozen=True, slots=True)
class Shelf:
    """The cards of one office, for the question who gives. A depot (the province's own stock)
    uses none itself: it gives first and is filled by nobody here.
    """

    code: str
    cards: int
    days: DaysLeft | None = None
    is_depot: bool = False

    @property
    def is_low(self) -> bool:
        return self.cards < WARNING_LEVEL


@dataclass(frozen=True, slots=True)
class ProposedTransfer:
    """So many cards from one shelf to another, and what either has afterwards."""

    giver: Shelf
    taker: Shelf
    cards: int
    giver_after: int
    taker_after: int


@dataclass(frozen=True, slots=True)
class Short:
    """An office that stays below its warning level by so many cards: nobody can give more."""

    taker: Shelf
    missing: int


def propose_transfers(shelves: Iterable[Shelf]) -> tuple[list[ProposedTransfer], list[Short]]:
    """Who should give cards to whom, and who stays short; `shelves` are those of one province.

    Whoever is below the warning level is brought up to it in packs of a hundred, those with
    the fewest days of stock first. Givers have more than twice the warning level, and keep at
    least that level: the depot first, then those with most days of stock (unknown
    last), then those with most cards. Equals go by code, so that the answer is always the same.
    """
    shelves = list(shelves)
    has = {shelf.code: shelf.cards for shelf in shelves}
    givers = [shelf for shelf in shelves if shelf.cards > 2 * WARNING_LEVEL]
    givers.sort(key=_most_to_spare)
    takers = [shelf for shelf in shelves if shelf.is_low and not shelf.is_depot]
    transfers, short = [], []
    for taker in sorted(takers, key=_most_urgent):
        for giver in givers:
            needed = -(-(WARNING_LEVEL - has[taker.code]) // PACK) * PACK
            cards = min(needed, has[giver.code] - WARNING_LEVEL)
            if cards <= 0:
                continue
            has[giver.code] -= cards
            has[taker.code] += cards
            after = (has[giver.code], has[taker.code])
            transfers.append(ProposedTransfer(giver, taker, cards, *after))
        if has[taker.code] < WARNING_LEVEL:
            short.append(Short(taker, WARNING_LEVEL - has[taker.code]))
    return transfers, short


def fewest_first(days: DaysLeft | None) -> int:
    """Sort key: who runs out first; then those beyond two years; the unknown last."""
    return _rank_of_days(days, FURTHEST + 2)


def _most_to_spare(shelf: Shelf) -> tuple:
    return (not shelf.is_depot, -_rank_of_days(shelf.days, -1), -shelf.cards, shelf.code)


def _most_urgent(shelf: Shelf) -> tuple:
    return (fewest_first(shelf.days), shelf.cards, shelf.code)


def _rank_of_days(days: DaysLeft | None, unknown: int) -> int:
    if days is None:
        return unknown
    return FURTHEST + 1 if days.middle is None else days.middle
