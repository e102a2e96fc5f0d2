from datetime import date, time, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class EventState(models.TextChoices):
    PLANNED = "planned", _("planned")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    CANCELLED = "cancelled", _("cancelled")


# As long as it is one of these, an event can be changed.
OPEN_STATES = (EventState.PLANNED, EventState.RUNNING)


class Event(models.Model):
    """An outreach (GISA, jemput bola) of some days in one kabupaten/kota.

    First and last day count. Hours are on the region's own clock. An event is never deleted
    once it has results; it is cancelled, with the reason. `version` grows with each change that
    its history tells of (EventChange).
    """

    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="events")
    name = models.CharField(_("name"), max_length=120)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    opens_at = models.TimeField(_("opens at"), default=time(8))
    closes_at = models.TimeField(_("closes at"), default=time(16))
    serves_outside_hours = models.BooleanField(_("served outside hours too"), default=False)
    state = models.CharField(
        _("state"), max_length=9, choices=EventState, default=EventState.PLANNED
    )
    cancelled_because = models.CharField(_("reason"), max_length=200, blank=True)
    expected_people = models.PositiveIntegerField(_("expected people"), null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1, editable=False)
    # Of the form that made it: sent twice, it makes one event.
    form_key = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-first_day", "region"]
        indexes = [models.Index(fields=["first_day", "last_day"], name="event_days")]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="event_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="event_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(state=EventState.CANCELLED) ^ Q(cancelled_because=""),
                name="cancelled_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.first_day})"

    @property
    def is_open(self) -> bool:
        """Whether it is neither closed nor cancelled."""
        return self.state in OPEN_STATES

    @property
    def days(self) -> list[date]:
        """Each of its days; also of one at the end of the calendar, which has no day after."""
        ahead = range((self.last_day - self.first_day).days + 1)
        return [self.first_day + timedelta(days=n) for n in ahead]
