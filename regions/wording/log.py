"""The entries of the change log."""

from collections.abc import Iterable
from dataclasses import dataclass

from .. import numerals
from ..models import Channel, CountChange, DailyCount, DayStatus, State, ZeroReason


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
    model = DailyCount if change.channel else DayStatus
    what = str(model._meta.get_field(change.field).verbose_name)
    if change.channel == Channel.JEMPUT_BOLA:
        what = f"{what} ({Channel.JEMPUT_BOLA.label})"
    local_day = numerals.short_day(change.at.astimezone(zone).date())
    return ChangeLine(
        at=f"{local_day} {numerals.clock_time(change.at, zone)}",
        by=change.by.get_full_name() or change.by.username,
        place=change.region.name,
        code=change.region.code,
        day=numerals.long_day(change.day),
        what=what[:1].upper() + what[1:],
        old=_logged(change.field, change.old),
        new=_logged(change.field, change.new),
        through=" · ".join(filter(None, (change.get_source_display(), change.why))),
    )


def _logged(field: str, value: int | str | None) -> str:
    if field == "state":
        return str(State(value).label)
    if field == "zero_reason":
        return str(ZeroReason(value).label) if value else numerals.UNKNOWN
    return numerals.people(value)
