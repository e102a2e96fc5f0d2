"""What the entry page shows of one office and day: stored values, and what is usual there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Avg, Max, Q

from ..days import WEEK
from ..levels import Level
from ..models import (
    AT_DAYS_END,
    MEASURES,
    Channel,
    CountChange,
    DailyCount,
    DayStatus,
    Region,
    State,
)
from ..reporting import Duty, Report, UnderCodes, report_of
from .earlier import HISTORY
from .typed_grid import latest

STRIP_DAYS = 14
AROUND = timedelta(days=3)


@dataclass(frozen=True)
class DaySheet:
    """One office's day. `usual` is the mean of the last 7 days, `highest` that of 60."""

    kabkota: Region
    day: date
    places: list[Region]
    stored: Mapping[int, DailyCount]
    outreach: Mapping[int, DailyCount]
    status: DayStatus | None
    previous_day: date | None
    previous: Mapping[int, DailyCount]
    usual: Mapping[tuple[int, str], int]
    highest: Mapping[tuple[int, str], int]

    @property
    def is_locked(self) -> bool:
        return self.status is not None and self.status.locked

    @property
    def last_saved(self) -> DailyCount | DayStatus | None:
        rows: list[DailyCount | DayStatus] = [*self.stored.values()]
        if self.status and _says_something(self.status):
            rows.append(self.status)
        return latest(rows)


def _says_something(status: DayStatus) -> bool:
    """Whether the office said it, and not only the province that it is locked."""
    levels = (getattr(status, level) for level in AT_DAYS_END)
    said = status.state != State.EMPTY or bool(status.remark)
    return said or any(level is not None for level in levels)


def lock_of(status: DayStatus | None) -> CountChange | None:
    """The entry of the log by which the day was locked; None where it is open. At most 1 query."""
    if status is None or not status.locked:
        return None
    changes = CountChange.objects.filter(kabkota=status.kabkota_id, day=status.day, field="locked")
    return changes.select_related("by", "kabkota__province").first()


def day_sheet(kabkota: Region, day: date) -> DaySheet:
    """Read one office's day; 4 queries at any size."""
    inside = Region.objects.filter(kabkota=kabkota, level=Level.KECAMATAN).valid_on(day)
    places = [kabkota, *inside.order_by("code")]
    counts = DailyCount.objects.filter(kabkota=kabkota)
    loket = counts.filter(channel=Channel.LOKET)
    before = loket.filter(day__lt=day, day__gte=day - HISTORY)
    names = {f"{act}_{m}": (act, m) for act in ("mean", "max") for m in MEASURES}
    habits = before.values("region_id").annotate(
        last_day=Max("day"),
        **{f"max_{m}": Max(m) for m in MEASURES},
        **{f"mean_{m}": Avg(m, filter=Q(day__gte=day - WEEK)) for m in MEASURES},
    )
    usual: dict[tuple[int, str], int] = {}
    highest: dict[tuple[int, str], int] = {}
    previous_day = None
    for habit in habits:
        previous_day = max(filter(None, (previous_day, habit["last_day"])))
        for name, (act, measure) in names.items():
            if habit[name] is not None:
                table = usual if act == "mean" else highest
                table[habit["region_id"], measure] = round(habit[name])

    shown = counts.filter(day__in=[day, *([previous_day] if previous_day else [])])
    by_day: dict[tuple[date, str], dict[int, DailyCount]] = {}
    for count in shown.select_related("entered_by"):
        by_day.setdefault((count.day, count.channel), {})[count.region_id] = count
    status = DayStatus.objects.filter(kabkota=kabkota, day=day).select_related("entered_by")
    return DaySheet(
        kabkota=kabkota,
        day=day,
        places=places,
        stored=by_day.get((day, Channel.LOKET), {}),
        outreach=by_day.get((day, Channel.JEMPUT_BOLA), {}),
        status=status.first(),
        previous_day=previous_day,
        previous=by_day.get((previous_day, Channel.LOKET), {}) if previous_day else {},
        usual=usual,
        highest=highest,
    )


def strip(
    kabkota: Region, day: date, today: date, duty: Duty, codes: UnderCodes
) -> list[tuple[date, Report, bool]]:
    """How the 14 days up to today, or around `day`, were reported, and whether each was called
    complete; 1 query."""
    last = today if day > today - AROUND else day + AROUND
    days = [last - timedelta(days=i) for i in range(STRIP_DAYS - 1, -1, -1)]
    offices = [kabkota.pk, *codes.others]
    found = DayStatus.objects.filter(kabkota__in=offices, day__range=(days[0], last))
    statuses = {status.day: status for status in found}
    complete = {d for d, status in statuses.items() if status.is_complete}
    return [(d, report_of(statuses.get(d), d, today, duty), d in complete) for d in days]
