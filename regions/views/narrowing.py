"""What a reader may narrow a ranking or the change log down to."""

from collections.abc import Callable

import django_filters
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ..models import Kind, Region
from ..ranking import Row


class Status(models.TextChoices):
    BELOW = "below", _("below target")
    REACHED = "reached", _("target reached")
    OVER = "over", _("over 100 %")
    SILENT = "silent", _("no report this day")
    UNKNOWN = "unknown", _("unknown")


class Order(models.TextChoices):
    PERCENT = "percent", _("lowest coverage")
    MISSING = "missing", _("most people missing")
    TO_TARGET = "to_target", _("most people to the target")
    CHANGE = "change", _("change in 7 days")


class RankingFilter(django_filters.FilterSet):
    """Narrows the rows of a ranking; ranks stay those of the whole."""

    nama = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label=_("Name"))
    jenis = django_filters.ChoiceFilter(
        field_name="kind",
        choices=[(Kind.KABUPATEN, Kind.KABUPATEN.label), (Kind.KOTA, Kind.KOTA.label)],
        label=_("Kind"),
        empty_label=_("all kinds"),
    )
    status = django_filters.ChoiceFilter(
        choices=Status, method="filter_status", label=_("Status"), empty_label=_("all")
    )
    urut = django_filters.ChoiceFilter(
        choices=Order, method="keep_all", label=_("Order"), empty_label=None
    )

    class Meta:
        model = Region
        fields: list[str] = []

    def __init__(self, data, *, rows: list[Row], day):
        self.rows, self.day = rows, day
        super().__init__(data, queryset=Region.objects.filter(pk__in=[r.region.pk for r in rows]))

    def filter_status(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        kept = [row.region.pk for row in self.rows if has_status(row, value, self.day)]
        return queryset.filter(pk__in=kept)

    def keep_all(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset

    @property
    def narrowed_rows(self) -> list[Row]:
        """The rows asked for, in the order asked for; 1 query, none without a filter."""
        if not self.form.is_valid():
            return self.rows
        chosen = self.form.cleaned_data
        rows = self.rows
        if any(chosen[name] for name in ("nama", "jenis", "status")):
            kept = set(self.qs.values_list("pk", flat=True))
            rows = [row for row in rows if row.region.pk in kept]
        return sorted(rows, key=ORDER_KEYS[chosen["urut"] or Order.PERCENT])


def has_status(row: Row, status: str, day) -> bool:
    hundredths = row.standing.hundredths
    return {
        Status.BELOW: row.reached is False,
        Status.REACHED: row.reached is True,
        Status.OVER: hundredths is not None and (row.standing.missing or 0) < 0,
        Status.SILENT: row.last_report != day,
        Status.UNKNOWN: hundredths is None,
    }[Status(status)]


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
    Order.CHANGE: lambda row: _unknown_last(row.change_7),
}
