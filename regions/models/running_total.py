from datetime import date
from typing import NamedTuple

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def amount() -> models.PositiveBigIntegerField:
    return models.PositiveBigIntegerField(default=0)


class DayTotal(models.Model):
    """The ledger: one row per kabupaten/kota and day, without a gap from first to last day.

    `<measure>` is that day's sum over its DailyCount rows, `<measure>_total` the sum since
    the first day. `kecamatan_told` says for how many kecamatan the counter gave a number of
    recorded people; None where there are no counts. Derived; regions.recording.ledger alone
    writes it. See docs/adr/0003.
    """

    head = models.ForeignKey(
        "regions.RunningHead", models.CASCADE, related_name="days", db_index=False
    )
    day = models.DateField()
    kecamatan_told = models.PositiveSmallIntegerField(null=True)

    recorded = amount()
    printed = amount()
    delivered = amount()
    recorded_minors = amount()
    recorded_outsiders = amount()
    reprinted = amount()
    spoiled = amount()

    recorded_total = amount()
    printed_total = amount()
    delivered_total = amount()
    recorded_minors_total = amount()
    recorded_outsiders_total = amount()
    reprinted_total = amount()
    spoiled_total = amount()

    class Meta:
        # By head for a correction that shifts later days, by day for a ranking of many heads.
        indexes = [models.Index(fields=["day", "head"], name="total_day_head")]
        constraints = [
            models.UniqueConstraint(fields=["head", "day"], name="one_total_per_day"),
        ]

    def __str__(self) -> str:
        return f"{self.head_id} {self.day}"


class Span(NamedTuple):
    """The first and the last day of a ledger, both with a row."""

    first: date
    last: date


class RunningHead(models.Model):
    """The last ledger row of a kabupaten/kota at hand, and the lock its writers queue for.

    `version` rises with every write, so a reader knows whether anything changed.
    """

    kabkota = models.OneToOneField(
        "regions.Region", models.PROTECT, primary_key=True, related_name="head"
    )
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    version = models.PositiveBigIntegerField(default=0)

    recorded_total = amount()
    printed_total = amount()
    delivered_total = amount()
    recorded_minors_total = amount()
    recorded_outsiders_total = amount()
    reprinted_total = amount()
    spoiled_total = amount()

    class Meta:
        verbose_name = _("running head")
        constraints = [
            models.CheckConstraint(
                condition=Q(first_day__isnull=True, last_day__isnull=True)
                | Q(last_day__gte=F("first_day")),
                name="head_days_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kabkota_id} v{self.version}"

    @property
    def span(self) -> Span | None:
        """The days of the ledger; None as long as it has none."""
        if self.first_day is None or self.last_day is None:
            return None
        return Span(self.first_day, self.last_day)
