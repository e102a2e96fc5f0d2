"""The recap that a manager sends on: the state of a region as plain text for WhatsApp."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from textwrap import shorten

from django.utils.translation import gettext as _

from .. import numerals
from ..arithmetic import Standing
from ..days import ONE_DAY
from ..levels import Level
from ..models import Region
from ..ranking import UNKNOWN, Point, Ranking, Row, kecamatan_apart, trend
from ..reporting import Counters, DayReports, Report
from ..wording import (
    apart_text,
    headline,
    office_sentence,
    origins_text,
    parts_of,
    sentences_about,
    title,
)

MOST_CHARACTERS = 1500
MOST_LOWEST = 5
LONGEST_NAME = 60
LONGEST_ORIGINS = 240
# Of one event, and of all of them together.
LONGEST_EVENT, LONGEST_EVENTS = 120, 400
# WhatsApp reads these as bold, italic, struck out and code.
MARKUP = "*_~`"
# Apps that know regions, and that regions does not know, add what happens on a day and next:
# a function of the region and the day that gives lines. See campaigns.apps.
tellers: list[Callable[[Region, date], Sequence[str]]] = []


def recap_text(ranking: Ranking, reports: DayReports) -> str:
    """The recap of a ranking with all its rows, in the language of the page.

    As many queries as the course of two days, and those of the `tellers`.
    """
    region, yesterday = ranking.region, ranking.day - ONE_DAY
    before, today = UNKNOWN, None
    if region.is_valid_on(yesterday):
        first, today = trend(region, [yesterday, ranking.day]).points
        before = first.standing
    events = [line for tell in tellers for line in tell(region, ranking.day)]
    return compose(ranking, before, reports, events, today)


def compose(
    ranking: Ranking,
    before: Standing,
    reports: DayReports,
    events: Sequence[str] = (),
    today: Point | None = None,
) -> str:
    """Puts the recap together; at most 1500 characters, whatever the names.

    `before` is where the region stood the day before, `today` what its course says of the
    change since. What does not fit is left out from the
    end of a list, first of those not reported, then of the lowest; no word and no number is cut.
    """
    split = parts_of(today.change, today.besides) if today else ""
    opening = _opening(ranking, before, reports.counters, split)
    closing = _events(events)
    lowest = [_lowest_line(row) for row in ranking.rows if row.rank is not None][:MOST_LOWEST]
    said, heading, names = _reports(ranking, reports)
    names = list(filter(None, map(plain, names)))
    for shown, named in _ever_shorter(len(lowest), len(names)):
        sections = (
            opening,
            "\n".join([bold(_("Lowest")), *lowest[:shown]]) if shown else "",
            "\n".join(filter(None, [said, *_named(heading, names, named)])),
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


def _opening(ranking: Ranking, before: Standing, told: Counters, split: str) -> str:
    head = ranking.head
    goal = replace(head.goal, label=plain(head.goal.label))
    plainly = replace(ranking, head=replace(head, goal=goal))
    lines = [
        bold(_("e-KTP recording, %(region)s") % {"region": plain(title(ranking.region))}),
        _("As of %(weekday)s, %(day)s")
        % {"weekday": numerals.weekday(ranking.day), "day": numerals.long_day(ranking.day)},
        "",
        *headline(plainly, with_lowest=False),
    ]
    if origins := plain(origins_text(ranking), LONGEST_ORIGINS):
        lines.append(origins)
    of_kecamatan = kecamatan_apart(ranking)
    if of_kecamatan and not of_kecamatan.same_sums:
        lines.append(apart_text(of_kecamatan))
    if head.standing.hundredths is not None:
        lines.extend(_changes(head, before, told, split))
    return "\n".join(lines)


def _changes(head: Row, before: Standing, told: Counters, split: str) -> list[str]:
    """Since the day before and since a week before, in the figures as they were shown.

    A day of which nobody told anything is compared with none. `split` says what of the change of
    a day came by people and what by other figures.
    """
    now, lines = head.standing, []
    people = _grown(now.recorded, before.recorded)
    points = _grown(now.hundredths, before.hundredths)
    if people is not None and points is not None and (people or told.reported or told.closed):
        values = {"people": numerals.signed(people), "points": numerals.change(points)}
        text = _("Against the day before: %(people)s people (%(points)s points).")
        if told.awaited and told.expected > 1:
            values |= {"n": str(told.expected - told.awaited), "all": str(told.expected)}
            text = _(
                "Against the day before: %(people)s people (%(points)s points), "
                "by %(n)s of %(all)s offices."
            )
        lines.append(text % values)
        if split:
            lines.append(f"({split})")
        elif now.wajib_ktp != before.wajib_ktp:
            lines.append(_("The number of people obliged changed in between."))
    if head.change_7 is not None:
        text = _("Against a week before: %(points)s points.")
        lines.append(text % {"points": numerals.change(head.change_7.points)})
        if parts := parts_of(head.change_7, head.besides_7):
            lines.append(f"({parts})")
    return lines or [_("There is no earlier figure to compare with.")]


def _grown(now: int | None, before: int | None) -> int | None:
    return None if now is None or before is None else now - before


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


def _reports(ranking: Ranking, reports: DayReports) -> tuple[str, str, list[str]]:
    """What is said of the day's reports; what stands above the names, and the names.

    Named are offices that have not reported in time, for the nation the provinces with how many
    of theirs; of one office the kecamatan that it gave no number. Who may still report in time
    is counted and not named.
    """
    if ranking.region.level >= Level.KABKOTA:
        return _inside_an_office(ranking, reports)
    said = " ".join(sentences_about(ranking.region, reports))
    missing = reports.those(Report.MISSING)
    heading = _("Not yet reported: %(n)s of %(all)s") % {
        "n": numerals.people(len(missing)),
        "all": numerals.people(reports.counters.expected),
    }
    if ranking.region.level > Level.NATION:
        return said, heading, [office.name for office in missing]
    of_province = Counter(office.province for office in missing)
    return said, heading, [f"{name} ({n})" for name, n in of_province.items()]


def _inside_an_office(ranking: Ranking, reports: DayReports) -> tuple[str, str, list[str]]:
    office = next(iter(reports.offices), None)
    if office is None:
        return "", "", []
    rows = ranking.rows or [ranking.head]
    empty = sorted(row.region.name for row in rows if row.last_report != reports.day)
    if office.report not in (Report.ON_TIME, Report.LATE) or len(empty) == len(rows):
        # Nothing is missing: it is no day with numbers, or the office breaks none down.
        empty = []
    heading = _("Without a number: %(n)s of %(all)s kecamatan") % {
        "n": numerals.people(len(empty)),
        "all": numerals.people(len(rows)),
    }
    # How many are filled in is said by the heading where some are named.
    filled = None if empty else reports.filled_of(office.code)
    return office_sentence(office, filled), heading, empty


def _named(heading: str, names: Sequence[str], named: int) -> list[str]:
    """The heading, the first `named` of the names, and how many more there are."""
    if not names:
        return []
    shown, more = ", ".join(names[:named]), len(names) - named
    if not shown:
        return [bold(heading)]
    if more:
        shown = _("%(names)s and %(n)s more") % {"names": shown, "n": numerals.people(more)}
    return [bold(heading), shown]


def _events(events: Sequence[str]) -> str:
    texts = list(filter(None, (plain(event, LONGEST_EVENT) for event in events)))
    lines: list[str] = []
    for text in texts:
        if len(text) + sum(map(len, lines)) > LONGEST_EVENTS:
            lines.append(_("and %(n)s more") % {"n": numerals.people(len(texts) - len(lines))})
            break
        lines.append(f"- {text}")
    return "\n".join([bold(_("Events")), *lines]) if lines else ""
