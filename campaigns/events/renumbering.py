"""What becomes of events whose place gets another code."""

from datetime import date

from django.db.models import F

from regions.levels import Level
from regions.models import Region
from regions.recording import Signature

from .. import history
from ..models import Event, PlanPart, Stop, Team


def keep_events(old: Region, new: Region, since: date, today: date, signed: Signature) -> None:
    """Events that begin on the day of the decree or later are held under the new code, with their
    stops and teams; earlier ones stay what they were."""
    if old.level == Level.KECAMATAN:
        stops = Stop.objects.filter(kecamatan=old, event__first_day__gte=since)
        stops.update(kecamatan=new)
        return
    events = Event.objects.filter(region=old, first_day__gte=since)
    _keep_teams(old, new, since)
    key: history.Key = (PlanPart.EVENT, None, "region")
    for event in events.order_by("pk"):
        history.log(event, {key: old.code}, {key: new.code}, signed)
    events.update(region=new)


def _keep_teams(old: Region, new: Region, since: date) -> None:
    """Where both offices help one event, theirs becomes one team."""
    teams = Team.objects.filter(office=old, event__first_day__gte=since)
    for team in teams.filter(event__teams__office=new):
        Team.objects.filter(event=team.event_id, office=new).update(
            people=F("people") + team.people,
            recording_sets=F("recording_sets") + team.recording_sets,
        )
        team.delete()
    teams.update(office=new)
