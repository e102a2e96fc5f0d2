"""Verbs for reading sets of rows. Imports no models."""

from datetime import date
from typing import Protocol, Self, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

Row = TypeVar("Row", bound=models.Model)


class Place(Protocol):
    """As much of a Region as is needed here."""

    @property
    def pk(self) -> int: ...
    @property
    def code(self) -> str: ...
    @property
    def parent_id(self) -> int | None: ...


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
    def in_force_between(self, first: date, last: date) -> Self:
        """Figures in force on some day from `first` to `last`; at least one figure a region.

        A figure is left out when it is not yet known on `last`, or when on `first` one of a
        later day is already in force. Pick among the rest by day: see regions.ranking.standings.
        """
        newer_on_first = self.model._default_manager.filter(
            region=OuterRef("region"),
            as_of__gt=OuterRef("as_of"),
            as_of__lte=first,
            published_on__lte=first,
        )
        return self.filter(~Exists(newer_on_first), as_of__lte=last, published_on__lte=last)
