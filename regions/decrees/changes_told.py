"""Reads what decrees did to a region and to what lies in it, and from when on there are counts."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Min, Q

from ..models import ChangeKind, DailyCount, Region, RegionChange
from .lineage import Lineage


class Around(NamedTuple):
    """What changed on a day by one decree: places that came, went, or were the region itself.

    `was` are former codes or names of the region itself, `joined` places that were merged into it,
    `part_of` what it was split from, `came` and `left` what lies in it since, or no more (of a
    split that it goes on after, its other parts), `inside` what was merged or split within it, and
    became what; `borders` with whom its boundary was moved.
    """

    day: date
    decree: str
    was: tuple[str, ...]
    joined: tuple[str, ...]
    part_of: tuple[str, ...]
    came: tuple[str, ...]
    left: tuple[str, ...]
    inside: tuple[str, ...]
    borders: tuple[str, ...]


def first_count() -> date | None:
    """The first day of which anything is stored; 1 query."""
    first: date | None = DailyCount.objects.aggregate(first=Min("day"))["first"]
    return first


def former_names() -> dict[int, str]:
    """Codes and names of the past by the place that they became, or became a part of; 1 query."""
    found: dict[int, list[str]] = defaultdict(list)
    for change in RegionChange.objects.select_related("old", "new"):
        for place in {change.new_id, change.new.replaced_by_id}:
            if place is not None:
                found[place].append(f"{change.old.code} {change.old_name}")
    return {place: ", ".join(names) for place, names in found.items()}


def around(region: Region, until: date) -> list[Around]:
    """What decrees did to a region up to a day, oldest first; 2 queries."""
    lineage = Lineage.stored()
    own = set(lineage.codes(lineage.root(region.pk)))
    inside = Q(old__parent__in=own) | Q(new__parent__in=own)
    changes = (
        RegionChange.objects.filter(Q(old__in=own) | Q(new__in=own) | inside, day__lte=until)
        .select_related("old", "new")
        .order_by("day", "decree", "old__code", "new__code")
    )
    found: dict[tuple[date, str], list[RegionChange]] = {}
    for change in changes:
        found.setdefault((change.day, change.decree), []).append(change)
    told = (_told(day, decree, of_it, own) for (day, decree), of_it in found.items())
    return [one for one in told if any(one[2:])]


def _told(day: date, decree: str, changes: Iterable[RegionChange], own: set[int]) -> Around:
    told: dict[str, dict[str, None]] = {name: {} for name in Around._fields[2:]}

    def say(what: str, code: str, name: str) -> None:
        told[what][f"{code} {name}"] = None

    for change in changes:
        old, new, kind = change.old, change.new, change.kind
        into, out_of = new.pk in own, old.pk in own
        if into and kind in (ChangeKind.RENUMBERED, ChangeKind.RENAMED):
            say("was", old.code, change.old_name)
        elif into and kind == ChangeKind.MERGED:
            say("joined", old.code, change.old_name)
        elif into and kind == ChangeKind.SPLIT:
            say("part_of", old.code, change.old_name)
        elif out_of and kind == ChangeKind.SPLIT:
            say("left", new.code, new.name)
        elif (
            kind in (ChangeKind.MERGED, ChangeKind.SPLIT)
            and old.parent_id in own
            and new.parent_id in own
        ):
            say("inside", old.code, f"{change.old_name} → {new.code} {new.name}")
        elif kind == ChangeKind.BOUNDARY and (into or out_of):
            other = old if into else new
            say("borders", other.code, other.name)
        elif kind == ChangeKind.RENUMBERED and (new.parent_id in own) != (old.parent_id in own):
            if new.parent_id in own:
                say("came", new.code, new.name)
            else:
                say("left", old.code, change.old_name)
    return Around(day, decree, *(tuple(names) for names in told.values()))
