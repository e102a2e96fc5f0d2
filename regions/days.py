"""Spans of days. A day is a calendar day in the zone of its region."""

from collections.abc import Iterator
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
WEEK = timedelta(days=7)
# As rankings count it, whatever the calendar says.
MONTH = timedelta(days=30)


def days_from(first: date, end: date) -> Iterator[date]:
    """The days from `first` to the one before `end`."""
    while first < end:
        yield first
        first += ONE_DAY
