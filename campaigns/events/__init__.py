"""Outreach events: planned, changed, closed; how they are shown, and who waits for a card."""

from .coming import coming_events
from .forms import (
    CancelForm,
    CardsForm,
    EventForm,
    Stops,
    TeamsForm,
    helping_offices,
)
from .gathering import gather
from .outcome import funnel
from .planning import PlannedStop, earmark, plan_event, tick
from .renumbering import keep_events
from .wording import days_text, event_lines, event_words

__all__ = [
    "CancelForm",
    "CardsForm",
    "EventForm",
    "PlannedStop",
    "Stops",
    "TeamsForm",
    "coming_events",
    "days_text",
    "earmark",
    "event_lines",
    "event_words",
    "funnel",
    "gather",
    "helping_offices",
    "keep_events",
    "plan_event",
    "tick",
]
