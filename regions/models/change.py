from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..querysets import CountChangeQuerySet
from .daily_count import Channel


class Source(models.TextChoices):
    FORM = "form", _("entry page")
    IMPORT = "import", _("import")
    EVENT = "event", _("outreach event")
    SAMPLE = "sample", _("sample data")


class CountChange(models.Model):
    """One value of one day that became another: what, old, new, by, at, why, from where.

    Append-only, written by regions.recording in the transaction of the change itself. `field`
    is a measure of DailyCount, or, with an empty channel, a level or the state of DayStatus.
    `version` is that of the changed row after the change.
    """

    region = models.ForeignKey(
        "regions.Region", models.PROTECT, related_name="changes", db_index=False
    )
    kabkota = models.ForeignKey("regions.Region", models.PROTECT, related_name="+", db_index=False)
    day = models.DateField(_("service day"))
    channel = models.CharField(max_length=11, choices=Channel, blank=True)
    field = models.CharField(max_length=20)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    version = models.PositiveIntegerField()
    # Nobody looks changes up by their writer; an index would cost every save.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    source = models.CharField(max_length=6, choices=Source, default=Source.FORM)
    why = models.CharField(max_length=200, blank=True)
    batch = models.ForeignKey(
        "regions.ImportBatch",
        models.PROTECT,
        null=True,
        related_name="changes_made",
        # Most changes come from no file; an index over them all would cost every save.
        db_index=False,
    )

    objects = CountChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        indexes = [
            # By key behind the place: the newest of one place are read off its end.
            models.Index(fields=["region", "id"], name="change_region_id"),
            models.Index(fields=["kabkota", "day"], name="change_kabkota_day"),
            models.Index(
                fields=["batch"], condition=models.Q(batch__isnull=False), name="change_batch"
            ),
        ]
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.region_id} {self.day} {self.field}: {self.old} > {self.new}"


class FigureChange(models.Model):
    """One value of a population figure that became another; append-only, as CountChange.

    `field` is wajib_ktp, wajib_ktp_on_deadline, recorded, basis or source of the figure of that
    region, as-of and publication day and basis; or "pinned": the reason, or None where that was
    taken back. `why` is what a person said who typed it, or took it back. Written in the
    transaction of the change itself. Without a basis it is from before two bases could stand side
    by side.
    """

    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="figure_changes")
    as_of = models.DateField()
    published_on = models.DateField()
    basis = models.CharField(max_length=10, blank=True)
    field = models.CharField(max_length=21)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    why = models.CharField(max_length=200, blank=True)
    batch = models.ForeignKey(
        "regions.ImportBatch", models.PROTECT, null=True, related_name="figure_changes_made"
    )

    class Meta:
        verbose_name = _("change of a figure")
        verbose_name_plural = _("changes of figures")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.region_id} {self.as_of} {self.field}: {self.old} > {self.new}"
