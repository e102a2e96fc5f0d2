"""Which figure a new one is compared with, and when it is far from it; typed or in a file."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from .. import numerals
from ..models import Basis, ChangeKind, PopulationFigure, RegionChange


def figure_before(
    figures: Iterable[PopulationFigure], field: str, basis: str
) -> PopulationFigure | None:
    """The newest of these that has the field: of the same basis, or else of any.

    Bases count other people: 210.000 by DP4 say little of 150.000 by DKB.
    """
    known = [figure for figure in figures if getattr(figure, field)]
    same = [figure for figure in known if figure.basis == basis]
    return max(same or known, key=lambda figure: (figure.as_of, figure.published_on), default=None)


def of_the_same_ground(figures: Iterable[PopulationFigure], as_of: date) -> list[PopulationFigure]:
    """Those since the last merger or split of their place up to a day; 1 query if there are any.

    A figure of what a place was before says nothing of what it became.
    """
    figures = list(figures)
    if not figures:
        return []
    places = {figure.region_id for figure in figures}
    changes = RegionChange.objects.filter(
        Q(old__in=places) | Q(new__in=places),
        kind__in=(ChangeKind.MERGED, ChangeKind.SPLIT),
        figures_from__lte=as_of,
    )
    since: dict[int, date] = {}
    for first, *both in changes.values_list("figures_from", "old_id", "new_id"):
        for place in both:
            since[place] = max(first, since.get(place, first))
    return [one for one in figures if one.as_of >= since.get(one.region_id, one.as_of)]


def is_far_from_last(wajib_ktp: int, last: int) -> bool:
    """Whether a denominator is more than a third away from the one before it."""
    return 3 * abs(wajib_ktp - last) > last


def when_and_basis(figure: PopulationFigure, basis: str) -> str:
    """The as-of day of a figure that one of `basis` is compared with, and its own where it is
    another."""
    day = numerals.long_day(figure.as_of)
    if figure.basis == basis:
        return day
    message = _("%(day)s (another basis: %(basis)s)")
    return message % {"day": day, "basis": Basis(figure.basis).label}
