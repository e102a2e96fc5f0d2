"""Why nothing may be stored of a place and day, by the rules that the pages have too."""

from datetime import date

from django.utils.translation import gettext as _

from ..access import refusal_of_day, refusal_of_figure
from ..levels import Level
from ..models import ImportKind, Region
from .options import FileOptions


class Refusals:
    """The refusals of one file, each looked up once; 1 query in all."""

    def __init__(self, options: FileOptions):
        self._options = options
        self._said: dict[tuple[str, date], str] = {}
        self._offices: dict[str, Region] = {}

    def of(self, code: str, day: date) -> str:
        """A sentence; empty where the row may be stored."""
        key = (code[:5], day)
        if key not in self._said:
            self._said[key] = self._refusal(code, day)
        return self._said[key]

    def _refusal(self, code: str, day: date) -> str:
        if self._options.kind == ImportKind.COUNTS:
            return refusal_of_day(self._office(code), day, self._options.today)
        if refusal := refusal_of_figure(day, self._options.today):
            return refusal
        published = self._options.published_on
        if published and published < day:
            return _("A figure cannot be published before its as-of day.")
        return ""

    def _office(self, code: str) -> Region:
        """The kabupaten/kota of a place."""
        if not self._offices:
            offices = Region.objects.filter(level=Level.KABKOTA)
            self._offices = {office.code: office for office in offices}
        return self._offices[code[:5]]
