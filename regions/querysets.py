"""Verbs for reading sets of rows. Imports no models."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Protocol, Self, TypeVar

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

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


# Of a population figure: it has both numbers.
COMPLETE = Q(wajib_ktp__isnull=False, recorded__isnull=False)


class PopulationFigureQuerySet(models.QuerySet[Row, Row]):
    def _by_basis(self) -> Case:
        """The place of its basis in the order in which bases go before each other."""
        basis = self.model._meta.get_field("basis")
        assert isinstance(basis, models.Field)  # of the model itself
        bases = [value for value, _label in basis.flatchoices]
        whens = [When(basis=value, then=Value(at)) for at, value in enumerate(bases)]
        return Case(*whens, default=Value(len(whens)))

    def left_out_on(self, places: QuerySet[models.Model], day: date) -> Self:
        """Figures of `places` that lack a number and are newer than the one in force on `day`.

        What another basis says of the same as-of day is not newer.
        """
        known = self.model._default_manager.filter(
            COMPLETE, region=OuterRef("region"), as_of__lte=day, published_on__lte=day
        )
        newer = known.filter(
            Q(as_of__gt=OuterRef("as_of"))
            | Q(as_of=OuterRef("as_of"), published_on__gt=OuterRef("published_on"))
            | Q(as_of=OuterRef("as_of")) & ~Q(basis=OuterRef("basis"))
        )
        dated = self.filter(region__in=places, as_of__lte=day, published_on__lte=day)
        return dated.exclude(COMPLETE).filter(Exists(known), ~Exists(newer))

    def in_force_between(
        self, places: QuerySet[models.Model], first: date, last: date, all_of: Iterable[int] = ()
    ) -> Self:
        """Figures of `places` that are in force on some day from `first` to `last`; of those in
        `all_of` the earlier ones too.

        Of each place the one in force on `first`, if any, and what came or was pinned after it, or
        all of it where a pin was taken back; pick among them by day: see regions.ranking.figures.
        Looked up once per place, not once per figure: places stay as many, figures become more
        each semester.
        """
        figures = self.model._default_manager.all()
        begun = figures.filter(as_of__lte=first, published_on__lte=first)
        # Asked of the place, so that it is found once and not beside each of its figures.
        newest = begun.filter(region=OuterRef(OuterRef("pk"))).order_by("-as_of").values("as_of")
        as_of = Coalesce(Subquery(newest.filter(COMPLETE)[:1]), Subquery(newest[:1]))
        holds = Q(pins__ended_on__isnull=True) | Q(pins__ended_on__gt=first)
        pinned_before = figures.filter(holds, pk=OuterRef("pk"), pins__day__lte=first)
        last_pin = pinned_before.order_by("-pins__pk").values("pins__pk")[:1]
        in_force = begun.filter(region=OuterRef("pk"), as_of=as_of).order_by(
            Case(When(COMPLETE, then=0), default=1),
            Subquery(last_pin).desc(nulls_last=True),
            self._by_basis(),
            "-published_on",
        )
        on_first = places.order_by().values_list(Subquery(in_force.values("pk")[:1]))
        pinned = figures.filter(pins__day__gt=first, pins__day__lte=last).values("pk")
        unpinned = figures.filter(pins__ended_on__gt=first, pins__ended_on__lte=last)
        later = Q(as_of__gt=first) | Q(published_on__gt=first) | Q(pk__in=pinned)
        later |= Q(region__in=unpinned.values("region"))
        return self.filter(
            Q(pk__in=on_first) | later | Q(region__in=list(all_of)),
            region__in=places,
            as_of__lte=last,
            published_on__lte=last,
        )


class TargetQuerySet(models.QuerySet[Row, Row]):
    def not_withdrawn(self) -> Self:
        """All that count on some day: one that was typed by mistake never did."""
        return self.filter(is_withdrawn=False)


class CountChangeQuerySet(models.QuerySet[Row, Row]):
    def within(self, region: Place, former: Collection[int] = ()) -> Self:
        """Changes in `region` and everything below it, and in the places `former`, which a decree
        made a part of it.

        Said of the office, or of the one place, not of many places where no decree did: then both
        databases find the newest without reading all of them.
        """
        if region.parent_id is None:
            return self
        if region.province_id is None:
            inside = Q(kabkota__province=region.pk)
        elif region.kabkota_id is None:
            inside = Q(kabkota=region.pk)
        else:
            inside = Q(region=region.pk)
        if former:
            inside |= Q(kabkota__in=former) | Q(region__in=former)
        return self.filter(inside)
