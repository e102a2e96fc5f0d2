"""Applies a decree: ends places, begins others, and stores what became of which. All or nothing.

No number changes: what a place was stays under its old code, and whoever reads sums asks the
lineage. Days that were typed under a renumbered code before the decree was known move to the new.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ..days import ONE_DAY
from ..levels import Level, code_at, level_of, parent_code
from ..models import TOLD, ChangeKind, DayStatus, Kind, PopulationFigure, Region, RegionChange
from ..recording import Signature, move_days, move_days_of_a_place
from .changes_told import first_count
from .decree_file import Entry, Problem
from .travelling import let_travel

# A decree may be known before it holds, but not by years.
MOST_DAYS_AHEAD = 730


class CannotApply(Exception):
    """The decree contradicts what is stored, or itself; nothing was stored."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems


class Applied(NamedTuple):
    """The changes that were stored now; `known` were there before. `followed` are those among them
    that follow from the change of the place above; `checks` are what a person should look at."""

    changes: list[RegionChange]
    known: int
    followed: int
    checks: list[str]


@transaction.atomic
def apply_decree(entries: Sequence[Entry], today: date, signed: Signature | None = None) -> Applied:
    """Store what the decree changes; a second time changes nothing. Raises CannotApply.

    Places inside one that is renumbered or merged follow it, keeping their last digits, unless a
    line says where they go. Inside one that is split they stay where it goes on, else they follow
    the part that is named first. What has no day of its own goes along when the day has come: see
    `let_travel`.
    """
    stored = set()
    for change in RegionChange.objects.select_related("old", "new"):
        old, after = change.old.code, change.new.code
        stored.add((change.day, change.kind, old, after))
        # A place that goes on may stand in the file with itself; it is not stored so.
        if goes_on := {ChangeKind.SPLIT: old, ChangeKind.MERGED: after}.get(
            ChangeKind(change.kind)
        ):
            stored.add((change.day, change.kind, goes_on, goes_on))
    new = [one for one in entries if (one.day, one.kind, one.old, one.new) not in stored]
    problems = list(_on_wrong_days(new, today))
    days = sorted({entry.day for entry in new})
    changes: list[RegionChange] = []
    followed, checks = 0, []
    for day in days if not problems else ():
        of_day = _OneDay(day, [entry for entry in new if entry.day == day])
        problems += of_day.apply()
        changes += of_day.changes
        followed += of_day.followed
        checks += of_day.checks
    if problems:
        raise CannotApply(problems)
    let_travel(today, signed)
    return Applied(changes, len(entries) - len(new), followed, checks)


def _on_wrong_days(entries: Iterable[Entry], today: date) -> Iterator[Problem]:
    first = first_count()
    for entry in entries:
        if first and entry.day < first:
            text = _("%(day)s lies before the first count that is stored, of %(first)s.")
            yield Problem(entry.line, text % {"day": entry.day, "first": first})
        elif (entry.day - today).days > MOST_DAYS_AHEAD:
            text = _("%(day)s is more than two years ahead; please check the year.")
            yield Problem(entry.line, text % {"day": entry.day})


@dataclass
class _OneDay:
    """What holds from one day on."""

    day: date
    entries: list[Entry]
    changes: list[RegionChange] = field(default_factory=list)
    followed: int = 0
    checks: list[str] = field(default_factory=list)
    renumbered_to: dict[int, Region] = field(default_factory=dict)

    def apply(self) -> list[Problem]:
        """Apply it, from the provinces down; what is wrong with it."""
        self._named = {entry.old for entry in self.entries}
        ahead = sorted(self.entries, key=lambda entry: level_of(entry.old))
        problems = list(self._touched_twice())
        done: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in ahead:
            key = entry.new if entry.kind == ChangeKind.MERGED else entry.old
            done[entry.kind, key].append(entry)
        for (kind, _key), together in done.items():
            if problems:
                break
            try:
                _APPLIES[ChangeKind(kind)](self, together)
            except _Wrong as wrong:
                problems.append(Problem(wrong.entry.line, wrong.message))
        if not problems:
            self.move_days()
        return problems

    def _touched_twice(self) -> Iterator[Problem]:
        """Two changes of one place on one day, in the file or with one that is stored."""
        seen: dict[str, tuple[str, str]] = {}
        for entry in self.entries:
            key = entry.new if entry.kind == ChangeKind.MERGED else entry.old
            for code in {entry.old, entry.new}:
                if seen.setdefault(code, (entry.kind, key)) != (entry.kind, key):
                    text = _("%(code)s is changed twice on %(day)s.")
                    yield Problem(entry.line, text % {"code": code, "day": entry.day})
        later = RegionChange.objects.filter(day__gte=self.day).exclude(kind=ChangeKind.BOUNDARY)
        codes = {code for pair in later.values_list("old__code", "new__code") for code in pair}
        for entry in self.entries:
            if both := codes & {entry.old, entry.new}:
                text = _("%(code)s was changed by another decree on %(day)s or later.")
                yield Problem(entry.line, text % {"code": min(both), "day": entry.day})

    def renamed(self, entries: list[Entry]) -> None:
        entry = entries[-1]
        place = self._existing(entry, entry.old)
        if entry.new != entry.old:
            raise _Wrong(entry, _("A renamed place keeps its code; this is a renumbering."))
        if not entry.name:
            raise _Wrong(entry, _("The new name is missing."))
        self._note(entry, place, place)

    def renumbered(self, entries: list[Entry]) -> None:
        entry = entries[0]
        if len(entries) > 1:
            text = _("%(old)s got two numbers; is it a split?")
            raise _Wrong(entries[1], text % {"old": entry.old})
        if entry.old == entry.new:
            raise _Wrong(entry, _("%(old)s keeps its number.") % {"old": entry.old})
        old = self._existing(entry, entry.old)
        new = self._begun(entry, like=old)
        self._end(old, new)
        self._note(entry, old, new)
        self._inside_follows(entry, old, new)
        self.renumbered_to[old.pk] = new

    def move_days(self) -> None:
        """What was typed under the old codes for this day and later ones stands under the new."""
        olds = Region.objects.in_bulk(self.renumbered_to)
        for pk, new in self.renumbered_to.items():
            old = olds[pk]
            if old.level == Level.KABKOTA:
                inside = {
                    place.pk: self.renumbered_to[place.pk].pk
                    for place in olds.values()
                    if place.kabkota_id == pk
                }
                move_days(old, new, inside, self.day)
            elif old.level == Level.KECAMATAN and old.kabkota_id not in self.renumbered_to:
                # Figures of the two offices that are stored say what was counted up to them.
                offices = [office for office in (old.kabkota, new.kabkota) if office]
                move_days_of_a_place(old, new, self._after_figures(offices))

    def merged(self, entries: list[Entry]) -> None:
        parts = [entry for entry in entries if entry.old != entry.new]
        if not parts:
            text = _("%(old)s cannot be merged with itself.")
            raise _Wrong(entries[0], text % {"old": entries[0].old})
        olds = [self._existing(entry, entry.old) for entry in parts]
        found = Region.objects.filter(code=parts[0].new).first()
        goes_on = found is not None and found.is_valid_on(self.day - ONE_DAY)
        if found is not None and goes_on:
            new = self._existing(parts[0], parts[0].new)
        elif len(parts) == 1:
            text = _("%(new)s does not exist, and %(old)s alone is no merger.")
            raise _Wrong(parts[0], text % {"new": parts[0].new, "old": parts[0].old})
        else:
            new = self._begun(parts[0], like=olds[0])
        for entry, old in zip(parts, olds, strict=True):
            self._end(old, new)
            self._note(entry, old, new)
            self._inside_follows(entry, old, new)

    def split(self, entries: list[Entry]) -> None:
        parts = [entry for entry in entries if entry.new != entry.old]
        if not parts:
            text = _("%(old)s cannot be split into itself.")
            raise _Wrong(entries[0], text % {"old": entries[0].old})
        old = self._existing(parts[0], parts[0].old)
        news = [self._begun(entry, like=old) for entry in parts]
        if not self._goes_on(old, parts, len(parts) < len(entries)):
            self._end(old, None)
            before = self.followed
            self._inside_follows(parts[0], old, news[0])
            if self.followed > before:
                text = _(
                    "All places inside %(old)s follow %(new)s; lines say which of them do not."
                )
                self.checks.append(text % {"old": old.code, "new": news[0].code})
        for entry, new in zip(parts, news, strict=True):
            self._note(entry, old, new)

    def _goes_on(self, old: Region, parts: list[Entry], is_named: bool) -> bool:
        """It does where it is named among its parts, where only one other is, or where some of
        what lies in it leaves and the rest stays; a province also where nothing leaves."""
        inside = set(self._inside(old).values_list("code", flat=True))
        leaves = inside & self._named
        stays = inside - self._named
        some_stay = bool(stays) and (bool(leaves) or old.level == Level.PROVINCE)
        return is_named or len(parts) == 1 or some_stay

    def boundary(self, entries: list[Entry]) -> None:
        for entry in entries:
            if entry.old == entry.new:
                raise _Wrong(entry, _("A boundary lies between two places."))
            pair = [self._existing(entry, code) for code in (entry.old, entry.new)]
            self._note(entry, *pair)

    def _existing(self, entry: Entry, code: str) -> Region:
        place = Region.objects.filter(code=code).first()
        values = {"code": code, "day": self.day}
        if place is None:
            raise _Wrong(entry, _("No place has the code %(code)s.") % values)
        if place.valid_to is not None:
            raise _Wrong(entry, _("%(code)s has ended before %(day)s.") % values)
        if not place.is_valid_on(self.day - ONE_DAY) and place.code not in self._begun_now:
            raise _Wrong(entry, _("%(code)s did not exist before %(day)s.") % values)
        return place

    @property
    def _begun_now(self) -> set[str]:
        return {change.new.code for change in self.changes}

    def _begun(self, entry: Entry, like: Region) -> Region:
        """The new place; it must not have existed before, nor have been another's code."""
        code = entry.new
        if Region.objects.filter(code=code).exists():
            text = _(
                "The code %(code)s is another place's; say with a line what becomes of %(old)s."
            )
            if entry.old in self._named:
                text = _("The code %(code)s is another place's.")
            raise _Wrong(entry, text % {"code": code, "old": entry.old})
        if not entry.name and entry.kind != ChangeKind.RENUMBERED:
            raise _Wrong(entry, _("The name of %(code)s is missing.") % {"code": code})
        above = parent_code(code)
        parent = Region.objects.filter(code=above).first()
        if parent is None or not parent.is_valid_on(self.day):
            text = _("%(code)s would lie in %(above)s, which does not exist on %(day)s.")
            values = {"code": code, "above": above, "day": self.day}
            raise _Wrong(entry, text % values)
        by_code = {
            level: Region.objects.filter(code=code_at(code, level)).first()
            for level in (Level.PROVINCE, Level.KABKOTA)
            if like.level > level
        }
        return Region.objects.create(
            code=code,
            name=entry.name or _name(like),
            kind=_kind(entry.name, like),
            level=like.level,
            parent=parent,
            province=by_code.get(Level.PROVINCE),
            kabkota=by_code.get(Level.KABKOTA),
            time_zone=like.time_zone,
            valid_from=self.day,
            reports_from=self.day if _reports(like) and entry.kind != ChangeKind.SPLIT else None,
        )

    def _end(self, old: Region, new: Region | None) -> None:
        old.valid_to, old.replaced_by = self.day - ONE_DAY, new
        Region.objects.filter(pk=old.pk).update(valid_to=old.valid_to, replaced_by=new)
        if new is not None:
            Region.objects.filter(replaced_by=old).update(replaced_by=new)

    def _note(self, entry: Entry, old: Region, new: Region) -> None:
        change = RegionChange.objects.create(
            day=self.day,
            figures_from=self._figures_from(entry.kind, old, new),
            kind=entry.kind,
            old=old,
            new=new,
            old_name=_name(old),
            new_name=entry.name if entry.kind == ChangeKind.RENAMED else "",
            decree=entry.decree,
        )
        self.changes.append(change)

    def _figures_from(self, kind: str, old: Region, new: Region) -> date:
        """After the last figure that is stored of what goes on: it speaks of what it was."""
        going_on = {ChangeKind.MERGED: new, ChangeKind.SPLIT: old}.get(ChangeKind(kind))
        return self._after_figures([going_on] if going_on else [])

    def _after_figures(self, places: Iterable[Region]) -> date:
        """The day after the last as-of day of their figures, but not before the decree."""
        figures = PopulationFigure.objects.filter(region__in=list(places))
        last = figures.aggregate(last=Max("as_of"))["last"]
        return max(self.day, last + ONE_DAY) if last else self.day

    def _inside(self, place: Region):
        return Region.objects.filter(parent=place, valid_to=None).order_by("code")

    def _inside_follows(self, entry: Entry, old: Region, new: Region) -> None:
        for place in self._inside(old):
            if place.code not in self._named:
                last = place.code.rpartition(".")[2]
                implied = entry._replace(
                    kind=ChangeKind.RENUMBERED.value,
                    old=place.code,
                    new=f"{new.code}.{last}",
                    name="",
                )
                self.followed += 1
                self.renumbered([implied])


def _name(place: Region) -> str:
    """As it is called after the decrees so far, also where the day of the last is still to come."""
    renamed = place.changes_before.filter(kind=ChangeKind.RENAMED).order_by("day").last()
    return renamed.new_name or place.name if renamed else place.name


def _reports(office: Region) -> bool:
    """Whether an office owes reports already, so that it does under its new code."""
    told = DayStatus.objects.filter(kabkota=office, state__in=TOLD)
    return office.level == Level.KABKOTA and (office.reports_from is not None or told.exists())


def _kind(name: str, like: Region) -> str:
    """A part of a kabupaten may be a kota: its name says so."""
    if like.level != Level.KABKOTA or not name:
        return like.kind
    return Kind.KOTA if name.startswith("Kota ") else Kind.KABUPATEN


class _Wrong(Exception):
    def __init__(self, entry: Entry, message: str):
        self.entry, self.message = entry, message


_APPLIES: Mapping = {
    ChangeKind.RENAMED: _OneDay.renamed,
    ChangeKind.RENUMBERED: _OneDay.renumbered,
    ChangeKind.MERGED: _OneDay.merged,
    ChangeKind.SPLIT: _OneDay.split,
    ChangeKind.BOUNDARY: _OneDay.boundary,
}
