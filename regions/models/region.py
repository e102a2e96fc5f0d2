from datetime import date
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..levels import Level
from ..querysets import RegionQuerySet


class Kind(models.TextChoices):
    NATION = "nation", _("nation")
    PROVINSI = "provinsi", _("province")
    KABUPATEN = "kabupaten", _("kabupaten")
    KOTA = "kota", _("kota")
    KECAMATAN = "kecamatan", _("kecamatan")
    DESA = "desa", _("desa")
    KELURAHAN = "kelurahan", _("kelurahan")


class Region(models.Model):
    """A place from the nation down to a desa, under its Kemendagri code.

    Valid from its first to its last day, both included; None is "as far as we know".
    A region that ends keeps its row, so history stays. What became of it is a RegionChange; where
    it was renumbered or merged, `replaced_by` is the place that carries it on now.
    The office of a kabupaten/kota owes reports from `reports_from` on; None is from the first day
    it ever told, see regions.reporting.
    Source: Kepmendagri 300.2.2-2138 of 2025 (see regions/data/SOURCES.md).
    """

    code = models.CharField(_("code"), max_length=13, unique=True)
    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    level = models.PositiveSmallIntegerField(_("level"), choices=[(lv, lv.name) for lv in Level])
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    province = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    kabkota = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    time_zone = models.CharField(
        _("time zone"), max_length=30, blank=True, help_text=_("Of a province.")
    )
    valid_from = models.DateField(_("first day"), null=True, blank=True)
    valid_to = models.DateField(_("last day"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces"
    )

    reports_from = models.DateField(
        _("owes reports from"),
        null=True,
        blank=True,
        help_text=_("Of a kabupaten/kota. Empty: from its first report on."),
    )

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["code"]
        indexes = [models.Index(fields=["level", "province"], name="region_level_province")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="region_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def zone(self) -> ZoneInfo:
        """The clock on the wall here; the nation's is Jakarta's."""
        province = self if self.level == Level.PROVINCE else self.province
        return ZoneInfo(province.time_zone if province else "Asia/Jakarta")

    @property
    def goes_straight_on(self) -> bool:
        """Whether its last back-test found a straight line nearer than the projection."""
        return hasattr(self, "backtest") and self.backtest.straight_is_nearer

    def carried_on_by(self, day: date) -> "Region":
        """The region itself; once a decree has renumbered or merged it, what it became."""
        return self.replaced_by if self.replaced_by and not self.is_valid_on(day) else self

    def is_valid_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )
