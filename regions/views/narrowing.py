"""What a reader may narrow a ranking down to."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from ..models import Kind
from ..ranking import Row


class Status(TextChoices):
    BELOW = "below", _("below target")
    REACHED = "reached", _("target reached")
    OVER = "over", _("over 100 %")
    SILENT = "silent", _("no report this day")
    UNKNOWN = "unknown", _("unknown")


class Order(TextChoices):
    PERCENT = "percent", _("lowest coverage")
    MISSING = "missing", _("most people missing")
    TO_TARGET = "to_target", _("most people to the target")
    CHANGE = "change", _("change in 7 days")


KINDS = [(kind, kind.label) for kind in (Kind.KABUPATEN, Kind.KOTA)]


class NarrowingForm(forms.Form):
    """Which rows of a ranking are listed, and in which order; ranks stay those of the whole."""

    nama = forms.CharField(label=_("Name"), required=False)
    jenis = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("all kinds")), *KINDS], required=False
    )
    status = forms.ChoiceField(
        label=_("Status"), choices=[("", _("all")), *Status.choices], required=False
    )
    urut = forms.ChoiceField(label=_("Order"), choices=Order.choices, required=False)

    def narrowed(self, rows: list[Row], day: date) -> list[Row]:
        """Those of the rows that were asked for, in the order asked for; no query.

        All of them as they are where one of the choices is none.
        """
        if not self.is_valid():
            return rows
        asked = self.cleaned_data
        name, kind, status = asked["nama"].casefold(), asked["jenis"], asked["status"]
        kept = [
            row
            for row in rows
            if name in row.region.name.casefold()
            and (not kind or row.region.kind == kind)
            and (not status or HAS_STATUS[status](row, day))
        ]
        return sorted(kept, key=ORDER_KEYS[asked["urut"] or Order.PERCENT])


HAS_STATUS: dict[str, Callable[[Row, date], bool]] = {
    Status.BELOW: lambda row, day: row.reached is False,
    Status.REACHED: lambda row, day: row.reached is True,
    Status.OVER: lambda row, day: (
        row.standing.hundredths is not None and (row.standing.missing or 0) < 0
    ),
    Status.SILENT: lambda row, day: row.last_report != day,
    Status.UNKNOWN: lambda row, day: row.standing.hundredths is None,
}


def _unknown_last(value: int | None) -> tuple[bool, int]:
    return (value is None, value or 0)


ORDER_KEYS: dict[str, Callable[[Row], Any]] = {
    Order.PERCENT: lambda row: 0,
    Order.MISSING: lambda row: _unknown_last(
        None if row.standing.missing is None else -row.standing.missing
    ),
    Order.TO_TARGET: lambda row: _unknown_last(
        None if row.people_to_target is None else -row.people_to_target
    ),
    Order.CHANGE: lambda row: _unknown_last(row.change_7),
}
