"""What decrees did to a region, in sentences."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from .. import numerals
from ..days import ONE_DAY
from ..decrees import Around
from ..models import Region, RegionChange


def decree_texts(found: list[Around]) -> list[str]:
    """One sentence for each decree and kind, oldest first."""
    return [text for one in found for text in _texts(one)]


def _texts(one: Around) -> list[str]:
    before, since = numerals.long_day(one.day - ONE_DAY), numerals.long_day(one.day)
    said = (
        (one.was, _("Until %(before)s: %(places)s (%(decree)s).")),
        (one.part_of, _("Until %(before)s a part of %(places)s (%(decree)s).")),
        (one.joined, _("Since %(since)s with what was %(places)s (%(decree)s).")),
        (one.came, _("Since %(since)s with %(places)s (%(decree)s).")),
        (one.left, _("Since %(since)s without %(places)s (%(decree)s).")),
        (one.inside, _("Since %(since)s, inside it: %(places)s (%(decree)s).")),
        (
            one.borders,
            _("On %(since)s its boundary with %(places)s was moved; figures stay (%(decree)s)."),
        ),
    )
    return [
        text % {"before": before, "since": since, "places": ", ".join(places), "decree": one.decree}
        for places, text in said
        if places
    ]


def decree_of(found: list[Around], after: date, until: date) -> str:
    """The decrees after a day up to another, for a point of a trend; empty for none."""
    return "; ".join(dict.fromkeys(one.decree for one in found if after < one.day <= until))


def ended(region: Region, changes: Sequence[RegionChange]) -> str:
    """That a region has ended, by which decree, and what it became: `changes` are all after it."""
    assert region.valid_to is not None
    text = _("%(region)s ended on %(day)s.") % {
        "region": f"{region.code} {region.name}",
        "day": numerals.long_day(region.valid_to),
    }
    became = [change for change in changes if change.day == region.valid_to + ONE_DAY]
    if not became:
        return text
    places = ", ".join(f"{change.new.code} {change.new.name}" for change in became)
    now = _("It became %(places)s (%(decree)s).")
    return f"{text} {now % {'places': places, 'decree': became[0].decree}}"


def had_other_code(region: Region, then: Region, day: date) -> str:
    return _("On %(day)s %(region)s was %(then)s.") % {
        "day": numerals.long_day(day),
        "region": f"{region.code} {region.name}",
        "then": f"{then.code} {then.name}",
    }
