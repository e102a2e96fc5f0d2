from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class FigurePin(models.Model):
    """A person's word that of the figures of one as-of day this one is in force.

    It counts from `day`, the day on which it was made, so that no page of an earlier day changes.
    Of several the last holds. Another as-of day goes before it, or after it, all the same.
    Append-only, written by regions.recording; it goes with its figure, its log entry stays.
    """

    figure = models.ForeignKey("regions.PopulationFigure", models.CASCADE, related_name="pins")
    day = models.DateField(_("counts from"))
    reason = models.CharField(_("reason"), max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("pinned figure")
        verbose_name_plural = _("pinned figures")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.figure_id} {self.day}: {self.reason}"
