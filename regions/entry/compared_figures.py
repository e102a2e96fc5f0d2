"""Which figure a new one is compared with, and when it is far from it; typed or in a file."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from .. import numerals
from ..models import Basis, PopulationFigure


def figure_before(
    figures: Iterable[PopulationFigure], field: str, basis: str
) -> PopulationFigure | None:
    """The newest of these that has the field: of the same basis, or else of any.

    Bases count other people: 210.000 by DP4 say little of 150.000 by DKB.
    """
    known = [figure for figure in figures if getattr(figure, field)]
    same = [figure for figure in known if figure.basis == basis]
    return max(same or known, key=lambda figure: (figure.as_of, figure.published_on), default=None)


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
