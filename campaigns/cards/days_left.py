"""How long blank cards will last, how many to ask for, and who could give some to whom.

Pure arithmetic on whole cards, days and weeks; no Django.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from regions.arithmetic import FURTHEST, WEEKS_LOOKED_AT, Week, counter_a_day, pace
from regions.days import MONTH

# Offices order again below about a thousand cards.
WARNING_LEVEL = 1000
# Nobody drives to the next office for three cards.
PACK = 100


class Use(NamedTuple):
    """Cards a calendar day: in a slow week, in the mean, in a fast week."""

    slow: Fraction
    middle: Fraction
    fast: Fraction


def use_a_day(weeks: Sequence[Week]) -> Use | None:
    """What a counter uses a day; None where too few days say so.

    `weeks` hold cards instead of people, oldest first, the last one ends today. The mean is their
    pace (regions.arithmetic), so days without a report or without cards are in none of the three.
    Slow and fast are the quartiles of the last eight weeks, each at the rate of its own known days.
    """
    recent = pace(weeks)
    if recent is None:
        return None
    known = sorted(counter_a_day([week]) for week in weeks[-WEEKS_LOOKED_AT:] if week.known_days)
    quarter = (len(known) - 1) // 4
    slow, fast = known[quarter], known[-1 - quarter]
    return Use(min(slow, recent.counter), recent.counter, max(fast, recent.counter))


@dataclass(frozen=True, slots=True)
class DaysLeft:
    """For how many whole days the cards last: at the mean use, if every day were like those of
    the fast weeks, and of the slow ones. None is "beyond two years".
    """

    middle: int | None
    shortest: int | None
    longest: int | None


def cards_awaited(weeks: Sequence[Week], untold: int) -> int:
    """What `untold` working days will have used, if they were like the others; 0 if unknown.

    Their share of the weekend is in it; rounded up.
    """
    recent = pace(weeks)
    if recent is None or not recent.working:
        return 0
    return ceil(recent.counter * recent.days / recent.working * untold)


def days_left(cards: int | None, weeks: Sequence[Week], untold: int = 0) -> DaysLeft | None:
    """How long `cards` last at the use of `weeks` (see use_a_day); None is unknown.

    What `untold` working days will have used is taken off before. Unknown where the cards or
    their use are; no cards last no day, whatever the use.
    """
    if cards is None:
        return None
    if cards <= 0:
        return DaysLeft(0, 0, 0)
    use = use_a_day(weeks)
    if use is None:
        return None
    there = max(0, cards - cards_awaited(weeks, untold))
    return DaysLeft(*(_whole_days(there, a_day) for a_day in (use.middle, use.fast, use.slow)))


def _whole_days(cards: int, a_day: Fraction) -> int | None:
    if a_day <= 0:
        return None
    days = cards // a_day
    return days if days <= FURTHEST else None


def cards_to_ask_for(cards: int | None, weeks: Sequence[Week], untold: int = 0) -> int | None:
    """How many cards it takes to be at the warning level still after thirty fast days.

    Less the `cards` at hand (`untold` as of days_left), in whole packs; None where these or their
    use are unknown. A book below zero stands for an empty shelf: what was used without a receipt
    is not missing.
    """
    use = use_a_day(weeks)
    if cards is None or use is None:
        return None
    there = max(0, cards - cards_awaited(weeks, untold))
    return max(0, in_packs(ceil(use.fast * MONTH.days) + WARNING_LEVEL - there))


def in_packs(cards: int) -> int:
    """So many cards, rounded up to whole packs."""
    return -(-cards // PACK) * PACK


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
            needed = in_packs(WARNING_LEVEL - has[taker.code])
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
