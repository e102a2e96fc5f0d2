from datetime import date

from coverage_tracker import clock
from regions.importing.options import FileOptions
from regions.management.file_import import FileImport
from regions.models import ImportKind, Region


class Command(FileImport):
    help = "Import daily counts of the places in a region."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--day", type=date.fromisoformat, help="the service day, where the file has none"
        )

    def options_of(self, region: Region, **options) -> FileOptions:
        return FileOptions(
            kind=ImportKind.COUNTS,
            region=region,
            today=clock.today(region.zone),
            day=options["day"],
            source=options["source"],
        )
