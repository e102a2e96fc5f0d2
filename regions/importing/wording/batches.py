"""What is said about an import as a whole: the line of the list, what was said of its file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ... import numerals
from ...models import ImportBatch, ImportState
from ...wording import days_confirmed, value_text
from ..storing import Undone


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One import of the list, ready to print."""

    pk: int
    state: str
    state_text: str
    file_name: str
    kind: str
    place: str
    by: str
    at: str
    rows: str
    changes: str


def batch_lines(batches: Iterable[ImportBatch]) -> list[BatchLine]:
    return [_batch_line(batch) for batch in batches]


def _batch_line(batch: ImportBatch) -> BatchLine:
    zone = batch.region.zone
    return BatchLine(
        pk=batch.pk,
        state=batch.state,
        state_text=batch.get_state_display(),
        file_name=batch.file_name,
        kind=batch.get_kind_display(),
        place=batch.region.name,
        by=batch.by.get_full_name() or batch.by.username,
        at=moment(batch.at, zone),
        rows=numerals.people(batch.rows),
        changes=numerals.people(batch.changes),
    )


def moment(at: datetime, zone: ZoneInfo) -> str:
    """ "4 April 2019, 10.42" on the clock of the office."""
    return f"{numerals.long_day(at.astimezone(zone).date())}, {numerals.short_time(at, zone)}"


def option_lines(batch: ImportBatch) -> list[tuple[str, str]]:
    """What was said about the file as a whole: a name and a value each."""
    names = {
        "day": _("Service day"),
        "as_of": _("As of"),
        "published_on": _("Published on"),
        "basis": _("Basis"),
        "source": _("Source"),
    }
    said = [
        (text, _option_text(name, batch.options[name]))
        for name, text in names.items()
        if name in batch.options
    ]
    if batch.state != ImportState.WAITING and (confirmed := days_confirmed(batch)):
        said.append((_("Days gone by"), confirmed))
    return said


def _option_text(name: str, value: str) -> str:
    if name in ("basis", "source"):
        return value_text(name, value)
    return numerals.long_day(date.fromisoformat(value))


def undone_text(undone: Undone) -> str:
    """How many changes went back, and how many stay."""
    back, since = undone
    text = ngettext("%(n)s change was taken back.", "%(n)s changes were taken back.", back)
    if since:
        text += " " + ngettext(
            "%(since)s stays, because somebody changed the value since.",
            "%(since)s stay, because somebody changed the values since.",
            since,
        )
    return text % {"n": numerals.people(back), "since": numerals.people(since)}
