"""What figures of other bases or publications say of the same as-of day."""

from dataclasses import dataclass

from django.db.models import Q

from ..arithmetic import Standing
from ..levels import Level
from ..models import Basis, FigurePin, PopulationFigure, Region
from .rows import Ranking, Row


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure of the as-of day of the figure in force, and where the place stands by it.

    `pin` is the last one by which a person chose it up to the day, and which still holds.
    """

    figure: PopulationFigure
    standing: Standing
    is_in_force: bool
    pin: FigurePin | None


def with_other_figures(ranking: Ranking) -> list[Region]:
    """The places of a ranking for whose as-of day another basis has both numbers; 1 query.

    In the order of the ranking; of places that are sums none.
    """
    figures = {
        row.region.pk: origin
        for row in ranking.rows
        for origin in row.origins
        if row.region.level >= Level.KABKOTA
    }
    others = PopulationFigure.objects.filter(
        region__in=figures,
        as_of__in={origin.as_of for origin in figures.values()},
        published_on__lte=ranking.day,
        wajib_ktp__isnull=False,
        recorded__isnull=False,
    ).values_list("region_id", "as_of", "basis")
    found = {
        place
        for place, as_of, basis in others
        if as_of == figures[place].as_of and basis != figures[place].basis
    }
    return [row.region for row in ranking.rows if row.region.pk in found]


def claims(head: Row) -> list[Claim]:
    """All figures of the day of the one in force, published by the day of the row, in the order
    of the rule: by basis, of one basis the newest publication first.

    Empty where the place has no figure of its own: what is summed has none. 1 query; 2 where
    there is more than one figure.
    """
    if head.region.level < Level.KABKOTA or len(head.origins) != 1:
        return []
    (in_force,) = head.origins
    figures = list(
        PopulationFigure.objects.filter(
            region=head.region, as_of=in_force.as_of, published_on__lte=head.day
        ).order_by("-published_on")
    )
    figures.sort(key=lambda figure: Basis.values.index(figure.basis))
    pins: dict[int, FigurePin] = {}
    if len(figures) > 1:
        holds = Q(ended_on__isnull=True) | Q(ended_on__gt=head.day)
        made = FigurePin.objects.filter(holds, figure__in=figures, day__lte=head.day)
        pins = {pin.figure_id: pin for pin in made.select_related("by").order_by("pk")}
    since = head.counted or 0
    return [
        Claim(
            figure,
            Standing.of_one(
                None if figure.recorded is None else figure.recorded + since, figure.wajib_ktp
            ),
            (figure.published_on, figure.basis) == (in_force.published_on, in_force.basis),
            pins.get(figure.pk),
        )
        for figure in figures
    ]
