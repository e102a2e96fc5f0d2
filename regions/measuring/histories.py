"""The stored history of offices, cut into cases whose end is known."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from django.db.models import QuerySet, Sum

from ..days import ONE_DAY, days_from
from ..levels import Level
from ..models import Channel, DailyCount, DayStatus, Region, State
from ..ranking import trend
from ..reporting import told_in_part, working_days_of
from .families import DAYS_BEFORE, LATEST, LOOKED_AT, SOONEST, Course

# Offices change; what was long ago says nothing about today's projections.
HISTORY = timedelta(days=730)
JUDGED_EVERY = 14
AHEAD = (28, 56, 112, 224)


def offices_of(region: Region, day: date) -> QuerySet[Region]:
    """The kabupaten/kota in a region that exist on a day; of a kecamatan its own."""
    offices = Region.objects.filter(level=Level.KABKOTA).valid_on(day).order_by("code")
    if region.level == Level.NATION:
        return offices
    if region.level == Level.PROVINCE:
        return offices.filter(province=region)
    return offices.filter(pk=region.kabkota_id or region.pk)


def courses_of_office(office: Region, day: date) -> Iterator[Course]:
    """An office judged every 14 days of its last two years.

    The target of a case is what the office had really recorded 28, 56, 112 or 224 days later,
    so each case has an end, and cases overlap. Who was missing comes from the figure in force on
    the day of judging; days without one are left out. A report counts from its service day on,
    however late it came; people of days nobody ever reported are nobody's. At most 9 queries.
    """
    course = course_of_office(office, day)
    if course is not None:
        yield from _cases(office, course, day)


def course_of_office(office: Region, until: date) -> Course | None:
    """What the office told day by day, from its first day up to `until`; None before any.

    Judged on its last day, with nothing ahead. At most 5 queries.
    """
    asked = {"kabkota": office, "day__gt": until - HISTORY, "day__lte": until}
    counts = (
        DailyCount.objects.filter(**asked)
        .order_by()
        .values_list("day", "channel")
        .annotate(Sum("recorded", default=0))
    )
    people = {(day, channel): recorded for day, channel, recorded in counts}
    statuses = DayStatus.objects.filter(**asked).exclude(state=State.EMPTY)
    told = set(statuses.values_list("day", flat=True))
    told -= told_in_part([office.pk], until - HISTORY, until).get(office.pk, {}).keys()
    if not people and not told:
        return None
    days = list(days_from(min({day for day, _ in people} | told), until + ONE_DAY))
    works = working_days_of(office).is_working
    working = np.array([works(day) for day in days])
    return Course(
        counter=np.array([people.get((day, Channel.LOKET), 0) for day in days]),
        outreach=np.array([people.get((day, Channel.JEMPUT_BOLA), 0) for day in days]),
        working=working,
        told=np.array([day in told for day in days]) & working,
        judged=len(days) - 1,
        to_target=0,
        missing=0,
    )


def _cases(office: Region, course: Course, until: date) -> Iterator[Course]:
    last = course.judged
    judged = range(last - min(AHEAD), LOOKED_AT // 2 - 2, -JUDGED_EVERY)
    days = [until - timedelta(days=last - n) for n in reversed(judged)]
    if not days:
        return
    known = course.known
    for n, point in zip(reversed(judged), trend(office, days).points, strict=True):
        missing = point.standing.missing
        if missing is None:
            continue
        for ahead in AHEAD:
            to_target = int(known[n + 1 : n + 1 + ahead].sum())
            case = replace(_around(course, n), to_target=to_target, missing=missing)
            true_days = case.true_days
            if n + ahead <= last and to_target and true_days and true_days >= SOONEST:
                yield case


def _around(course: Course, judged: int) -> Course:
    """The days a case needs: those before the day judged, and the year after it."""
    first = max(0, judged + 1 - DAYS_BEFORE)
    days = slice(first, judged + 1 + LATEST)
    return replace(
        course,
        counter=course.counter[days],
        outreach=course.outreach[days],
        working=course.working[days],
        told=course.told[days],
        judged=judged - first,
    )
