"""What is stored of DAY, as tests of recording look at it."""

from regions.models import (
    MEASURES,
    Channel,
    CountChange,
    DailyCount,
    DayStatus,
    DayTotal,
    RunningHead,
)
from tests.factories import DAY

BLANK = dict.fromkeys(MEASURES)


def count_of(region, channel=Channel.LOKET) -> DailyCount:
    return DailyCount.objects.get(region=region, day=DAY, channel=channel)


def status_of(kabkota) -> DayStatus:
    return DayStatus.objects.get(kabkota=kabkota, day=DAY)


def everything_stored() -> list[list[dict]]:
    tables = (DailyCount, DayStatus, CountChange, DayTotal, RunningHead)
    return [list(table.objects.order_by("pk").values()) for table in tables]
