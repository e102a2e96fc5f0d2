"""What the fields of a file are called on screens and in files."""

from django.utils.translation import gettext as _

from ..models import LEVELS, MEASURES, DailyCount, DayStatus


def label(field: str) -> str:
    """The name of a field in the language of the page, as on the entry page."""
    if field in MEASURES:
        text = str(DailyCount._meta.get_field(field).verbose_name)
    elif field in LEVELS:
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
