from django.core.management.base import BaseCommand, CommandError

from regions.recording import ledger


class Command(BaseCommand):
    help = "Compare the running totals with the daily counts, or write them anew."

    def add_arguments(self, parser):
        act = parser.add_mutually_exclusive_group(required=True)
        act.add_argument("--check", action="store_true", help="exit 1 and list what differs")
        act.add_argument("--rebuild", action="store_true", help="compute every ledger row anew")

    def handle(self, *args, rebuild: bool, **options):
        if rebuild:
            self.stdout.write(f"Wrote {ledger.rebuild()} ledger rows.")
            return
        found = 0
        for difference in ledger.check():
            found += 1
            self.stderr.write(f"{difference.code} {difference.day or ''}: {difference.what}")
        if found:
            raise CommandError(f"{found} differences; `totals --rebuild` repairs them.")
        self.stdout.write("The running totals agree with the daily counts.")
