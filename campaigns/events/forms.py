"""What may be typed into an event's cards and its end."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regions import numerals
from regions.entry import CountField
from regions.models import Region

from ..cards import MOST_CARDS
from ..models import Event, EventState
from .plan_parts import PlaceField


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


class StateForm(forms.Form):
    """Closes an event; `seen` is the state in which the person saw it."""

    seen = forms.ChoiceField(choices=EventState.choices, widget=forms.HiddenInput)

    def __init__(self, data: Mapping | None = None, *, event: Event):
        name = type(self).__name__.removesuffix("Form").lower()
        super().__init__(data, initial={"seen": event.state}, auto_id=f"{name}-%s")


class CancelForm(StateForm):
    because = forms.CharField(max_length=200, label=gettext_lazy("Reason"))


class EarlyForm(StateForm):
    """Ends an event on one of these days: the last that took place."""

    last_day = forms.TypedChoiceField(
        coerce=date.fromisoformat, label=gettext_lazy("Last day that took place")
    )
    because = forms.CharField(max_length=200, label=gettext_lazy("Reason"))

    def __init__(self, data: Mapping | None = None, *, event: Event, days: Iterable[date]):
        super().__init__(data, event=event)
        choice = self.fields["last_day"]
        assert isinstance(choice, forms.ChoiceField)
        named = [(day.isoformat(), numerals.long_day(day)) for day in days]
        choice.choices = [("", _("choose the day")), *named]
