"""Who types an ordinary day is asked nothing; who types nonsense is, on the same page."""

from dataclasses import replace
from datetime import date

import pytest
from django.http import QueryDict

from regions.days import ONE_DAY, days_from
from regions.entry import DayForm, DaySheet, day_sheet
from regions.models import Region
from regions.reference.sample import FIRST_DAY, LAST_DAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]

SILENT_DAY = date(2019, 4, 1)


def typed(sheet: DaySheet, **more: str) -> DayForm:
    """The form as if all that is stored were typed into an empty page."""
    data = QueryDict(mutable=True)
    for name, field in DayForm(sheet).fields.items():
        data[name] = "" if field.initial is None else str(field.initial)
    data.update(more)
    return DayForm(replace(sheet, stored={}, status=None), data)


def office(code: str) -> Region:
    return Region.objects.select_related("province").get(code=code)


@pytest.mark.parametrize("code", ["15.03", "15.71"])
def test_on_the_63_days_of_the_sample_nothing_is_asked(code):
    days = list(days_from(FIRST_DAY, LAST_DAY + ONE_DAY))
    forms = {day: typed(day_sheet(office(code), day)) for day in days}

    assert len(days) == 63
    assert {day: form.errors for day, form in forms.items() if form.errors} == {}


def test_printed_60_and_handed_over_90_is_asked_about_and_so_are_shelves_of_a_nation():
    sheet = day_sheet(office("15.03"), SILENT_DAY)
    nonsense = {"15.03.02-recorded": "2", "15.03.02-printed": "60", "15.03.02-delivered": "90"}
    levels = {"15.03-blangko_left": "999999", "15.03-print_ready": "888888"}

    asked = typed(sheet, **nonsense, **levels)

    assert set(asked.errors) == {"15.03.02-delivered", *levels}
    assert set(asked.questions) == set(asked.errors)
