"""The recap that a manager sends on: the state of a region as plain text for WhatsApp."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from textwrap import shorten

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _

from .. import numerals
from ..arithmetic import Standing
from ..levels import Level
from ..models import DayStatus, Region, State
from ..ranking import UNKNOWN, Ranking, Row, rank_children
from ..reporting import is_working_day
from ..wording import headline, title

MOST_CHARACTERS = 1500
MOST_LOWEST = 5
LONGEST_NAME = 60
# Of one event, and of all of them together.
LONGEST_EVENT, LONGEST_EVENTS = 120, 400
# WhatsApp reads these as bold, italic, struck out and code.
MARKUP = "*_~`"
ONE_DAY = timedelta(days=1)
# A closed day and a zero with its reason are no silence.
SAID = (State.REPORTED, State.ZERO, State.CLOSED)


@dataclass(frozen=True, slots=True)
class Silence:
    """The `silent` of so many `places` that have not reported a day, and what they are called.

    There are fewer names than silent places where a name stands for several.
    """

    silent: int
    places: int
    names: Sequence[str] = ()
    working_day: bool = True


# Apps that know regions, and that regions does not know, add what happens on a day and next:
# a function of the region and the day that gives lines. See campaigns.apps.
tellers: list[Callable[[Region, date], Sequence[str]]] = []


def recap_text(ranking: Ranking) -> str:
    """The recap of a ranking with all its rows, in the language of the page.

    As many queries as one more ranking and one, and those of the `tellers`.
    """
    region, yesterday = ranking.region, ranking.day - ONE_DAY
    existed = region.is_valid_on(yesterday)
    before = rank_children(region, yesterday).head.standing if existed else UNKNOWN
    events = [line for tell in tellers for line in tell(region, ranking.day)]
    return brief(ranking, before, who_is_silent(ranking), events)


def who_is_silent(ranking: Ranking) -> Silence:
    """The offices, or the kecamatan of one office, without a report of the day; 1 query.

    For the nation the names are those of the provinces, with how many of their offices.
    """
    region, day = ranking.region, ranking.day
    working_day = is_working_day(day)
    if region.level >= Level.KABKOTA:
        rows = ranking.rows or [ranking.head]
        said = DayStatus.objects.filter(kabkota=region.kabkota_id or region.pk, day=day)
        if said.filter(state__in=(State.ZERO, State.CLOSED)).exists():
            return Silence(0, len(rows), (), working_day)
        names = sorted(row.region.name for row in rows if row.last_report != day)
        return Silence(len(names), len(rows), names, working_day)

    said = DayStatus.objects.filter(kabkota=OuterRef("pk"), day=day, state__in=SAID)
    offices = Region.objects.valid_on(day).within(region).filter(level=Level.KABKOTA)
    silent, places = offices.filter(~Exists(said)), ranking.head.standing.parts
    if region.level == Level.PROVINCE:
        names = list(silent.values_list("name", flat=True))
        return Silence(len(names), places, names, working_day)
    by_province = silent.order_by("province__code").values_list("province__name")
    counted = list(by_province.annotate(Count("pk")))
    names = [f"{name} ({offices})" for name, offices in counted]
    return Silence(sum(offices for _name, offices in counted), places, names, working_day)


def brief(ranking: Ranking, before: Standing, silence: Silence, events: Sequence[str] = ()) -> str:
    """Puts the recap together; at most 1500 characters, whatever the names.

    `before` is where the region stood the day before. What does not fit is left out from the
    end of a list, first of the silent, then of the lowest; no word and no number is cut.
    """
    opening, closing = _opening(ranking, before), _events(events)
    lowest = [_lowest_line(row) for row in ranking.rows if row.rank is not None][:MOST_LOWEST]
    names = list(filter(None, map(plain, silence.names)))
    for shown, named in _ever_shorter(len(lowest), len(names)):
        sections = (
            opening,
            "\n".join([bold(_("Lowest")), *lowest[:shown]]) if shown else "",
            _silent(silence, names, named),
            closing,
        )
        text = "\n\n".join(filter(None, sections))
        if len(text) <= MOST_CHARACTERS:
            break
    return text


def plain(text: str, longest: int = LONGEST_NAME) -> str:
    """One line without markup; whole words up to `longest` characters."""
    clean = "".join(c if c.isprintable() and c not in MARKUP else " " for c in text)
    return shorten(clean, longest, placeholder="…")


def bold(text: str) -> str:
    return f"*{text}*"


def _ever_shorter(lowest: int, names: int) -> Iterator[tuple[int, int]]:
    """How many of the lowest and how many silent names to show, from all down to none."""
    for named in range(min(names, MOST_CHARACTERS // 3), -1, -1):
        yield lowest, named
    for shown in range(lowest - 1, -1, -1):
        yield shown, 0


def _opening(ranking: Ranking, before: Standing) -> str:
    head = ranking.head
    goal = replace(head.goal, label=plain(head.goal.label))
    alone = replace(ranking, head=replace(head, goal=goal), rows=[])
    lines = [
        bold(_("e-KTP recording, %(region)s") % {"region": plain(title(ranking.region))}),
        _("As of %(weekday)s, %(day)s")
        % {"weekday": numerals.weekday(ranking.day), "day": numerals.long_day(ranking.day)},
        "",
        *headline(alone),
    ]
    if head.standing.hundredths is not None:
        lines.extend(_changes(head, before))
    return "\n".join(lines)


def _changes(head: Row, before: Standing) -> list[str]:
    """Since the day before and since a week before, in the figures as they were shown."""
    now, lines, bases = head.standing, [], {head.standing.wajib_ktp}
    people = _grown(now.recorded, before.recorded)
    points = _grown(now.hundredths, before.hundredths)
    if people is not None and points is not None:
        bases.add(before.wajib_ktp)
        text = _("Against the day before: %(people)s people (%(points)s points).")
        lines.append(text % {"people": _signed(people), "points": numerals.change(points)})
    if head.change_7 is not None:
        bases.add(head.week_ago.wajib_ktp)
        text = _("Against a week before: %(points)s points.")
        lines.append(text % {"points": numerals.change(head.change_7)})
    if not lines:
        return [_("There is no earlier figure to compare with.")]
    if len(bases) > 1:
        lines.append(_("The number of people obliged changed in between."))
    return lines


def _grown(now: int | None, before: int | None) -> int | None:
    return None if now is None or before is None else now - before


def _signed(people: int) -> str:
    return f"+{numerals.people(people)}" if people > 0 else numerals.people(people)


def _lowest_line(row: Row) -> str:
    missing = row.standing.missing
    assert missing is not None  # what has a rank has both numbers
    text = (
        _("%(rank)s. %(name)s: %(percent)s %%, %(people)s people missing")
        if missing >= 0
        else _("%(rank)s. %(name)s: %(percent)s %%, %(people)s people more than obliged")
    )
    return text % {
        "rank": row.rank,
        "name": plain(row.region.name),
        "percent": numerals.percent(row.standing.hundredths),
        "people": numerals.people(abs(missing)),
    }


def _silent(silence: Silence, names: Sequence[str], named: int) -> str:
    """Who has not reported: the first `named` of the names, and how many more there are."""
    if not silence.silent:
        return _("Nobody's report is missing.")
    values = {"n": numerals.people(silence.silent), "all": numerals.people(silence.places)}
    if not silence.working_day:
        return _("Not a working day; %(n)s of %(all)s have not reported.") % values
    heading = bold(_("Not yet reported: %(n)s of %(all)s") % values)
    shown, more = ", ".join(names[:named]), len(names) - named
    if not shown:
        return heading
    if more:
        shown = _("%(names)s and %(n)s more") % {"names": shown, "n": numerals.people(more)}
    return f"{heading}\n{shown}"


def _events(events: Sequence[str]) -> str:
    texts = list(filter(None, (plain(event, LONGEST_EVENT) for event in events)))
    lines: list[str] = []
    for text in texts:
        if len(text) + sum(map(len, lines)) > LONGEST_EVENTS:
            lines.append(_("and %(n)s more") % {"n": numerals.people(len(texts) - len(lines))})
            break
        lines.append(f"- {text}")
    return "\n".join([bold(_("Events")), *lines]) if lines else ""
