from datetime import date

from coverage_tracker import clock
from regions.access import refusal_of_figure, refusal_of_publication
from regions.importing.options import FileOptions
from regions.management.file_import import FileImport
from regions.management.import_arguments import Refused
from regions.models import Basis, ImportKind, PopulationFigure, Region


class Command(FileImport):
    help = "Import population figures (wajib KTP, recorded) of the places in a region."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--as-of", required=True, type=date.fromisoformat, help="the day they describe"
        )
        parser.add_argument(
            "--published-on", type=date.fromisoformat, help="they count from then; default: today"
        )
        parser.add_argument(
            "--basis", type=str.lower, choices=Basis.values, default=Basis.DKB.value
        )

    def options_of(self, region: Region, **options) -> FileOptions:
        as_of, published_on = options["as_of"], options["published_on"]
        today = clock.today(region.zone)
        if refusal := refusal_of_figure(as_of, today):
            raise Refused(refusal, value=as_of.isoformat())
        if published_on and (refusal := refusal_of_publication(published_on, as_of, today)):
            raise Refused(refusal, value=published_on.isoformat())
        longest = PopulationFigure.LONGEST_SOURCE
        return FileOptions(
            kind=ImportKind.POPULATION,
            region=region,
            today=today,
            as_of=as_of,
            published_on=published_on,
            basis=options["basis"],
            source=options["source"] or options["file_name"][-longest:],
        )
