from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class TaskKind(models.TextChoices):
    """What has to be ready before the first day."""

    LETTER = "letter", _("letter to the kecamatan and desa")
    SOSIALISASI = "sosialisasi", _("announced to the people (sosialisasi)")
    CARDS = "cards", _("blank cards fetched and earmarked")
    SETS = "sets", _("recording sets and printers checked")
    GENERATOR = "generator", _("generator and fuel")


# Days before the first day on which each is due.
DUE_DAYS_BEFORE = {
    TaskKind.LETTER: 10,
    TaskKind.SOSIALISASI: 5,
    TaskKind.CARDS: 3,
    TaskKind.SETS: 2,
    TaskKind.GENERATOR: 1,
}


class Task(models.Model):
    """One line of an event's checklist; done by somebody at some time, or not yet."""

    event = models.ForeignKey("campaigns.Event", models.CASCADE, related_name="tasks")
    kind = models.CharField(max_length=11, choices=TaskKind)
    due_day = models.DateField(_("due"))
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["due_day", "id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "kind"], name="one_task_per_kind"),
            models.CheckConstraint(
                condition=Q(done_by=None, done_at=None)
                | Q(done_by__isnull=False, done_at__isnull=False),
                name="done_by_somebody_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.kind}"
