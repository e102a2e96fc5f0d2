"""The region and the day that a command was asked about."""

from datetime import date

from django.core.management.base import CommandError

from coverage_tracker import clock
from regions.levels import Level
from regions.models import Region
from regions.reporting import opening_day


def asked_region_and_day(code: str, day: date | None) -> tuple[Region, date]:
    """The day is the one that opens unless given; CommandError where there is nothing to show."""
    regions = Region.objects.select_related("province", "kabkota__province")
    region = regions.filter(code=code).first()
    if region is None:
        raise CommandError(f"No region has the code {code}.")
    if region.level == Level.DESA:
        raise CommandError(f"{region} is a desa; figures are kept down to the kecamatan.")
    day = day or opening_day(region, clock.today)
    if not region.is_valid_on(day):
        raise CommandError(f"{region} did not exist on {day}.")
    return region, day
