"""The one clock. Asked at the edge (views, commands); below it the day is an argument."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

WIB = ZoneInfo("Asia/Jakarta")


def now() -> datetime:
    """This moment, aware. With TODAY set: that day, at the present time of day in Jakarta."""
    moment = datetime.now(UTC)
    if settings.TODAY is None:
        return moment
    return datetime.combine(settings.TODAY, moment.astimezone(WIB).timetz())


def today(zone: ZoneInfo) -> date:
    """The date on the wall of an office in `zone`. With TODAY set: that day everywhere."""
    return settings.TODAY or now().astimezone(zone).date()
