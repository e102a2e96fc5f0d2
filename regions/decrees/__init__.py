"""What decrees make of places: renamed, renumbered, merged, split, a boundary moved."""

from .applying import Applied, CannotApply, apply_decree
from .changes_told import Around, around, former_names
from .decree_file import COLUMNS, Problem, Unreadable, read_decree
from .lineage import Block, Cell, Lineage, Link
from .travelling import let_travel, travellers

__all__ = [
    "COLUMNS",
    "Applied",
    "Around",
    "Block",
    "CannotApply",
    "Cell",
    "Lineage",
    "Link",
    "Problem",
    "Unreadable",
    "apply_decree",
    "around",
    "former_names",
    "let_travel",
    "read_decree",
    "travellers",
]
