"""How many people more will be recorded in so many days. No Django."""

from math import exp

from .paces import Pace


def people_ahead(missing: int, recent: Pace, days: int) -> tuple[int, int, int]:
    """The fewest, the middle and the most people newly recorded in `days` after these weeks.

    The most: counter and outreach go on as they were. The middle: the counter alone. The fewest:
    the counter alone, falling with those still `missing` (who is left is harder to find).
    """
    middle = recent.counter * days
    in_the_middle_of_it = missing + float(recent.total) * recent.days / 2
    hazard = float(recent.counter) / in_the_middle_of_it if missing > 0 else 0.0
    fewest = missing * (1 - exp(-hazard * days)) if hazard else float(middle)
    return int(min(fewest, float(middle))), int(middle), int(recent.total * days)
