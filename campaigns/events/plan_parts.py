"""What may be typed into the parts of a plan: the event, its stops, its teams."""

from collections.abc import Mapping
from copy import copy
from datetime import date
from typing import cast
from uuid import uuid4

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regions.access import calendar_years
from regions.entry import CountField, day_input
from regions.levels import Level
from regions.models import Region

from ..cards import MOST_CARDS
from ..history import EVENT_FIELDS
from ..models import Event

MOST_STOPS = 60
BLANK_STOPS = 5
LONGEST_EVENT = 31
MOST_PEOPLE_IN_A_TEAM = 500
MOST_SETS = 100

time_input = forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class EventForm(forms.ModelForm):
    """The event as a whole: name, days, hours, how many people are expected.

    Of a new one `kunci` tells a form sent twice from two forms; of one that is changed `versi` is
    the version that the person was looking at.
    """

    kunci = forms.UUIDField(widget=forms.HiddenInput)
    versi = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Event
        fields = EVENT_FIELDS
        labels = {"first_day": gettext_lazy("Begins"), "last_day": gettext_lazy("Ends")}
        widgets = {
            "first_day": day_input,
            "last_day": day_input,
            "opens_at": time_input,
            "closes_at": time_input,
        }

    def __init__(self, data: Mapping | None = None, *, event: Event, today: date):
        hidden = {"kunci": uuid4(), "versi": event.version}
        # A form of a model writes what is typed into its instance; the event stays as it is.
        super().__init__(data, instance=copy(event), initial=hidden)
        self.region, self.today = event.region, today
        del self.fields["versi" if event.pk is None else "kunci"]
        self.fields["expected_people"] = CountField(
            most=MOST_CARDS,
            label=self.fields["expected_people"].label,
            initial=self.instance.expected_people,
        )

    @property
    def seen(self) -> int:
        """The version that was sent; 0, which none is, where that cannot be read."""
        sent = self.cleaned_data.get("versi", "")
        return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0

    def clean_first_day(self) -> date:
        return self._within_the_years(self.cleaned_data["first_day"])

    def clean_last_day(self) -> date:
        return self._within_the_years(self.cleaned_data["last_day"])

    def _within_the_years(self, day: date) -> date:
        years = calendar_years(self.today)
        if day.year not in years:
            message = _("Events are of the years %(first)s to %(last)s; please check the year.")
            raise forms.ValidationError(message % {"first": years[0], "last": years[-1]})
        return day

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
    """One stop: where, and on which days of the event (empty: on all).

    A stop that is stored and has no kecamatan any more is taken away.
    """

    pk = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
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
        is_new = not cleaned.get("pk")
        if given and is_new and not cleaned.get("kecamatan") and "kecamatan" not in self.errors:
            self.add_error("kecamatan", _("Choose the kecamatan of this stop."))
        return cleaned


# The factory says only that it makes a class.
Stops = cast(
    "type[BaseFormSet[StopForm]]",
    formset_factory(StopForm, extra=BLANK_STOPS, max_num=MOST_STOPS, absolute_max=MOST_STOPS),
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
