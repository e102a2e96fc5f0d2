"""The effect of an event in plain sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regions import numerals
from regions.arithmetic import Standing

from .arithmetic import FEWEST_DAYS_BEFORE, PROMISED_PERCENT, Change, Effect, Pace


@dataclass(frozen=True, slots=True)
class EffectWords:
    """What the page shows: coverage at some days, pace before, during and after, sentences."""

    standings: tuple[tuple[str, str, str, str], ...]
    paces: tuple[tuple[str, str, str, str], ...]
    sentences: tuple[str, ...]
    limits: str
    compared: str


def effect_words(
    found: Effect, standings: Mapping[date, Standing], similar: Sequence[str]
) -> EffectWords:
    """`standings` at the end of some days, oldest first: before the event, its end, today."""
    return EffectWords(
        standings=tuple(
            (
                numerals.long_day(day),
                numerals.percent(standing.hundredths),
                numerals.people(standing.recorded),
                numerals.people(standing.missing),
            )
            for day, standing in standings.items()
        ),
        paces=tuple(
            (label, numerals.people(pace.people), numerals.people(pace.days), _a_day(pace))
            for label, pace in (
                (_("before"), found.before),
                (_("during"), found.during),
                (_("after"), found.after),
            )
        ),
        sentences=tuple(effect_sentences(found)),
        limits=_limits() if found.gain else "",
        compared=_compared(similar),
    )


def _a_day(pace: Pace) -> str:
    return numerals.rate(pace.people, pace.days) if pace.days else numerals.UNKNOWN


def effect_sentences(found: Effect) -> list[str]:
    """What the event changed, what came after it, and both together."""
    if found.gain is None:
        return [_why_unknown(found)]
    sentences = [_during(found.gain)]
    if found.dip is not None:
        sentences.append(_after(found.dip))
    elif found.after.silent:
        text = _(
            "What came after it is unknown: the office's own report is missing or not complete for "
            "%(days)s."
        )
        sentences.append(text % {"days": _days(found.after.silent)})
    if found.dip is not None and found.dip.people < 0 and found.net is not None:
        both = _("Both together: %(people)s people (%(range)s).")
        sentences.append(
            both % (_values(found.net) | {"people": numerals.signed(found.net.people)})
        )
    return sentences


def _during(gain: Change) -> str:
    if gain.low > 0:
        text = _(
            "The event brought about %(people)s people more than the %(expected)s expected "
            "without it (%(range)s)."
        )
    elif gain.high < 0:
        text = _(
            "On the days of the event about %(people)s people fewer were recorded than the "
            "%(expected)s expected without it (%(range)s)."
        )
    else:
        text = _(
            "No clear effect: %(people)s people against the %(expected)s expected without the "
            "event (%(range)s)."
        )
    return text % _values(gain)


def _after(dip: Change) -> str:
    if dip.high < 0:
        text = ngettext(
            "On the working day after it about %(people)s people fewer came than expected "
            "(%(range)s): some would have come later anyway.",
            "On the %(days)s working days after it about %(people)s people fewer came than "
            "expected (%(range)s): some would have come later anyway.",
            dip.days,
        )
    elif dip.low > 0:
        text = ngettext(
            "On the working day after it still about %(people)s people more came than expected "
            "(%(range)s).",
            "On the %(days)s working days after it still about %(people)s people more came than "
            "expected (%(range)s).",
            dip.days,
        )
    else:
        text = ngettext(
            "On the working day after it no clear dip: %(people)s people against the expected "
            "(%(range)s).",
            "On the %(days)s working days after it no clear dip: %(people)s people against the "
            "expected (%(range)s).",
            dip.days,
        )
    return text % _values(dip)


def _values(change: Change) -> dict[str, str]:
    """People without their sign where the sentence says more or fewer."""
    people = change.people
    values = {
        "low": numerals.signed(change.low),
        "high": numerals.signed(change.high),
        "percent": PROMISED_PERCENT,
    }
    return {
        "people": numerals.people(abs(people)) if change.is_clear else numerals.signed(people),
        "expected": numerals.people(change.expected),
        "days": numerals.people(change.days),
        "range": _("%(percent)s %% range: %(low)s to %(high)s") % values,
    }


def _why_unknown(found: Effect) -> str:
    if not found.similar:
        return _("The effect cannot be judged: no similar place reported often enough before it.")
    if found.before.days < FEWEST_DAYS_BEFORE:
        text = _("The effect cannot be judged: fewer than %(days)s days were reported before it.")
        return text % {"days": FEWEST_DAYS_BEFORE}
    if found.during.silent:
        text = _(
            "The effect is unknown: the office's own report is missing or not complete for "
            "%(days)s."
        )
        return text % {"days": _days(found.during.silent)}
    if not found.during.days:
        return _("The effect cannot be judged: another event was held here on the same days.")
    return _("The effect cannot be judged yet: no similar place has reported its days.")


def _days(days: Sequence[date]) -> str:
    return ", ".join(numerals.short_day(day) for day in days)


def _limits() -> str:
    """What the range promises, and when it does not."""
    return _(
        "The range should hold for %(percent)s of 100 events, also where good and bad weeks "
        "follow each other. It may fail where weeks differ more than in the eight weeks "
        "before, where the place was already falling or rising against the others, or where it "
        "was chosen because it had just slumped: part of the gain would then have come by itself."
    ) % {"percent": PROMISED_PERCENT}


def _compared(similar: Sequence[str]) -> str:
    if not similar:
        return ""
    return _("Compared with places alike in coverage and size on the same days: %(names)s.") % {
        "names": ", ".join(similar)
    }
