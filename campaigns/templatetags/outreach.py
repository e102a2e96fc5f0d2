"""Events for the pages of regions, which know nothing of campaigns but these tags."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import template
from django.db.models import Exists, OuterRef, Q, QuerySet

from regions import numerals
from regions.levels import Level
from regions.models import Region

from ..access import events_seen_by
from ..events import days_text
from ..models import Event, EventState

register = template.Library()

# More names than these would push the page's own numbers out of sight.
MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class EventLink:
    """An event of the day; `opens` where the reader may open its page."""

    pk: int
    name: str
    days: str
    day: str
    opens: bool


class EventLinks(list):
    """The events that are named, and how many `more` there are, as text; empty for none."""

    more = ""


@register.simple_tag(takes_context=True)
def event_links(context: template.Context, region: Region, day: date) -> EventLinks:
    """The events held on `day` in this region or below it; 1 query."""
    own = events_seen_by(context["user"]).filter(pk=OuterRef("pk")).order_by()
    found = _events_in(region, day, day).annotate(opens=Exists(own))
    events = list(found.order_by("first_day", "region__code", "pk"))
    links = EventLinks(
        EventLink(
            pk=event.pk,
            name=event.name,
            days=days_text(event.first_day, event.last_day),
            day=day.isoformat(),
            opens=event.opens,
        )
        for event in events[:MOST_NAMED]
    )
    links.more = numerals.people(len(events) - MOST_NAMED) if len(events) > MOST_NAMED else ""
    return links


@register.simple_tag
def event_bands(region: Region, chart: dict[str, Any]) -> list[dict[str, str]]:
    """The events within the days that a chart of regions.wording draws; 1 query."""
    first = date.fromisoformat(chart["points"][0]["day"])
    end = chart["ahead"] or chart["deadline"] or chart["points"][-1]
    events = _events_in(region, first, date.fromisoformat(end["day"]))
    days = events.order_by("first_day", "pk").values_list("name", "first_day", "last_day")
    return [
        {
            "name": name,
            "days": days_text(begin, last),
            "first": begin.isoformat(),
            "last": last.isoformat(),
        }
        for name, begin, last in days
    ]


def _events_in(region: Region, first: date, last: date) -> QuerySet[Event]:
    """Events not cancelled, on some day from `first` to `last`, in the region or below it."""
    if region.level == Level.NATION:
        inside = Q()
    elif region.level == Level.PROVINCE:
        inside = Q(region__province=region)
    elif region.level == Level.KABKOTA:
        inside = Q(region=region)
    else:
        stops = Event.objects.filter(
            pk=OuterRef("pk"),
            stops__kecamatan=region,
            stops__first_day__lte=last,
            stops__last_day__gte=first,
        )
        inside = Q(Exists(stops.order_by()))
    not_cancelled = Event.objects.exclude(state=EventState.CANCELLED)
    return not_cancelled.filter(inside, first_day__lte=last, last_day__gte=first)
