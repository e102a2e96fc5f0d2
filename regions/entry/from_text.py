"""A day's form with numbers that a text said, as if they had been typed."""

from collections.abc import Mapping

from .day_form import DayForm
from .sheet import DaySheet
from .typed_grid import text_of


def pasted_day(sheet: DaySheet, values: Mapping[str, int]) -> DayForm:
    """`values` are by the name of their input; every other input has what is stored, and the
    versions are those of now. Nothing is saved by it."""
    stored = DayForm(sheet)
    data = {name: text_of(field.initial) for name, field in stored.fields.items()}
    data |= {name: str(version) for name, version in stored.versions().items()}
    data |= {name: str(number) for name, number in values.items() if name in stored.fields}
    return DayForm(sheet, data)
