"""The admin site: people and the dates of places; targets and population figures to be read.

Counts are not here: regions.recording has them.
"""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coverage_tracker import clock

from .levels import Level
from .models import PopulationFigure, Region, Role, Target, User
from .recording import Signature, start_with_its_operator

LEVEL_OF_ROLE: dict[str, Level] = {
    Role.OPERATOR: Level.KABKOTA,
    Role.MANAGER: Level.PROVINCE,
    Role.NATIONAL: Level.NATION,
}

admin.site.unregister(Group)


@admin.register(Region)
class RegionAdmin(admin.ModelAdmin):
    """Only to read: places come from load_regions, and change by a decree (change_regions)."""

    list_display = ["code", "name", "kind", "valid_from", "valid_to"]
    list_filter = ["level"]
    search_fields = ["code", "name"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class OnlyRead(admin.ModelAdmin):
    """To be looked up only: it is typed on a page of its own, which shows what it does first."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(PopulationFigure)
class PopulationFigureAdmin(OnlyRead):
    list_display = ["region", "as_of", "published_on", "basis", "wajib_ktp", "recorded"]
    list_filter = ["basis", "as_of"]
    list_select_related = ["region"]
    search_fields = ["region__code", "region__name"]


@admin.register(Target)
class TargetAdmin(OnlyRead):
    list_display = [
        *("percent", "region", "from_day", "last_day", "deadline", "label"),
        "is_withdrawn",
    ]
    list_select_related = ["region"]


class RoleFitsRegion(forms.ModelForm):
    """An operator works for a kabupaten/kota, and so on; only a superuser may be placeless."""

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        if "region" not in cleaned:
            return cleaned
        region, level = cleaned["region"], LEVEL_OF_ROLE.get(cleaned.get("role", ""))
        if region is None and not cleaned.get("is_superuser"):
            self.add_error("region", _("Choose the region this person works for."))
        elif region and level is not None and region.level != level:
            self.add_error("region", _("This role works at another level of regions."))
        return cleaned


class PersonForm(RoleFitsRegion, UserChangeForm):
    # Of the Meta of these two forms the stubs know nothing.
    class Meta(UserChangeForm.Meta):  # type: ignore[name-defined]
        model = User


class NewPersonForm(RoleFitsRegion, AdminUserCreationForm):
    class Meta(AdminUserCreationForm.Meta):  # type: ignore[name-defined]
        model = User


@admin.register(User)
class PersonAdmin(UserAdmin):
    form = PersonForm
    add_form = NewPersonForm
    list_display = ["username", "first_name", "last_name", "role", "region", "is_active"]
    list_filter = ["role", "is_active"]
    list_select_related = ["region"]
    autocomplete_fields = ["region"]
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Work"), {"fields": ("role", "region", "first_name", "last_name", "email")}),
        (_("Access"), {"fields": ("is_active", "is_staff", "is_superuser")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "usable_password", "password1", "password2")}),
        (_("Work"), {"fields": ("role", "region")}),
    )

    @transaction.atomic
    def save_model(self, request, obj, form, change):
        """With its first operator an office begins to owe reports."""
        super().save_model(request, obj, form, change)
        if not change and obj.role == Role.OPERATOR and obj.region:
            signed = Signature(request.user, clock.now())
            start_with_its_operator(obj.region, clock.today(obj.region.zone), signed)
