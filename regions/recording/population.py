"""The writer of population figures, from a file or typed one by one; the twin of record_day. And
the pin that chooses between two, and is taken back.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db import transaction

from ..models import Basis, FigureChange, FigurePin, PopulationFigure
from . import ledger
from .signature import Signature

NUMBERS = ("wajib_ktp", "recorded")
MAY_BE_UNKNOWN = (*NUMBERS, "wajib_ktp_on_deadline")
VALUES = (*MAY_BE_UNKNOWN, "basis", "source")
Value = int | str | None
Key = tuple[int, date, date, str]


class NewFigure(NamedTuple):
    """A figure of one region as of a day; a value that is not named stays as it is stored.

    `of_basis` is that of the figure that is meant; by default the one in `values`, else DKB.
    """

    region: int
    kabkota: int
    as_of: date
    published_on: date
    values: Mapping[str, Value]
    of_basis: str | None = None

    @property
    def key(self) -> Key:
        """What tells it from other figures: region, as-of day, publication and basis."""
        basis = self.of_basis or self.values.get("basis") or Basis.DKB
        return (self.region, self.as_of, self.published_on, str(basis))


class Plan(NamedTuple):
    """Figures to write and to remove, and the log of it."""

    written: list[PopulationFigure]
    removed: list[PopulationFigure]
    log: list[FigureChange]


def record_figures(figures: Sequence[NewFigure], signed: Signature) -> list[FigureChange]:
    """Store figures and log each value that changed; what is stored already is not logged.

    A figure of one region, as-of day, publication day and basis is one row, new or overwritten;
    one all of whose people are withdrawn (None) goes, its log stays. Needs a transaction. About
    6 queries at any size.
    """
    ledger.lock_heads(figure.kabkota for figure in figures)
    plan = planned_figures(figures, signed)
    PopulationFigure.objects.filter(pk__in=[f.pk for f in plan.removed]).delete()
    PopulationFigure.objects.bulk_create(
        plan.written,
        update_conflicts=True,
        unique_fields=["region", "as_of", "published_on", "basis"],
        update_fields=[*MAY_BE_UNKNOWN, "source"],
    )
    FigureChange.objects.bulk_create(plan.log, batch_size=2000)
    return plan.log


def planned_figures(figures: Sequence[NewFigure], signed: Signature) -> Plan:
    """What record_figures would do now, without doing it; 1 query."""
    stored = {_key(figure): figure for figure in _stored(figures)}
    plan = Plan([], [], [])
    for new in figures:
        figure = stored.get(new.key)
        figure = figure or PopulationFigure(
            region_id=new.region, as_of=new.as_of, published_on=new.published_on, basis=""
        )
        numbers = [new.values.get(field, getattr(figure, field)) for field in NUMBERS]
        known = any(number is not None for number in numbers)
        changes = list(_changes(figure, _kept(new) if known else new, signed))
        if changes:
            plan.log.extend(changes)
            figure.basis = new.key[-1]
            (plan.written if known else plan.removed).append(figure)
    return plan


def _kept(new: NewFigure) -> NewFigure:
    """Of a figure that stays only numbers are withdrawn: no figure is without a basis."""
    said = {name: value for name, value in new.values.items() if name in MAY_BE_UNKNOWN or value}
    return new._replace(values=said)


def _key(figure: PopulationFigure) -> Key:
    return (figure.region_id, figure.as_of, figure.published_on, figure.basis)


def _stored(figures: Sequence[NewFigure]) -> list[PopulationFigure]:
    days = {figure.as_of for figure in figures}
    wanted = {figure.region for figure in figures}
    found = PopulationFigure.objects.filter(as_of__in=days)
    return [figure for figure in found if figure.region_id in wanted]


def _changes(figure: PopulationFigure, new: NewFigure, signed: Signature) -> Iterator[FigureChange]:
    """Set the values on the figure, and yield the log of it."""
    for field, value in new.values.items():
        old = getattr(figure, field)
        # A figure that is new has no basis and no source yet.
        old = None if old == "" else old
        if value == old:
            continue
        setattr(figure, field, value)
        yield _change(new.key, field, old, value, signed)


def _change(key: Key, field: str, old: Value, new: Value, signed: Signature) -> FigureChange:
    region, as_of, published_on, basis = key
    return FigureChange(
        region_id=region,
        as_of=as_of,
        published_on=published_on,
        basis=basis,
        field=field,
        old=old,
        new=new,
        by=signed.by,
        at=signed.at,
        # Of a file it is the source, which is a value of its own.
        why="" if signed.batch else signed.why,
        batch=signed.batch,
    )


@transaction.atomic
def pin_figure(figure: PopulationFigure, *, day: date, reason: str, signed: Signature) -> None:
    """From `day` on this one is in force among the figures of its as-of day; logged.

    `day` is the day on which it is pinned; see FigurePin.
    """
    FigurePin.objects.create(figure=figure, day=day, reason=reason, by=signed.by, at=signed.at)
    _change(_key(figure), "pinned", None, reason, signed).save(force_insert=True)


@transaction.atomic
def unpin_figures(figures: Collection[PopulationFigure], *, day: date, signed: Signature) -> None:
    """From `day` on none of these figures of one as-of day is pinned; each that was is logged.

    `day` is the day on which it is taken back; pages of earlier days keep the choice.
    """
    pins = FigurePin.objects.filter(figure__in=figures, ended_on__isnull=True).order_by("pk")
    held = {pin.figure: pin.reason for pin in pins.select_related("figure")}
    pins.update(ended_on=day)
    FigureChange.objects.bulk_create(
        _change(_key(figure), "pinned", reason, None, signed) for figure, reason in held.items()
    )


def withdrawn(figure: PopulationFigure, kabkota: int) -> NewFigure:
    """What record_figures is told to remove a figure: nothing of it is known any more."""
    nothing: dict[str, Value] = dict.fromkeys(VALUES)
    return NewFigure(
        figure.region_id, kabkota, figure.as_of, figure.published_on, nothing, figure.basis
    )
