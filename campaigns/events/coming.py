"""Events of a day and the next ones, as lines of the recap."""

from datetime import date

from django.db.models import Q

from regions.days import MONTH
from regions.levels import Level
from regions.models import Region

from ..models import Event, EventState
from .wording import days_text

MOST_LINES = 5


def coming_events(region: Region, day: date) -> list[str]:
    """Events in the region or below it, on that day or begun within a month; 1 query."""
    events = Event.objects.filter(last_day__gte=day, first_day__lte=day + MONTH)
    if region.level == Level.PROVINCE:
        events = events.filter(region__province=region)
    elif region.level >= Level.KABKOTA:
        events = events.filter(region=region.kabkota_id or region.pk)
    ahead = events.exclude(Q(state=EventState.CANCELLED) | Q(state=EventState.DONE))
    first = ahead.select_related("region").order_by("first_day", "region__code", "pk")
    return [
        f"{days_text(event.first_day, event.last_day)}: {event.name} ({event.region.name})"
        for event in first[:MOST_LINES]
    ]
