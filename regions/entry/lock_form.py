"""What is asked of whoever locks a day for corrections, or opens it again."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import CountChange


class LockForm(forms.Form):
    """`locked`: 1 to lock, 0 to open; `why` goes into the log, for the office to read."""

    locked = forms.TypedChoiceField(
        choices=[("1", ""), ("0", "")], coerce=lambda typed: typed == "1", widget=forms.HiddenInput
    )
    why = forms.CharField(
        label=_("Reason"), max_length=CountChange._meta.get_field("why").max_length
    )
