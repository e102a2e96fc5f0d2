from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..querysets import PopulationFigureQuerySet


class Basis(models.TextChoices):
    """Where a denominator comes from. Bases are not mixed in a ranking without saying so.

    In the order in which they go before each other among figures of one as-of day.
    """

    DKB = "dkb", _("consolidated data (DKB)")
    DP4 = "dp4", _("election data (DP4)")
    DPT = "dpt", _("voter list (DPT)")
    ESTIMATE = "estimate", _("estimate")
    OTHER = "other", _("other basis")


class PopulationFigure(models.Model):
    """How many people of a region are obliged to hold a card, as of a day.

    In force on a day: the newest `as_of` among figures with both numbers and with as_of and
    published_on not after it. Of several of one as_of the one that was pinned last (FigurePin),
    else by the order of Basis, else the later publication. One that lacks a number counts only
    where none before it is complete. A figure published afterwards never re-ranks the days before
    its publication. `wajib_ktp_on_deadline` says how many will be obliged on the deadline of the
    target; coverage is never computed with it. Source: DKB, semesterly, 5-10 weeks late; press
    tables of 2019 that gave one place 80 % by DP4 and 86 % by another basis.
    """

    LONGEST_SOURCE = 200

    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="figures")
    as_of = models.DateField(_("as of"), help_text=_("The day the figure describes."))
    published_on = models.DateField(
        _("published on"), help_text=_("From this day on it counts; usually weeks after.")
    )
    basis = models.CharField(_("basis"), max_length=10, choices=Basis, default=Basis.DKB)
    wajib_ktp = models.PositiveIntegerField(
        _("wajib KTP"), null=True, blank=True, help_text=_("People obliged; empty is unknown.")
    )
    recorded = models.PositiveIntegerField(
        _("already recorded"),
        null=True,
        blank=True,
        help_text=_("People recorded up to the end of that day; empty is unknown."),
    )
    wajib_ktp_on_deadline = models.PositiveIntegerField(
        _("wajib KTP on the deadline"),
        null=True,
        blank=True,
        help_text=_("People obliged by the deadline of the target, first-timers too."),
    )
    source = models.CharField(_("source"), max_length=LONGEST_SOURCE)

    objects = PopulationFigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("population figure")
        verbose_name_plural = _("population figures")
        ordering = ["region", "-as_of", "-published_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "as_of", "published_on", "basis"],
                name="one_figure_per_basis_and_publication",
            ),
            models.CheckConstraint(
                condition=Q(published_on__gte=F("as_of")),
                name="figure_published_after_as_of",
                violation_error_message=_("A figure cannot be published before its as-of day."),
            ),
            models.CheckConstraint(
                condition=Q(wajib_ktp__isnull=True) | Q(wajib_ktp__gt=0),
                name="wajib_ktp_is_not_zero",
                violation_error_message=_("Nobody obliged is not a denominator; leave it empty."),
            ),
            models.CheckConstraint(
                condition=Q(wajib_ktp_on_deadline__isnull=True) | Q(wajib_ktp_on_deadline__gt=0),
                name="wajib_ktp_on_deadline_is_not_zero",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.as_of}"
