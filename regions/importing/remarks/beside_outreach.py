"""Counts of the counter beside those of outreach: a file often holds what events posted already."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from ... import numerals
from ...entry import may_hold_outreach
from ...levels import Level, code_at
from ...models import Channel, DailyCount, Region
from ..findings import Check
from ..rows.row_reader import FileRow

Day = tuple[str, date]


def beside_outreach(region: Region, rows: Sequence[FileRow]) -> Iterator[Check]:
    """A remark for each row whose people may be those of outreach of its place and day.

    The same rule as on the entry page; a row of the office stands beside all outreach in it. What
    is stored already as the row says was asked about then. At most 3 queries.
    """
    posted = _posted(region, rows)
    told = [
        row
        for row in rows
        if may_hold_outreach(row.values.get("recorded"), posted.get((row.code, row.day), 0))
    ]
    stored = _stored(region, told)
    names = dict(
        Region.objects.filter(code__in={row.code for row in told}).values_list("code", "name")
    )
    message = _(
        "%(place)s, %(day)s: outreach has counted %(outreach)s people there already, and this row"
        " adds %(value)s of the counter. If they are among them, leave them out: they would count"
        " again."
    )
    for row in told:
        value = row.values["recorded"]
        if stored.get((row.code, row.day)) != value:
            values = {
                "place": names[row.code],
                "day": numerals.long_day(row.day),
                "outreach": numerals.people(posted[row.code, row.day]),
                "value": numerals.people(value),
            }
            yield Check(message % values, row.row, sheet=row.sheet)


def _posted(region: Region, rows: Sequence[FileRow]) -> dict[Day, int]:
    """The people whom outreach recorded, by place and day, and by office and day; 1 query."""
    posted: dict[Day, int] = defaultdict(int)
    if not rows:
        return posted
    days = [row.day for row in rows]
    counts = DailyCount.objects.filter(
        channel=Channel.JEMPUT_BOLA,
        day__range=(min(days), max(days)),
        recorded__gt=0,
        region__in=Region.objects.within(region),
    )
    for code, day, recorded in counts.values_list("region__code", "day", "recorded"):
        assert recorded is not None  # that is what was asked for
        for place in {code, code_at(code, Level.KABKOTA)}:
            posted[place, day] += recorded
    return posted


def _stored(region: Region, rows: Sequence[FileRow]) -> dict[Day, int | None]:
    """What is stored of the counter for these rows; 1 query if there are any."""
    if not rows:
        return {}
    counts = DailyCount.objects.filter(
        channel=Channel.LOKET,
        day__in={row.day for row in rows},
        region__in=Region.objects.within(region).filter(code__in={row.code for row in rows}),
    )
    found = counts.values_list("region__code", "day", "recorded")
    return {(code, day): recorded for code, day, recorded in found}
