from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# Daily increments, in people or cards. They are summed over days; levels never are.
MEASURES = (
    "recorded",
    "printed",
    "delivered",
    "recorded_minors",
    "recorded_outsiders",
    "reprinted",
    "spoiled",
)
# Those that take a blank card out of the stock.
TAKES_A_CARD = ("printed", "reprinted", "spoiled")
# The whole nation recorded 66.000 on its record day (27 December 2018).
MOST_PER_DAY = 99_999


class Channel(models.TextChoices):
    LOKET = "loket", _("office")
    JEMPUT_BOLA = "jemput_bola", _("outreach")


def increment(label, help_text) -> models.PositiveIntegerField:
    return models.PositiveIntegerField(
        label,
        null=True,
        blank=True,
        help_text=help_text,
        validators=[MaxValueValidator(MOST_PER_DAY)],
    )


class DailyCount(models.Model):
    """What one region did on one service day through one channel; None is "not reported".

    The region is a kecamatan, or the kabupaten/kota itself for what its office does not
    break down. All writing lies in regions.recording: record_day for one day, record_days for
    a file.
    """

    # The unique constraint is this one's index.
    region = models.ForeignKey(
        "regions.Region", models.PROTECT, related_name="counts", db_index=False
    )
    kabkota = models.ForeignKey("regions.Region", models.PROTECT, related_name="+", db_index=False)
    province = models.ForeignKey("regions.Region", models.PROTECT, related_name="+", db_index=False)
    day = models.DateField(_("service day"))
    channel = models.CharField(max_length=11, choices=Channel, default=Channel.LOKET)

    recorded = increment(_("recorded"), _("residents obliged to hold a card"))
    printed = increment(_("printed"), _("cards printed for the first time"))
    delivered = increment(_("handed over"), _("cards handed over"))
    recorded_minors = increment(_("recorded under 17"), _("recorded ahead of their birthday"))
    recorded_outsiders = increment(_("recorded outsiders"), _("residents of other regions"))
    reprinted = increment(_("reprinted"), _("damaged, lost or changed data"))
    spoiled = increment(_("spoiled"), _("cards spoiled in printing"))

    version = models.PositiveIntegerField(default=1)
    # Nobody looks counts up by their writer; an index would cost every save.
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("daily count")
        verbose_name_plural = _("daily counts")
        indexes = [
            models.Index(fields=["kabkota", "day"], name="count_kabkota_day"),
            # Events are few: what they brought is found without reading what came to the counters.
            models.Index(
                fields=["day", "kabkota"],
                condition=Q(channel=Channel.JEMPUT_BOLA),
                name="count_outreach_day",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "day", "channel"], name="one_count_per_region_day_channel"
            ),
            models.CheckConstraint(
                condition=Q(
                    *(
                        Q(**{f"{measure}__isnull": True})
                        | Q(**{f"{measure}__range": (0, MOST_PER_DAY)})
                        for measure in MEASURES
                    )
                ),
                name="count_within_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.day} {self.channel}"
