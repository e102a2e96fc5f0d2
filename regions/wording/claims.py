"""Several figures of one place and as-of day, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from .. import numerals
from ..models import Basis, FigurePin
from ..ranking import Claim, Figure, Verdict, in_force, verdict
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


def state_text(figure: Figure, of_place: Iterable[Figure], today: date) -> str:
    """Whether a figure is in force and why that one, by the rule of `rule_text`.

    One that is not published yet is told as of its publication. `of_place` are all of its place.
    """
    day = max(today, figure.begins)
    found = verdict(figure, of_place, day)
    if found.is_in_force and day > today:
        return _("counts from %(day)s") % {"day": numerals.long_day(day)}
    return _why_in_force(figure, found) if found.is_in_force else _why_not(found)


def _why_in_force(figure: Figure, found: Verdict) -> str:
    if not figure.is_complete:
        return _("in force, but incomplete")
    if found.other is None:
        return _("in force")
    texts = {
        "is_complete": _("in force: the others are incomplete"),
        "as_of": _("in force: newest as-of day"),
        "pin": _("in force: chosen by hand"),
        "basis": _("in force: %(basis)s goes before %(other)s"),
        "published_on": _("in force: newest publication"),
    }
    bases = {"basis": short_basis(figure.basis), "other": short_basis(found.other.basis)}
    return texts[found.decided_by] % bases


def _why_not(found: Verdict) -> str:
    assert found.other is not None  # else it would be in force
    texts = {
        "is_complete": _("incomplete; the one as of %(as_of)s is in force"),
        "as_of": _("replaced by the one as of %(as_of)s"),
        "pin": _("another one was chosen by hand"),
        "basis": _("%(basis)s goes before it"),
        "published_on": _("replaced by the publication of %(published_on)s"),
    }
    return texts[found.decided_by] % {
        "as_of": numerals.long_day(found.other.as_of),
        "basis": short_basis(found.other.basis),
        "published_on": numerals.long_day(found.other.published_on),
    }


def typed_text(
    old: Figure | None, new: Figure | None, before: Sequence[Figure], today: date
) -> str:
    """What is to be known of a typed figure beside its effect; empty where it counts from today.

    From when it counts, or why it is not in force. `old` is the one that is corrected, `new` what
    it becomes, None where it goes; `before` are all of the place, the newest as-of days first.
    """
    after = [figure for figure in before if figure != old]
    if new:
        after = Figure.newest_first([*after, new])
        state = state_text(new, after, today)
        if not verdict(new, after, max(today, new.begins)).is_in_force:
            return _("This figure is not in force: %(why)s.") % {"why": state}
    shown = new or old
    if shown is None or shown.begins <= today:
        return ""
    if new is None:
        text = _(
            "It was to count from %(day)s on (day of publication); until then the ranking stays."
        )
    elif in_force(before, today) == in_force(after, today):
        text = _("It counts from %(day)s on (day of publication); until then the ranking stays.")
    else:
        text = _("It counts from %(day)s on (day of publication), and no longer until then.")
    return text % {"day": numerals.long_day(shown.begins)}


def rule_text() -> str:
    """Which of several figures is in force; the order is that of Basis."""
    return _(
        "The figure of the newest as-of day counts, whatever its basis. Of several of one as-of"
        " day the one chosen by hand counts, the last choice first; else %(bases)s, in this order;"
        " of one basis the newest publication. A figure that lacks a number is not chosen."
    ) % {"bases": ", ".join(short_basis(basis) for basis in Basis.values)}
