"""What the stored fields are called, and their values, on screens and in files."""

from django.utils.translation import gettext as _

from .. import numerals
from ..models import (
    AT_DAYS_END,
    MEASURES,
    Basis,
    DailyCount,
    DayStatus,
    PopulationFigure,
    State,
    name_of,
)


def label(field: str) -> str:
    """The name of a field in the language of the page, as on the entry page."""
    if field in MEASURES:
        text = name_of(DailyCount, field)
    elif field in AT_DAYS_END:
        text = name_of(DayStatus, field)
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
    if name == "pinned":
        text = _("chosen by hand")
    elif name in ("basis", "source", "wajib_ktp_on_deadline"):
        text = name_of(PopulationFigure, name)
    elif name in ("state", "zero_reason", "is_complete", "remark", "locked"):
        text = name_of(DayStatus, name)
    else:
        text = label(name)
    return text[:1].upper() + text[1:]


def short_basis(basis: str) -> str:
    """ "DP4", as people say it; of the others the whole name."""
    short = {Basis.DKB.value: "DKB", Basis.DP4.value: "DP4", Basis.DPT.value: "DPT"}
    return short.get(basis) or str(Basis(basis).label)


def value_text(name: str, value: int | str | None) -> str:
    if name == "basis" and value:
        return str(Basis(str(value)).label)
    if name in ("locked", "is_complete"):
        return _("yes") if value else _("no")
    if name == "state" and value:
        return str(State(str(value)).label)
    return (value or numerals.UNKNOWN) if isinstance(value, str) else numerals.people(value)
