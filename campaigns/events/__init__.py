"""Outreach events: planned, changed, closed; how they are shown, and who waits for a card."""

from .coming import coming_events
from .ending import cancel_event, close_event, days_to_end_on, end_early
from .event_cards import earmark, give_back
from .forms import CancelForm, CardsForm, EarlyForm, StateForm
from .gathering import gather, plan_history
from .merging import PlannedStop
from .outcome import funnel
from .plan_form import PlanForm
from .plan_wording import history_lines
from .planning import plan_event, tick
from .refusals import HasResults, PlanRefused, PlanSentBefore, StillHasCards
from .renumbering import keep_events
from .states import StateChangedMeanwhile
from .wording import days_text, event_lines, event_words

__all__ = [
    "CancelForm",
    "CardsForm",
    "EarlyForm",
    "HasResults",
    "PlanForm",
    "PlanRefused",
    "PlanSentBefore",
    "PlannedStop",
    "StateChangedMeanwhile",
    "StateForm",
    "StillHasCards",
    "cancel_event",
    "close_event",
    "coming_events",
    "days_text",
    "days_to_end_on",
    "earmark",
    "end_early",
    "event_lines",
    "event_words",
    "funnel",
    "gather",
    "give_back",
    "history_lines",
    "keep_events",
    "plan_event",
    "plan_history",
    "tick",
]
