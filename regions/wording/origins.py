"""Where the denominators come from, and why a percentage is to be read with care."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from .. import numerals
from ..models import Basis
from ..ranking import Ranking

# DKB comes each semester; what is older than two of them was overtaken at least once.
TWO_SEMESTERS = timedelta(days=366)
LONG_SILENCE = timedelta(days=30)
MOST_SOURCES = 3


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
    """What belongs into the first sentence: an old denominator, mixed bases, a long silence."""
    head, found = ranking.head, []
    oldest = min((origin.as_of for origin in head.origins), default=None)
    if oldest and ranking.day - oldest > TWO_SEMESTERS:
        text = _("people obliged as of %(day)s, more than two semesters ago")
        found.append(text % {"day": numerals.long_day(oldest)})
    if len(head.bases) > 1:
        found.append(_("mixed bases: %(bases)s") % {"bases": _labels(head.bases)})
    if head.last_report and ranking.day - head.last_report > LONG_SILENCE:
        found.append(_("no report since %(day)s") % {"day": numerals.long_day(head.last_report)})
    return found


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
