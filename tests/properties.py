"""How many examples a property is tried with."""

from hypothesis import settings


def examples(most: int) -> settings:
    """So many on a build machine; elsewhere no more than anything gets (see conftest)."""
    return settings(max_examples=min(most, settings.default.max_examples))
