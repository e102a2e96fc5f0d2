from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from regions.models import MOST_PER_DAY
from regions.models import increment as count

FAILURES = ("failed_fingerprint", "failed_iris", "failed_other")
# What is counted at a stop, in people or cards, in the order in which it is typed.
RESULTS = (
    "recorded",
    "already_recorded",
    "replaced",
    "data_changed",
    *FAILURES,
    "printed",
    "reprinted",
    "delivered",
    "spoiled",
)


class StopResult(models.Model):
    """What happened at one stop on one day; None is "not reported". Written by results alone.

    Newly recorded people, cards printed, handed over and spoiled are posted to the daily
    counts of the kecamatan under the channel jemput bola, so nobody types them twice.
    """

    stop = models.ForeignKey("campaigns.Stop", models.PROTECT, related_name="results")
    day = models.DateField(_("service day"))

    recorded = count(_("newly recorded"), _("residents obliged to hold a card"))
    already_recorded = count(_("already recorded"), _("people who came but had been recorded"))
    replaced = count(_("damaged or lost"), _("people with a damaged or lost card"))
    data_changed = count(_("data changed"), _("people whose data changed"))
    failed_fingerprint = count(_("failed, fingerprint"), _("people"))
    failed_iris = count(_("failed, iris"), _("people"))
    failed_other = count(_("failed, other"), _("people"))
    printed = count(_("printed"), _("cards printed for the first time"))
    reprinted = count(_("reprinted"), _("cards for damage, loss or changed data"))
    delivered = count(_("handed over"), _("cards handed over"))
    spoiled = count(_("spoiled"), _("cards spoiled in printing"))
    notes = models.CharField(_("notes"), max_length=300, blank=True)

    version = models.PositiveIntegerField(default=1)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("result of a stop")
        verbose_name_plural = _("results of stops")
        constraints = [
            models.UniqueConstraint(fields=["stop", "day"], name="one_result_per_stop_and_day"),
            models.CheckConstraint(
                condition=Q(
                    *(
                        Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__range": (0, MOST_PER_DAY)})
                        for name in RESULTS
                    )
                ),
                name="result_within_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stop_id} {self.day}"

    @property
    def cards_used(self) -> int:
        """Cards that became somebody's KTP."""
        return (self.printed or 0) + (self.reprinted or 0)
