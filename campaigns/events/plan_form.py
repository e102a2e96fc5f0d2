"""A whole plan as it is typed; and as it comes back, beside what others changed meanwhile."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from django.db.models import Q
from django.forms import BaseForm
from django.utils.translation import gettext as _

from regions import numerals
from regions.levels import Level
from regions.models import Region

from ..history import EVENT_FIELDS, Key, Plan
from ..models import Event, PlanPart
from .merging import Clash, PlannedStop, rows_of
from .plan_parts import BLANK_STOPS, EventForm, StopForm, Stops, TeamsForm
from .plan_wording import value_text
from .refusals import Misfit, PlanRefused

TEAM_INPUTS = {"people": "people", "recording_sets": "sets"}


class PlanForm:
    """The event, its stops and its teams. The inputs of stops begin with `stop-`, those of a team
    with the code of its office."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, event: Event, today: date):
        self.data, self.event, self.today = data, event, today
        day = event.first_day or today
        self.head = EventForm(data, event=event, today=today)
        self.stops = Stops(
            data,
            prefix="stop",
            # Beside what is typed it would only tell rows that are left from rows that are not.
            initial=_stops_of(event) if data is None else None,
            form_kwargs={"region": event.region},
        )
        offices = helping_offices(event.region, day)
        self.teams = TeamsForm(data, offices=offices, teams=_teams_of(event))

    def is_valid(self) -> bool:
        """Asks all of them, so that every mistake is marked at once."""
        return False not in [one.is_valid() for one in (self.head, self.stops, self.teams)]

    def plan(self) -> dict[str, Any]:
        """What was typed, as plan_event takes it; the form is valid."""
        cleaned = self.head.cleaned_data
        is_new = self.event.pk is None
        return {
            "region": self.event.region,
            "fields": {name: cleaned[name] for name in EVENT_FIELDS},
            "stops": list(self._planned(cleaned["first_day"], cleaned["last_day"])),
            "teams": self.teams.teams(),
            "event": None if is_new else self.event,
            "seen": None if is_new else self.head.seen,
            "form_key": cleaned["kunci"] if is_new else None,
        }

    def _planned(self, first: date, last: date) -> Iterator[PlannedStop]:
        """The stops as they were typed, empty days filled with those of the event."""
        for number, form in enumerate(self.stops.forms, start=1):
            cleaned = form.cleaned_data
            if cleaned.get("kecamatan"):
                yield PlannedStop(
                    kecamatan=cleaned["kecamatan"],
                    place=cleaned["place"],
                    first_day=cleaned["first_day"] or first,
                    last_day=cleaned["last_day"] or last,
                    pk=cleaned["pk"] or -number,
                )

    def sent_anew(self, message: str) -> "PlanForm":
        """What was typed, as a form that has not been sent yet."""
        data = {**dict(self.data.items() if self.data else ()), "kunci": str(uuid4())}
        again = PlanForm(data, event=self.event, today=self.today)
        again.is_valid()
        again.head.add_error(None, message)
        return again

    def refused(self, error: PlanRefused) -> "PlanForm":
        """The form with what is wrong beside each input.

        Where others changed the plan meanwhile it shows what they changed, and sending it again
        is a decision, not a race.
        """
        rows = [stop.pk for stop in error.event.stops.all()] if self.event.pk else []
        form, keys = self, {-n: n - 1 for n in range(1, len(self.stops.forms) + 1)}
        for place, one in enumerate(self.stops.forms):
            if one.cleaned_data.get("pk"):
                keys[one.cleaned_data["pk"]] = place
        if error.is_stale:
            asked = {clash.key[1] for clash in error.clashes}
            data, keys = _data_of(error.plan, self.teams.offices, set(rows), asked)
            data["versi"] = str(error.event.version)
            form = PlanForm(data, event=self.event, today=self.today)
            form.is_valid()
        form._mark_clashes(error.clashes, keys)
        form._mark_misfits(error.misfits, keys)
        return form

    def _mark_clashes(self, clashes: Iterable[Clash], keys: Mapping[int, int]) -> None:
        clashes = list(clashes)
        codes = [one.theirs for one in clashes if one.key[2] == "kecamatan" and one.theirs]
        names = dict(Region.objects.filter(code__in=codes).values_list("code", "name"))
        for clash in clashes:
            form, name = self._input_of(clash.key, keys)
            values = {
                "theirs": value_text(clash.key, clash.theirs, names) or _("empty"),
                "by": clash.by.get_full_name() or clash.by.username,
                "time": numerals.short_time(clash.at, self.event.region.zone),
            }
            form.add_error(name, _("Saved meanwhile by %(by)s at %(time)s: %(theirs)s") % values)

    def _input_of(self, key: Key, keys: Mapping[int, int]) -> tuple[BaseForm, str | None]:
        """Where the value is typed; of a team that is not offered, the form as a whole."""
        part, row, field = key
        if part == PlanPart.EVENT or row is None:
            return self.head, field
        if part == PlanPart.STOP:
            return self.stops.forms[keys[row]], field
        for office in self.teams.offices:
            if office.pk == row:
                return self.teams, f"{office.code}-{TEAM_INPUTS[field]}"
        return self.head, None

    def _mark_misfits(self, misfits: Iterable[Misfit], keys: Mapping[int, int]) -> None:
        for misfit in misfits:
            assert misfit.stop.pk is not None  # as _planned made it
            form: StopForm = self.stops.forms[keys[misfit.stop.pk]]
            if misfit.other is None:
                message = _("These days are not within the days of the event.")
                form.add_error("first_day", message)
            else:
                message = _("“%(event)s” is in this kecamatan on these days already.")
                form.add_error("kecamatan", message % {"event": misfit.other.name})


def _data_of(
    plan: Plan, offices: Iterable[Region], stored: set[int], asked: set[int | None]
) -> tuple[dict[str, str], dict[int, int]]:
    """A plan as a form sends it, and at which place each of its stops stands.

    A stop that is not `stored` (any more) is sent as a new one; one that is `asked` about has a
    place also where it was taken away.
    """
    codes = {office.pk: office.code for office in offices}
    rows = {row: None for part, row, _name in plan if part == PlanPart.STOP and row is not None}
    there = rows_of(plan, PlanPart.STOP)
    shown = [row for row in rows if row in there or row in asked]
    keys = {row: place for place, row in enumerate(shown)}
    data = {
        "stop-TOTAL_FORMS": str(len(shown) + BLANK_STOPS),
        "stop-INITIAL_FORMS": str(len(shown)),
        **{f"stop-{place}-pk": str(row) for row, place in keys.items() if row in stored},
    }
    for (part, row, field), value in plan.items():
        text = "" if value in (None, False) else "on" if value is True else str(value)
        if part == PlanPart.EVENT and text:
            data[field] = text
        elif part == PlanPart.STOP and row in keys:
            data[f"stop-{keys[row]}-{field}"] = text
        elif part == PlanPart.TEAM and row in codes:
            data[f"{codes[row]}-{TEAM_INPUTS[field]}"] = text
    return data, keys


def helping_offices(region: Region, day: date) -> list[Region]:
    """Offices that may help: the province's kabupaten/kota of that day, and the province."""
    of_province = Q(province=region.province_id, level=Level.KABKOTA) | Q(pk=region.province_id)
    return list(Region.objects.valid_on(day).filter(of_province).order_by("level", "code"))


def _stops_of(event: Event) -> list[dict]:
    if event.pk is None:
        return []
    return [
        {
            "pk": stop.pk,
            "kecamatan": stop.kecamatan.code,
            "place": stop.place,
            "first_day": stop.first_day,
            "last_day": stop.last_day,
        }
        for stop in event.stops.select_related("kecamatan")
    ]


def _teams_of(event: Event) -> dict[int, tuple[int, int]]:
    if event.pk is None:
        return {}
    return {team.office_id: (team.people, team.recording_sets) for team in event.teams.all()}
