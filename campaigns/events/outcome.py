"""From recorded to handed over: of an event and of its whole office, and who waits where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regions import numerals
from regions.models import DayTotal, Region
from regions.reporting import last_at_days_end

from ..models import Event, StopResult
from .queue import Cohort, Queue, cohorts, queue

FUNNEL_MEASURES = ("recorded", "printed", "reprinted", "delivered")
# Who has waited longer than this is no queue any more; those cards are another matter.
LOOKED_BACK = timedelta(days=365)


@dataclass(frozen=True)
class Steps:
    """What reached each step in the days looked at, and who waits between them.

    Cards wait for hand-over whether printed for the first time or again, so printed is no part
    of recorded, and handed over none of printed.
    """

    sums: Mapping[str, int]
    printing: list[Cohort]
    hand_over: list[Cohort]

    @property
    def to_print(self) -> Queue:
        return queue(self.printing)

    @property
    def to_hand_over(self) -> Queue:
        return queue(self.hand_over)


def steps(days: Mapping[date, Mapping[str, int]]) -> Steps:
    """The funnel of daily sums by measure. Pure."""

    def by_day(*names: str) -> dict[date, int]:
        return {day: sum(sums[name] for name in names) for day, sums in days.items()}

    return Steps(
        sums={name: sum(sums[name] for sums in days.values()) for name in FUNNEL_MEASURES},
        printing=cohorts(by_day("recorded"), by_day("printed")),
        hand_over=cohorts(by_day("printed", "reprinted"), by_day("delivered")),
    )


def event_steps(event: Event) -> Steps:
    """The funnel of one event, from its results; 1 query."""
    sums = {f"sum_{name}": Sum(name, default=0) for name in FUNNEL_MEASURES}
    found = StopResult.objects.filter(stop__event=event).values_list("day").annotate(**sums)
    return steps(_named(found))


def office_steps(kabkota: Region, day: date) -> Steps:
    """The funnel of an office, both channels, in the year up to `day`; 1 query."""
    totals = DayTotal.objects.filter(head=kabkota.pk, day__gt=day - LOOKED_BACK, day__lte=day)
    return steps(_named(totals.values_list("day", *FUNNEL_MEASURES)))


def _named(rows: Iterable[tuple]) -> dict[date, dict[str, int]]:
    return {day: dict(zip(FUNNEL_MEASURES, sums, strict=True)) for day, *sums in rows}


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step in words: of the event, and of the office; `is_queue` where people wait."""

    label: str
    of_event: str
    of_office: str
    is_queue: bool


@dataclass(frozen=True, slots=True)
class CohortLine:
    """What came on one day, and when it went on, as text; an empty text for none."""

    day: str
    came: str
    same_day: str
    next_day: str
    later: str
    in_queue: str


@dataclass(frozen=True, slots=True)
class Funnel:
    lines: list[StepLine]
    printing: list[CohortLine]
    hand_over: list[CohortLine]


def funnel(event: Event, day: date) -> Funnel:
    """What templates/campaigns/_funnel.html shows, `day` being today; 4 queries."""
    own, office = event_steps(event), office_steps(event.region, day)
    ready = last_at_days_end(event.region, day)["print_ready"].amount

    def line(label: str, name: str) -> StepLine:
        of_event, of_office = (numerals.people(found.sums[name]) for found in (own, office))
        return StepLine(label, of_event, of_office, is_queue=False)

    def queued(label: str, name: str) -> StepLine:
        of_event, of_office = (_queue_text(getattr(found, name), day) for found in (own, office))
        return StepLine(label, of_event, of_office, is_queue=True)

    return Funnel(
        lines=[
            line(_("Recorded (people)"), "recorded"),
            queued(_("wait to be printed"), "to_print"),
            StepLine(
                _("print-ready (PRR), last reported"), "", numerals.people(ready), is_queue=True
            ),
            line(_("Printed for the first time"), "printed"),
            line(_("Reprinted"), "reprinted"),
            queued(_("wait to be handed over"), "to_hand_over"),
            line(_("Handed over"), "delivered"),
        ],
        printing=[_cohort_line(cohort) for cohort in own.printing],
        hand_over=[_cohort_line(cohort) for cohort in own.hand_over],
    )


def _queue_text(found: Queue, day: date) -> str:
    """ "250, the oldest for 3 days" """
    people = numerals.people(found.people)
    days = found.days(day)
    if days <= 0:
        return people
    text = ngettext(
        "%(people)s, the oldest for %(n)s day", "%(people)s, the oldest for %(n)s days", days
    )
    return text % {"people": people, "n": numerals.people(days)}


def _cohort_line(cohort: Cohort) -> CohortLine:
    def text(people: int) -> str:
        return numerals.people(people) if people else ""

    return CohortLine(
        day=numerals.long_day(cohort.day),
        came=text(cohort.came),
        same_day=text(cohort.same_day),
        next_day=text(cohort.next_day),
        later=text(cohort.later),
        in_queue=text(cohort.in_queue),
    )
