"""Several figures of one place and as-of day, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .. import numerals
from ..models import Basis, FigurePin
from ..ranking import Claim
from .fields import short_basis
from .row_texts import coverage


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One figure in the table of those of an as-of day."""

    basis: str
    percent: str
    recorded: str
    wajib_ktp: str
    published_on: str
    source: str
    is_in_force: bool
    pin: str


def claim_lines(claims: Sequence[Claim]) -> list[ClaimLine]:
    return [
        ClaimLine(
            basis=str(Basis(claim.figure.basis).label),
            percent=coverage(claim.standing.hundredths),
            recorded=numerals.people(claim.standing.recorded),
            wajib_ktp=numerals.people(claim.standing.wajib_ktp),
            published_on=numerals.long_day(claim.figure.published_on),
            source=claim.figure.source or numerals.UNKNOWN,
            is_in_force=claim.is_in_force,
            pin=pin_text(claim.pin),
        )
        for claim in claims
    ]


def claims_text(claims: Sequence[Claim]) -> str:
    """What the others say: "By DP4: 81,20 %."; and whether a person chose the one in force.

    Of each basis the newest publication; nothing where no other figure has both numbers.
    """
    others: dict[str, str] = {}
    said: set[str] = set()
    for claim in claims:
        basis = claim.figure.basis
        if claim.standing.hundredths is None or basis in said:
            continue
        said.add(basis)
        if not claim.is_in_force:
            others[short_basis(basis)] = coverage(claim.standing.hundredths)
    if not others:
        return ""
    told = "; ".join(
        _("by %(basis)s: %(percent)s") % {"basis": basis, "percent": percent}
        for basis, percent in others.items()
    )
    pinned = next((claim.pin for claim in claims if claim.is_in_force and claim.pin), None)
    sentence = told[:1].upper() + told[1:] + "."
    return f"{sentence} {pin_text(pinned).rstrip('.')}." if pinned else sentence


def pin_text(pin: FigurePin | None) -> str:
    if pin is None:
        return ""
    return _("Chosen by hand by %(by)s from %(day)s on: %(reason)s") % {
        "by": pin.by.get_full_name() or pin.by.username,
        "day": numerals.long_day(pin.day),
        "reason": pin.reason,
    }


def rule_text() -> str:
    """Which of several figures is in force; the order is that of Basis."""
    return _(
        "The figure of the newest as-of day counts, whatever its basis. Of several of one as-of"
        " day the one chosen by hand counts, the last choice first; else %(bases)s, in this order;"
        " of one basis the newest publication. A figure that lacks a number is not chosen."
    ) % {"bases": ", ".join(short_basis(basis) for basis in Basis.values)}
