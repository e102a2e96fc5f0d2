"""What a person says about a file: as a whole, and about single columns and names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ..models import Basis, ImportKind, Region


@dataclass(frozen=True)
class FileOptions:
    """What a person says about a file as a whole.

    `day` is the service day of counts without a column of days; `as_of`, `published_on`,
    `basis` and `source` are those of population figures. Who does not say when these were
    published publishes them today: that they describe an earlier day moves no page of it.
    """

    kind: ImportKind
    region: Region
    today: date
    day: date | None = None
    as_of: date | None = None
    published_on: date | None = None
    basis: str = Basis.DKB
    source: str = ""

    @property
    def counts_from(self) -> date:
        return self.published_on or self.today

    @property
    def hint(self) -> date | None:
        return self.as_of if self.kind == ImportKind.POPULATION else self.day


@dataclass(frozen=True)
class Answers:
    """What a person said about single columns and names.

    `columns`: header to field. `places`: name (or code as written) to code. `signs`: header to
    the thousands sign. `orders`: header to "dmy" or "mdy". `once`: rows that say the same about
    one place and day are one report.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    signs: Mapping[str, str] = field(default_factory=dict)
    orders: Mapping[str, str] = field(default_factory=dict)
    once: bool = False
