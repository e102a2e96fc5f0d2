"""The state of a region in sentences."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import numerals
from ..arithmetic import Standing
from ..ranking import Ranking, Row
from .origins import cautions
from .places import target_text, title

MOST_NAMED = 5


def headline(ranking: Ranking, *, with_lowest: bool = True) -> list[str]:
    """The state of the region in sentences: coverage, what is missing, until when, the lowest."""
    head, standing = ranking.head, ranking.head.standing
    lowest = _lowest(ranking) if with_lowest else []
    if standing.hundredths is None:
        return [*_unknown_sentences(ranking), *lowest]
    sentences = [
        _("%(percent)s %% recorded (%(people)s).")
        % {
            "percent": numerals.percent(standing.hundredths),
            "people": "; ".join([_of_obliged(standing), *cautions(ranking)]),
        },
        _to_target(head, ranking.day),
    ]
    return [*sentences, *lowest]


def _of_obliged(standing: Standing) -> str:
    return _("%(recorded)s of %(wajib)s people obliged") % {
        "recorded": numerals.people(standing.recorded),
        "wajib": numerals.people(standing.wajib_ktp),
    }


def coverage_now(ranking: Ranking | None) -> str:
    """Where the place stands today, as the sentence beside the save button.

    Empty where coverage is unknown, and without a ranking: a place that is no more.
    """
    if ranking is None or ranking.head.standing.hundredths is None:
        return ""
    head = ranking.head
    text = _("Coverage now %(percent)s %%.") % {
        "percent": numerals.percent(head.standing.hundredths)
    }
    if head.reached:
        return text
    return f"{text} " + _("%(people)s people short of %(target)s.") % {
        "people": numerals.people(head.people_to_target),
        "target": target_text(head.goal),
    }


def half_of_the_missing(ranking: Ranking) -> str:
    """The fewest places that hold half of the people missing; empty where it says nothing.

    Where a place is unknown nobody can say where half of them live.
    """
    missing: list[tuple[int, str]] = []
    for row in ranking.rows:
        people = row.standing.missing
        if people is None:
            return ""
        if people > 0:
            missing.append((people, row.region.name))
    total, found, names = sum(people for people, _name in missing), 0, []
    for people, name in sorted(missing, key=lambda pair: -pair[0]):
        if 2 * found >= total:
            break
        found += people
        names.append(name)
    if len(missing) < 3 or len(names) > MOST_NAMED:
        return ""
    return _("Half of those missing live in %(count)s of %(all)s places: %(names)s.") % {
        "count": len(names),
        "all": len(ranking.rows),
        "names": ", ".join(names),
    }


def _unknown_sentences(ranking: Ranking) -> list[str]:
    head, standing = ranking.head, ranking.head.standing
    if head.is_undivided:
        return [_("Coverage is unknown: not yet told apart since a decree split the place.")]
    if standing.parts == 1:
        if standing.wajib_ktp is None:
            return [_("Coverage is unknown: no population figure was published by this day.")]
        return [_("Coverage is unknown: nothing has been reported yet.")]
    sentence = _("Coverage is unknown: figures of %(known)s of %(parts)s kabupaten/kota are known.")
    sentences = [sentence % {"known": standing.known_parts, "parts": standing.parts}]
    if head.known.hundredths is not None:
        sentences.append(
            _("Those known: %(percent)s %% (%(people)s).")
            % {
                "percent": numerals.percent(head.known.hundredths),
                "people": "; ".join([_of_obliged(head.known), *cautions(ranking)]),
            }
        )
    return sentences


def _to_target(head: Row, day: date) -> str:
    target = target_text(head.goal)
    if head.to_target_on_deadline is not None:
        return _today_and_then(head, day)
    if head.reached:
        return _("The target of %(target)s is reached.") % {"target": target}
    short = _("%(people)s people short of %(target)s") % {
        "people": numerals.people(head.people_to_target),
        "target": target,
    }
    if head.goal.deadline is None:
        return f"{short}."
    label = head.goal.label or numerals.long_day(head.goal.deadline)
    return f"{short}; {_until(head.goal.deadline, day)} ({label})."


def _today_and_then(head: Row, day: date) -> str:
    """ "98 % today: 36,094 people short; on the day of Pemilu: 39,310 people short; …" """
    assert head.goal.deadline is not None  # people are obliged on the deadline
    text = _("%(target)s today: %(now)s; %(when)s: %(then)s; %(until)s.")
    if head.goal.label:
        when = _("on the day of %(label)s") % {"label": head.goal.label}
    else:
        when = _("on %(day)s") % {"day": numerals.long_day(head.goal.deadline)}
    return text % {
        "target": target_text(head.goal),
        "now": _short(head.people_to_target),
        "when": when,
        "then": _short(head.to_target_on_deadline),
        "until": _until(head.goal.deadline, day),
    }


def _short(people: int | None) -> str:
    if people == 0:
        return _("reached")
    return _("%(people)s people short") % {"people": numerals.people(people)}


def _until(deadline: date, day: date) -> str:
    days = (deadline - day).days
    if days < 0:
        return _("the deadline has passed")
    if days == 0:
        return _("the deadline is today")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}


def _lowest(ranking: Ranking) -> list[str]:
    ranked = [row for row in ranking.rows if row.rank is not None]
    if len(ranked) < 2:
        return []
    lowest = ranked[0]
    values = {
        "name": title(lowest.region),
        "percent": numerals.percent(lowest.standing.hundredths),
    }
    if not _is_above(lowest.standing, ranking.head.standing):
        return [_("Lowest: %(name)s, %(percent)s %%.") % values]
    # A place inside can only be above the whole where its figure is not a part of the whole's.
    if len(ranked) < len(ranking.rows):
        text = _(
            "Lowest: %(name)s, %(percent)s %%, above the kabupaten/kota itself because not every"
            " kecamatan has a figure."
        )
    else:
        text = _(
            "Lowest: %(name)s, %(percent)s %%, above the kabupaten/kota itself because the figures"
            " of the kecamatan are not its own."
        )
    return [text % values]


def _is_above(one: Standing, other: Standing) -> bool:
    if one.recorded is None or other.recorded is None or not (one.wajib_ktp and other.wajib_ktp):
        return False
    return one.recorded * other.wajib_ktp > other.recorded * one.wajib_ktp
