"""The filters above the log of changes."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ..models import CountChange, FigureChange, Region, TargetChange
from ..querysets import CountChangeQuerySet


class ChangeFilter(django_filters.FilterSet):
    """Narrows the change log to a place and a service day."""

    wilayah = django_filters.CharFilter(method="filter_place", label=_("Region code"))
    tanggal = django_filters.DateFilter(field_name="day", label=_("Service day"))

    class Meta:
        model = CountChange
        fields: list[str] = []

    def filter_place(
        self, queryset: CountChangeQuerySet[CountChange], name: str, value: str
    ) -> QuerySet:
        place = Region.objects.filter(code=value).first()
        return queryset.within(place) if place else queryset.none()


class FigureChangeFilter(ChangeFilter):
    """The same for the log of population figures, by their as-of day."""

    tanggal = django_filters.DateFilter(field_name="as_of", label=_("As of"))

    class Meta:
        model = FigureChange
        fields: list[str] = []

    def filter_place(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(Q(region__code=value) | Q(region__code__startswith=f"{value}."))


class TargetChangeFilter(ChangeFilter):
    """The same for the log of targets, by their first day."""

    tanggal = django_filters.DateFilter(field_name="target__from_day", label=_("From day"))

    class Meta:
        model = TargetChange
        fields: list[str] = []

    def filter_place(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        inside = Q(target__region__code=value) | Q(target__region__code__startswith=f"{value}.")
        return queryset.filter(inside)
