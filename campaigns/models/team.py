from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Team(models.Model):
    """What one office brings to an event: people, and recording sets (alat rekam)."""

    event = models.ForeignKey("campaigns.Event", models.CASCADE, related_name="teams")
    office = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    people = models.PositiveSmallIntegerField(
        _("people"), validators=[MinValueValidator(1), MaxValueValidator(500)]
    )
    recording_sets = models.PositiveSmallIntegerField(
        _("recording sets"), default=0, validators=[MaxValueValidator(100)]
    )

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["office__code"]
        constraints = [
            models.UniqueConstraint(fields=["event", "office"], name="one_team_per_office"),
        ]

    def __str__(self) -> str:
        return f"{self.office_id}: {self.people}"
