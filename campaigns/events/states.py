"""An event locked for a change, which is made only of the state that was seen."""

from ..models import Event, EventState


class StateChangedMeanwhile(Exception):
    """The event is closed or cancelled, or not as the person saw it. Nothing was stored."""

    def __init__(self, event: Event):
        super().__init__(f"{event.pk} is {event.state}")
        # As it is now.
        self.event = event


def lock_open(event: Event, seen: EventState | None = None) -> Event:
    """The event as it is stored, locked until the end of the transaction.

    `seen` is the state that the person was looking at; without it any will do in which an event
    is open. Raises StateChangedMeanwhile. Rows that only refer to the event are not held up.
    """
    events = Event.objects.select_for_update(of=("self",), no_key=True)
    stored = events.select_related("region").get(pk=event.pk)
    if not stored.is_open or seen not in (None, stored.state):
        raise StateChangedMeanwhile(stored)
    return stored
