"""record_days: what record_day does, for the many days of a file at once.

The same rules, rows, log and totals (a property test compares the two); only written in bulk,
because a file may hold half a million rows. One transaction of the caller around it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from . import ledger
from .change_log import OfficeDay, PlaceDay
from .office_counts import OfficeCounts
from .office_statuses import OfficeStatuses
from .rules import Logged
from .signature import Signature


def record_days(
    place_days: Sequence[PlaceDay], office_days: Sequence[OfficeDay], signed: Signature
) -> Iterator[tuple[int, int]]:
    """Store what a file says through channel loket; after each office yields (changes, rows).

    The last word on one place and day is the only one: each may stand here once. What is
    stored already is neither changed nor logged. Needs a transaction; a consumer that stops
    early has to roll it back. Raises DayIsLocked. About 10 queries per office.
    """
    offices = _by_office(place_days, office_days)
    heads = ledger.lock_heads(offices)
    for kabkota, (places, of_office) in offices.items():
        counts, statuses = _planned_office(kabkota, places, of_office, signed.at)
        changes = counts.store(signed) + statuses.store(signed)
        if counts.changed_days:
            ledger.apply_days(heads[kabkota], counts.changed_days)
        yield changes, len(places)


def planned_days(
    place_days: Sequence[PlaceDay], office_days: Sequence[OfficeDay], at: datetime
) -> Iterator[Logged]:
    """What record_days would change now, without changing it; 2 queries per office."""
    for kabkota, (places, of_office) in _by_office(place_days, office_days).items():
        counts, statuses = _planned_office(kabkota, places, of_office, at)
        yield from counts.log()
        yield from statuses.log()


OfficeRows = tuple[list[PlaceDay], list[OfficeDay]]


def _by_office(
    place_days: Sequence[PlaceDay], office_days: Sequence[OfficeDay]
) -> dict[int, OfficeRows]:
    """The rows of each office, in ascending order: that in which their heads are locked."""
    offices: dict[int, OfficeRows] = defaultdict(lambda: ([], []))
    for place_day in place_days:
        offices[place_day.kabkota][0].append(place_day)
    for office_day in office_days:
        offices[office_day.kabkota][1].append(office_day)
    return dict(sorted(offices.items()))


def _planned_office(
    kabkota: int, places: list[PlaceDay], offices: list[OfficeDay], at: datetime
) -> tuple[OfficeCounts, OfficeStatuses]:
    days = {row.day for row in places} | {row.day for row in offices}
    counts = OfficeCounts(kabkota, days)
    counts.take(places)
    statuses = OfficeStatuses(kabkota, days)
    told = {row.day: row.values for row in offices}
    for day in sorted(days):
        statuses.take(day, told.get(day), counts, at)
    return counts, statuses
