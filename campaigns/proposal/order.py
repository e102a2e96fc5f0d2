"""Where the next outreach should go: places in order, with the reasons for it. No Django.

The order goes by people an event could bring that would not come by themselves in time:

    people to the target
    - brought by the event that is planned or running: those still expected at it
    - recorded already, it seems, but not reported: working days without a report x people
      who come to the counter by themselves on a working day
    - coming anyhow: people a day at the counter x days left to the deadline (without a
      deadline: none). Who was reached by outreach is no part of that pace
    - half of what is left, where an event ended less than four weeks ago: those who could
      come easily just came, and right after an event fewer come (a rule of thumb)

Each step is one reason and says how many people it takes off, so that a reader can add it up.
A place whose pace is unknown stands apart, without a rank: how many come without an event is
unknown there, so the sum is only the most it can be. Counted as nobody, a withdrawn report would
move a place up as if its office had done nothing.

Cards at hand are a reason without people: the province can bring cards along (6.000 of the
11.000 in Sarolangun, April 2019). A place with an event planned or running stands apart, it is
not the next one. Places at their target, and unknown ones, are named and not ranked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from regions.arithmetic import needed_a_day

REST_DAYS = 28


class Why(StrEnum):
    TO_TARGET = "to_target"
    UNTOLD = "untold"
    OWN_PACE = "own_pace"
    PACE_UNKNOWN = "pace_unknown"
    RECENT_EVENT = "recent_event"
    EARLIER_EVENT = "earlier_event"
    NO_EVENT = "no_event"
    FEW_CARDS = "few_cards"
    UNDER_WAY = "under_way"


@dataclass(frozen=True, slots=True)
class Place:
    """What the proposal needs to know of a kabupaten/kota or a kecamatan on one day.

    None is unknown, but: `days_left` None is "no deadline ahead", `since_event` (days since
    the last event ended) "there was none", `event_days` "none planned or running".

    `a_day` are people who come by themselves (loket) a calendar day, `a_working_day` the same by
    working day. Of `untold_days`, the working days without a report, `open_days` are still within
    their deadline. `event_people` are still expected at the event. A kabupaten/kota has so many
    `kecamatan`.
    """

    code: str
    missing: int | None
    people_to_target: int | None
    a_day: Fraction | None = None
    a_working_day: Fraction | None = None
    days_left: int | None = None
    untold_days: int = 0
    open_days: int = 0
    cards: int | None = None
    since_event: int | None = None
    event_days: tuple[date, date] | None = None
    event_people: int | None = None
    kecamatan: int = 1

    @property
    def people_untold(self) -> int | None:
        """People probably recorded on the working days without a report; None is unknown."""
        if not self.untold_days:
            return 0
        return None if self.a_working_day is None else int(self.untold_days * self.a_working_day)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason; `people` is what it adds to the score, or takes off it (below zero).

    The rest are the numbers that the sentence about it names.
    """

    why: Why
    people: int = 0
    missing: int | None = None
    days: int | None = None
    open_days: int = 0
    a_day: Fraction | None = None
    needed: int | None = None
    cards: int | None = None
    event_days: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place below its target. `score` is the sum of the people of its reasons, never < 0.

    `at_most` where its pace is unknown: the score is the most it can be.
    """

    place: Place
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> int:
        return sum(reason.people for reason in self.reasons)

    @property
    def at_most(self) -> bool:
        return self.place.a_day is None


@dataclass(frozen=True, slots=True)
class EventProposal:
    """`ranked` are the places for the next event, the first one first.

    `unpaced` are below their target too, of an unknown pace. `under_way` have an event planned
    or running already, `reached` are at their target, of `unknown` ones coverage is not known.
    """

    ranked: tuple[Candidate, ...]
    unpaced: tuple[Candidate, ...]
    under_way: tuple[Candidate, ...]
    reached: tuple[Place, ...]
    unknown: tuple[Place, ...]


def propose_events(places: Sequence[Place]) -> EventProposal:
    """Order the places, given lowest coverage first: that order decides between equal ones."""
    below = [with_reasons(place) for place in places if place.people_to_target]
    below.sort(key=lambda one: -one.score)
    waiting = [one for one in below if one.place.event_days is None]
    return EventProposal(
        ranked=tuple(one for one in waiting if not one.at_most),
        unpaced=tuple(one for one in waiting if one.at_most),
        under_way=tuple(one for one in below if one.place.event_days is not None),
        reached=tuple(place for place in places if place.people_to_target == 0),
        unknown=tuple(place for place in places if place.people_to_target is None),
    )


def with_reasons(place: Place) -> Candidate:
    """The place with its reasons, in the order in which they are taken off."""
    left = _short(place)
    reasons = [Reason(Why.TO_TARGET, left, missing=place.missing)]
    steps = (_under_way, _untold, _own_pace, _last_event, _cards)
    for reason in filter(None, (step(place) for step in steps)):
        reason = _bounded(reason, left)
        left += reason.people
        reasons.append(reason)
    return Candidate(place, tuple(reasons))


def _bounded(reason: Reason, left: int) -> Reason:
    """Nothing takes off more people than are left; a recent event halves them."""
    people = -(left // 2) if reason.why == Why.RECENT_EVENT else max(-left, reason.people)
    return replace(reason, people=people)


def _under_way(place: Place) -> Reason | None:
    if place.event_days is None:
        return None
    return Reason(Why.UNDER_WAY, -(place.event_people or 0), event_days=place.event_days)


def _untold(place: Place) -> Reason | None:
    if not place.untold_days:
        return None
    people = place.people_untold or 0
    return Reason(Why.UNTOLD, -people, days=place.untold_days, open_days=place.open_days)


def _own_pace(place: Place) -> Reason | None:
    if place.a_day is None:
        return Reason(Why.PACE_UNKNOWN)
    if place.days_left is None:
        return None
    return Reason(
        Why.OWN_PACE,
        -int(place.days_left * place.a_day),
        days=place.days_left,
        a_day=place.a_day,
        needed=needed_a_day(_short(place), place.days_left),
    )


def _last_event(place: Place) -> Reason | None:
    if place.since_event is None:
        return Reason(Why.NO_EVENT) if place.event_days is None else None
    recent = place.since_event < REST_DAYS
    return Reason(Why.RECENT_EVENT if recent else Why.EARLIER_EVENT, days=place.since_event)


def _cards(place: Place) -> Reason | None:
    # An event brings its own cards.
    if place.event_days or place.cards is None or place.cards >= _short(place):
        return None
    return Reason(Why.FEW_CARDS, cards=place.cards)


def _short(place: Place) -> int:
    assert place.people_to_target is not None  # only places of known coverage come here
    return place.people_to_target
