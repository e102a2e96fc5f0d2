"""Reads the last weeks of offices and kecamatan: who came, and of which days that is known.

What came on a day nobody told is not zero, see regions.arithmetic.paces; which days these are is
asked of regions.reporting. The same few queries at any size.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from django.db.models import Count, Q, Sum

from ..arithmetic import WEEKS_LOOKED_AT, Week
from ..days import ONE_DAY, WEEK
from ..decrees import Lineage
from ..models import TOLD, Channel, DailyCount, DayStatus, DayTotal, Region, State
from ..reporting import (
    Duties,
    Duty,
    WorkingDays,
    begins_under,
    offices_in,
    told_in_part,
)

Weeks = tuple[Week, ...]
# People by place and day.
ByDay = Mapping[int, Mapping[date, int]]


def week_ends(day: date) -> list[date]:
    """The day before the weeks that are looked at, and the last day of each; the last is `day`."""
    return [day - back * WEEK for back in range(WEEKS_LOOKED_AT, -1, -1)]


def weeks_of_offices(
    region: Region, day: date, totals: Mapping[int, Mapping[date, int]], lineage: Lineage
) -> dict[int, Weeks]:
    """The weeks up to `day` of each kabupaten/kota in `region`, oldest first.

    Whole weeks since the office began to report, under whatever code; none where it never has.
    `totals` are the people recorded up to each of the `week_ends`, by code. At most 8 queries, and
    one more for each province with working days of its own.
    """
    ends = week_ends(day)
    of_office = _duties_in(region, day, lineage)
    begun = [pk for pk, duty in of_office.items() if duty.has_begun(day)]
    codes = {pk: lineage.codes(lineage.root(pk)) for pk in begun}
    today = {code: pk for pk in begun for code in codes[pk]}
    outreach = _outreach(today, ends)
    in_part = _counter_in_part(today, ends, outreach)
    newly_by = {pk: _added([totals[code] for code in codes[pk] if code in totals]) for pk in begun}
    weeks: dict[int, Weeks] = {}
    for working_days, offices in _by_working_days(of_office, begun).items():
        on_days = [working_days.between(*span) for span in pairwise(ends)]
        those = {code: pk for code, pk in today.items() if pk in offices}
        told, off = _told(those, on_days), _on_days_off(those, ends, on_days)
        for pk in offices:
            newly = newly_by[pk] or dict.fromkeys(ends, 0)
            weeks[pk] = tuple(
                _week(
                    len(on_days[n]),
                    told[pk][n],
                    newly[last] - newly[before],
                    _within(off.get(pk, {}), before, last),
                    _within(outreach.get(pk, {}), before, last),
                    _within(outreach.get(pk, {}), before, last, off_for=working_days),
                    [people for on, people in in_part.get(pk, {}).items() if on in on_days[n]],
                )
                for n, (before, last) in enumerate(pairwise(ends))
                if of_office[pk].has_begun(before + ONE_DAY)
            )
    return weeks


_NOTHING_TOLD = (0,) * WEEKS_LOOKED_AT


def _duties_in(region: Region, day: date, lineage: Lineage) -> dict[int, Duty]:
    """The duty of each office in a region, begun with its first code; at most 3 queries."""
    rows = list(
        offices_in(region, day, day).values_list(
            "pk", "province__time_zone", "province", "begins", "valid_from"
        )
    )
    codes = {pk: lineage.codes(lineage.root(pk)) for pk, *_of_it in rows}
    began = begins_under([code for pk, those in codes.items() for code in those if code != pk])
    duties, found = Duties(), {}
    for pk, zone, province, begins, valid_from in rows:
        before = [began[code] for code in codes[pk] if code in began]
        first = min((one.begins for one in before if one.begins), default=begins)
        since = before[0].valid_from if before else valid_from
        found[pk] = duties.of(zone, province, first, since)
    return found


def _added(of_codes: Iterable[Mapping[date, int]]) -> dict[date, int]:
    """The people of several codes together, by day."""
    found: dict[date, int] = defaultdict(int)
    for people in of_codes:
        for day, n in people.items():
            found[day] += n
    return found


def _week(
    working: int,
    told: int,
    newly: int,
    newly_off: int,
    outreach: int,
    outreach_off: int,
    in_part: Sequence[int],
) -> Week:
    """`newly` are all that were recorded in the week, `newly_off` those of its days off, `in_part`
    those of the counter on each working day that was told in part."""
    people_off = newly_off - outreach_off
    people = newly - outreach - people_off - sum(in_part)
    return Week(7, working, told - len(in_part), people, people_off, outreach, len(in_part))


def _by_working_days(
    of_office: Mapping[int, Duty], offices: Iterable[int]
) -> dict[WorkingDays, list[int]]:
    found: dict[WorkingDays, list[int]] = defaultdict(list)
    for pk in offices:
        found[of_office[pk].working_days].append(pk)
    return found


def _told(
    today: Mapping[int, int], on_days: Sequence[Collection[date]]
) -> dict[int, tuple[int, ...]]:
    """Of each office, how many of the working days of each week it has told.

    `today` are its codes of any day, with the one of today.
    """
    days = [day for week in on_days for day in week]
    told = DayStatus.objects.filter(day__in=days, state__in=TOLD, kabkota__in=list(today))
    counted = (
        told.order_by()
        .values_list("kabkota")
        .annotate(
            **{
                f"week_{n}": Count("pk", filter=Q(day__in=week or [date.min]))
                for n, week in enumerate(on_days)
            }
        )
    )
    found = dict.fromkeys(today.values(), _NOTHING_TOLD)
    for code, *weeks in counted:
        found[today[code]] = tuple(map(int.__add__, found[today[code]], weeks))
    return found


def _on_days_off(
    today: Mapping[int, int], ends: Sequence[date], on_days: Sequence[Collection[date]]
) -> ByDay:
    """People recorded on the days on which nobody had to work, through all channels."""
    working = {day for week in on_days for day in week}
    span = (ends[0] + n * ONE_DAY for n in range(1, (ends[-1] - ends[0]).days + 1))
    off = [day for day in span if day not in working]
    rows = DayTotal.objects.filter(head__in=list(today), day__in=off, recorded__gt=0)
    return _by_day(rows.order_by().values_list("head_id", "day", "recorded"), today)


def _outreach(today: Mapping[int, int], ends: Sequence[date]) -> ByDay:
    counts = DailyCount.objects.filter(
        channel=Channel.JEMPUT_BOLA, day__gt=ends[0], day__lte=ends[-1], kabkota__in=list(today)
    )
    summed = counts.order_by().values_list("kabkota_id", "day")
    return _by_day(summed.annotate(Sum("recorded", default=0)), today)


def _counter_in_part(today: Mapping[int, int], ends: Sequence[date], outreach: ByDay) -> ByDay:
    """The days that were told in part, and who came to the counter on them as far as it is told."""
    in_part = told_in_part(list(today), ends[0], ends[-1])
    rows = (
        (code, day, told.recorded - outreach.get(today[code], {}).get(day, 0))
        for code, days in in_part.items()
        for day, told in days.items()
    )
    return _by_day(rows, today)


def _by_day(rows: Iterable[tuple[int | None, date, int]], today: Mapping[int, int]) -> ByDay:
    """By the code of today, of whatever code they were counted under."""
    found: dict[int, dict[date, int]] = defaultdict(dict)
    for code, day, people in rows:
        assert code is not None  # every count lies in an office
        of_place = found[today[code]]
        of_place[day] = of_place.get(day, 0) + people
    return found


def _within(
    people: Mapping[date, int], before: date, last: date, *, off_for: WorkingDays | None = None
) -> int:
    """The sum of the days after `before` up to `last`; with `off_for`, of its days off only."""
    return sum(
        n
        for day, n in people.items()
        if before < day <= last and not (off_for and off_for.is_working(day))
    )


def weeks_of_kecamatan(
    kabkota: Region, children: Iterable[Region], day: date, lineage: Lineage
) -> dict[int, Weeks]:
    """The same of each of the `children` in a kabupaten/kota that has a number in these weeks.

    A day is told where the office gave a number for the kecamatan, or declared the day zero or
    closed: an office that says nothing of a kecamatan has not said zero. 5 queries.
    """
    ends, duty = week_ends(day), _duties_in(kabkota, day, lineage)[kabkota.pk]
    today = {code: one.pk for one in children for code in lineage.codes(lineage.root(one.pk))}
    statuses = DayStatus.objects.filter(
        kabkota__in=lineage.codes(lineage.root(kabkota.pk)),
        day__gt=ends[0],
        day__lte=day,
        state__in=(State.ZERO, State.CLOSED),
    )
    declared = set(statuses.values_list("day", flat=True))
    counts = DailyCount.objects.filter(region__in=list(today), day__gt=ends[0], day__lte=day)
    by_channel: dict[str, dict[int, dict[date, int]]] = {
        channel: defaultdict(dict) for channel in Channel.values
    }
    rows = counts.filter(recorded__isnull=False)
    for region, on_day, channel, recorded in rows.values_list(
        "region_id", "day", "channel", "recorded"
    ):
        of_place = by_channel[channel][today[region]]
        of_place[on_day] = of_place.get(on_day, 0) + (recorded or 0)
    counter, outreach = by_channel[Channel.LOKET], by_channel[Channel.JEMPUT_BOLA]
    return {
        place: tuple(
            _week_of_kecamatan(
                duty.working_days.between(before, last),
                {d: n for d, n in counter[place].items() if before < d <= last},
                declared,
                _within(outreach[place], before, last),
            )
            for before, last in pairwise(ends)
            if duty.has_begun(before + ONE_DAY)
        )
        for place in {*counter, *outreach}
    }


def _week_of_kecamatan(
    working: Sequence[date], people: Mapping[date, int], declared: Collection[date], outreach: int
) -> Week:
    on_working = sum(people.get(day, 0) for day in working)
    told = sum(day in people or day in declared for day in working)
    return Week(7, len(working), told, on_working, sum(people.values()) - on_working, outreach)
