"""What becomes of events whose place gets another code."""

from datetime import date

from regions.models import Region
from regions.recording import Signature

from .. import history
from ..models import Event, PlanPart, Stop, Team


def keep_events(old: Region, new: Region, since: date, today: date, signed: Signature) -> None:
    """Events that begin on the day of the decree or later are held under the new code, with their
    stops and teams; earlier ones stay what they were."""
    events = Event.objects.filter(region=old, first_day__gte=since)
    for place in Region.objects.filter(kabkota=old, replaced_by__isnull=False):
        Stop.objects.filter(event__in=events, kecamatan=place).update(kecamatan=place.replaced_by)
    Team.objects.filter(office=old, event__first_day__gte=since).update(office=new)
    key: history.Key = (PlanPart.EVENT, None, "region")
    for event in events.order_by("pk"):
        history.log(event, {key: old.code}, {key: new.code}, signed)
    events.update(region=new)
