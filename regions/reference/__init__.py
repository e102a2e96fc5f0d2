"""What the project ships: places, boundaries, and the sample of Jambi in 2019.

`sample` is imported where the demo is made, and nowhere else.
"""

from .boundaries import outline
from .places import DATA_DIR, load_places, read_csv, shipped_places

__all__ = [
    "DATA_DIR",
    "load_places",
    "outline",
    "read_csv",
    "shipped_places",
]
