"""Where the denominators come from, and why a percentage is to be read with care."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import numerals
from ..models import Basis, PopulationFigure, Region
from ..ranking import Apart, Ranking, Side

# DKB comes each semester; what is older than two of them was overtaken at least once.
TWO_SEMESTERS = timedelta(days=366)
LONG_SILENCE = timedelta(days=30)
MOST_SOURCES = 3
MOST_NAMED = 5


def origins_text(ranking: Ranking) -> str:
    """As-of day, publication, basis and source of the region's denominator.

    Where the places below it rest on yet another basis, that is said too.
    """
    origins = ranking.head.origins
    if not origins:
        return ""
    values = {
        "as_of": _days(origin.as_of for origin in origins),
        "published": _days(origin.published_on for origin in origins),
        "bases": _labels(ranking.head.bases),
        "sources": _sources({origin.source for origin in origins}),
    }
    text = _(
        "People obliged as of %(as_of)s, published %(published)s; basis: %(bases)s; "
        "source: %(sources)s."
    )
    others = ranking.bases - ranking.head.bases
    also = _("In the ranking also: %(bases)s.") % {"bases": _labels(others)} if others else ""
    return f"{text % values} {also}".rstrip()


def cautions(ranking: Ranking) -> list[str]:
    """What belongs into the first sentence: an old denominator, mixed bases, a long silence.

    Where only parts of the region are known, that of the known ones: their sum is what is shown.
    """
    head, found = ranking.head, []
    origins = head.origins
    if head.standing.hundredths is None:
        known = (row for row in ranking.rows if row.known.hundredths is not None)
        origins = frozenset().union(*(row.origins for row in known))
    oldest = min((origin.as_of for origin in origins), default=None)
    if oldest and ranking.day - oldest > TWO_SEMESTERS:
        text = _("people obliged as of %(day)s, more than two semesters ago")
        found.append(text % {"day": numerals.long_day(oldest)})
    bases = {origin.basis for origin in origins}
    if len(bases) > 1:
        found.append(_("mixed bases: %(bases)s") % {"bases": _labels(bases)})
    if head.last_report and ranking.day - head.last_report > LONG_SILENCE:
        found.append(_("no report since %(day)s") % {"day": numerals.long_day(head.last_report)})
    return found


def apart_text(found: Apart | None) -> str:
    """That the figures of the kecamatan are not those of their kabupaten/kota, with both sums."""
    if found is None:
        return ""
    values = {
        "inside": _people(found.inside),
        "inside_of": _days_and_bases(found.inside),
        "own": _people(found.own),
        "own_of": _days_and_bases(found.own),
    }
    text = _(
        "The figures of the kecamatan do not add up to that of the kabupaten/kota: together"
        " %(inside)s (%(inside_of)s), the kabupaten/kota itself %(own)s (%(own_of)s)."
    )
    if found.same_sums:
        text = _(
            "The figures of the kecamatan add up to that of the kabupaten/kota, %(own)s, but are"
            " not of its day or basis: %(inside_of)s, the kabupaten/kota itself %(own_of)s."
        )
    return text % values


def incomplete_text(region: Region, newer: Sequence[PopulationFigure]) -> str:
    """Which newer figures are not in force because they lack a number: its own, and below it."""
    found = []
    inside = [figure for figure in newer if figure.region_id != region.pk]
    for figure in newer:
        if figure.region_id == region.pk:
            text = _(
                "A newer figure as of %(day)s (%(basis)s) is incomplete; until both numbers are"
                " known the older one stays in force."
            )
            basis = Basis(figure.basis).label
            found.append(text % {"day": numerals.long_day(figure.as_of), "basis": basis})
    if inside:
        text = ngettext(
            "A newer figure of %(n)s place in it is incomplete; the older one stays in force",
            "Newer figures of %(n)s places in it are incomplete; the older ones stay in force",
            len(inside),
        )
        found.append(_named(text, [figure.region for figure in inside]))
    return " ".join(found)


def others_text(places: Sequence[Region]) -> str:
    """For which places in a region another basis gives another figure of the same day."""
    if not places:
        return ""
    text = ngettext(
        "Another basis has a figure of the same day for %(n)s place in it",
        "Another basis has a figure of the same day for %(n)s places in it",
        len(places),
    )
    return _named(text, places)


def _named(text: str, places: Sequence[Region]) -> str:
    """How many places, and where these are few which."""
    names = ", ".join(place.name for place in places)
    return text % {"n": len(places)} + (f": {names}." if len(places) <= MOST_NAMED else ".")


def _people(side: Side) -> str:
    return _("%(recorded)s of %(wajib)s people obliged") % {
        "recorded": numerals.people(side.recorded),
        "wajib": numerals.people(side.wajib_ktp),
    }


def _days_and_bases(side: Side) -> str:
    values = {"days": _days(side.days), "bases": _labels(side.bases)}
    return _("as of %(days)s, %(bases)s") % values


def _days(days: Iterable[date]) -> str:
    """ "31 January 2019", or the first and the last of several."""
    found = set(days)
    return " – ".join(numerals.long_day(day) for day in sorted({min(found), max(found)}))


def _labels(bases: Iterable[str]) -> str:
    return ", ".join(str(Basis(basis).label) for basis in sorted(bases))


def _sources(sources: set[str]) -> str:
    if len(sources) > MOST_SOURCES:
        return _("%(n)s sources") % {"n": len(sources)}
    return "; ".join(sorted(sources))
