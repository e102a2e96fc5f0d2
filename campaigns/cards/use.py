"""What each counter needed in the last weeks: cards used, on days that say so. Reads only.

An empty shelf has no demand. A day without cards says nothing of how many would have been used,
so it is left out like a silent one, see regions.arithmetic.paces. A day is without cards where

- the office gave 0 cards left at its end,
- it declared the day zero because it had no cards, or
- the last level before it was 0, and since then nothing shows that cards came: no receipt, no
  count that found some, no level above 0, and no card used.

That holds for closed days too. An honest zero (nobody came, cards were there) stays a zero; a
report that gives no number of cards at all, not even 0, says nothing of them, and one
that tells of few kecamatan too little.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from regions.arithmetic import WEEKS_LOOKED_AT, Week
from regions.days import ONE_DAY, WEEK, days_from
from regions.decrees import Lineage
from regions.levels import Level
from regions.models import (
    TAKES_A_CARD,
    TOLD,
    Channel,
    DailyCount,
    DayStatus,
    DayTotal,
    Region,
    State,
    ZeroReason,
)
from regions.reporting import Duty, begins_under, duties_of, told_in_part

from ..models import CardMove, EventState, StopResult


class CounterUse(NamedTuple):
    """What one counter used.

    `weeks` are its last eight, oldest first; instead of people they hold cards: `people` are those
    used (printed, reprinted, spoiled) on told working days, `people_off` those of other days. A day
    off without cards counts as if it had been like the other days off. `untold` are the working
    days on which cards may have been used that nobody told of yet, silent or still open.
    """

    weeks: tuple[Week, ...] = ()
    untold: tuple[date, ...] = ()


def cards_of(name: str) -> Combinable:
    """The measures that take a card, added up; `name` is how the column of one is called."""
    cards: Combinable
    cards, *others = (Coalesce(F(name.format(measure)), 0) for measure in TAKES_A_CARD)
    for other in others:
        cards = cards + other
    return cards


@dataclass(slots=True)
class _Days:
    """What is known of the days of one office.

    `used` are cards at the counter, on days with any; `said` the days whose report gave a number
    of cards, or needed none (zero, closed); `levels` the cards left at a day's end; `declared` the
    days of which it said that there were no cards; `came` those on which some came or were found.
    """

    used: dict[date, int] = field(default_factory=dict)
    said: set[date] = field(default_factory=set)
    levels: dict[date, int] = field(default_factory=dict)
    declared: set[date] = field(default_factory=set)
    came: set[date] = field(default_factory=set)

    def without_cards(self, first: date, end: date) -> Iterator[date]:
        """The days from `first` to the one before `end` on which the shelf was empty."""
        is_empty = False
        for day in days_from(min([first, *self.levels]), end):
            level = self.levels.get(day)
            if level or day in self.came or self.used.get(day):
                is_empty = False
            if day >= first and (is_empty or level == 0 or day in self.declared):
                yield day
            if level is not None:
                is_empty = level == 0


def use_of(offices: Iterable[Region], day: date, lineage: Lineage) -> dict[int, CounterUse]:
    """The eight weeks up to `day` of each of these offices that has begun to report, under whatever
    code.

    None of a stock of a province, nor of an office that has ended. At most 13 queries at any size.
    """
    alive = [one for one in offices if one.level == Level.KABKOTA and one.is_valid_on(day)]
    codes = {one.pk: lineage.codes(lineage.root(one.pk)) for one in alive}
    duties = {pk: duty for pk, duty in _duties(alive, codes).items() if duty.has_begun(day)}
    ends = [day - back * WEEK for back in range(WEEKS_LOOKED_AT, -1, -1)]
    of_code = _days_of({code: pk for pk in duties for code in codes[pk]}, ends[0], day)
    known = {pk: _together([of_code[code] for code in codes[pk]]) for pk in duties}
    return {pk: _counter_use(known[pk], duty, ends) for pk, duty in duties.items()}


def _duties(alive: Iterable[Region], codes: Mapping[int, Collection[int]]) -> dict[int, Duty]:
    """The duty of each office, begun with its first code."""
    duties = duties_of(alive)
    began = begins_under([code for pk, those in codes.items() for code in those if code != pk])
    for pk, those in codes.items():
        begun = [one.begins for code in those if (one := began.get(code)) and one.begins]
        if begun:
            duties[pk] = replace(duties[pk], begins=min(begun))
    return duties


def _together(of_codes: Sequence[_Days]) -> _Days:
    """What is known of an office under all its codes."""
    found = _Days()
    for days in of_codes:
        for on_day, cards in days.used.items():
            found.used[on_day] = found.used.get(on_day, 0) + cards
        found.said |= days.said
        found.levels |= days.levels
        found.declared |= days.declared
        found.came |= days.came
    return found


def _counter_use(known: _Days, duty: Duty, ends: list[date]) -> CounterUse:
    empty = set(known.without_cards(ends[0] + ONE_DAY, ends[-1] + ONE_DAY))
    spans = [(before, last) for before, last in pairwise(ends) if duty.has_begun(before + ONE_DAY)]
    working = [duty.working_days.between(*span) for span in spans]
    off = [
        [day for day in days_from(before + ONE_DAY, last + ONE_DAY) if day not in days]
        for (before, last), days in zip(spans, working, strict=True)
    ]
    days_off = [day for days in off for day in days if day not in empty]
    a_day_off = Fraction(_sum_on(known, days_off), len(days_off)) if days_off else Fraction(0)
    weeks = []
    for on, others in zip(working, off, strict=True):
        told = [day for day in on if day in known.said and day not in empty]
        with_cards = [day for day in others if day not in empty]
        lacking = round(a_day_off * (len(others) - len(with_cards)))
        people_off = _sum_on(known, with_cards) + lacking
        weeks.append(Week(7, len(on), len(told), _sum_on(known, told), people_off, 0))
    untold = (day for on in working for day in on if day not in known.said and day not in empty)
    return CounterUse(tuple(weeks), tuple(untold))


def _sum_on(known: _Days, days: Iterable[date]) -> int:
    return sum(known.used.get(day, 0) for day in days)


def _days_of(today_of: Mapping[int, int], before: date, last: date) -> Mapping[int, _Days]:
    """The days after `before` up to `last` of each of these codes, and their last empty shelf
    before, with what came since. `today_of` has the office of each."""
    offices = list(today_of)
    found: dict[int, _Days] = defaultdict(_Days)
    for pk, on_day in _empty_before(offices, before):
        found[pk].levels[on_day] = 0
    first = min((day for days in found.values() for day in days.levels), default=before)
    _read_use(list(found), first, before, found)
    _read_use(offices, before, last, found)
    for pk, on_day in _came(today_of, first, last):
        found[pk].came.add(on_day)
    _read_statuses(offices, before, last, found)
    return found


def _empty_before(offices: Collection[int], day: date) -> QuerySet[Region, tuple[int, date]]:
    """The offices whose last level up to `day` was 0, and when they gave it."""
    given = DayStatus.objects.filter(
        kabkota=OuterRef("pk"), day__lte=day, blangko_left__isnull=False
    ).order_by("-day")
    last = Region.objects.filter(pk__in=offices).annotate(
        left=Subquery(given.values("blangko_left")[:1]),
        left_on=Subquery(given.values("day")[:1]),
    )
    return last.filter(left=0).order_by().values_list("pk", "left_on")


def _read_use(
    offices: Collection[int], before: date, last: date, found: Mapping[int, _Days]
) -> None:
    """Fill in the cards used at the counter: through all channels, less those at events."""
    within = {"day__gt": before, "day__lte": last}
    any_used = Q(printed__gt=0) | Q(reprinted__gt=0) | Q(spoiled__gt=0)
    totals = DayTotal.objects.filter(any_used, head__in=offices, **within).order_by()
    by_head = totals.values_list("head_id", "day", cards_of("{}"))
    for pk, on_day, cards in by_head.iterator(chunk_size=5000):
        found[pk].used[on_day] = cards
    results = used_at_events().filter(stop__event__region__in=offices, **within).order_by()
    by_event = results.values_list("stop__event__region", "day").annotate(cards=Sum(cards_of("{}")))
    for pk, on_day, cards in by_event:
        found[pk].used[on_day] = found[pk].used.get(on_day, 0) - cards


def used_at_events() -> QuerySet[StopResult]:
    """The results whose cards came from the account of an event; a cancelled one used none."""
    return StopResult.objects.exclude(stop__event__state=EventState.CANCELLED)


def _came(offices: Mapping[int, int], first: date, last: date) -> Iterator[tuple[int, date]]:
    """The days on which cards came into a stock, or a count found some; none reversed since, and
    none that only went over to another code of the office."""
    into, found_by_count = Q(target__office__in=offices), Q(source__office__in=offices)
    moves = CardMove.objects.filter(
        into | found_by_count & Q(counted__gt=0),
        reverses=None,
        reversed_by=None,
        day__gte=first,
        day__lte=last,
    ).exclude(counted=0)
    rows = moves.order_by().values_list("target__office", "source__office", "counted", "day")
    for target, source, counted, on_day in rows:
        if source in offices and offices.get(target) == offices[source]:
            continue
        for office in (target, source if counted else None):
            if office is not None and office in offices:
                yield office, on_day


def _read_statuses(
    offices: Collection[int], before: date, last: date, found: Mapping[int, _Days]
) -> None:
    """Fill in what offices said of their days."""
    statuses = DayStatus.objects.filter(kabkota__in=offices, day__gt=before, day__lte=last)
    rows = statuses.order_by().values_list(
        "kabkota_id", "day", "state", "zero_reason", "blangko_left"
    )
    without_use: dict[int, set[date]] = defaultdict(set)
    for pk, on_day, state, reason, level in rows.iterator(chunk_size=5000):
        known = found[pk]
        if level is not None:
            known.levels[on_day] = level
        if reason == ZeroReason.NO_CARDS:
            known.declared.add(on_day)
        if state == State.REPORTED and not known.used.get(on_day):
            without_use[pk].add(on_day)
        elif state in TOLD:
            known.said.add(on_day)
    for pk, on_day in _with_a_number(without_use, before, last):
        if on_day in without_use[pk]:
            found[pk].said.add(on_day)
    for pk, in_part in told_in_part(offices, before, last).items():
        found[pk].said -= {on_day for on_day, told in in_part.items() if told.kecamatan}


def _with_a_number(
    offices: Collection[int], before: date, last: date
) -> QuerySet[DailyCount, tuple[int, date]]:
    """The days on which a counter gave a number of cards, be it 0."""
    given = Q(printed__isnull=False) | Q(reprinted__isnull=False) | Q(spoiled__isnull=False)
    counts = DailyCount.objects.filter(
        given, kabkota__in=offices, channel=Channel.LOKET, day__gt=before, day__lte=last
    )
    return counts.order_by().values_list("kabkota_id", "day").distinct()
