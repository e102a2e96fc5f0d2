"""What a place is called, where it lies, and what it is measured against."""

from django.utils.translation import gettext as _

from .. import numerals
from ..levels import Level
from ..models import Kind, Region
from ..ranking import Goal


def title(region: Region) -> str:
    """ "Provinsi Jambi", "Kabupaten Sarolangun", "Kecamatan Pauh" """
    if region.kind == Kind.PROVINSI and not region.name.startswith("Daerah"):
        return _("Province of %(name)s") % {"name": region.name}
    if region.kind == Kind.KECAMATAN:
        return _("Kecamatan %(name)s") % {"name": region.name}
    return region.name


def target_text(goal: Goal) -> str:
    return f"{numerals.short_percent(goal.hundredths)} %"


def crumbs(region: Region) -> list[Region]:
    """The regions above, from the nation down."""
    above: list[Region] = []
    while region.parent is not None:
        region = region.parent
        above.insert(0, region)
    return above


def kind_of_rows(level: Level) -> str:
    """What a ranking of this level lists: provinces, kabupaten/kota, kecamatan."""
    return {
        Level.PROVINCE: _("provinces"),
        Level.KABKOTA: _("kabupaten/kota"),
        Level.KECAMATAN: _("kecamatan"),
        Level.DESA: _("desa"),
    }[level]
