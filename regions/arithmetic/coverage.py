"""Coverage arithmetic on whole people. No Django, no floats, no rounding up.

Percentages travel as hundredths of a percent (9654 is 96,54 %), rounded down, so that
97,996 % never shows as the 98,00 % that was not reached. Decisions compare integers.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

HUNDRED_PERCENT = 10_000


class Standing(NamedTuple):
    """Where a region stands on one day, in people.

    `recorded` and `wajib_ktp` are None while a part of the sum is unknown; unknown is not 0.
    `known_parts` of `parts` kabupaten/kota have both numbers.
    """

    recorded: int | None
    wajib_ktp: int | None
    known_parts: int = 0
    parts: int = 0

    @classmethod
    def of_one(cls, recorded: int | None, wajib_ktp: int | None) -> "Standing":
        known = recorded is not None and wajib_ktp is not None
        return cls(recorded, wajib_ktp, int(known), 1)

    @property
    def hundredths(self) -> int | None:
        """Coverage in hundredths of a percent, rounded down; may exceed 100 %."""
        if self.recorded is None or not self.wajib_ktp:
            return None
        return self.recorded * HUNDRED_PERCENT // self.wajib_ktp

    @property
    def missing(self) -> int | None:
        """People not yet recorded; negative where more are recorded than are obliged."""
        if self.recorded is None or self.wajib_ktp is None:
            return None
        return self.wajib_ktp - self.recorded

    def people_to_target(self, target: int) -> int | None:
        """The least number of people whose recording reaches `target` hundredths; 0 if reached."""
        if self.recorded is None or not self.wajib_ktp:
            return None
        needed = -(-target * self.wajib_ktp // HUNDRED_PERCENT)
        return max(0, needed - self.recorded)

    def reached(self, target: int) -> bool | None:
        """Whether coverage is at least `target` hundredths, decided on integers."""
        if self.recorded is None or not self.wajib_ktp:
            return None
        return self.recorded * HUNDRED_PERCENT >= target * self.wajib_ktp


class Change(NamedTuple):
    """How coverage changed between two days, in hundredths of a point of the figures as shown.

    `by_people`: what the people newly recorded in between did, over the denominator of the first
    day. `by_figures`: the rest, which other population figures did. They add up to the change.
    """

    by_people: int
    by_figures: int

    @property
    def points(self) -> int:
        return self.by_people + self.by_figures


def change(before: Standing, newly: int, now: Standing) -> Change | None:
    """How coverage came from `before` to `now`, with `newly` recorded in between; None if unknown.

    By the same figures `by_figures` is exactly 0.
    """
    if before.recorded is None or before.hundredths is None or now.hundredths is None:
        return None
    grown = Standing.of_one(before.recorded + newly, before.wajib_ktp).hundredths
    assert grown is not None  # `before` has both numbers
    return Change(grown - before.hundredths, now.hundredths - grown)


def summed(standings: Iterable[Standing]) -> Standing:
    """The standing of a region made of these: sum the people, never average percentages.

    Nothing to sum is unknown, not zero.
    """
    standings = list(standings)
    if len(standings) == 1:
        return standings[0]
    return Standing(
        _sum_if_all_known([standing.recorded for standing in standings]),
        _sum_if_all_known([standing.wajib_ktp for standing in standings]),
        sum(standing.known_parts for standing in standings),
        sum(standing.parts for standing in standings),
    )


def known_part(standings: Iterable[Standing]) -> Standing:
    """The sum over only those that are known; to be shown as such, never as the whole."""
    return summed([standing for standing in standings if standing.hundredths is not None])


def lowest_first(standing: Standing, code: str) -> tuple[int, int, int, str]:
    """Sort key: lowest unrounded coverage first; then fewer missing; then code.

    Unknown comes last, by code. Two different ratios of populations below 10^9 differ by
    at least 10^-18, so the whole part of ratio x 10^18 orders them exactly.
    """
    if standing.recorded is None or not standing.wajib_ktp:
        return (1, 0, 0, code)
    ratio = standing.recorded * 10**18 // standing.wajib_ktp
    return (0, ratio, standing.wajib_ktp - standing.recorded, code)


def to_hundredths(percent: Decimal) -> int:
    """98.00 becomes 9800.

    >>> to_hundredths(Decimal("99.3"))
    9930
    """
    return int(percent * 100)


def _sum_if_all_known(numbers: list[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known and len(known) == len(numbers) else None
