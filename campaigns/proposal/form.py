"""What may be asked of the planning aid, in the address of the proposal page."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regions.entry import MOST_AT_HAND, CountField

from .allocation import A_TEAM_DAY, Aim

MOST_TEAM_DAYS = 99_999
# A recording set's most over a long evening, people a day.
MOST_A_TEAM_DAY = 250
# Staff of eleven offices came to the event in Sarolangun, April 2019.
TEAMS_AT_ONCE = 11

AIMS = [
    (Aim.PEOPLE.value, gettext_lazy("most people")),
    (Aim.PLACES.value, gettext_lazy("most places over the target")),
]


class AllocationForm(forms.Form):
    """Team-days and cards to share out; nothing is asked before `hari_tim` is in the address."""

    hari_tim = CountField(
        most=MOST_TEAM_DAYS, label=gettext_lazy("Team-days (one recording set, one day)")
    )
    blangko = CountField(most=MOST_AT_HAND, label=gettext_lazy("Blank cards"))
    sehari = CountField(
        most=MOST_A_TEAM_DAY, label=gettext_lazy("People a team-day"), initial=A_TEAM_DAY
    )
    serentak = CountField(
        most=MOST_TEAM_DAYS, label=gettext_lazy("Teams at once in one place"), initial=TEAMS_AT_ONCE
    )
    pilihan = forms.ChoiceField(
        choices=AIMS, required=False, initial=Aim.PEOPLE.value, label=gettext_lazy("Aim")
    )

    def clean_hari_tim(self) -> int:
        return self._given("hari_tim", _("Enter how many team-days there are."))

    def clean_blangko(self) -> int:
        return self._given("blangko", _("Enter how many blank cards there are."))

    def clean_sehari(self) -> int:
        people = self._given("sehari", _("Enter how many people a team records in a day."))
        if people == 0:
            raise forms.ValidationError(_("A team-day that records nobody helps nobody."))
        return people

    def clean_serentak(self) -> int:
        return self._given("serentak", _("Enter how many teams fit into one place at once."))

    def clean_pilihan(self) -> Aim:
        return Aim(self.cleaned_data["pilihan"] or Aim.PEOPLE)

    def _given(self, name: str, message: str) -> int:
        number = self.cleaned_data[name]
        if number is None:
            raise forms.ValidationError(message)
        return number
