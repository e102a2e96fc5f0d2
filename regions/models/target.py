from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

DEFAULT_PERCENT = Decimal("98.00")


class Target(models.Model):
    """The coverage a region, or all of them, should reach; a dated setting, no constant.

    In force on a day: among those begun, the most specific region wins, then the latest.
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

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["-from_day"]
        constraints = [
            models.UniqueConstraint(fields=["region", "from_day"], name="one_target_per_day"),
            models.UniqueConstraint(
                fields=["from_day"],
                condition=models.Q(region__isnull=True),
                name="one_target_for_all_per_day",
            ),
            models.CheckConstraint(
                condition=models.Q(percent__gt=0), name="target_percent_is_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.percent} % {self.label}"
