from datetime import date
from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..querysets import TargetQuerySet

DEFAULT_PERCENT = Decimal("98.00")


class Target(models.Model):
    """The coverage a region, or all of them, should reach; a dated setting, no constant.

    In force on a day: among those begun and not ended, the most specific region wins, then the
    latest; no region and the nation are one. After the last day of one, the earlier or the wider
    one applies again. One that was withdrawn, because it was typed by mistake, is on no day; its
    row stays for the log.
    """

    region = models.ForeignKey(
        "regions.Region",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="targets",
        help_text=_("Empty: for all regions."),
    )
    from_day = models.DateField(_("from day"))
    last_day = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Empty: until another one begins.")
    )
    percent = models.DecimalField(
        _("percent"),
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    deadline = models.DateField(_("deadline"), null=True, blank=True)
    label = models.CharField(
        _("label"), max_length=100, blank=True, help_text=_("For example: Pemilu 17 April 2019")
    )
    is_withdrawn = models.BooleanField(_("withdrawn"), default=False)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["-from_day"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "from_day"],
                condition=models.Q(is_withdrawn=False),
                name="one_target_per_day",
            ),
            models.UniqueConstraint(
                fields=["from_day"],
                condition=models.Q(region__isnull=True, is_withdrawn=False),
                name="one_target_for_all_per_day",
            ),
            models.CheckConstraint(
                condition=models.Q(percent__gt=0), name="target_percent_is_positive"
            ),
            models.CheckConstraint(
                condition=models.Q(last_day__isnull=True)
                | models.Q(last_day__gte=models.F("from_day")),
                name="target_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.percent} % {self.label}"

    def is_in_force_on(self, day: date) -> bool:
        """Whether it has begun and not ended; another target may still go before it."""
        return self.from_day <= day and (self.last_day is None or day <= self.last_day)


class TargetChange(models.Model):
    """One value of a target that became another; append-only, as CountChange.

    `field` is percent, from_day, last_day, deadline or label; days are in ISO form, percent is
    text with two decimals. Or it is is_withdrawn, of one that never should have counted. Written
    in the transaction of the change itself.
    """

    target = models.ForeignKey("regions.Target", models.PROTECT, related_name="changes")
    field = models.CharField(max_length=20)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("change of a target")
        verbose_name_plural = _("changes of targets")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.target_id} {self.field}: {self.old} > {self.new}"
