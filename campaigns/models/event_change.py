from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PlanPart(models.TextChoices):
    """What of a plan a change is about."""

    EVENT = "event", _("event")
    STOP = "stop", _("stop")
    TEAM = "team", _("team")


class EventChange(models.Model):
    """One value of a plan that became another; append-only, as CountChange.

    `row` is the key of the stop, which may be gone since, or of the office whose team it is.
    `field` is named as in the model of the part; days, hours and the code of a kecamatan are text.
    None is "there was none": a stop without a kecamatan is taken away. `version` is the event's
    from then on. Written in the transaction of the change itself, by campaigns.history alone.
    """

    event = models.ForeignKey("campaigns.Event", models.PROTECT, related_name="changes")
    version = models.PositiveIntegerField()
    part = models.CharField(max_length=5, choices=PlanPart)
    row = models.BigIntegerField(null=True)
    field = models.CharField(max_length=30)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    why = models.CharField(_("reason"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("change of a plan")
        verbose_name_plural = _("changes of plans")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.event_id} {self.part} {self.field}: {self.old} > {self.new}"
