"""What is stored of results, and a way to store several."""

from datetime import date

from campaigns.models import CardMove, Event, StopResult
from campaigns.results import record_results
from campaigns.results.recording import TypedResult
from regions.models import Channel, CountChange, DailyCount, Region, User
from tests.factories import DAY, at


def posted(place: Region, day: date = DAY) -> DailyCount:
    """What the results of a kecamatan came to in its daily counts."""
    return DailyCount.objects.get(region=place, day=day, channel=Channel.JEMPUT_BOLA)


def everything() -> list[list[dict]]:
    """All rows that a result writes."""
    tables = (StopResult, DailyCount, CountChange, CardMove)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def save_all(event: Event, siti: User, *rows: TypedResult, day: date = DAY) -> list[StopResult]:
    return record_results(event=event, day=day, by=siti, at=at(), rows=rows)
