from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportKind(models.TextChoices):
    COUNTS = "counts", _("daily counts")
    POPULATION = "population", _("population figures")


class ImportState(models.TextChoices):
    """A file waits until all of it can be stored; afterwards only the whole can be undone."""

    WAITING = "waiting", _("waiting")
    STORED = "stored", _("stored")
    UNDONE = "undone", _("undone")


class ImportBatch(models.Model):
    """One file that somebody brought: its state, who, when, and the file's hash.

    `options` are what the person said about the file as a whole (day, as-of, basis, source …),
    `answers` what they answered to its questions, with `days` the first, the last and the number
    of the days gone by whose pages were to change when it was stored. The content is kept only
    while it waits. `changes` counts the values that storing it changed.
    """

    LONGEST_NAME = 200

    kind = models.CharField(_("kind"), max_length=10, choices=ImportKind)
    state = models.CharField(
        _("state"), max_length=7, choices=ImportState, default=ImportState.WAITING
    )
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="imports")
    file_name = models.CharField(_("file"), max_length=LONGEST_NAME)
    file_hash = models.CharField(max_length=64, help_text=_("SHA-256 of the file"))
    content = models.BinaryField(null=True)
    options = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    rows = models.PositiveIntegerField(null=True)
    changes = models.PositiveIntegerField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=ImportState.WAITING) ^ models.Q(content__isnull=True),
                name="content_only_while_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.file_name}"


class PlaceAlias(models.Model):
    """How an office writes the name of a place, once a person has said which place it is.

    It holds for imports of `region` only: the next office may mean another place.
    """

    LONGEST_NAME = 200

    region = models.ForeignKey("regions.Region", models.CASCADE, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)
    place = models.ForeignKey("regions.Region", models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("spelling of a place")
        verbose_name_plural = _("spellings of places")
        constraints = [
            models.UniqueConstraint(fields=["region", "name"], name="one_place_per_spelling")
        ]

    def __str__(self) -> str:
        return self.name


class ColumnMemory(models.Model):
    """Which column holds what in one layout of an office, as a person last confirmed it.

    `layout` is the hash of the headers, `answers` the fields and signs by column.
    """

    region = models.ForeignKey("regions.Region", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=ImportKind)
    layout = models.CharField(max_length=64)
    answers = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("known layout")
        verbose_name_plural = _("known layouts")
        constraints = [
            models.UniqueConstraint(
                fields=["region", "kind", "layout"], name="one_memory_per_layout"
            )
        ]

    def __str__(self) -> str:
        return self.layout[:8]
