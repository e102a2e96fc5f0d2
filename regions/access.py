"""Who may see and do what, where. Decided here, on the server, by role and region.

See: one's own region, all below it, and the rankings above it (an operator of Sarolangun
sees how Jambi and Indonesia stand, but not inside Bungo). Record: operators, for their own
kabupaten/kota. Lock a day against corrections: managers, for the offices of their province.
Decree a day off: managers for their province, national staff for the nation.
Import: counts whoever records them, population figures managers for their province and national
staff for the nation. Targets and single figures, and the choice between figures of one place and
as-of day: national staff everywhere, managers in their province. Nobody records through the admin
site.
"""

from collections.abc import Collection
from datetime import date

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from . import numerals
from .levels import Level, lies_in
from .models import CountChange, FigureChange, ImportKind, Region, Role, TargetChange, User

# The national launch of electronic recording; nothing was recorded before.
FIRST_RECORDING_DAY = date(2011, 1, 1)
EARLIEST_FIGURE = date(2005, 1, 1)
# A figure may be published later than today, but not in a mistyped year.
MOST_DAYS_AHEAD = 365
MOST_YEARS_AHEAD = 2
# The places that have counts and figures.
WITH_NUMBERS = (Level.KABKOTA, Level.KECAMATAN)
# Plans of a government go five years ahead, and are made some years before.
MOST_YEARS_OF_TARGETS = 10


class OfficeBackend(ModelBackend):
    """Django's own log-in, closed to the sample people outside the demo."""

    def user_can_authenticate(self, user: User | AnonymousUser | None) -> bool:
        demo = settings.DEMO or settings.DEBUG
        of_the_sample = isinstance(user, User) and user.is_demo
        return super().user_can_authenticate(user) and (demo or not of_the_sample)


def may_see(user: User, region: Region) -> bool:
    """Own region, below it, and above it; and what a place there was before a decree."""
    if user.region is None:
        return user.is_superuser
    own = user.region.code
    if lies_in(region.code, own) or lies_in(own, region.code):
        return True
    return region.replaced_by is not None and lies_in(region.replaced_by.code, own)


def check_may_see(user: User, region: Region) -> None:
    """Raise PermissionDenied with a sentence for the person when they may not see `region`."""
    if not may_see(user, region):
        assert user.region is not None  # who works nowhere is a superuser and sees everything
        message = _("%(region)s lies outside the region you work for (%(own)s).")
        raise PermissionDenied(message % {"region": region.name, "own": user.region.name})


def visible_to(user: User) -> QuerySet[Region]:
    """The regions whose details (log, entries) a person may list: their own and below."""
    if user.region is None:
        return Region.objects.all() if user.is_superuser else Region.objects.none()
    return Region.objects.within(user.region)


def visible_changes(user: User) -> QuerySet[CountChange]:
    """The changes of counts that a person may list: those in the regions of `visible_to`, and in
    what a decree made a part of them; 1 query before they are read."""
    if user.region is None:
        return CountChange.objects.all() if user.is_superuser else CountChange.objects.none()
    return CountChange.objects.within(user.region, formerly_in(user.region, WITH_NUMBERS))


def formerly_in(region: Region, levels: Collection[Level] = (Level.KABKOTA,)) -> list[int]:
    """The places of these levels that a decree renumbered or merged into those of the region;
    1 query. Without the kecamatan of kabupaten/kota that are named themselves."""
    ended = Region.objects.filter(level__in=levels, replaced_by__isnull=False)
    codes = ended.values_list("pk", "kabkota", "code", "replaced_by__code")
    found = {
        pk: office
        for pk, office, old, new in codes
        if lies_in(new, region.code) and not lies_in(old, region.code)
    }
    return [pk for pk, office in found.items() if office not in found]


def lies_or_lay_in(path: str, region: Region) -> Q:
    """Rows whose place, at `path`, is the region, below it, or a decree made it a part of it; 1
    query."""
    if region.level == Level.NATION:
        return Q()
    former = formerly_in(region, WITH_NUMBERS)
    inside = Q(**{f"{path}__in": Region.objects.within(region)})
    return inside | Q(**{f"{path}__in": former}) | Q(**{f"{path}__kabkota__in": former})


def visible_figure_changes(user: User) -> QuerySet[FigureChange]:
    """The changes of population figures that a person may list; as `visible_changes`."""
    if user.region is None:
        return FigureChange.objects.all() if user.is_superuser else FigureChange.objects.none()
    return FigureChange.objects.filter(lies_or_lay_in("region", user.region))


def visible_target_changes(user: User) -> QuerySet[TargetChange]:
    """The changes of targets that a person may list, as `visible_changes`; those of targets for
    all regions whoever lists the nation."""
    if user.region is None:
        return TargetChange.objects.all() if user.is_superuser else TargetChange.objects.none()
    return TargetChange.objects.filter(lies_or_lay_in("target__region", user.region))


def may_list(user: User, region: Region) -> bool:
    """Whether `visible_to` has this region, without a query."""
    if user.region is None:
        return user.is_superuser
    return lies_in(region.code, user.region.code)


def may_record(user: User, kabkota: Region) -> bool:
    """Operators record for their own kabupaten/kota, on days gone by under the code it had then;
    nobody else does."""
    return (
        user.role == Role.OPERATOR
        and kabkota.level == Level.KABKOTA
        and user.region_id in (kabkota.pk, kabkota.replaced_by_id)
    )


def may_lock(user: User, kabkota: Region) -> bool:
    """The manager of the province in which an office lies closes its days and opens them."""
    return (
        user.role == Role.MANAGER
        and kabkota.level == Level.KABKOTA
        and user.region_id == kabkota.province_id
    )


def may_decree(user: User, region: Region) -> bool:
    """National staff enter decreed days for the nation, a manager for the own province."""
    return _keeps(user, region)


def may_set_start(user: User, kabkota: Region) -> bool:
    """The manager of its province says from which day on an office owes reports."""
    return may_lock(user, kabkota)


def may_choose_figure(user: User, region: Region) -> bool:
    """Whether a person says which figure of a kabupaten/kota or kecamatan is in force.

    Whoever brings figures of it: the manager of its province, and national staff.
    """
    if region.level < Level.KABKOTA or user.region is None:
        return False
    of_nation = user.role == Role.NATIONAL and user.region.level == Level.NATION
    return of_nation or (user.role == Role.MANAGER and user.region_id == region.province_id)


def may_import(user: User, region: Region, kind: str) -> bool:
    """Whether a person brings files of this kind for this region, and decides over them."""
    if kind == ImportKind.COUNTS:
        return may_record(user, region)
    return _keeps(user, region)


def may_keep_targets_and_figures(user: User, region: Region) -> bool:
    """National staff for every place, the manager of a province for it and the places inside."""
    own = user.region
    return own is not None and _keeps(user, own) and lies_in(region.code, own.code)


def _keeps(user: User, region: Region) -> bool:
    """Whether a person keeps what holds for a whole province, or for the nation."""
    levels: dict[str, Level] = {Role.MANAGER: Level.PROVINCE, Role.NATIONAL: Level.NATION}
    return region.level == levels.get(user.role) and user.region_id == region.pk


def kind_of_import(user: User) -> ImportKind | None:
    """What a person may bring for their own region; None for those who only read."""
    if user.region is None:
        return None
    kinds = (kind for kind in ImportKind if may_import(user, user.region, kind))
    return next(kinds, None)


def calendar_years(today: date) -> range:
    """The years whose days off are shown and decreed: decrees come a year or two ahead."""
    return range(FIRST_RECORDING_DAY.year, today.year + MOST_YEARS_AHEAD + 1)


def refusal_of_day(kabkota: Region, day: date, today: date) -> str:
    """Why nothing may be recorded for `day`, as a sentence; empty when it may.

    Every past date can be entered, weekends and holidays too. `today` is the region's own.
    """
    if day > today:
        return _("%(day)s has not come yet; counts are entered from that day on.") % {
            "day": numerals.long_day(day)
        }
    if day < FIRST_RECORDING_DAY:
        return _("Electronic recording began in 2011; please check the year.")
    if not kabkota.is_valid_on(day):
        return _("%(region)s did not exist on that day.") % {"region": kabkota.name}
    return ""


def refusal_of_figure(as_of: date, today: date) -> str:
    """Why no population figure may be stored as of that day; empty when one may."""
    if as_of > today:
        return _("%(day)s has not come yet; a figure describes a day that is past.") % {
            "day": numerals.long_day(as_of)
        }
    if as_of < EARLIEST_FIGURE:
        return _("There are no figures from before 2005.")
    return ""


def refusal_of_target_day(day: date, today: date) -> str:
    """Why no target begins, ends or has its deadline on that day; empty when it may."""
    first, last = FIRST_RECORDING_DAY.year, today.year + MOST_YEARS_OF_TARGETS
    if first <= day.year <= last:
        return ""
    message = _("Targets are of the years %(first)s to %(last)s; please check the year.")
    return message % {"first": first, "last": last}


def refusal_of_publication(published_on: date, as_of: date, today: date) -> str:
    """Why a figure as of that day cannot be published on the other; empty when it can.

    It may still be to come: a new basis is announced before it counts.
    """
    if published_on < as_of:
        return _("A figure cannot be published before its as-of day.")
    if (published_on - today).days > MOST_DAYS_AHEAD:
        return _("That is more than a year ahead; please check the year.")
    return ""
