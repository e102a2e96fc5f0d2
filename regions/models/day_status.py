from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# Levels: so many at the end of that day. Never summed over days.
AT_DAYS_END = ("print_ready", "sent_for_enrolment", "duplicates", "blangko_left")


class State(models.TextChoices):
    """0 is not "not reported" is not "closed"."""

    EMPTY = "empty", _("not reported")
    REPORTED = "reported", _("reported")
    ZERO = "zero", _("zero, with reason")
    CLOSED = "closed", _("closed")


# The states in which the office has reported: with numbers, or a zero with its reason.
REPORTS = (State.REPORTED, State.ZERO)
# Those in which it has said how the day went; a closed day is a true zero.
TOLD = (*REPORTS, State.CLOSED)
# A sentence: why a number is high, what was broken.
MOST_OF_A_REMARK = 200


class ZeroReason(models.TextChoices):
    NOBODY_CAME = "nobody_came", _("nobody came")
    DEVICE_BROKEN = "device_broken", _("recording device broken")
    NO_NETWORK = "no_network", _("no network or power")
    NO_CARDS = "no_cards", _("no blank cards or ink")
    OTHER = "other", _("another reason")


def level_field(label) -> models.PositiveIntegerField:
    return models.PositiveIntegerField(label, null=True, blank=True)


class DayStatus(models.Model):
    """What the office of a kabupaten/kota said about one service day as a whole.

    `state` speaks of the office's own report (channel loket). `first_reported_at` decides
    on time or late; while there is a report it never moves. A day that its province has `locked`
    takes no numbers from anywhere. Of a reported day `is_complete` says that nothing more comes:
    what is empty is empty on purpose; a zero and a closed day say so by themselves. `remark` is
    what the office says beside its numbers, never of a person. All writing lies in
    regions.recording: record_day for one day, record_days for a file, lock_day for the lock.
    """

    kabkota = models.ForeignKey(
        "regions.Region", models.PROTECT, related_name="statuses", db_index=False
    )
    day = models.DateField(_("service day"))
    state = models.CharField(
        _("state of the day"), max_length=8, choices=State, default=State.EMPTY
    )
    zero_reason = models.CharField(
        _("reason for zero"), max_length=13, choices=ZeroReason, blank=True
    )

    is_complete = models.BooleanField(_("complete"), default=False)
    print_ready = level_field(_("print-ready (PRR)"))
    sent_for_enrolment = level_field(_("sent for enrolment (SFE)"))
    duplicates = level_field(_("duplicate records"))
    blangko_left = level_field(_("blank cards left"))
    remark = models.CharField(_("remark"), max_length=MOST_OF_A_REMARK, blank=True)

    version = models.PositiveIntegerField(default=1)
    first_reported_at = models.DateTimeField(null=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    locked = models.BooleanField(_("locked"), default=False)

    class Meta:
        verbose_name = _("day status")
        verbose_name_plural = _("day statuses")
        # What all offices said on some days: without it, every page of today reads every day
        # there ever was. The state is a plain third column: `include` does nothing on SQLite.
        indexes = [
            models.Index(fields=["day", "kabkota", "state"], name="status_day_kabkota_state")
        ]
        constraints = [
            models.UniqueConstraint(fields=["kabkota", "day"], name="one_status_per_day"),
            models.CheckConstraint(
                condition=Q(state=State.ZERO) ^ Q(zero_reason=""), name="zero_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(is_complete=False) | Q(state=State.REPORTED),
                name="complete_is_reported",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kabkota_id} {self.day} {self.state}"
