"""What is asked of whoever chooses between two figures of one place and day, or no longer does."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import FigurePin, PopulationFigure

BY_RULE = "rule"


class PinForm(forms.Form):
    """One of `figures`, all of which can be in force; `reason` is for everybody to read.

    Where one `is_pinned`, also none of them: the choice is taken back, `figure` is None.
    """

    figure = forms.TypedChoiceField(
        label=_("Figure"),
        coerce=lambda value: None if value == BY_RULE else int(value),
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the figures.")},
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=FigurePin._meta.get_field("reason").max_length
    )

    def __init__(
        self,
        *args,
        figures: Iterable[tuple[PopulationFigure, str]],
        is_pinned: bool = False,
        **kwargs,
    ):
        """`figures` each with what it is called."""
        super().__init__(*args, **kwargs)
        self._figures = {figure.pk: figure for figure, _text in figures}
        field = self.fields["figure"]
        assert isinstance(field, forms.TypedChoiceField)  # declared above
        field.choices = [(str(figure.pk), text) for figure, text in figures]
        if is_pinned:
            field.choices = [*field.choices, (BY_RULE, _("none by hand: the rule chooses"))]

    def clean_figure(self) -> PopulationFigure | None:
        return self._figures.get(self.cleaned_data["figure"])
