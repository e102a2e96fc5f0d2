"""Who may plan events, enter their results, and move blank cards. Decided here, on the server.

Plan: the manager of the province, and the operator of the region itself. Results: the same
people. Cards: operators those of their own office; managers those of the province and of its
kabupaten/kota. Once a decree has renumbered or merged the region: who works where it lies now.
Everybody sees events and cards of their own region and below, and the events
that their own office helps.
"""

from django.db.models import Q, QuerySet

from regions.access import formerly_in
from regions.levels import Level, lies_in
from regions.models import Region, Role, User

from .models import CardMove, Event


def may_plan(user: User, region: Region) -> bool:
    """Whether this person decides over events of this kabupaten/kota."""
    return region.level == Level.KABKOTA and _decides_over(user, region)


def may_enter_results(user: User, event: Event) -> bool:
    return may_plan(user, event.region)


def may_move_cards(user: User, office: Region) -> bool:
    """Whether this person decides over the cards of a province or a kabupaten/kota."""
    if user.role == Role.MANAGER and user.region_id == office.pk:
        return office.level == Level.PROVINCE
    return office.level == Level.KABKOTA and _decides_over(user, office)


def may_reverse(user: User, move: CardMove) -> bool:
    """Whether this person decides over the cards that a reversal would take back.

    They are those of the receiver; of cards that are gone, those of the giver.
    """
    account = move.holder
    if account.event_id:
        return may_plan(user, account.region)
    return may_move_cards(user, account.region)


def may_see_cards(user: User, region: Region) -> bool:
    """Everybody sees the cards of their own region and below, and of what a place there was."""
    if user.region is None:
        return user.is_superuser
    now = region.replaced_by or region
    return any(lies_in(one.code, user.region.code) for one in (region, now))


def _decides_over(user: User, kabkota: Region) -> bool:
    if user.role == Role.OPERATOR:
        return user.region_id in (kabkota.pk, kabkota.replaced_by_id)
    now = kabkota.replaced_by or kabkota
    return user.role == Role.MANAGER and user.region_id in (kabkota.province_id, now.province_id)


def events_seen_by(user: User) -> QuerySet[Event]:
    """Events in one's own region and below, and those that one's own office helps."""
    events = Event.objects.select_related("region__province")
    if user.region is None:
        return events if user.is_superuser else events.none()
    region = user.region
    if region.level == Level.NATION:
        return events
    former = formerly_in(region)
    before = Q(region__in=former) | Q(teams__office__in=former)
    if region.level == Level.PROVINCE:
        return events.filter(
            Q(region__province=region) | Q(teams__office__province=region) | before
        ).distinct()
    return events.filter(Q(region=region) | Q(teams__office=region) | before).distinct()


def offices_seen_by(user: User) -> QuerySet[Region]:
    """Provinces and kabupaten/kota whose cards a person may look at."""
    offices = Region.objects.filter(level__in=(Level.PROVINCE, Level.KABKOTA))
    if user.region is None:
        return offices if user.is_superuser else offices.none()
    if user.region.level == Level.NATION:
        return offices
    return offices.within(user.region)
