from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ChangeKind(models.TextChoices):
    RENAMED = "renamed", _("renamed")
    RENUMBERED = "renumbered", _("renumbered")
    MERGED = "merged", _("merged")
    SPLIT = "split", _("split")
    BOUNDARY = "boundary", _("boundary moved")


class RegionChange(models.Model):
    """What a decree did to one place: one row for each place before and place after.

    `day` is the first day on which it holds. A place that goes on through a merger or a split may
    have figures of later as-of days when the decree comes to be known: they speak of what it was.
    `figures_from` is the first as-of day of a figure that speaks of what it became. Of a rename,
    and of a boundary, the place before is the place after; a rename has its `new_name`, which the
    place bears from that day on. A place that goes on through a merger
    or a split has no row with itself. Written by regions.decrees only.
    """

    LONGEST_DECREE = 200

    day = models.DateField(_("day"))
    figures_from = models.DateField(_("figures from"))
    kind = models.CharField(_("kind"), max_length=10, choices=ChangeKind)
    old = models.ForeignKey(
        "regions.Region", models.PROTECT, related_name="changes_after", verbose_name=_("before")
    )
    new = models.ForeignKey(
        "regions.Region", models.PROTECT, related_name="changes_before", verbose_name=_("after")
    )
    old_name = models.CharField(_("name before"), max_length=100)
    new_name = models.CharField(_("name after"), max_length=100, blank=True, default="")
    decree = models.CharField(_("decree"), max_length=LONGEST_DECREE)

    class Meta:
        verbose_name = _("change of a region")
        verbose_name_plural = _("changes of regions")
        ordering = ["day", "old__code", "new__code"]
        constraints = [
            models.UniqueConstraint(fields=["day", "old", "new"], name="one_change_per_day"),
            models.CheckConstraint(
                condition=Q(kind__in=(ChangeKind.RENAMED, ChangeKind.BOUNDARY)) | ~Q(old=F("new")),
                name="a_place_does_not_become_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.old_id} {self.new_id}"
