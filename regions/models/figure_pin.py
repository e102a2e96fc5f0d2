from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class FigurePin(models.Model):
    """A person's word that of the figures of one as-of day this one is in force.

    It counts from `day`, the day on which it was made, so that no page of an earlier day changes;
    of several the last holds. Taken back, it counts no longer from `ended_on` on, which is the day
    of that. Another as-of day goes before it, or after it, all the same. Written by
    regions.recording, with who, when and why in the log; it goes with its figure, the log stays.
    """

    figure = models.ForeignKey("regions.PopulationFigure", models.CASCADE, related_name="pins")
    day = models.DateField(_("counts from"))
    ended_on = models.DateField(_("counts no longer from"), null=True)
    reason = models.CharField(_("reason"), max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("pinned figure")
        verbose_name_plural = _("pinned figures")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True) | models.Q(ended_on__gte=models.F("day")),
                name="pin_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.figure_id} {self.day}: {self.reason}"
