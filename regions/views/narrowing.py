"""What a reader may narrow a ranking down to."""

from collections.abc import Callable

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from ..decrees import former_names
from ..levels import Level
from ..models import Kind
from ..ranking import Row
from ..reporting import DayReports
from ..wording import points


class Status(TextChoices):
    BELOW = "below", _("below target")
    REACHED = "reached", _("target reached")
    OVER = "over", _("over 100 %")
    SILENT = "silent", _("not reported")
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

    def narrowed(self, rows: list[Row], reports: DayReports) -> list[Row]:
        """Those of the rows that were asked for, in the order asked for; 1 query for a name, which
        may be one of the past, or a code.

        All of them as they are where one of the choices is none.
        """
        if not self.is_valid():
            return rows
        asked = self.cleaned_data
        name, kind, status = asked["nama"].casefold(), asked["jenis"], asked["status"]
        former = former_names() if name else {}

        def names(row: Row) -> str:
            return f"{row.region} {former.get(row.region.pk, '')}".casefold()

        kept = [
            row
            for row in rows
            if name in names(row)
            and (not kind or row.region.kind == kind)
            and (not status or has_status(row, status, reports))
        ]
        return sorted(kept, key=ORDER_KEYS[asked["urut"] or Order.PERCENT])


def has_status(row: Row, status: str, reports: DayReports) -> bool:
    hundredths = row.standing.hundredths
    return {
        Status.BELOW: row.reached is False,
        Status.REACHED: row.reached is True,
        Status.OVER: hundredths is not None and (row.standing.missing or 0) < 0,
        Status.SILENT: _is_silent(row, reports),
        Status.UNKNOWN: hundredths is None,
    }[Status(status)]


def _is_silent(row: Row, reports: DayReports) -> bool:
    """Overdue; a kecamatan has no report of its own, it is silent where it has no number."""
    if row.region.level > Level.KABKOTA:
        return row.last_report != reports.day
    return reports.is_overdue(row.region.code)


def _unknown_last(value: int | None) -> tuple[bool, int]:
    return (value is None, value or 0)


ORDER_KEYS: dict[str, Callable[[Row], tuple[bool, int]]] = {
    Order.PERCENT: lambda row: (False, 0),
    Order.MISSING: lambda row: _unknown_last(
        None if row.standing.missing is None else -row.standing.missing
    ),
    Order.TO_TARGET: lambda row: _unknown_last(
        None if row.people_to_target is None else -row.people_to_target
    ),
    Order.CHANGE: lambda row: _unknown_last(points(row.change_7)),
}
