"""Numbers of a file that are hardly those of the place: told before storing."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta

from django.db.models import Max
from django.utils.translation import gettext as _

from ... import numerals
from ...entry import HISTORY, ONE_MORE_SET, is_far_above
from ...levels import level_of
from ...models import AT_DAYS_END, MEASURES, DailyCount, Region
from ...wording import label
from ..findings import Check
from ..rows.row_reader import FileRow

# From so many days on, a file's own middle day says what is usual.
ENOUGH_DAYS = 5
# Small numbers are by chance the sum of a few others.
FEWEST_PARTS, NO_CHANCE = 3, 100


def unusual_checks(region: Region, rows: Sequence[FileRow]) -> Iterator[Check]:
    """Say which counts are far above the highest of the 60 days before the file; 2 queries.

    The same rule as on the entry page. A place with many days in the file is also measured by
    its own middle day, so that a new office with much to bring is not all remarks.
    """
    large = [row for row in rows if max(row.values.values()) > ONE_MORE_SET]
    if not large:
        return
    usual = _middle_days(rows, {row.code for row in large})
    first = min(row.day for row in rows)
    before = DailyCount.objects.filter(day__range=(first - HISTORY, first - timedelta(days=1)))
    of_places = before.filter(region__in=Region.objects.within(region)).values("region__code")
    largest = of_places.annotate(**{f"max_{m}": Max(m) for m in MEASURES})
    highest = {row["region__code"]: row for row in largest}
    places = Region.objects.within(region).filter(code__in={row.code for row in large})
    names = dict(places.values_list("code", "name"))
    message = _(
        "%(place)s, %(field)s: %(value)s is far above the usual there (highest of late:"
        " %(highest)s)."
    )
    for row in large:
        of_place = highest.get(row.code, {})
        for measure, value in row.values.items():
            if measure in AT_DAYS_END:
                continue
            most = max(of_place.get(f"max_{measure}") or 0, usual.get((row.code, measure), 0))
            if is_far_above(value, most):
                shown = {"value": value, "highest": most}
                shown = {name: numerals.people(number) for name, number in shown.items()}
                shown |= {"place": names.get(row.code, row.code), "field": label(measure)}
                yield Check(message % shown, row.row, sheet=row.sheet)


def _middle_days(rows: Sequence[FileRow], places: Collection[str]) -> dict[tuple[str, str], int]:
    values: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in rows:
        if row.code in places:
            for measure, value in row.values.items():
                values[row.code, measure].append(value)
    return {
        key: sorted(numbers)[len(numbers) // 2]
        for key, numbers in values.items()
        if len(numbers) >= ENOUGH_DAYS
    }


def unsaid_sums(rows: Sequence[FileRow]) -> Iterator[Check]:
    """Rows to be stored that are exactly the sum of all others of their sheet, day and level.

    A total under the name of a place, or under a name that was once said to be a place.
    """
    # Counts of a day are seldom large enough to tell; then there is nothing to add up.
    telling = {_beside(row) for row in rows if max(row.values.values()) >= NO_CHANCE}
    tables: dict[tuple, list[FileRow]] = defaultdict(list)
    for row in rows if telling else ():
        if (key := _beside(row)) in telling:
            tables[key].append(row)
    for beside in tables.values():
        if len(beside) <= FEWEST_PARTS:
            continue
        sums: dict[str, int] = defaultdict(int)
        for row in beside:
            for name in row.values.keys() - AT_DAYS_END:
                sums[name] += row.values[name]
        for row in beside:
            given = {name: row.values[name] for name in row.values.keys() - AT_DAYS_END}
            large = max(given.values(), default=0) >= NO_CHANCE
            if large and all(sums[name] == 2 * number for name, number in given.items()):
                message = _(
                    "The row is exactly the sum of the others, and is to be stored like them. If"
                    " it is their total, call it “Jumlah”."
                )
                yield Check(message, row.row, sheet=row.sheet)


def _beside(row: FileRow) -> tuple:
    """The same for rows that may be the sum of each other."""
    return row.sheet, row.day, level_of(row.code)
