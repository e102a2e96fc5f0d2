"""Events put into words and ready-made strings, in the language of the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from regions import numerals
from regions.days import days_from

from ..models import Event, EventState, Stop, Task
from . import planning
from .gathering import EventCards, WholeEvent

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event in the list."""

    pk: int
    name: str
    region: str
    days: str
    where: str
    state: str
    css_class: str


def days_text(first: date, last: date) -> str:
    """ "4 April 2019", "4–5 April 2019", "30 April – 1 Mei 2019" """
    if first == last:
        return numerals.long_day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{numerals.long_day(last)}"
    return f"{numerals.long_day(first)} – {numerals.long_day(last)}"


def state_text(event: Event, today: date) -> str:
    """The state, and how far away it is."""
    if event.state == EventState.PLANNED and event.first_day > today:
        days = (event.first_day - today).days
        return _("planned, in %(days)s days") % {"days": days}
    if event.state in (EventState.PLANNED, EventState.RUNNING):
        return _("running") if today <= event.last_day else _("over, to be closed")
    return str(EventState(event.state).label)


def event_lines(events: Iterable[Event], today: date) -> list[EventLine]:
    """The events to come first, the next one on top; then those that are over."""
    events = list(events)
    ahead = [event for event in events if event.last_day >= today and _stands(event)]
    behind = [event for event in events if event not in ahead]
    ahead.sort(key=lambda event: (event.first_day, event.region.code))
    behind.sort(key=lambda event: (event.first_day, event.region.code), reverse=True)
    return [_line(event, today) for event in (*ahead, *behind)]


def _stands(event: Event) -> bool:
    return event.state != EventState.CANCELLED


def _line(event: Event, today: date) -> EventLine:
    places = sorted({stop.kecamatan.name for stop in event.stops.all()})
    return EventLine(
        pk=event.pk,
        name=event.name,
        region=event.region.name,
        days=days_text(event.first_day, event.last_day),
        where=", ".join(places) or _("no stops yet"),
        state=state_text(event, today),
        css_class=event.state,
    )


def event_words(whole: WholeEvent, today: date) -> dict:
    """Everything the event's page says; it asks the database nothing."""
    event, stops, teams = whole.event, whole.stops, whole.teams
    low, usual, most = planning.capacity(teams, event.first_day, event.last_day)
    return {
        "days": days_text(event.first_day, event.last_day),
        "hours": hours_text(event),
        "state_text": state_text(event, today),
        "stops": [(stop.kecamatan.name, stop.place, stop_days(stop)) for stop in stops],
        "result_days": [
            (day.isoformat(), numerals.long_day(day))
            for day in days_from(event.first_day, min(event.last_day, today) + ONE_DAY)
        ],
        "teams": [
            (team.office.name, numerals.people(team.people), numerals.people(team.recording_sets))
            for team in teams
        ],
        "team_sums": (
            numerals.people(sum(team.people for team in teams)),
            numerals.people(sum(team.recording_sets for team in teams)),
        ),
        "capacity": capacity_text(low, usual, most) if most else "",
        "expected": numerals.people(event.expected_people),
        "tasks": [_task(task, today, event) for task in whole.tasks],
        "cards": card_words(whole.cards),
    }


def hours_text(event: Event) -> str:
    zone = numerals.ZONE_NAMES[event.region.zone.key]
    hours = f"{event.opens_at:%H.%M}–{event.closes_at:%H.%M} {zone}"
    if event.serves_outside_hours:
        return _("%(hours)s; who comes at another hour is served too") % {"hours": hours}
    return hours


def stop_days(stop: Stop) -> str:
    return days_text(stop.first_day, stop.last_day)


def capacity_text(low: int, usual: int, most: int) -> str:
    text = _("%(low)s to %(usual)s people usually, %(most)s at most with long evenings")
    values = {"low": low, "usual": usual, "most": most}
    return text % {name: numerals.people(people) for name, people in values.items()}


@dataclass(frozen=True, slots=True)
class TaskLine:
    kind: str
    label: str
    due: str
    done: str
    overdue: bool


def _task(task: Task, today: date, event: Event) -> TaskLine:
    done = ""
    if task.done_at:
        done = _("done by %(by)s, %(day)s") % {
            "by": task.done_by.get_full_name() or task.done_by.username,
            "day": numerals.short_day(task.done_at.astimezone(event.region.zone).date()),
        }
    return TaskLine(
        kind=task.kind,
        label=str(task.get_kind_display()),
        due=numerals.long_day(task.due_day),
        done=done,
        overdue=not task.done_at and task.due_day < today and event.state == EventState.PLANNED,
    )


def card_words(cards: EventCards) -> dict:
    """The event's cards: from whom, used, spoiled, returned, left."""
    given = cards.given
    return {
        "sources": [
            (office.name, numerals.people(out), numerals.people(back))
            for office, (out, back) in given.items()
        ],
        "out": numerals.people(sum(out for out, _back in given.values())),
        "used": numerals.people(cards.used),
        "spoiled": numerals.people(cards.spoiled),
        "returned": numerals.people(sum(back for _out, back in given.values())),
        "left": numerals.people(cards.left),
    }
