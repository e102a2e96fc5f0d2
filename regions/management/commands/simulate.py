from django.core.management.base import BaseCommand, CommandError

from coverage_tracker import clock
from regions.levels import Level
from regions.measuring import HoldsCounts, simulate
from regions.models import Region, User


class Command(BaseCommand):
    help = "Fill an empty database with simulated counts of the whole nation, to measure with."

    def add_arguments(self, parser):
        parser.add_argument("--years", type=int, required=True, help="of 365 days, up to today")
        parser.add_argument("--level", choices=["kabkota", "kecamatan"], default="kabkota")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args, years: int, level: str, seed: int, **options):
        if years < 1:
            raise CommandError("--years is at least 1.")
        nation = Region.objects.filter(code="ID").first()
        if nation is None:
            raise CommandError("There are no places yet; run load_regions first.")
        by, _created = User.objects.get_or_create(
            username="simulasi", defaults={"region": nation, "is_active": False}
        )
        last_day, written = clock.today(clock.WIB), 0
        rows = simulate(
            years=years, level=Level[level.upper()], seed=seed, last_day=last_day, by=by
        )
        try:
            for office, count in enumerate(rows, start=1):
                written += count
                if office % 100 == 0:
                    self.stdout.write(f"{office} offices, {written:,} rows")
                    self.stdout.flush()
        except HoldsCounts:
            raise CommandError(
                "This database holds counts; simulated ones do not go into it."
            ) from None
        self.stdout.write(
            f"Simulated {written:,} rows of {years} years up to {last_day}; totals rebuilt."
        )
