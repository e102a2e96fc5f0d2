"""On which days an office works: the calendar, and what decrees made of it.

Every date can be entered; the calendar only decides who is expected to report. Source: Monday to
Friday without the public holidays and the joint leave (cuti bersama) of Indonesia, which the
library `holidays` keeps as categories "public" and "government"; DecreedDay has what the nation
or a province decreed since.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

import holidays
from django.db.models import Q

from ..days import ONE_DAY
from ..levels import Level
from ..models import DecreedDay, Region

# The languages of the library, by those of the pages.
LANGUAGES = {"id": "id", "en": "en_US"}


class DayOff(NamedTuple):
    """A weekday that is off by the calendar: a public holiday, or joint leave (cuti bersama)."""

    day: date
    name: str
    is_joint_leave: bool


@cache
def _days_off(year: int) -> frozenset[date]:
    return frozenset(
        holidays.country_holidays("ID", years=year, categories=("public", "government"))
    )


class WorkingDays:
    """The working days of the offices of one province.

    `decreed` are the days of which it was decreed whether they are off (True) or worked on.
    """

    def __init__(self, decreed: Mapping[date, bool] | None = None):
        self._decreed = dict(decreed or {})
        self._between: dict[tuple[date, date], tuple[date, ...]] = {}

    def is_working(self, day: date) -> bool:
        if day in self._decreed:
            return not self._decreed[day]
        return day.weekday() < 5 and day not in _days_off(day.year)

    def next_after(self, day: date) -> date:
        day += ONE_DAY
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def between(self, after: date, until: date) -> tuple[date, ...]:
        """The working days after `after` up to `until`, oldest first."""
        if (after, until) not in self._between:
            days = (after + timedelta(days=n) for n in range(1, (until - after).days + 1))
            self._between[after, until] = tuple(filter(self.is_working, days))
        return self._between[after, until]


# What holds where nothing was decreed.
USUAL = WorkingDays()


class Calendars:
    """The working days of every province; 1 query."""

    def __init__(self) -> None:
        decreed: dict[int | None, dict[date, bool]] = {}
        rows = DecreedDay.objects.order_by("pk")
        for level, region, day, is_off in rows.values_list(
            "region__level", "region", "day", "is_off"
        ):
            province = None if level == Level.NATION else region
            decreed.setdefault(province, {})[day] = is_off
        national = decreed.pop(None, {})
        self._national = WorkingDays(national) if national else USUAL
        self._of = {place: WorkingDays({**national, **own}) for place, own in decreed.items()}

    def of(self, province: int | None) -> WorkingDays:
        """Those of the province with this key; of a place without one, those of the nation."""
        return self._of.get(province, self._national) if province else self._national

    def all(self) -> list[WorkingDays]:
        """Every kind of working days there is."""
        return [self._national, *self._of.values()]


def working_days_of(region: Region) -> WorkingDays:
    """Those that hold in `region`; 1 query."""
    own = region.pk if region.level == Level.PROVINCE else region.province_id
    return Calendars().of(own)


@cache
def usual_days_off(year: int, language: str) -> tuple[DayOff, ...]:
    """The weekdays of a year that are off where nothing was decreed, named in a language of
    pages."""
    found = {}
    for category in ("government", "public"):
        named = holidays.country_holidays(
            "ID", years=year, categories=(category,), language=LANGUAGES[language]
        )
        for day, name in named.items():
            found[day] = DayOff(day, name, category == "government")
    return tuple(found[day] for day in sorted(found) if day.weekday() < 5)


def decrees_in(region: Region, year: int) -> list[DecreedDay]:
    """What was decreed in a year for `region`, those that go before others last; 1 query."""
    own = region.pk if region.level == Level.PROVINCE else region.province_id
    return list(
        DecreedDay.objects.filter(Q(region__level=Level.NATION) | Q(region=own), day__year=year)
        .select_related("region", "by")
        .order_by("region__level", "pk")
    )
