from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DecreedDay(models.Model):
    """A day that a decree makes a day off, or lifts: the calendar of holidays knows no decrees.

    For the whole nation or for one province, whose word goes before that of the nation; of two
    about the same day the newer one holds, and the older stays to be read. All writing lies in
    regions.recording.decreed_days.
    """

    region = models.ForeignKey(
        "regions.Region", models.PROTECT, related_name="decreed_days", db_index=False
    )
    day = models.DateField(_("day"))
    is_off = models.BooleanField(_("day off"))
    decree = models.CharField(
        _("decree"), max_length=120, help_text=_("For example: SKB 3 Menteri no. 855 of 2023")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("decreed day")
        verbose_name_plural = _("decreed days")
        indexes = [models.Index(fields=["region", "day"], name="decreed_region_day")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(decree=""), name="decreed_by_a_decree")
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.day}"
