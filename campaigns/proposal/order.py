"""Where the next outreach should go: places in order, with the reasons for it. No Django.

The order goes by people an event could bring that would not come by themselves in time:

    people to the target
    - recorded already, it seems, but not reported: silent working days x own pace
    - coming anyhow: own pace x days left to the deadline (without a deadline: none)
    - half of what is left, where an event ended less than four weeks ago: those who could
      come easily just came, and right after an event fewer come (a rule of thumb)

Each step is one reason and says how many people it takes off, so that a reader can add it up.
Cards at hand are a reason without people: the province can bring cards along (6.000 of the
11.000 in Sarolangun, April 2019). A place with an event planned or running stands apart, it is
not the next one. Places at their target, and unknown ones, are named and not ranked.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from regions.arithmetic import needed_a_day

REST_DAYS = 28


class Why(StrEnum):
    TO_TARGET = "to_target"
    SILENT = "silent"
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
    the last event ended) "there was none", `event_days` "none planned or running". `a_day` is
    the place's own pace in people per day; `silent_days` are working days overdue.
    """

    code: str
    missing: int | None
    people_to_target: int | None
    a_day: Fraction | None = None
    days_left: int | None = None
    silent_days: int = 0
    cards: int | None = None
    since_event: int | None = None
    event_days: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason; `people` is what it adds to the score, or takes off it (below zero).

    The rest are the numbers that the sentence about it names.
    """

    why: Why
    people: int = 0
    missing: int | None = None
    days: int | None = None
    a_day: Fraction | None = None
    needed: int | None = None
    cards: int | None = None
    event_days: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place below its target. `score` is the sum of the people of its reasons, never < 0."""

    place: Place
    reasons: tuple[Reason, ...]

    @property
    def people_to_target(self) -> int:
        """What the first reason adds."""
        return self.reasons[0].people

    @property
    def score(self) -> int:
        return sum(reason.people for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class EventProposal:
    """`ranked` are the places for the next event, the first one first.

    `under_way` have an event planned or running already, `reached` are at their target, of
    `unknown` ones coverage is not known.
    """

    ranked: tuple[Candidate, ...]
    under_way: tuple[Candidate, ...]
    reached: tuple[Place, ...]
    unknown: tuple[Place, ...]


def propose_events(places: Iterable[Place]) -> EventProposal:
    """Order the places; ties by more people to the target, then by code."""
    places = sorted(places, key=lambda place: place.code)
    known = [place for place in places if place.people_to_target is not None]
    below = [with_reasons(place) for place in known if place.people_to_target]
    below.sort(key=lambda one: (-one.score, -one.people_to_target, one.place.code))
    return EventProposal(
        ranked=tuple(one for one in below if one.place.event_days is None),
        under_way=tuple(one for one in below if one.place.event_days is not None),
        reached=tuple(place for place in known if not place.people_to_target),
        unknown=tuple(place for place in places if place.people_to_target is None),
    )


def with_reasons(place: Place) -> Candidate:
    """The place with its reasons, in the order in which they are taken off."""
    short = place.people_to_target
    assert short is not None  # only places with a known coverage come here
    left = short
    reasons = [Reason(Why.TO_TARGET, left, missing=place.missing)]
    for reason in (_silence(place), _pace(place, short), _last_event(place), _cards(place, short)):
        if reason is not None:
            reason = _bounded(reason, left)
            left += reason.people
            reasons.append(reason)
    if place.event_days is not None:
        reasons.append(Reason(Why.UNDER_WAY, event_days=place.event_days))
    return Candidate(place, tuple(reasons))


def _bounded(reason: Reason, left: int) -> Reason:
    """Nothing takes off more people than are left; a recent event halves them."""
    people = -(left // 2) if reason.why == Why.RECENT_EVENT else max(-left, reason.people)
    return replace(reason, people=people)


def _silence(place: Place) -> Reason | None:
    if not place.silent_days:
        return None
    people = int(place.silent_days * (place.a_day or 0))
    return Reason(Why.SILENT, -people, days=place.silent_days)


def _pace(place: Place, people_to_target: int) -> Reason | None:
    if place.a_day is None:
        return Reason(Why.PACE_UNKNOWN)
    if place.days_left is None:
        return None
    return Reason(
        Why.OWN_PACE,
        -int(place.days_left * place.a_day),
        days=place.days_left,
        a_day=place.a_day,
        needed=needed_a_day(people_to_target, place.days_left),
    )


def _last_event(place: Place) -> Reason | None:
    if place.since_event is None:
        return Reason(Why.NO_EVENT) if place.event_days is None else None
    recent = place.since_event < REST_DAYS
    return Reason(Why.RECENT_EVENT if recent else Why.EARLIER_EVENT, days=place.since_event)


def _cards(place: Place, people_to_target: int) -> Reason | None:
    if place.cards is None or place.cards >= people_to_target:
        return None
    return Reason(Why.FEW_CARDS, cards=place.cards)
