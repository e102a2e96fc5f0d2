"""The filters above the log of changes."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from .. import wording
from ..access import WITH_NUMBERS, formerly_in, lies_or_lay_in
from ..models import CountChange, FigureChange, Region, TargetChange


class PlaceFilter(django_filters.FilterSet):
    """Narrows a log to a place, under any of its codes."""

    wilayah = django_filters.CharFilter(method="filter_place", label=_("Region code"))
    # The place that was asked for by a code that it has no more.
    ended: Region | None = None

    def filter_place(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        place = Region.objects.select_related("replaced_by").filter(code=value).first()
        if place is None:
            return queryset.none()
        self.ended = place if place.replaced_by else None
        return self.of_place(queryset, place.replaced_by or place)

    def of_place(self, queryset: QuerySet, place: Region) -> QuerySet:
        return queryset.filter(lies_or_lay_in("region", place))

    def asked_of_ended(self) -> str:
        """By which decree the code that was asked for ended; "" where it did not. 1 query."""
        if self.ended is None:
            return ""
        return wording.ended(self.ended, list(self.ended.changes_after.select_related("new")))


class ChangeFilter(PlaceFilter):
    """The log of counts, narrowed to a place and a service day."""

    tanggal = django_filters.DateFilter(field_name="day", label=_("Service day"))

    class Meta:
        model = CountChange
        fields: list[str] = []

    def of_place(self, queryset: QuerySet, place: Region) -> QuerySet:
        return queryset & CountChange.objects.within(place, formerly_in(place, WITH_NUMBERS))


class FigureChangeFilter(PlaceFilter):
    """The same for the log of population figures, by their as-of day."""

    tanggal = django_filters.DateFilter(field_name="as_of", label=_("As of"))

    class Meta:
        model = FigureChange
        fields: list[str] = []


class TargetChangeFilter(PlaceFilter):
    """The same for the log of targets, by their first day."""

    tanggal = django_filters.DateFilter(field_name="target__from_day", label=_("From day"))

    class Meta:
        model = TargetChange
        fields: list[str] = []

    def of_place(self, queryset: QuerySet, place: Region) -> QuerySet:
        return queryset.filter(lies_or_lay_in("target__region", place))
