"""What a change would do to a ranking, before it is stored."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import numerals
from ..models import Region
from ..ranking import Goal, Moved, RankingChange
from .places import target_text


@dataclass(frozen=True, slots=True)
class MovedLine:
    """One place of the ranking before and after, ready to print."""

    place: str
    before: str
    after: str
    ranks: str
    moved: str


def moved_lines(change: RankingChange) -> list[MovedLine]:
    """The region itself first, then the places in it, lowest first."""
    return [_moved_line(moved) for moved in (change.head, *change.rows)]


def _moved_line(moved: Moved) -> MovedLine:
    words = ""
    if moved.places:
        n = abs(moved.places)
        words = (
            ngettext("%(n)s place up", "%(n)s places up", n)
            if moved.places > 0
            else ngettext("%(n)s place down", "%(n)s places down", n)
        ) % {"n": n}
    ranks = dict.fromkeys((moved.before.rank, moved.after.rank))
    return MovedLine(
        place=moved.region.name,
        before=_percent_text(moved.hundredths_before),
        after=_percent_text(moved.hundredths_after),
        ranks="" if set(ranks) == {None} else " → ".join(map(numerals.people, ranks)),
        moved=words,
    )


def _percent_text(hundredths: int | None) -> str:
    return numerals.UNKNOWN if hundredths is None else f"{numerals.percent(hundredths)} %"


def moved_sentence(change: RankingChange, place: Region) -> str:
    """ "Merangin: 84,10 % → 83,20 %, rank 3 → 2."; empty where the place is not in the ranking."""
    for moved in (change.head, *change.rows):
        if moved.region.pk == place.pk:
            return _sentence(_moved_line(moved))
    return ""


def _sentence(line: MovedLine) -> str:
    if line.before == line.after:
        text = _("%(place)s: %(coverage)s as before") % {
            "place": line.place,
            "coverage": line.after,
        }
    else:
        text = f"{line.place}: {line.before} → {line.after}"
    if line.ranks:
        text += ", " + _("rank %(ranks)s") % {"ranks": line.ranks}
    return f"{text}."


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One place and its target before and after, ready to print."""

    place: str
    coverage: str
    goal: str
    deadline: str
    missing: str
    reached: str


def goal_lines(change: RankingChange) -> list[GoalLine]:
    """The region itself first, then each place in it whose target or deadline becomes another."""
    inside = [moved for moved in change.rows if moved.before.goal != moved.after.goal]
    return [_goal_line(moved) for moved in (change.head, *inside)]


def _goal_line(moved: Moved) -> GoalLine:
    before, after = moved.before, moved.after
    reached = {True: _("reached"), False: _("not reached"), None: numerals.UNKNOWN}
    return GoalLine(
        place=moved.region.name,
        coverage=_percent_text(moved.hundredths_after),
        goal=_became(target_text(before.goal), target_text(after.goal)),
        deadline=_became(_deadline(before.goal), _deadline(after.goal)),
        missing=_became(
            numerals.people(before.people_to_target), numerals.people(after.people_to_target)
        ),
        reached=_became(reached[before.reached], reached[after.reached]),
    )


def goal_sentence(change: RankingChange) -> str:
    """ "Jambi: target 98 % → 99,4 %, 1.200 → 3.400 people short." """
    line = _goal_line(change.head)
    text = _("%(place)s: target %(goal)s, people missing to it %(missing)s (%(reached)s).")
    return text % {
        "place": line.place,
        "goal": line.goal,
        "missing": line.missing,
        "reached": line.reached,
    }


def _deadline(goal: Goal) -> str:
    return numerals.long_day(goal.deadline) if goal.deadline else numerals.UNKNOWN


def _became(before: str, after: str) -> str:
    return after if before == after else f"{before} → {after}"
