"""What is asked of whoever sets a target, corrects one, or withdraws it."""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import numerals
from ..access import refusal_of_target_day
from ..models import Region, Target, TargetChange
from .confirmed_form import ConfirmedForm
from .inputs import PercentField, day_input
from .place_field import PlaceField

LEAST_PERCENT, MOST_PERCENT = 50, 100
LONGEST_REASON = TargetChange._meta.get_field("why").max_length
decimal = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})


class TargetForm(ConfirmedForm):
    """A target of one of `places`, on the page of `region`.

    With `target` its correction, which needs a reason.
    """

    region = PlaceField(label=gettext_lazy("Place"))
    percent = PercentField(
        least=LEAST_PERCENT, most=MOST_PERCENT, label=gettext_lazy("Target (%)"), widget=decimal
    )
    from_day = forms.DateField(label=gettext_lazy("From (first day)"), widget=day_input)
    last_day = forms.DateField(
        label=gettext_lazy("Until (last day)"),
        required=False,
        widget=day_input,
        help_text=gettext_lazy("Empty: until another one begins."),
    )
    deadline = forms.DateField(
        label=gettext_lazy("To be reached by"), required=False, widget=day_input
    )
    label = forms.CharField(
        label=gettext_lazy("Name of the day, such as an election"),
        required=False,
        max_length=Target._meta.get_field("label").max_length,
    )
    why = forms.CharField(
        label=gettext_lazy("Reason, for the log"), required=False, max_length=LONGEST_REASON
    )

    def __init__(
        self,
        data: Mapping[str, str] | None,
        *,
        region: Region,
        places: Mapping[Region, str],
        today: date,
        target: Target | None = None,
    ):
        self.today, self.target = today, target
        super().__init__(data, initial=_initial(target) if target else {"from_day": today})
        if target:
            del self.fields["region"]
            self.fields["why"].required = True
        else:
            place = self.fields["region"]
            assert isinstance(place, PlaceField)  # as it is declared above
            place.offer(places, region)

    def clean_from_day(self) -> date | None:
        return self._checked("from_day")

    def clean_last_day(self) -> date | None:
        return self._checked("last_day")

    def clean_deadline(self) -> date | None:
        return self._checked("deadline")

    def _checked(self, name: str) -> date | None:
        day = self.cleaned_data[name]
        if day and (refusal := refusal_of_target_day(day, self.today)):
            raise forms.ValidationError(refusal)
        return day

    def clean(self) -> dict:
        super().clean()
        said = self.cleaned_data
        first = said.get("from_day")
        place = self.target.region if self.target else said.get("region")
        if first is None:
            return said
        if place and not place.is_valid_on(first):
            message = _("%(region)s did not exist on that day.") % {"region": place.name}
            self.add_error("from_day", message)
        for name, message in (
            ("last_day", _("The last day lies before the first, %(day)s.")),
            ("deadline", _("It is to be reached before it begins, on %(day)s.")),
        ):
            if (day := said.get(name)) and day < first:
                self.add_error(name, message % {"day": numerals.long_day(first)})
        return said

    def refuse_second(self) -> None:
        """Another target of the place begins on the day that was typed."""
        message = _("Another target of this place begins on %(day)s; correct that one.")
        day = numerals.long_day(self.cleaned_data["from_day"])
        self.add_error("from_day", message % {"day": day})


class WithdrawalForm(ConfirmedForm):
    """Why `target`, typed by mistake, should never have counted."""

    why = forms.CharField(label=gettext_lazy("Reason, for the log"), max_length=LONGEST_REASON)

    def __init__(self, data: Mapping[str, str] | None, *, target: Target, today: date):
        self.today, self.target = today, target
        # It stands beside the form of a correction, which has a reason too.
        super().__init__(data, auto_id="withdrawal_%s")


def _initial(target: Target) -> dict:
    names = ("percent", "from_day", "last_day", "deadline", "label")
    return {name: getattr(target, name) for name in names}
