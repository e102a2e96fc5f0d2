"""Verbs for reading sets of rows. Imports no models."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, Self, TypeVar

from django.db import models
from django.db.models import OuterRef, Q, QuerySet, Subquery

Row = TypeVar("Row", bound=models.Model)


class Place(Protocol):
    """As much of a Region as is needed here."""

    @property
    def pk(self) -> int: ...
    @property
    def code(self) -> str: ...
    @property
    def parent_id(self) -> int | None: ...
    @property
    def province_id(self) -> int | None: ...
    @property
    def kabkota_id(self) -> int | None: ...


class RegionQuerySet(models.QuerySet[Row, Row]):
    def valid_on(self, day: date) -> Self:
        """Regions that exist on `day`; their first and last day count."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )

    def within(self, region: Place) -> Self:
        """`region` itself and everything below it, by code."""
        if region.parent_id is None:
            return self
        return self.filter(Q(pk=region.pk) | Q(code__startswith=f"{region.code}."))


class PopulationFigureQuerySet(models.QuerySet[Row, Row]):
    def in_force_between(
        self, places: QuerySet[models.Model], first: date, last: date, all_of: Iterable[int] = ()
    ) -> Self:
        """Figures of `places` that are in force on some day from `first` to `last`; of those in
        `all_of` the earlier ones too.

        Of each place the one in force on `first`, if any, and what came after it up to `last`;
        pick among them by day: see regions.ranking.standings. Looked up once per place, not
        once per figure: places stay as many, figures become more each semester.
        """
        in_force = self.model._default_manager.filter(
            region=OuterRef("pk"), as_of__lte=first, published_on__lte=first
        ).order_by("-as_of", "-published_on")
        on_first = places.order_by().values_list(Subquery(in_force.values("pk")[:1]))
        later = Q(as_of__gt=first) | Q(published_on__gt=first)
        return self.filter(
            Q(pk__in=on_first) | later | Q(region__in=list(all_of)),
            region__in=places,
            as_of__lte=last,
            published_on__lte=last,
        )


class CountChangeQuerySet(models.QuerySet[Row, Row]):
    def within(self, region: Place) -> Self:
        """Changes in `region` and everything below it.

        Said of the office, or of the one place, never of many places: then both databases find
        the newest without reading all of them.
        """
        if region.parent_id is None:
            return self
        if region.province_id is None:
            return self.filter(kabkota__province=region.pk)
        if region.kabkota_id is None:
            return self.filter(kabkota=region.pk)
        return self.filter(region=region.pk)
