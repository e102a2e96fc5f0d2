from datetime import date, timedelta

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from coverage_tracker import clock
from regions.levels import Level
from regions.measuring import DAYS_A_YEAR, benchmark, import_line, simulate_span
from regions.models import DailyCount, User
from regions.recording import ledger


class Command(BaseCommand):
    help = "Measure the design on a scratch database beside the configured one, dropped after."

    def add_arguments(self, parser):
        parser.add_argument("--years", type=int, default=3, help="of simulated counts, at least 2")
        parser.add_argument("--level", choices=["kabkota", "kecamatan"], default="kabkota")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument(
            "--grow-to", type=int, metavar="YEARS", help="rank again with so many years"
        )

    def handle(self, *args, years: int, level: str, seed: int, grow_to: int | None, **options):
        if years < 2:
            raise CommandError("--years is at least 2: a save goes back 365 days.")
        if grow_to is not None and grow_to <= years:
            raise CommandError("--grow-to is more than --years.")
        own_name = connection.settings_dict["NAME"]
        connection.settings_dict["TEST"]["NAME"] = f"{own_name}_bench"
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            self.measure(years, Level[level.upper()], seed, grow_to)
        finally:
            connection.creation.destroy_test_db(own_name, verbosity=0)

    def measure(self, years: int, level: Level, seed: int, grow_to: int | None) -> None:
        call_command("load_regions", stdout=self.stdout)
        by = User.objects.create(username="simulasi", is_superuser=True, is_active=False)
        day = clock.today(clock.WIB)
        first = day - timedelta(days=DAYS_A_YEAR * years - 1)
        rows = self.fill(first, day, level, seed, by)
        self.stdout.write(f"{connection.vendor}, {rows:,} counts, {years} years per {level.name}")
        for line in benchmark.run(day, by):
            self.show(line)
        if grow_to:
            first = self.grow(first, day, level, seed, by, years=grow_to)
        # Last: its rows stay, on the days before all others.
        self.show(import_line(first, by))
        call_command("totals", check=True, stdout=self.stdout)

    def grow(
        self, first: date, day: date, level: Level, seed: int, by: User, *, years: int
    ) -> date:
        """Fill the days before `first` and rank `day` again; returns the new first day."""
        rows, small = DailyCount.objects.count(), benchmark.national_ranking(day)
        begin = day - timedelta(days=DAYS_A_YEAR * years - 1)
        self.fill(begin, first - timedelta(days=1), level, seed, by)
        self.show(benchmark.growth_line(small, day, rows, DailyCount.objects.count()))
        return begin

    def fill(self, first: date, last: date, level: Level, seed: int, by: User) -> int:
        rows = sum(simulate_span(first, last, level=level, seed=seed, by=by))
        ledger.rebuild()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        return rows

    def show(self, line: benchmark.BenchLine) -> None:
        self.stdout.write(f"{line.what:<68} {line.ratio:6.2f} x  ({line.bound})  {line.detail}")
        self.stdout.flush()
