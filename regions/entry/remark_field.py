"""A sentence beside numbers, as people type it: never of a person."""

import re

from django import forms
from django.utils.translation import gettext_lazy

# A percentage that a program has computed: 96.53999999999999.
_FRACTION = re.compile(r"\d{1,3}[.,]\d{10,}%?", re.ASCII)
_IDENTITY = re.compile(r"(?<!\d)\d{16}(?!\d)|\d[.,]\d+e\+?15", re.ASCII | re.IGNORECASE)


def holds_identity_number(text: str) -> bool:
    """Whether a citizen's (or family's) number stands in it: 16 digits, also in groups."""
    if _FRACTION.fullmatch(text.strip()):
        return False
    return bool(_IDENTITY.search(re.sub(r"(?<=\d)[ .-]", "", text)))


class RemarkField(forms.CharField):
    """One line of text; what holds an identity number is refused."""

    default_error_messages = {
        "identity": gettext_lazy(
            "This seems to hold an identity number (NIK). Only counts are kept here; write it"
            " without numbers or names of people."
        ),
    }

    def __init__(self, *, most: int, **kwargs):
        super().__init__(required=False, max_length=most, **kwargs)

    def to_python(self, value: str | None) -> str:
        return " ".join((super().to_python(value) or "").split())

    def validate(self, value: str) -> None:
        super().validate(value)
        if holds_identity_number(value):
            raise forms.ValidationError(self.error_messages["identity"], "identity")
