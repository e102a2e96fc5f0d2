"""A form that is sent twice: first to see what it would do, then to have it stored."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict

from .typed_grid import Question


class ConfirmedForm(forms.Form):
    """`seen` is the fingerprint of the effect that the person was shown; see regions.views.trials.

    What can be true, but seldom is, is a question: nothing is stored before it is answered, by
    `<input>-confirm` holding the numbers that it is about.
    """

    def questions(self) -> Iterable[Question]:
        """What is to be asked about what was typed; only of a valid form."""
        return ()

    def is_answered(self, question: Question) -> bool:
        assert isinstance(self.data, QueryDict)  # only what was sent has answers
        return answer(question) in self.data.getlist(f"{question.name}-confirm")

    def seen(self) -> str:
        return self.data.get("seen", "")


def answer(question: Question) -> str:
    """What the box beside a question sends."""
    return " ".join(map(str, question.about))
