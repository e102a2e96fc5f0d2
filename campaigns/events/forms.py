"""What may be typed into an event's plan, its cards and its end."""

from collections.abc import Mapping
from datetime import date
from typing import cast
from uuid import uuid4

from django import forms
from django.db.models import Q, QuerySet
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regions.entry import CountField, day_input
from regions.levels import Level
from regions.models import Region

from ..cards import MOST_CARDS
from ..models import Event, EventState, Stop
from .planning import PlannedStop

MOST_STOPS = 60
BLANK_STOPS = 5
LONGEST_EVENT = 31
MOST_PEOPLE_IN_A_TEAM = 500
MOST_SETS = 100

time_input = forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class EventForm(forms.ModelForm):
    """The event as a whole: name, days, hours, how many people are expected."""

    class Meta:
        model = Event
        fields = (
            "name",
            "first_day",
            "last_day",
            "opens_at",
            "closes_at",
            "serves_outside_hours",
            "expected_people",
        )
        labels = {"first_day": gettext_lazy("Begins"), "last_day": gettext_lazy("Ends")}
        widgets = {
            "first_day": day_input,
            "last_day": day_input,
            "opens_at": time_input,
            "closes_at": time_input,
        }

    def __init__(self, data: Mapping | None = None, *, region: Region, **kwargs):
        super().__init__(data, **kwargs)
        self.region = region
        self.instance.region = region
        self.fields["expected_people"] = CountField(
            most=MOST_CARDS,
            label=self.fields["expected_people"].label,
            initial=self.instance.expected_people,
        )

    def clean(self) -> dict:
        super().clean()
        cleaned = self.cleaned_data
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day comes before the first."))
        elif first and last and (last - first).days >= LONGEST_EVENT:
            self.add_error("last_day", _("An event lasts a month at most; please check the days."))
        if first and not self.region.is_valid_on(first):
            message = _("%(region)s did not exist on that day.")
            self.add_error("first_day", message % {"region": self.region.name})
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("It closes before it opens."))
        return cleaned


class PlaceField(forms.ModelChoiceField):
    def label_from_instance(self, place: Region) -> str:
        return place.name


class StopForm(forms.Form):
    """One stop: where, and on which days of the event (empty: on all)."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kecamatan = PlaceField(
        Region.objects.none(), required=False, to_field_name="code", label=gettext_lazy("Kecamatan")
    )
    place = forms.CharField(required=False, max_length=120, label=gettext_lazy("Place"))
    first_day = forms.DateField(required=False, widget=day_input, label=gettext_lazy("Begins"))
    last_day = forms.DateField(required=False, widget=day_input, label=gettext_lazy("Ends"))

    def __init__(self, *args, region: Region, **kwargs):
        super().__init__(*args, **kwargs)
        inside = Region.objects.filter(kabkota=region, level=Level.KECAMATAN, valid_to=None)
        choice = self.fields["kecamatan"]
        assert isinstance(choice, PlaceField)
        choice.queryset = inside.order_by("code")

    def clean(self) -> dict:
        super().clean()
        cleaned = self.cleaned_data
        given = [name for name in ("place", "first_day", "last_day") if cleaned.get(name)]
        if given and not cleaned.get("kecamatan") and "kecamatan" not in self.errors:
            self.add_error("kecamatan", _("Choose the kecamatan of this stop."))
        return cleaned


class BaseStops(BaseFormSet):
    """All stops of an event; a row without a kecamatan is no stop."""

    def planned(self, event_form: EventForm) -> list[PlannedStop]:
        """The stops as they were typed, empty days filled with those of the event."""
        first, last = (event_form.cleaned_data[name] for name in ("first_day", "last_day"))
        own = set(event_form.instance.stops.values_list("pk", flat=True)) if self.of_old else set()
        return [
            PlannedStop(
                kecamatan=cleaned["kecamatan"],
                place=cleaned["place"],
                first_day=cleaned["first_day"] or first,
                last_day=cleaned["last_day"] or last,
                pk=cleaned["pk"] if cleaned["pk"] in own else None,
            )
            for cleaned in (form.cleaned_data for form in self.forms)
            if cleaned.get("kecamatan")
        ]

    of_old = False

    def fits(self, event_form: EventForm) -> bool:
        """Whether every stop lies within the event and meets no other event; marks what not."""
        ok = True
        first, last = (event_form.cleaned_data[name] for name in ("first_day", "last_day"))
        for form in self.forms:
            cleaned = form.cleaned_data
            if not cleaned.get("kecamatan"):
                continue
            begins, ends = cleaned["first_day"] or first, cleaned["last_day"] or last
            if not first <= begins <= ends <= last:
                form.add_error("first_day", _("These days are not within the days of the event."))
                ok = False
                continue
            other = overlapping(cleaned["kecamatan"], begins, ends, event_form.instance.pk)
            if other is not None:
                message = _("“%(event)s” is in this kecamatan on these days already.")
                form.add_error("kecamatan", message % {"event": other.event.name})
                ok = False
        return ok


def overlapping(kecamatan: Region, first: date, last: date, event: int | None) -> Stop | None:
    """A stop of another event in the same kecamatan on some of these days."""
    stops = Stop.objects.filter(
        kecamatan=kecamatan, first_day__lte=last, last_day__gte=first
    ).exclude(event=event)
    return stops.exclude(event__state=EventState.CANCELLED).select_related("event").first()


# The factory makes a class of the formset it is given, and says only that it is one.
Stops = cast(
    "type[BaseStops]",
    formset_factory(
        StopForm, formset=BaseStops, extra=BLANK_STOPS, max_num=MOST_STOPS, absolute_max=MOST_STOPS
    ),
)


class TeamsForm(forms.Form):
    """Who helps: people and recording sets of each office, `<code>-people` and `<code>-sets`."""

    def __init__(self, data: Mapping | None = None, *, offices: list[Region], teams: Mapping):
        super().__init__(data)
        self.offices = offices
        for office in offices:
            people, sets = teams.get(office.pk, (None, None))
            for name, most, given in (
                ("people", MOST_PEOPLE_IN_A_TEAM, people),
                ("sets", MOST_SETS, sets),
            ):
                self.fields[f"{office.code}-{name}"] = CountField(most=most, initial=given)

    def clean(self) -> dict:
        super().clean()
        cleaned = self.cleaned_data
        for office in self.offices:
            sets, people = cleaned.get(f"{office.code}-sets"), cleaned.get(f"{office.code}-people")
            if sets and not people and f"{office.code}-people" not in self.errors:
                self.add_error(f"{office.code}-people", _("Recording sets need people."))
        return cleaned

    def teams(self) -> dict[Region, tuple[int, int]]:
        """People and sets of the offices that send anybody."""
        return {
            office: (people, self.cleaned_data[f"{office.code}-sets"] or 0)
            for office in self.offices
            if (people := self.cleaned_data[f"{office.code}-people"])
        }

    def rows(self) -> list[tuple[Region, forms.BoundField, forms.BoundField]]:
        return [
            (office, self[f"{office.code}-people"], self[f"{office.code}-sets"])
            for office in self.offices
        ]


def helping_offices(region: Region, day: date) -> list[Region]:
    """Offices that may help: the province's kabupaten/kota of that day, and the province."""
    of_province = Q(province=region.province_id, level=Level.KABKOTA) | Q(pk=region.province_id)
    return list(Region.objects.valid_on(day).filter(of_province).order_by("level", "code"))


class CardsForm(forms.Form):
    """Cards earmarked for the event, or given back; `kunci` tells a form sent twice."""

    kunci = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    office = PlaceField(Region.objects.none(), to_field_name="code", label=gettext_lazy("Office"))
    cards = CountField(most=MOST_CARDS, label=gettext_lazy("Cards"))

    def __init__(self, data: Mapping | None = None, *, offices: QuerySet[Region]):
        super().__init__(data)
        choice = self.fields["office"]
        assert isinstance(choice, PlaceField)
        choice.queryset = offices

    def clean_cards(self) -> int:
        cards = self.cleaned_data["cards"]
        if not cards:
            raise forms.ValidationError(_("How many cards?"))
        return cards


class CancelForm(forms.Form):
    because = forms.CharField(max_length=200, label=gettext_lazy("Reason"))
