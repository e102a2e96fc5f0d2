"""The entries of the change log."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import numerals
from ..models import (
    Basis,
    Channel,
    CountChange,
    DailyCount,
    DayStatus,
    FigureChange,
    ImportBatch,
    State,
    Target,
    TargetChange,
    ZeroReason,
    name_of,
)
from .fields import field_text, short_basis, value_text


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One entry of the change log, ready to print."""

    at: str
    by: str
    place: str
    code: str
    day: str
    what: str
    old: str
    new: str
    through: str


def change_lines(changes: Iterable[CountChange]) -> list[ChangeLine]:
    return [_change_line(change) for change in changes]


def _change_line(change: CountChange) -> ChangeLine:
    zone = change.kabkota.zone
    what = name_of(DailyCount if change.channel else DayStatus, change.field)
    if change.channel == Channel.JEMPUT_BOLA:
        what = f"{what} ({Channel.JEMPUT_BOLA.label})"
    return ChangeLine(
        at=_moment(change.at, zone),
        by=change.by.get_full_name() or change.by.username,
        place=change.region.name,
        code=change.region.code,
        day=numerals.long_day(change.day),
        what=what[:1].upper() + what[1:],
        old=_logged(change.field, change.old),
        new=_logged(change.field, change.new),
        through=" · ".join(filter(None, (change.get_source_display(), change.why))),
    )


def lock_text(change: CountChange) -> str:
    """Who locked the day, when and why; it is the change by which it was locked."""
    return _("Locked by %(by)s, %(at)s: %(why)s") % {
        "by": change.by.get_full_name() or change.by.username,
        "at": _moment(change.at, change.kabkota.zone),
        "why": change.why or numerals.UNKNOWN,
    }


def _moment(at: datetime, zone: ZoneInfo) -> str:
    return f"{numerals.short_day(at.astimezone(zone).date())} {numerals.clock_time(at, zone)}"


def figure_lines(
    changes: Iterable[FigureChange], taken_back: Mapping[datetime, ImportBatch]
) -> list[ChangeLine]:
    """The day is the as-of day of the figure; `taken_back` are files by the moment of their end."""
    return [_figure_line(change, taken_back.get(change.at)) for change in changes]


def _figure_line(change: FigureChange, undone: ImportBatch | None) -> ChangeLine:
    published = ""
    if change.published_on != change.as_of:
        published = _("published on %(day)s") % {"day": numerals.long_day(change.published_on)}
    why = "" if undone else change.why
    confirmed = days_confirmed(change.batch) if change.batch else ""
    what = field_text(change.field)
    if change.field != "basis" and change.basis not in ("", Basis.DKB):
        what = f"{what} ({short_basis(change.basis)})"
    return ChangeLine(
        at=_moment(change.at, change.region.zone),
        by=change.by.get_full_name() or change.by.username,
        place=change.region.name,
        code=change.region.code,
        day=numerals.long_day(change.as_of),
        what=what,
        old=value_text(change.field, change.old),
        new=value_text(change.field, change.new),
        through=" · ".join(filter(None, (_through(change, undone), why, confirmed, published))),
    )


def days_confirmed(batch: ImportBatch) -> str:
    """That the pages of days gone by were to change with a file, said by who stored it; "" of
    one that changed none."""
    if "days" not in batch.answers:
        return ""
    first, last, n = batch.answers["days"]
    text = ngettext(
        "confirmed: the page of %(n)s day gone by changes (%(first)s)",
        "confirmed: the pages of %(n)s days gone by change (%(first)s to %(last)s)",
        n,
    )
    days = (numerals.long_day(date.fromisoformat(day)) for day in (first, last))
    return text % {"n": numerals.people(n), **dict(zip(("first", "last"), days, strict=True))}


def target_changes(changes: Iterable[TargetChange]) -> list[ChangeLine]:
    """The day is the first day of the target as it stands now."""
    return [_target_change(change) for change in changes]


def _target_change(change: TargetChange) -> ChangeLine:
    region = change.target.region
    what = name_of(Target, change.field)
    return ChangeLine(
        at=_moment(change.at, region.zone if region else ZoneInfo("Asia/Jakarta")),
        by=change.by.get_full_name() or change.by.username,
        place=region.name if region else _("all regions"),
        code=region.code if region else "",
        day=numerals.long_day(change.target.from_day),
        what=what[:1].upper() + what[1:],
        old=_of_target(change.field, change.old),
        new=_of_target(change.field, change.new),
        through=change.why,
    )


def _of_target(field: str, value: str | bool | None) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None:
        return numerals.UNKNOWN
    if field == "percent":
        return f"{numerals.short_percent(int(Decimal(value) * 100))} %"
    return value if field == "label" else numerals.long_day(date.fromisoformat(value))


def _through(change: FigureChange, undone: ImportBatch | None) -> str:
    batch = change.batch
    if change.field == "pinned":
        return _("page of the figures")
    if batch is not None:
        return _("import %(n)s (%(file)s)") % {"n": batch.pk, "file": batch.file_name}
    if undone is not None:
        text = _("import %(n)s taken back (%(file)s)")
        return text % {"n": undone.pk, "file": undone.file_name}
    return _("typed")


def _logged(field: str, value: int | str | None) -> str:
    if field == "state":
        return str(State(str(value)).label)
    if field == "zero_reason":
        return str(ZeroReason(str(value)).label) if value else numerals.UNKNOWN
    if field in ("locked", "is_complete", "remark"):
        return value_text(field, value)
    assert not isinstance(value, str)  # all others are people or cards
    return numerals.people(value)
