"""Events by day: a month to look at, and a file for calendar programs (RFC 5545)."""

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils.translation import gettext as _

from regions import numerals
from regions.views.addresses import BadAddress

from ..models import Event, EventState

MONDAY_FIRST = Calendar(firstweekday=0)
LONGEST_LINE = 70


@dataclass(frozen=True, slots=True)
class MonthDay:
    number: int
    in_month: bool
    is_today: bool
    events: list[Event]


@dataclass(frozen=True, slots=True)
class Month:
    title: str
    before: str
    after: str
    weekdays: list[str]
    weeks: list[list[MonthDay]]


def month_of(events: Iterable[Event], asked: str | None, today: date) -> Month:
    """The month `asked` ("2019-04"; default: today's) with the events of each day."""
    try:
        first = date.fromisoformat(f"{asked}-01") if asked else today.replace(day=1)
        if not 2005 <= first.year <= 2100:
            raise ValueError
    except ValueError:
        message = _("“%(text)s” is not a month; write it as year-month: 2019-04.")
        raise BadAddress(message % {"text": (asked or "")[:20]}) from None
    not_cancelled = [event for event in events if event.state != EventState.CANCELLED]
    weeks = [
        [
            MonthDay(
                number=day.day,
                in_month=day.month == first.month,
                is_today=day == today,
                events=[e for e in not_cancelled if e.first_day <= day <= e.last_day],
            )
            for day in week
        ]
        for week in MONDAY_FIRST.monthdatescalendar(first.year, first.month)
    ]
    some_monday = date(2019, 4, 1)
    return Month(
        title=numerals.month(first),
        before=f"{first - timedelta(days=1):%Y-%m}",
        after=f"{first + timedelta(days=31):%Y-%m}",
        weekdays=[numerals.weekday(some_monday + timedelta(days=n)) for n in range(7)],
        weeks=weeks,
    )


def as_ics(event: Event, address: str, made_at: datetime) -> str:
    """One entry for each day of the event, in UTC, so that no time zone has to be described."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Cakupan KTP-el//GISA//ID"]
    for day in event.days:
        begins, ends = (
            datetime.combine(day, time, event.region.zone).astimezone(UTC)
            for time in (event.opens_at, event.closes_at)
        )
        lines += [
            "BEGIN:VEVENT",
            f"UID:gisa-{event.pk}-{day:%Y%m%d}@cakupan-ktp-el",
            f"DTSTAMP:{made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART:{begins:%Y%m%dT%H%M%SZ}",
            f"DTEND:{ends:%Y%m%dT%H%M%SZ}",
            f"SUMMARY:{_escaped(event.name)}",
            f"LOCATION:{_escaped(event.region.name)}",
            f"URL:{address}",
            f"STATUS:{'CANCELLED' if event.state == EventState.CANCELLED else 'CONFIRMED'}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "\r\n".join(map(_folded, lines)) + "\r\n"


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())


def _folded(line: str) -> str:
    """Long lines go on in the next, after a space."""
    parts = [line[i : i + LONGEST_LINE] for i in range(0, len(line), LONGEST_LINE)]
    return "\r\n ".join(parts)
