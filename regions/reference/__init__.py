"""What the project ships: places, boundaries, and the sample of Jambi in 2019."""

from .boundaries import outline
from .places import DATA_DIR, load_places, read_csv, shipped_places
from .sample import FIRST_DAY, LAST_DAY, PEOPLE, load_sample

__all__ = [
    "DATA_DIR",
    "FIRST_DAY",
    "LAST_DAY",
    "PEOPLE",
    "load_places",
    "load_sample",
    "outline",
    "read_csv",
    "shipped_places",
]
