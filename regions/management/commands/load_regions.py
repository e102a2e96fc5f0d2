from pathlib import Path

from django.core.management.base import BaseCommand

from regions.models import Region
from regions.reference import DATA_DIR, load_places, read_csv, shipped_places


class Command(BaseCommand):
    help = "Load the nation, provinces, kabupaten/kota and kecamatan; can be run again."

    def add_arguments(self, parser):
        parser.add_argument(
            "--desa", type=Path, metavar="FILE", help="also a CSV of desa (code, name, kind)"
        )

    def handle(self, *args, desa: Path | None, **options):
        places = list(shipped_places())
        if desa:
            places += read_csv(desa)
        loaded = load_places(places, read_csv(DATA_DIR / "districts_renumbered.csv"))
        ended = Region.objects.exclude(valid_to=None).count()
        parts = [f"{count} {level.name.lower()}" for level, count in sorted(loaded.items())]
        self.stdout.write(f"Loaded {', '.join(parts)}; {ended} ended.")
