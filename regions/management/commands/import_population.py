from datetime import date

from coverage_tracker import clock
from regions.importing.options import FileOptions
from regions.management.file_import import MOST_SOURCE, FileImport
from regions.models import Basis, ImportKind, Region


class Command(FileImport):
    help = "Import population figures (wajib KTP, recorded) of the places in a region."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--as-of", required=True, type=date.fromisoformat, help="the day they describe"
        )
        parser.add_argument(
            "--published-on", type=date.fromisoformat, help="they count from then; default: as of"
        )
        parser.add_argument(
            "--basis", type=str.lower, choices=Basis.values, default=Basis.DKB.value
        )

    def options_of(self, region: Region, **options) -> FileOptions:
        return FileOptions(
            kind=ImportKind.POPULATION,
            region=region,
            today=clock.today(region.zone),
            as_of=options["as_of"],
            published_on=options["published_on"],
            basis=options["basis"],
            source=options["source"] or options["file"].name[-MOST_SOURCE:],
        )
