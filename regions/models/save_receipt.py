from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SaveReceipt(models.Model):
    """That one save of a day was committed, by the id that the browser gave it.

    A browser that did not hear the answer sends the same save again; it gets this answer. Written
    in the transaction of the save.
    """

    visit = models.UUIDField(_("id of the browser"), unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kabkota = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    day = models.DateField(_("day"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("receipt of a save")
        verbose_name_plural = _("receipts of saves")

    def __str__(self) -> str:
        return f"{self.visit} {self.day}"
