"""The figures above a ranking: six numbers, each with a word on what it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from .. import numerals
from ..levels import Level
from ..ranking import Ranking
from ..reporting import DayEndSum, DayReports
from . import pace, row_texts
from .places import target_text
from .reports import in_short


@dataclass(frozen=True, slots=True)
class Tile:
    label: str
    value: str
    note: str
    link: str = ""


def tiles(ranking: Ranking, levels: Mapping[str, DayEndSum], reports: DayReports) -> list[Tile]:
    """Coverage, people to target, pace; and of an office also what it reports as a whole.

    Reports, print-ready records and blank cards are those of kabupaten/kota; a kecamatan has
    none of its own.
    """
    own = [_coverage(ranking), _to_target(ranking), _pace(ranking)]
    if ranking.region.level > Level.KABKOTA:
        return own
    return [
        *own,
        _reports(ranking, reports),
        _level(_("Print-ready (PRR)"), levels["print_ready"], ranking),
        _level(_("Blank cards left"), levels["blangko_left"], ranking),
    ]


def _coverage(ranking: Ranking) -> Tile:
    head = ranking.head
    percent = row_texts.coverage(head.standing.hundredths)
    if head.change_7 is None:
        return Tile(_("Coverage"), percent, "")
    points = numerals.change(head.change_7.points)
    change = _("%(points)s points in 7 days") % {"points": points}
    notes = ": ".join(filter(None, (change, row_texts.parts_of(head.change_7, head.besides_7))))
    return Tile(_("Coverage"), percent, notes)


def _to_target(ranking: Ranking) -> Tile:
    head = ranking.head
    label = _("To %(target)s") % {"target": target_text(head.goal)}
    value = _("reached") if head.reached else numerals.people(head.people_to_target)
    notes = [_("people to go")] if head.people_to_target else []
    if head.to_target_on_deadline is not None:
        people = {"people": numerals.people(head.to_target_on_deadline)}
        notes.append(_("on the deadline: %(people)s") % people)
    return Tile(label, value, "; ".join(notes))


def _pace(ranking: Ranking) -> Tile:
    head = ranking.head
    needed = pace.needed(head, ranking.day)
    notes = pace.made_of(head, ranking.day)
    then = pace.needed_on_deadline(head, ranking.day)
    if then is not None:
        people = {"people": numerals.people(then)}
        notes.insert(0, _("for those obliged on the deadline: %(people)s") % people)
    if needed is not None:
        notes.insert(0, _("needed: %(people)s") % {"people": numerals.people(needed)})
    return Tile(_("Recorded a day"), pace.a_day(head), "; ".join(notes))


def _reports(ranking: Ranking, reports: DayReports) -> Tile:
    """How many offices have reported the day, with a link to who has not."""
    count, rest = in_short(reports.counters)
    link = f"{reverse('completeness')}?wilayah={ranking.region.code}&per={ranking.day.isoformat()}"
    label = _("Reported %(day)s") % {"day": numerals.short_day(ranking.day)}
    return Tile(label, count, rest, link)


def _level(label: str, level: DayEndSum, ranking: Ranking) -> Tile:
    if level.amount is None:
        return Tile(label, numerals.UNKNOWN, _("not given this week"))
    offices = ranking.head.standing.parts
    said = _("as last given by %(n)s of %(all)s") % {"n": level.offices, "all": offices}
    return Tile(label, numerals.people(level.amount), said if offices > 1 else _("as last given"))
