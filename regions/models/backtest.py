from datetime import date
from typing import NamedTuple, Self

from django.db import models
from django.db.models import Max, Sum
from django.utils.translation import gettext_lazy as _

from ..levels import Level
from .region import Region


class CameTrue(NamedTuple):
    """Of `cases` earlier projections, on counts up to `day`, `held` held the day in their range."""

    day: date
    cases: int
    held: int


class BacktestQuerySet(models.QuerySet["Backtest"]):
    def in_region(self, region: Region) -> Self:
        """Those of the offices in a region; of a kecamatan, its own office's."""
        if region.level == Level.NATION:
            return self
        if region.level == Level.PROVINCE:
            return self.filter(region__province=region)
        return self.filter(region=region.kabkota_id or region.pk)

    def summed(self) -> CameTrue | None:
        """All of them as one, None where no projection was tried; 1 query."""
        found = self.aggregate(day=Max("day"), cases=Sum("cases"), held=Sum("held"))
        return CameTrue(**found) if found["cases"] else None


class Backtest(models.Model):
    """How the projections of one office came true, on its own counts up to a day.

    The last one tried, written by `manage.py backtest --region`; see regions.measuring.
    """

    region = models.OneToOneField(
        Region, models.PROTECT, primary_key=True, related_name="backtest", verbose_name=_("region")
    )
    day = models.DateField(_("day"))
    cases = models.PositiveIntegerField()
    held = models.PositiveIntegerField()
    straight_is_nearer = models.BooleanField()

    objects = BacktestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(held__lte=models.F("cases")), name="backtest_held_of_cases"
            )
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.day}: {self.held}/{self.cases}"
