"""Why a plan is not stored. Whenever one of these is raised, nothing was."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..history import Plan
from ..models import Event
from .merging import Clash, PlannedStop


class HasResults(Exception):
    """The change would leave results without their day or stop."""


class StillHasCards(Exception):
    """Cards earmarked for the event are neither used, spoiled nor returned."""

    def __init__(self, cards: int):
        super().__init__(f"{cards} cards")
        self.cards = cards


class PlanSentBefore(Exception):
    """The form was sent before, and made `event` then; `is_same` where it is still that plan."""

    def __init__(self, event: Event, *, is_same: bool):
        super().__init__(f"sent before as {event.pk}")
        self.event, self.is_same = event, is_same


@dataclass(frozen=True, slots=True)
class Misfit:
    """A stop outside the days of its event; or `other` is in its kecamatan on these days."""

    stop: PlannedStop
    other: Event | None = None


class PlanRefused(Exception):
    """Others changed the same values, or stops do not fit.

    `plan` is what was typed with what others changed beside it; of `clashes` it has the typed
    values. `is_stale` where others changed anything since the person saw it.
    """

    def __init__(
        self,
        event: Event,
        plan: Plan,
        *,
        clashes: Sequence[Clash] = (),
        misfits: Sequence[Misfit] = (),
        is_stale: bool = True,
    ):
        super().__init__(f"{len(clashes)} clashes, {len(misfits)} misfits")
        self.event, self.plan, self.is_stale = event, plan, is_stale
        self.clashes, self.misfits = clashes, misfits
