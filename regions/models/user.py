from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    OPERATOR = "operator", _("operator")
    MANAGER = "manager", _("provincial manager")
    NATIONAL = "national", _("national staff")
    VIEWER = "viewer", _("viewer")


class User(AbstractUser):
    """Someone who works with the figures: what they may do (`role`) and where (`region`)."""

    role = models.CharField(_("role"), max_length=8, choices=Role, default=Role.VIEWER)
    region = models.ForeignKey(
        "regions.Region",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        help_text=_("Operators: a kabupaten/kota. Managers: a province. National staff: ID."),
    )
    is_demo = models.BooleanField(_("sample person, only in the demo"), default=False)

    # The stubs know nothing of the Meta of Django's own user.
    class Meta(AbstractUser.Meta):  # type: ignore[name-defined]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(region__isnull=False) | models.Q(is_superuser=True),
                name="everyone_works_somewhere",
                violation_error_message=_("Choose the region this person works for."),
            )
        ]
