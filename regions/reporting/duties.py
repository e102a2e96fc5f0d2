"""Reads which offices there are, and when each of them has to report."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypedDict
from zoneinfo import ZoneInfo

from django.db.models import DateField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ..decrees import Lineage
from ..levels import Level
from ..models import TOLD, DayStatus, Region
from .calendar import Calendars
from .expected import Duty


class _Begins(TypedDict):
    """What is annotated to an office."""

    begins: date | None


if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    Office = WithAnnotations[Region, _Begins]


def offices_in(region: Region, first: date, last: date) -> "QuerySet[Office]":
    """The kabupaten/kota of `region` that exist on a day from `first` to `last`, each with the
    day its duty to report `begins`; of a kecamatan the one it lies in.

    That is the day set for it, else the first one it told anything of; None before.
    """
    offices = _with_begins(
        Q(valid_from__isnull=True) | Q(valid_from__lte=last),
        Q(valid_to__isnull=True) | Q(valid_to__gte=first),
    )
    if region.level == Level.NATION:
        return offices
    if region.level == Level.PROVINCE:
        return offices.filter(province=region)
    return offices.filter(pk=region.kabkota_id or region.pk)


def _with_begins(*those: Q) -> "QuerySet[Office]":
    told = DayStatus.objects.filter(kabkota=OuterRef("pk"), state__in=TOLD).order_by("day")
    begins = Coalesce("reports_from", Subquery(told.values("day")[:1]), output_field=DateField())
    return Region.objects.filter(*those, level=Level.KABKOTA).annotate(begins=begins)


class Began(NamedTuple):
    """When the duty of an office began under some code, and when the code did; None: unknown."""

    begins: date | None
    valid_from: date | None


def begins_under(codes: Collection[int]) -> dict[int, Began]:
    """When the duty of an office began, under each of these codes; 1 query if there are any."""
    if not codes:
        return {}
    rows = _with_begins(Q(pk__in=codes)).values_list("pk", "begins", "valid_from")
    return {pk: Began(begins, valid_from) for pk, begins, valid_from in rows}


class UnderCodes:
    """The other codes of offices that decrees renumbered: what was told under any of them is their
    own; 1 query, and one where there are any."""

    def __init__(self, offices: Collection[int]):
        lineage = Lineage.stored()
        codes = {pk: lineage.codes(lineage.root(pk)) for pk in offices}
        self._offices = {code: pk for pk, those in codes.items() for code in those if code != pk}
        self._began = begins_under(self._offices)
        self._codes = codes

    @property
    def others(self) -> Collection[int]:
        return self._offices.keys()

    def office(self, code: int) -> int:
        """Whose code it is."""
        return self._offices.get(code, code)

    def duty_from(
        self, office: int, begins: date | None, valid_from: date | None
    ) -> tuple[date | None, date | None]:
        """When its duty to report began, and when it did itself; given are those of its code."""
        before = [self._began[code] for code in self._codes[office] if code in self._began]
        told = [one.begins for one in before if one.begins] + ([begins] if begins else [])
        since = None if any(one.valid_from is None for one in before) else valid_from
        return min(told, default=None), since


class Duties:
    """When the offices of any provinces have to report; 1 query, for the decreed days."""

    def __init__(self) -> None:
        self.calendars = Calendars()
        self._known: dict[tuple[str, int | None, date | None], Duty] = {}

    def of(
        self, zone: str, province: int | None, begins: date | None, valid_from: date | None
    ) -> Duty:
        """The duty of an office in this zone and province; it begins with the office at least."""
        if begins and valid_from and begins < valid_from:
            begins = valid_from
        key = (zone, province, begins)
        if key not in self._known:
            self._known[key] = Duty(ZoneInfo(zone), self.calendars.of(province), begins)
        return self._known[key]


def duty_of(office: Region, codes: UnderCodes | None = None) -> Duty:
    """When the office of one kabupaten/kota has to report; 3 queries, one less with its `codes`."""
    assert office.province is not None  # every kabupaten/kota lies in one
    begins = offices_in(office, date.min, date.max).values_list("begins", flat=True).get()
    codes = codes or UnderCodes([office.pk])
    since = codes.duty_from(office.pk, begins, office.valid_from)
    return Duties().of(office.zone.key, office.province_id, *since)


def duties_of(offices: Iterable[Region]) -> dict[int, Duty]:
    """When each of these kabupaten/kota has to report, by its key; 3 queries at any size."""
    keys = [office.pk for office in offices]
    duties, codes = Duties(), UnderCodes(keys)
    rows = _with_begins(Q(pk__in=keys)).values_list(
        "pk", "province__time_zone", "province", "begins", "valid_from"
    )
    return {
        pk: duties.of(zone, province, *codes.duty_from(pk, begins, valid_from))
        for pk, zone, province, begins, valid_from in rows
    }
