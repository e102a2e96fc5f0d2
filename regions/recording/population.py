"""The writer of population figures, from a file or typed one by one; the twin of record_day."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ..models import FigureChange, PopulationFigure
from . import ledger
from .signature import Signature

VALUES = ("wajib_ktp", "recorded", "wajib_ktp_on_deadline", "basis", "source")


class NewFigure(NamedTuple):
    """A figure of one region as of a day; a value that is not named stays as it is stored."""

    region: int
    kabkota: int
    as_of: date
    published_on: date
    values: Mapping[str, int | str | None]


class Plan(NamedTuple):
    """Figures to write and to remove, and the log of it."""

    written: list[PopulationFigure]
    removed: list[PopulationFigure]
    log: list[FigureChange]


def record_figures(figures: Sequence[NewFigure], signed: Signature) -> list[FigureChange]:
    """Store figures and log each value that changed; what is stored already is not logged.

    A figure of one region, as-of and publication day is one row, new or overwritten; one all
    of whose people are withdrawn (None) goes, its log stays. Needs a transaction. About 6
    queries at any size.
    """
    ledger.lock_heads(figure.kabkota for figure in figures)
    plan = planned_figures(figures, signed)
    PopulationFigure.objects.filter(pk__in=[f.pk for f in plan.removed]).delete()
    PopulationFigure.objects.bulk_create(
        plan.written,
        update_conflicts=True,
        unique_fields=["region", "as_of", "published_on"],
        update_fields=VALUES,
    )
    FigureChange.objects.bulk_create(plan.log, batch_size=2000)
    return plan.log


def planned_figures(figures: Sequence[NewFigure], signed: Signature) -> Plan:
    """What record_figures would do now, without doing it; 1 query."""
    stored = {_key(figure): figure for figure in _stored(figures)}
    plan = Plan([], [], [])
    for new in figures:
        figure = stored.get((new.region, new.as_of, new.published_on))
        figure = figure or PopulationFigure(
            region_id=new.region, as_of=new.as_of, published_on=new.published_on, basis=""
        )
        changes = list(_changes(figure, new, signed))
        if changes:
            plan.log.extend(changes)
            known = figure.wajib_ktp is not None or figure.recorded is not None
            (plan.written if known else plan.removed).append(figure)
    return plan


def _key(figure: PopulationFigure) -> tuple[int, date, date]:
    return (figure.region_id, figure.as_of, figure.published_on)


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
        yield FigureChange(
            region_id=new.region,
            as_of=new.as_of,
            published_on=new.published_on,
            field=field,
            old=old,
            new=value,
            by=signed.by,
            at=signed.at,
            # Of a file it is the source, which is a value of its own.
            why="" if signed.batch else signed.why,
            batch=signed.batch,
        )


def withdrawn(figure: PopulationFigure, kabkota: int) -> NewFigure:
    """What record_figures is told to remove a figure: nothing of it is known any more."""
    nothing: dict[str, int | str | None] = dict.fromkeys(VALUES)
    return NewFigure(figure.region_id, kabkota, figure.as_of, figure.published_on, nothing)
