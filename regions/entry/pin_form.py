"""What is asked of whoever chooses between two figures of one place and as-of day."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import FigurePin, PopulationFigure


class PinForm(forms.Form):
    """One of `figures`, all of which can be in force; `reason` is for everybody to read."""

    figure = forms.TypedChoiceField(
        label=_("Figure"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the figures.")},
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=FigurePin._meta.get_field("reason").max_length
    )

    def __init__(self, *args, figures: Iterable[tuple[PopulationFigure, str]], **kwargs):
        """`figures` each with what it is called."""
        super().__init__(*args, **kwargs)
        self._figures = {figure.pk: figure for figure, _text in figures}
        field = self.fields["figure"]
        assert isinstance(field, forms.TypedChoiceField)  # declared above
        field.choices = [(figure.pk, text) for figure, text in figures]

    def clean_figure(self) -> PopulationFigure:
        return self._figures[self.cleaned_data["figure"]]
