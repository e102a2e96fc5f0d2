from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from coverage_tracker import clock
from regions.handing_out import recap_text
from regions.management.asked import asked_region_and_day
from regions.ranking import rank_children
from regions.reporting import reports_of_day


class Command(BaseCommand):
    help = "The state of a region in at most 1500 characters of plain text, ready to send on."

    def add_arguments(self, parser):
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("code", help="ID, 15, 15.03 …")
        parser.add_argument(
            "--day", type=date.fromisoformat, help="YYYY-MM-DD; default: the one that opens"
        )
        parser.add_argument("--language", choices=languages, default=settings.LANGUAGE_CODE)

    def handle(self, *args, code: str, day: date | None, language: str, **options):
        region, day = asked_region_and_day(code, day)
        ranking, reports = rank_children(region, day), reports_of_day(region, day, clock.today)
        with translation.override(language):
            self.stdout.write(recap_text(ranking, reports))
