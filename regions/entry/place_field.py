"""A place that is chosen out of some."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext as _

from ..models import Region


class PlaceField(forms.ChoiceField):
    """A region, sent as its code; without one the place of the page, if that is offered."""

    def __init__(self, **kwargs):
        self._places: dict[str, Region] = {}
        self._default: Region | None = None
        super().__init__(required=False, **kwargs)

    def offer(self, places: Mapping[Region, str], default: Region) -> None:
        """These places under these names."""
        self._places = {place.code: place for place in places}
        choices = [(place.code, text) for place, text in places.items()]
        if default in places:
            self._default, self.initial = default, default.code
        else:
            choices.insert(0, ("", "–"))
        self.choices = choices

    def clean(self, value: str | None) -> Region:
        place = self._places.get(value) if value else self._default
        if place is None:
            raise forms.ValidationError(_("Choose one of these places."))
        return place
