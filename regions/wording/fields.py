"""What the stored fields are called, and their values, on screens and in files."""

from django.utils.translation import gettext as _

from .. import numerals
from ..models import AT_DAYS_END, MEASURES, Basis, DailyCount, DayStatus, PopulationFigure, State


def label(field: str) -> str:
    """The name of a field in the language of the page, as on the entry page."""
    if field in MEASURES:
        text = str(DailyCount._meta.get_field(field).verbose_name)
    elif field in AT_DAYS_END:
        text = str(DayStatus._meta.get_field(field).verbose_name)
    else:
        text = {
            "code": _("code of the place"),
            "name": _("name of the place"),
            "day": _("day"),
            "wajib_ktp": _("wajib KTP"),
            "missing": _("not yet recorded"),
            "percent": _("percentage"),
            "population": _("population"),
            "ignore": _("not imported"),
        }[field]
    return text


def field_text(name: str) -> str:
    if name in ("basis", "source"):
        text = str(PopulationFigure._meta.get_field(name).verbose_name)
    elif name in ("state", "zero_reason"):
        text = str(DayStatus._meta.get_field(name).verbose_name)
    else:
        text = label(name)
    return text[:1].upper() + text[1:]


def value_text(name: str, value: int | str | None) -> str:
    if name == "basis" and value:
        return str(Basis(value).label)
    if name == "state" and value:
        return str(State(value).label)
    return (value or numerals.UNKNOWN) if isinstance(value, str) else numerals.people(value)
