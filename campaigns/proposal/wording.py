"""The proposal for the next event and the plan of team-days, in words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regions import numerals
from regions.arithmetic import HUNDRED_PERCENT
from regions.levels import Level
from regions.models import Region

from ..events import days_text
from .allocation import Allocation, Limit, Share
from .order import Candidate, EventProposal, Place, Reason, Why
from .reach import Reach

Given = TypeVar("Given", int, Fraction, tuple[date, date])


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """A place with its reasons, ready to print; `plans` is the code to plan for, or ""."""

    rank: str
    code: str
    name: str
    opens: bool
    plans: str
    percent: str
    score: str
    to_target: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShareLine:
    code: str
    name: str
    team_days: str
    people: str
    to_target: str
    why: str


def candidate_lines(
    found: Sequence[Candidate],
    regions: Mapping[str, Region],
    percents: Mapping[str, int | None],
    *,
    opens: Callable[[Region], bool],
    plans: Callable[[Region], bool],
    ranked: bool,
) -> list[CandidateLine]:
    """`percents` are coverages in hundredths by code; places with an event have no rank.

    `opens` says of which places the reader may open the page, `plans` for which to plan.
    """
    return [
        _line(one, regions[one.place.code], percents, opens, plans, str(n) if ranked else "")
        for n, one in enumerate(found, start=1)
    ]


def _line(
    one: Candidate,
    region: Region,
    percents: Mapping[str, int | None],
    opens: Callable[[Region], bool],
    plans: Callable[[Region], bool],
    rank: str,
) -> CandidateLine:
    # Events are planned for a kabupaten/kota; its kecamatan become the stops.
    return CandidateLine(
        rank=rank,
        code=region.code,
        name=region.name,
        opens=region.level == Level.KABKOTA and opens(region),
        plans=region.code if plans(region) else "",
        percent=numerals.percent(percents[region.code]),
        score=_score(one),
        to_target=numerals.people(one.place.people_to_target),
        reasons=tuple(filter(None, map(reason_text, one.reasons))),
    )


def _score(one: Candidate) -> str:
    people = numerals.people(one.score)
    return _("at most %(people)s") % {"people": people} if one.at_most else people


def reason_text(reason: Reason) -> str:
    """One reason as a sentence, with the people it takes off where it takes any."""
    text = _TEXTS[reason.why](reason)
    if reason.people < 0:
        return _("%(reason)s (%(people)s)") % {
            "reason": text,
            "people": numerals.people(reason.people),
        }
    return text


def _given(value: Given | None) -> Given:
    """What every reason of the kind comes with."""
    assert value is not None
    return value


def _to_target(reason: Reason) -> str:
    return _("%(people)s people to the target, %(missing)s missing altogether") % {
        "people": numerals.people(reason.people),
        "missing": numerals.people(reason.missing),
    }


def _untold(reason: Reason) -> str:
    days, still_open = _given(reason.days), reason.open_days
    if still_open >= days:
        text = ngettext(
            "%(days)s working day still awaited: its people are probably recorded already",
            "%(days)s working days still awaited: their people are probably recorded already",
            days,
        )
    elif still_open:
        text = _(
            "%(days)s working days without a report, %(open)s of them still awaited: their people "
            "are probably recorded already"
        )
    else:
        text = ngettext(
            "%(days)s working day not reported, or only in part: its people are probably recorded "
            "already",
            "%(days)s working days not reported, or only in part: their people are probably "
            "recorded already",
            days,
        )
    return text % {"days": numerals.people(days), "open": numerals.people(still_open)}


def _own_pace(reason: Reason) -> str:
    values = {"pace": numerals.rate(*_given(reason.a_day).as_integer_ratio())}
    if not reason.days:
        return _("%(pace)s a day come to the counter by themselves; no day left") % values
    values |= {"needed": numerals.people(reason.needed), "days": numerals.people(reason.days)}
    text = ngettext(
        "%(pace)s a day come to the counter by themselves, %(needed)s needed; %(days)s day left",
        "%(pace)s a day come to the counter by themselves, %(needed)s needed; %(days)s days left",
        reason.days,
    )
    return text % values


def _under_way(reason: Reason) -> str:
    days = days_text(*_given(reason.event_days))
    if reason.people:
        return _("event on %(days)s, people still expected") % {"days": days}
    return _("event on %(days)s") % {"days": days}


def _recent(reason: Reason) -> str:
    text = ngettext(
        "the last event ended %(days)s day ago: those who could come easily just came",
        "the last event ended %(days)s days ago: those who could come easily just came",
        _given(reason.days),
    )
    return text % {"days": numerals.people(reason.days)}


def _earlier(reason: Reason) -> str:
    return _("the last event ended %(days)s days ago") % {"days": numerals.people(reason.days)}


def _few_cards(reason: Reason) -> str:
    text = ngettext(
        "only %(cards)s blank card at hand: bring cards along",
        "only %(cards)s blank cards at hand: bring cards along",
        _given(reason.cards),
    )
    return text % {"cards": numerals.people(reason.cards)}


_TEXTS = {
    Why.TO_TARGET: _to_target,
    Why.UNTOLD: _untold,
    Why.OWN_PACE: _own_pace,
    Why.PACE_UNKNOWN: lambda reason: _(
        "too few reports to know how many come to the counter by themselves"
    ),
    Why.RECENT_EVENT: _recent,
    Why.EARLIER_EVENT: _earlier,
    Why.NO_EVENT: lambda reason: _("no event yet"),
    Why.FEW_CARDS: _few_cards,
    Why.UNDER_WAY: _under_way,
}


def left_out_texts(found: EventProposal, regions: Mapping[str, Region]) -> list[str]:
    """Which places are not proposed, and why; nothing where there are none."""
    return [
        *_named(_("At their target: %(names)s."), found.reached, regions),
        *_named(_("Coverage unknown: %(names)s."), found.unknown, regions),
    ]


MOST_NAMED = 12


def _named(text: str, places: Sequence[Place], regions: Mapping[str, Region]) -> Iterable[str]:
    if not places:
        return
    names = [regions[place.code].name for place in places[:MOST_NAMED]]
    more = len(places) - MOST_NAMED
    if more > 0:
        names.append(_("%(number)s more") % {"number": numerals.people(more)})
    yield text % {"names": ", ".join(names)}


def allocation_sentences(found: Allocation, deadline: date | None) -> list[str]:
    """What the plan brings altogether, and what is left of team-days and cards."""
    spent = sum(share.team_days for share in found.shares)
    values = {
        "people": numerals.people(found.people),
        "team_days": numerals.people(spent),
        "places": numerals.people(found.places),
    }
    sentences = [
        _(
            "Team-days used: %(team_days)s. People recorded: %(people)s. "
            "Places over the target: %(places)s."
        )
        % values
    ]
    left = {
        "team_days": numerals.people(found.team_days_left),
        "cards": numerals.people(found.cards_left),
    }
    sentences.append(_("Left over: %(team_days)s team-days, %(cards)s blank cards.") % left)
    if deadline is not None:
        day = {"day": numerals.long_day(deadline)}
        sentences.append(_("All before the deadline, %(day)s.") % day)
    if not found.proven:
        sentences.append(_("Found in the time there was; a slightly better plan may exist."))
    return sentences


def yield_text(found: Reach) -> str:
    """How what a team-day brings falls, and where the share comes from."""
    percent = numerals.short_percent(int(found.share * HUNDRED_PERCENT))
    first = _(
        "A team-day reaches at most %(percent)s %% of those still missing in a kecamatan, so each "
        "further one at the same place brings fewer."
    )
    if not found.events:
        source = _(
            "The share is a usual one, after the outreach in Jambi in April 2018; once your own "
            "events have results it is learned from them."
        )
    else:
        source = ngettext(
            "The share is that of %(n)s event of the last year here.",
            "The share is that of %(n)s events of the last year here.",
            found.events,
        ) % {"n": numerals.people(found.events)}
    return " ".join([first % {"percent": percent}, source])


def share_lines(found: Allocation, regions: Mapping[str, Region]) -> list[ShareLine]:
    """The places that get team-days, those that get most first."""
    shares = [share for share in found.shares if share.team_days]
    shares.sort(key=lambda share: (-share.team_days, -share.people))
    return [
        ShareLine(
            code=share.code,
            name=regions[share.code].name,
            team_days=numerals.people(share.team_days),
            people=numerals.people(share.people),
            to_target=numerals.people(share.people_to_target),
            why=_why(share),
        )
        for share in shares
    ]


def _why(share: Share) -> str:
    return {
        Limit.TARGET: _("reaches the target"),
        Limit.CARDS: _("the cards are used up"),
        Limit.AT_ONCE: _("no more teams fit in before the deadline"),
        Limit.ELSEWHERE: _("no team-days left; elsewhere they bring at least as much"),
    }[share.limit]


def without_team_days(found: Allocation) -> int:
    """How many places below their target get nothing."""
    return sum(not share.team_days for share in found.shares)
