"""What an outreach event changed: people beyond what would have come anyway."""

from .of_event import effect_of

__all__ = ["effect_of"]
