"""What the command line of an import says, and why it cannot be taken."""

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from regions.importing.findings import Error
from regions.importing.places.spelling import codes_of
from regions.importing.reading.limits import COMMAND
from regions.levels import Level, lies_in
from regions.models import PopulationFigure, Region


class Refused(Exception):
    """Nothing was stored, for a reason that lies in no cell of the file.

    `error` tells it in the shape of the others; `value` is what was given.
    """

    status = 1

    def __init__(self, message: str, *, column: str = "", value: str = ""):
        super().__init__(message)
        self.error = Error(message, column=column, value=value)


class Interrupted(Refused):
    """Somebody pressed Ctrl-C before anything was stored; the status is the usual one of that."""

    status = 130


def region_of(code: str) -> Region:
    place = Region.objects.select_related("province").filter(code=code).first()
    if place is None or place.level > Level.KABKOTA:
        message = _("%(code)s is no code of the nation, a province or a kabupaten/kota.")
        raise Refused(message % {"code": code}, value=code)
    return place


def content_of(file: Path) -> bytes:
    """The bytes of the file; of one that is too large only enough of them to see that."""
    try:
        with file.open("rb") as opened:
            return opened.read(COMMAND.bytes + 1)
    except OSError as error:
        name, message = readable(str(file)), _("%(file)s cannot be read: %(reason)s.")
        said = {"file": name, "reason": error.strerror}
        raise Refused(message % said, value=name) from error


def source_of(text: str) -> str:
    longest = PopulationFigure.LONGEST_SOURCE
    if len(text) > longest:
        message = _("--source is longer than %(limit)s characters.")
        raise Refused(message % {"limit": longest})
    return readable(text)


def readable(argument: str) -> str:
    """The text of an argument, whatever bytes it came in: a file may be named in any."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def pairs_of(option: str, texts: Sequence[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for text in map(readable, texts):
        name, sign, value = text.rpartition("=")
        if not sign:
            message = _("%(option)s “%(text)s” has no “=”.")
            raise Refused(message % {"option": option, "text": text}, value=text)
        name, value = name.strip(), value.strip()
        if pairs.setdefault(name, value) != value:
            message = _("%(option)s says two things of “%(name)s”: %(first)s and %(second)s.")
            said = {"option": option, "name": name, "first": pairs[name], "second": value}
            raise Refused(message % said, value=name)
    return pairs


def places_of(texts: Sequence[str], region: Region) -> dict[str, str]:
    """Which place a name is; Refused for a code that is none around the region."""
    pairs = pairs_of("--place", texts)
    for name, written in pairs.items():
        codes = codes_of(written)
        known = Region.objects.filter(code__in=codes, level__lte=Level.KECAMATAN)
        around = [p for p in known if lies_in(p.code, region.code) or lies_in(region.code, p.code)]
        if len(codes) != 1 or not around:
            message = _("--place “%(name)s”: %(code)s is no code of a place in %(region)s.")
            said = {"name": name, "code": written, "region": region}
            raise Refused(message % said, value=name)
    return pairs
