"""The form of a day of Sarolangun, as the entry page makes it."""

from collections.abc import Mapping
from datetime import date

from django.http import QueryDict

from regions.entry import DayForm, day_sheet
from tests.factories import DAY, Jambi

LIMUN = "15.03.01-recorded"
PAUH = "15.03.03-recorded"
STATE = "15.03-state"
REASON = "15.03-zero_reason"
COMPLETE = "15.03-complete"
REMARK = "15.03-remark"


def day_form(jambi: Jambi, sent: Mapping[str, str] | None = None, day: date = DAY) -> DayForm:
    """`sent` None is a page just opened."""
    data = None if sent is None else QueryDict(mutable=True)
    if data is not None:
        data.update(sent)
    return DayForm(day_sheet(jambi.sarolangun, day), data)


def codes_of(form: DayForm, name: str) -> list[str]:
    return [error.code for error in form.errors.as_data().get(name, [])]
