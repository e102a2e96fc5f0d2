"""Which share of the people missing in a kecamatan one team-day reaches. No Django.

Who is left is harder to find, so a team-day brings fewer the fewer are missing: the share stays,
the people become fewer. It is learned from the region's own events of the last year:

    people newly recorded / (team-days x people missing before the event in a kecamatan)

A team-day is one recording set for one day. Where a set had more to do than it could, the share
is somewhat too low; the next event is then planned a little too carefully.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

# Jambi, 17 to 19 April 2018: more than 7.000 people in three days, of about 163.000 missing
# (156.436 in August), 1.100 in each of its 144 kecamatan. How many sets were there was not
# published; with four or five of each of the eleven offices these are about 150 team-days of 47
# people, which is what a set usually does (50 to 150). 47 of 1.100 are four in a hundred.
USUAL_SHARE = Fraction(4, 100)
# Fewer than these say more of one place and its weather than of the region.
FEWEST_TEAM_DAYS = 10


class PastEvent(NamedTuple):
    """What an event did, on its stops and days with a result.

    `people` were newly recorded in `team_days`; `missing` were so many in the place before it,
    in `kecamatan` of them.
    """

    people: int
    team_days: Fraction
    missing: int
    kecamatan: int


class Reach(NamedTuple):
    """The share that a team-day reaches, and of how many events it was learned (0: the usual)."""

    share: Fraction
    events: int


def reach(events: Iterable[PastEvent]) -> Reach:
    """The share of these events together; the usual one where they say too little."""
    known = [event for event in events if event.team_days and event.missing > 0]
    people = sum(event.people for event in known)
    if sum(event.team_days for event in known) < FEWEST_TEAM_DAYS or not people:
        return Reach(USUAL_SHARE, 0)
    missed = sum(
        (event.team_days * event.missing / event.kecamatan for event in known), Fraction(0)
    )
    return Reach(min(Fraction(1), people / missed), len(known))
