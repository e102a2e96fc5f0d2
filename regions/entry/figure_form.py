"""What is asked of whoever types a population figure, or corrects one."""

from collections.abc import Iterator, Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import numerals
from ..access import refusal_of_figure, refusal_of_publication
from ..models import Basis, FigureChange, PopulationFigure, Region
from .compared_figures import figure_before, is_far_from_last, of_the_same_ground, when_and_basis
from .confirmed_form import ConfirmedForm
from .inputs import CountField, day_input
from .place_field import PlaceField
from .typed_grid import Question

MOST_PEOPLE = 999_999_999
# Of wajib KTP: people are recorded at 16, and away from home; more than that is mistyped.
MOST_PERCENT = 130
LONGEST_REASON = FigureChange._meta.get_field("why").max_length
digits = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})


class FigureForm(ConfirmedForm):
    """A figure of one of `places`, on the page of `region`.

    With `figure` its correction, which needs a reason.
    """

    region = PlaceField(label=gettext_lazy("Place"))
    as_of = forms.DateField(label=gettext_lazy("As of (the day it describes)"), widget=day_input)
    published_on = forms.DateField(
        label=gettext_lazy("Published on (it counts from then; empty: today)"),
        required=False,
        widget=day_input,
    )
    wajib_ktp = CountField(most=MOST_PEOPLE, label=gettext_lazy("Wajib KTP"), widget=digits)
    recorded = CountField(most=MOST_PEOPLE, label=gettext_lazy("Already recorded"), widget=digits)
    wajib_ktp_on_deadline = CountField(
        most=MOST_PEOPLE,
        label=gettext_lazy("Wajib KTP on the deadline"),
        widget=digits,
        help_text=gettext_lazy("With the first-timers until then; empty is unknown."),
    )
    basis = forms.ChoiceField(label=gettext_lazy("Basis"), choices=Basis.choices)
    source = forms.CharField(
        label=gettext_lazy("Source, such as the letter's number"),
        max_length=PopulationFigure.LONGEST_SOURCE,
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
        figure: PopulationFigure | None = None,
    ):
        self.today, self.figure, self.places = today, figure, places
        super().__init__(data, initial=_initial(figure) if figure else {"published_on": today})
        # Those of the place, once it is known.
        self.stored: list[PopulationFigure] = []
        if figure:
            del self.fields["region"]
            self.fields["why"].required = True
        else:
            place = self.fields["region"]
            assert isinstance(place, PlaceField)  # as it is declared above
            place.offer(places, region)

    def clean_as_of(self) -> date:
        day = self.cleaned_data["as_of"]
        if refusal := refusal_of_figure(day, self.today):
            raise forms.ValidationError(refusal)
        return day

    def clean_published_on(self) -> date:
        day, as_of = self.cleaned_data["published_on"] or self.today, self.cleaned_data.get("as_of")
        if refusal := refusal_of_publication(day, as_of or day, self.today):
            raise forms.ValidationError(refusal)
        return day

    def clean_wajib_ktp(self) -> int | None:
        return self._not_zero("wajib_ktp")

    def clean_wajib_ktp_on_deadline(self) -> int | None:
        return self._not_zero("wajib_ktp_on_deadline")

    def _not_zero(self, name: str) -> int | None:
        people = self.cleaned_data[name]
        if people == 0:
            raise forms.ValidationError(_("Nobody obliged is not a denominator; leave it empty."))
        return people

    def clean(self) -> dict:
        super().clean()
        said = self.cleaned_data
        self._check_numbers(said.get("wajib_ktp"), said.get("recorded"))
        place = self.figure.region if self.figure else said.get("region")
        as_of, published_on = said.get("as_of"), said.get("published_on")
        if place and as_of and not self.figure:
            place = said["region"] = self._then(place, as_of)
        if place and as_of:
            if not place.is_valid_on(as_of):
                message = _("%(region)s did not exist on that day.") % {"region": place.name}
                self.add_error("as_of", message)
            others = PopulationFigure.objects.filter(region=place)
            self.stored = list(others.exclude(pk=self.figure.pk if self.figure else 0))
            key = (as_of, published_on, said.get("basis"))
            if any((f.as_of, f.published_on, f.basis) == key for f in self.stored):
                message = _(
                    "A figure of that day, publication and basis is stored; correct that one."
                )
                self.add_error("as_of", message)
        return said

    def _then(self, place: Region, as_of: date) -> Region:
        """The place under the code it had on that day, where it was one: a figure is of that."""
        if place.is_valid_on(as_of):
            return place
        before = [one for one in self.places if one.replaced_by_id == place.pk]
        then = [one for one in before if one.is_valid_on(as_of)]
        return then[0] if len(then) == 1 else place

    def _check_numbers(self, wajib_ktp: int | None, recorded: int | None) -> None:
        if wajib_ktp and recorded and 100 * recorded > MOST_PERCENT * wajib_ktp:
            message = _("%(recorded)s are more than %(most)s %% of %(wajib)s people obliged.") % {
                "recorded": numerals.people(recorded),
                "most": MOST_PERCENT,
                "wajib": numerals.people(wajib_ktp),
            }
            self.add_error("recorded", message)
        is_empty = wajib_ktp is None and recorded is None
        if self.figure is None and is_empty and not {"wajib_ktp", "recorded"} & self.errors.keys():
            self.add_error("wajib_ktp", _("Enter how many people are obliged."))

    def questions(self) -> Iterator[Question]:
        said = self.cleaned_data
        wajib_ktp, recorded = said["wajib_ktp"], said["recorded"]
        if wajib_ktp is None and recorded is None:
            text = _("Without a number the figure is taken away. Correct?")
            yield Question("wajib_ktp", text, (0,))
        if wajib_ktp and recorded and recorded > wajib_ktp:
            text = _(
                "%(recorded)s recorded are more than %(wajib)s obliged; people recorded at 16 or"
                " away from home can do that. Correct?"
            )
            shown = {"recorded": numerals.people(recorded), "wajib": numerals.people(wajib_ktp)}
            yield Question("recorded", text % shown, (recorded, wajib_ktp))
        then = said["wajib_ktp_on_deadline"]
        if wajib_ktp and then and (then < wajib_ktp or is_far_from_last(then, wajib_ktp)):
            text = _(
                "%(then)s obliged on the deadline are far from the %(wajib)s of now, or fewer."
                " Correct?"
            )
            shown = {"then": numerals.people(then), "wajib": numerals.people(wajib_ktp)}
            yield Question("wajib_ktp_on_deadline", text % shown, (then, wajib_ktp))
        last = self._last_wajib_ktp()
        if wajib_ktp and last and is_far_from_last(wajib_ktp, last.wajib_ktp or 0):
            text = _("%(value)s is more than a third away from the %(last)s of %(day)s. Correct?")
            shown = {
                "value": numerals.people(wajib_ktp),
                "last": numerals.people(last.wajib_ktp),
                "day": when_and_basis(last, said["basis"]),
            }
            yield Question("wajib_ktp", text % shown, (wajib_ktp, last.wajib_ktp or 0))

    def _last_wajib_ktp(self) -> PopulationFigure | None:
        """What the denominator is compared with: of a correction its own, else one up to the day
        typed."""
        if self.figure and self.figure.wajib_ktp:
            return self.figure
        key = (self.cleaned_data["as_of"], self.cleaned_data["published_on"])
        before = [figure for figure in self.stored if (figure.as_of, figure.published_on) < key]
        before = of_the_same_ground(before, self.cleaned_data["as_of"])
        return figure_before(before, "wajib_ktp", self.cleaned_data["basis"])


def _initial(figure: PopulationFigure) -> dict:
    names = ("as_of", "published_on", "wajib_ktp", "recorded", "wajib_ktp_on_deadline", "basis")
    return {name: getattr(figure, name) for name in (*names, "source")}
