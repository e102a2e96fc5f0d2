"""Targets and population figures as they are listed where they are kept."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from .. import numerals
from ..models import PopulationFigure, Region, Target
from ..ranking import Figure
from .claims import state_text
from .fields import value_text
from .places import title


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One target, ready to print; `pk` where the reader may correct it."""

    pk: int | None
    place: str
    code: str
    percent: str
    from_day: str
    last_day: str
    deadline: str
    label: str
    state: str


def target_lines(
    targets: Iterable[Target], today: date, may_correct: Callable[[Target], bool]
) -> list[TargetLine]:
    """By place, the newest first. Each with its state among those of its place."""
    targets = list(targets)
    in_force: dict[int | None, Target] = {}
    for target in sorted(targets, key=lambda t: (t.from_day, t.region_id is not None)):
        if target.is_in_force_on(today):
            in_force[_place(target)] = target
    return [
        TargetLine(
            pk=target.pk if may_correct(target) else None,
            place=title(target.region) if target.region else _("all regions"),
            code=target.region.code if target.region else "",
            percent=f"{numerals.short_percent(int(target.percent * 100))} %",
            from_day=numerals.long_day(target.from_day),
            last_day=_day(target.last_day),
            deadline=_day(target.deadline),
            label=target.label,
            state=_state(target, today, in_force.get(_place(target))),
        )
        for target in targets
    ]


def _place(target: Target) -> int | None:
    """One for all regions is of the nation."""
    return None if target.region is None or target.region.parent_id is None else target.region_id


def _state(target: Target, today: date, in_force: Target | None) -> str:
    if target == in_force:
        return _("in force")
    if target.from_day > today:
        return _("to come")
    return _("ended") if not target.is_in_force_on(today) else _("replaced by a later one")


def _day(day: date | None) -> str:
    return numerals.long_day(day) if day else numerals.UNKNOWN


@dataclass(frozen=True, slots=True)
class KeptFigure:
    """One population figure, ready to print."""

    pk: int
    place: str
    code: str
    as_of: str
    published_on: str
    wajib_ktp: str
    recorded: str
    on_deadline: str
    basis: str
    source: str
    state: str


def kept_figures(
    figures: Iterable[PopulationFigure], all_of: Mapping[int, Iterable[Figure]], today: date
) -> list[KeptFigure]:
    """`all_of` are all figures of their places, by place."""
    by_key = {(place, *figure.key): figure for place, found in all_of.items() for figure in found}
    return [
        KeptFigure(
            pk=figure.pk,
            place=title(figure.region),
            code=figure.region.code,
            as_of=numerals.long_day(figure.as_of),
            published_on=numerals.long_day(figure.published_on),
            wajib_ktp=numerals.people(figure.wajib_ktp),
            recorded=numerals.people(figure.recorded),
            on_deadline=numerals.people(figure.wajib_ktp_on_deadline)
            if figure.wajib_ktp_on_deadline
            else "",
            basis=value_text("basis", figure.basis),
            source=figure.source,
            state=state_text(
                by_key[figure.region_id, figure.as_of, figure.published_on, figure.basis],
                all_of[figure.region_id],
                today,
            ),
        )
        for figure in figures
    ]


def place_choices(places: Iterable[Region]) -> dict[Region, str]:
    """Places to choose from under their names: "Kabupaten Sarolangun (15.03)"."""
    return {place: f"{title(place)} ({place.code})" for place in places}
