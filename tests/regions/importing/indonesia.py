"""All places of Indonesia, read into memory once: the shipped reference data."""

from datetime import date

from django.db import transaction

from regions.importing.places.matching import Places
from regions.models import Region
from regions.reference import DATA_DIR, load_places, read_csv, shipped_places

PROVINCES = read_csv(DATA_DIR / "provinces.csv")
KABKOTA = read_csv(DATA_DIR / "regencies.csv")
KECAMATAN = read_csv(DATA_DIR / "districts.csv")
BEFORE_THE_DECREE, AFTER_THE_DECREE = date(2024, 6, 30), date(2025, 6, 30)


def every_places() -> dict[str, Places]:
    """Places for the nation and every province and kabkota, by code; stores nothing."""
    with transaction.atomic():
        load_places(shipped_places(), read_csv(DATA_DIR / "districts_renumbered.csv"))
        regions = Region.objects.filter(level__lte=2)
        found = {region.code: Places(region, AFTER_THE_DECREE, {}) for region in regions}
        earlier = Region.objects.get(code="96.01")
        found["96.01 before"] = Places(earlier, BEFORE_THE_DECREE, {})
        transaction.set_rollback(True)
    return found
