from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Stop(models.Model):
    """Where the event is to be found: a place in a kecamatan, on some of its days."""

    event = models.ForeignKey("campaigns.Event", models.CASCADE, related_name="stops")
    kecamatan = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    place = models.CharField(_("place"), max_length=120, blank=True)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))

    class Meta:
        verbose_name = _("stop")
        verbose_name_plural = _("stops")
        ordering = ["first_day", "kecamatan__code", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="stop_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kecamatan_id} {self.first_day}"
