"""Pages of an append-only log by the entry they follow or precede: nothing is ever counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet

Entry = TypeVar("Entry", bound=Model)

# What an address asks for: the entries older than one, or those newer than one.
OLDER_THAN, NEWER_THAN = "sebelum", "sesudah"
# No key of a database is longer.
MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class LogPage(Generic[Entry]):
    """Some entries, newest first. `newer` and `older` are the keys of those at its two ends
    where there may be more beyond them, else None.
    """

    entries: list[Entry]
    newer: int | None
    older: int | None


def log_page(log: QuerySet[Entry], asked: Mapping[str, str], size: int) -> LogPage[Entry]:
    """The `size` entries next to the one that `asked` names; the newest where it names none.

    Also where nothing lies beyond the one named. Keys rise, so entries that come in while
    someone reads move no page. 1 query, 2 where the way to newer ones ends.
    """
    older_than, newer_than = _key(asked.get(OLDER_THAN)), _key(asked.get(NEWER_THAN))
    newest_first = log.order_by("-pk")
    if newer_than is not None:
        found = list(log.filter(pk__gt=newer_than).order_by("pk")[: size + 1])
        # With fewer it would be the newest page, but not a full one.
        if len(found) >= size:
            return _page(found[:size][::-1], newer=len(found) > size, older=True)
    elif older_than is not None:
        found = list(newest_first.filter(pk__lt=older_than)[: size + 1])
        if found:
            return _page(found[:size], newer=True, older=len(found) > size)
    found = list(newest_first[: size + 1])
    return _page(found[:size], newer=False, older=len(found) > size)


def _page(entries: list[Entry], *, newer: bool, older: bool) -> LogPage[Entry]:
    return LogPage(entries, entries[0].pk if newer else None, entries[-1].pk if older else None)


def _key(typed: str | None) -> int | None:
    return int(typed) if typed and typed.isdecimal() and len(typed) <= MOST_DIGITS else None
