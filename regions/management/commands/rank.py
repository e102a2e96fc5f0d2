import json
from datetime import date

from django.core.management.base import BaseCommand

from regions.handing_out import ranking_values, write_csv, write_table
from regions.management.asked import asked_region_and_day
from regions.ranking import rank_children


class Command(BaseCommand):
    help = "Rank what lies in a region by coverage, lowest first."

    def add_arguments(self, parser):
        parser.add_argument("code", help="ID, 15, 15.03 …")
        parser.add_argument(
            "--day", type=date.fromisoformat, help="YYYY-MM-DD; default: the one that opens"
        )
        parser.add_argument("--format", choices=["table", "json", "csv"], default="table")

    def handle(self, *args, code: str, day: date | None, format: str, **options):
        ranking = rank_children(*asked_region_and_day(code, day))
        if format == "json":
            self.stdout.write(json.dumps(ranking_values(ranking), ensure_ascii=False, indent=1))
        elif format == "csv":
            write_csv(ranking, self.stdout)
        else:
            write_table(ranking, self.stdout)
