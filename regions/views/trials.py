"""What a form would do is tried out and shown; what was shown is what is stored, or nothing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import numerals
from ..entry import ConfirmedForm, Question, answer
from ..importing.storing import fingerprint
from ..models import Region
from ..ranking import RankingChange, try_out


class Made(NamedTuple):
    """What was written: each change as the log has it, without keys that differ from trial to
    trial; and the days gone by whose pages it changes."""

    changes: list[tuple]
    days: list[date]


class Act(NamedTuple):
    """What a form asks for: `make` writes it, and the ranking of `region` on `day` shows it."""

    region: Region
    day: date
    make: Callable[[], Made]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is shown: its box sends `value` under `name`."""

    name: str
    text: str
    value: str
    is_answered: bool
    days: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """What would happen; `stored` where it did, because the person had seen exactly this."""

    made: Made
    ranking: RankingChange
    asked: list[Asked]
    seen: str
    stored: bool = False

    @property
    def is_open(self) -> bool:
        return any(not question.is_answered for question in self.asked)


def try_or_store(form: ConfirmedForm, act: Act) -> Trial:
    """Try out what a valid form asks for, and store it where the person has seen just that and
    has answered what is asked. What `act.make` raises goes through, and nothing is stored.
    """
    ranking, made = try_out(act.region, act.day, act.make)
    seen = fingerprint(made.changes)
    trial = Trial(made, ranking, list(asked_of(form, made.days)), seen)
    if trial.is_open or form.seen() != seen or not made.changes:
        return trial
    with transaction.atomic():
        if fingerprint(act.make().changes) == seen:
            return replace(trial, stored=True)
        transaction.set_rollback(True)
    # Somebody else was quicker: what it would do now is something else.
    return try_or_store(form, act)


def asked_of(form: ConfirmedForm, days: Sequence[date]) -> Iterable[Asked]:
    """What the form asks, and whether the pages of these days gone by are to change."""
    for question in form.questions():
        yield _shown(form, question)
    if days:
        first, last, n = days[0], days[-1], len(days)
        text = ngettext(
            "This changes the page of %(n)s day gone by, %(first)s. Correct?",
            "This changes the pages of %(n)s days gone by, from %(first)s to %(last)s. Correct?",
            n,
        ) % {
            "n": numerals.people(n),
            "first": numerals.long_day(first),
            "last": numerals.long_day(last),
        }
        about = (first.toordinal(), last.toordinal(), n)
        listed = ", ".join(day.isoformat() for day in days)
        yield _shown(form, Question("days", text, about), listed)


def _shown(form: ConfirmedForm, question: Question, days: str = "") -> Asked:
    name, value = f"{question.name}-confirm", answer(question)
    return Asked(name, question.text, value, form.is_answered(question), days)


def refusal(form: ConfirmedForm, trial: Trial) -> str:
    """Why what was sent to be stored was not; empty where nothing was to be stored yet."""
    if not form.seen():
        return ""
    if form.seen() != trial.seen:
        return _("Not stored yet: this is no longer what you were shown. Look at it once more.")
    return _("Not stored yet: please answer the questions.")
