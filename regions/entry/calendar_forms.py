"""What is asked of whoever enters a decreed day, or the day from which on an office reports."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import numerals
from ..models import DecreedDay
from ..reporting import WorkingDays
from .inputs import day_input

OFF, WORKED = "1", "0"


def refusal_of_year(day: date, years: range) -> str:
    """Why no calendar is kept for that day; empty where one is."""
    if day.year in years:
        return ""
    return _("The calendar goes from %(first)s to %(last)s; please check the year.") % {
        "first": years[0],
        "last": years[-1],
    }


class DecreeForm(forms.Form):
    """A day in one of `years`, whether it is off, and the decree that says so.

    `works` are the working days that hold until now.
    """

    day = forms.DateField(label=gettext_lazy("Day"), widget=day_input)
    is_off = forms.TypedChoiceField(
        label=gettext_lazy("It is"),
        choices=[
            (OFF, gettext_lazy("a day off")),
            (WORKED, gettext_lazy("a working day")),
        ],
        coerce=lambda typed: typed == OFF,
        initial=OFF,
    )
    decree = forms.CharField(
        label=gettext_lazy("Decree"),
        max_length=DecreedDay._meta.get_field("decree").max_length,
        help_text=gettext_lazy("For example: SKB 3 Menteri no. 855 of 2023"),
    )

    def __init__(self, *args, works: WorkingDays, years: range, **kwargs):
        self._works, self._years = works, years
        super().__init__(*args, **kwargs)

    def clean_day(self) -> date:
        day = self.cleaned_data["day"]
        if refusal := refusal_of_year(day, self._years):
            raise forms.ValidationError(refusal)
        return day

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        day = cleaned.get("day")
        if day and cleaned.get("is_off") and day.weekday() >= 5 and not self._works.is_working(day):
            message = _("%(day)s is a %(weekday)s: nobody is expected anyway.")
            self.add_error(
                "day",
                message % {"day": numerals.long_day(day), "weekday": numerals.weekday(day)},
            )
        return cleaned


class StartForm(forms.Form):
    """The day from which on an office owes reports, in one of `years`."""

    day = forms.DateField(label=gettext_lazy("Owes reports from"), widget=day_input)

    def __init__(self, *args, years: range, **kwargs):
        self._years = years
        super().__init__(*args, **kwargs)

    def clean_day(self) -> date:
        day = self.cleaned_data["day"]
        if refusal := refusal_of_year(day, self._years):
            raise forms.ValidationError(refusal)
        return day
