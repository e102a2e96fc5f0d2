"""Why nothing may be stored of a place and day, by the rules that the pages have too."""

from datetime import date

from ...access import refusal_of_day, refusal_of_figure, refusal_of_publication
from ...levels import Level, code_at
from ...models import ImportKind, Region
from ..options import FileOptions


class Refusals:
    """The refusals of one file, each looked up once; 1 query in all."""

    def __init__(self, options: FileOptions):
        self._options = options
        self._said: dict[tuple[str, date], str] = {}
        self._offices: dict[str, Region] = {}

    def of(self, code: str, day: date) -> str:
        """A sentence; empty where the row may be stored."""
        key = (code_at(code, Level.KABKOTA), day)
        if key not in self._said:
            self._said[key] = self._refusal(*key)
        return self._said[key]

    def _refusal(self, office: str, day: date) -> str:
        if self._options.kind == ImportKind.COUNTS:
            return refusal_of_day(self._office(office), day, self._options.today)
        today, published = self._options.today, self._options.counts_from
        return refusal_of_figure(day, today) or refusal_of_publication(published, day, today)

    def _office(self, code: str) -> Region:
        if not self._offices:
            offices = Region.objects.filter(level=Level.KABKOTA)
            self._offices = {office.code: office for office in offices}
        return self._offices[code]
