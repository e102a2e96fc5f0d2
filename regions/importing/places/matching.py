"""Which place a row of a file is about: by its code, its name, or both.

A code or a name that says one place is taken; whatever may mean two is asked; what only
resembles a place is offered. A code and a name that say two places are an error of the file:
the codes of the statistics office look like ours and mean other places.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from django.utils.translation import gettext as _

from ...levels import Level, level_of, lies_in
from ...models import Region
from ...numerals import long_day
from ..columns.vocabulary import plain
from ..tables import Cell
from .gazetteer import MOST_CHOICES, Candidate, Gazetteer
from .spelling import cell_text, codes_of, is_total, key_of, readings, without_code, without_office

ONE_DAY = timedelta(days=1)


class PlaceMatch(NamedTuple):
    """What a row is about, or what has to be asked or corrected.

    `total`: the row is a sum of others, for checks only; `code` then says of which place, None
    where the row says no more than JUMLAH. A row under the region's own name has the region's
    code; what it means where it stands alone is for the caller to say. `choices` are codes,
    best first, where a person decides; `wrong` is to be corrected in the file; `message` says
    why.
    """

    code: str | None = None
    total: bool = False
    choices: tuple[str, ...] = ()
    message: str = ""
    wrong: bool = False


class Places:
    """The places of a region on a day, to match the rows of a file with; 1 query.

    Rows are about places of `level`: directly below the region unless given (kabupaten/kota
    for the nation). A code may name a deeper place; a name may not. `given` are answers of a
    person, now or before: from a name to a code, or from the code of a row without a name.
    The code of a place that the rows are parts of means its total, or with the name of an
    office what that office does not break down.
    """

    def __init__(
        self, region: Region, day: date, given: Mapping[str, str], *, level: Level | None = None
    ):
        below = Level(min(max(region.level + 1, Level.KABKOTA), Level.KECAMATAN))
        self.region, self.day, self.level = region, day, level or below
        self.gazetteer = Gazetteer(region, day, self.level)
        self._given = {key_of(name): code for name, code in given.items()}
        self._matches: dict[tuple, PlaceMatch] = {}

    @property
    def by_code(self) -> dict[str, Candidate]:
        """Every place that was read, also ended ones, and those of elsewhere."""
        return self.gazetteer.by_code

    def match(self, code: Cell, name: Cell) -> PlaceMatch:
        """The place of a row with these two cells; no query, and quick when asked again."""
        cells = (type(code), code, type(name), name)
        if cells not in self._matches:
            self._matches[cells] = self._match(code, name)
        return self._matches[cells]

    def stand_in(self, cells: Iterable[Cell]) -> bool:
        """Whether one of the cells is the name of a place below the region."""
        texts = {text for cell in cells if isinstance(cell, str) and (text := cell_text(cell))}
        return any(
            place.level > self.region.level
            for text in texts
            for place in self.gazetteer.found(text)
        )

    def _match(self, code: Cell, name: Cell) -> PlaceMatch:
        text, shown = cell_text(name), cell_text(code)
        if not shown.strip("0. "):
            said = self._given.get(key_of(text))
            shown, text = without_code(text)
            code = shown
            if shown and text and said is not None:
                return self._as_said(said, text)
        if not shown:
            return self._by_name(text) if text else _wrong(_("There is no place in this row."))
        if codes := codes_of(code):
            return self._by_code(codes, shown, text)
        if is_total(shown):
            return PlaceMatch(total=True)
        return _wrong(_("%(code)s is not a code of a place.") % {"code": shown})

    def _by_name(self, text: str) -> PlaceMatch:
        said, rest = self._given.get(key_of(text)), without_office(text)
        if said is not None:
            return self._as_said(said, text)
        if rest == "" and self.region.level == Level.KABKOTA:
            return PlaceMatch(self.region.code)
        name = rest or text
        places = self.gazetteer.found(name)
        if is_total(text):
            return self._which(text, [*places, self._own]) if places else PlaceMatch(total=True)
        if len(places) == 1:
            return self._taken(places[0], office=rest is not None)
        if places:
            return self._which(text, places)
        if other := self.gazetteer.elsewhere(name):
            return self._lies_outside(str(other))
        if deeper := self.gazetteer.deeper(name):
            return self._kecamatan(text, deeper)
        unknown = _("%(name)s is not the name of a place in %(region)s.")
        names = {"name": text, "region": self.region.name}
        return PlaceMatch(choices=self.gazetteer.similar(name), message=unknown % names)

    def _kecamatan(self, text: str, places: Sequence[Candidate]) -> PlaceMatch:
        """Where rows are of kabupaten/kota: the name says too little to be taken."""
        asked = places[:MOST_CHOICES]
        message = _(
            "%(name)s is no kabupaten/kota of %(region)s, but a kecamatan: %(places)s. Is it meant?"
            " For many of them, add a column with their codes."
        )
        names = {"name": text, "region": self.region.name, "places": ", ".join(map(str, asked))}
        return PlaceMatch(choices=tuple(place.code for place in asked), message=message % names)

    def _by_code(self, codes: tuple[str, ...], shown: str, text: str) -> PlaceMatch:
        if level_of(codes[0]) > Level.KECAMATAN:
            desa = _("%(code)s is a desa or kelurahan; counts are kept down to the kecamatan.")
            return _wrong(desa % {"code": shown})
        standing = [place for place in map(self.gazetteer.standing, codes) if place]
        places = [place for place in standing if self.gazetteer.knows(place.code)]
        if not places:
            return self._no_place(codes[0], shown, text)
        if len(codes) == 1:
            return self._agreed(places[0], text)
        said = None if text else self._given.get(key_of(shown))
        if said is not None:
            return self._as_said(said, text)
        matches = [self._agreed(place, text) for place in places] if text else []
        agreed = [match for match in matches if match.code]
        if len(agreed) == 1:
            return agreed[0]
        if matches and all(match.wrong for match in matches):
            return matches[0]
        return self._which(shown, places)

    def _agreed(self, place: Candidate, text: str) -> PlaceMatch:
        """The place of a code, if the name does not say another one."""
        rest = without_office(text)
        name = text if rest is None else rest
        if not name:
            return self._taken(place, office=rest is not None)
        places = self.gazetteer.found(name)
        deeper = self.gazetteer.bearing(place, name) if place.level > self.level else ()
        if place in places or place in deeper:
            return self._taken(place, office=rest is not None)
        if (said := self._given.get(key_of(text))) is not None:
            match = self._as_said(said, text)
            # Without a code it is wrong: a person named what is no place here.
            if match.code is None or match.code == place.code:
                return match
            return _two(place, match.code)
        if len(places) == 1 and lies_in(places[0].code, place.code):
            return self._taken(places[0])
        if other := next(iter((*deeper, *places)), self.gazetteer.elsewhere(name)):
            return _two(place, str(other))
        if is_total(text):
            return PlaceMatch(place.code, total=True)
        if self.gazetteer.resembles(place, name):
            return self._taken(place, office=rest is not None)
        return PlaceMatch(
            choices=(place.code,),
            message=_(
                "The code says %(place)s, the name is %(name)s. Is it this place? If not, "
                "correct the code, or leave the column of codes out."
            )
            % {"place": place, "name": text},
        )

    @property
    def _own(self) -> Candidate:
        return self.by_code[self.region.code]

    def _taken(self, place: Candidate, *, office: bool = False) -> PlaceMatch:
        itself = office and place.level == Level.KABKOTA
        return PlaceMatch(place.code, total=place.level < self.level and not itself)

    def _as_said(self, said: str, text: str) -> PlaceMatch:
        codes = codes_of(said)
        place = self.gazetteer.standing(codes[0]) if len(codes) == 1 else None
        if place is None or not self.gazetteer.knows(place.code):
            return self._no_place(codes[0] if codes else said, said)
        return self._taken(place, office=without_office(text) is not None)

    def _which(self, text: str, places: Iterable[Candidate]) -> PlaceMatch:
        """A question; the totals among the places come last."""
        asked = sorted(places, key=lambda place: (place.level < self.level, place.code))
        asked = asked[:MOST_CHOICES]
        message = _("%(name)s may mean %(places)s. Which place is it?")
        names = {"name": text, "places": ", ".join(map(str, asked))}
        return PlaceMatch(choices=tuple(p.code for p in asked), message=message % names)

    def _no_place(self, code: str, shown: str, name: str = "") -> PlaceMatch:
        stored = self.by_code.get(code)
        named = self.gazetteer.found(name) if name and stored is None else ()
        if len(named) == 1:
            older = _(
                "There is no place with the code %(code)s; the name says %(place)s. If these are"
                " older codes, leave their column out."
            )
            return _wrong(older % {"code": shown, "place": named[0]})
        if not self.gazetteer.knows(code):
            return self._lies_outside(str(stored or shown))
        if stored is None:
            return _wrong(_("There is no place with the code %(code)s.") % {"code": shown})
        ended = _("%(place)s did not exist on %(day)s.")
        return _wrong(ended % {"place": stored, "day": long_day(self.day)})

    def _lies_outside(self, place: str) -> PlaceMatch:
        outside = _("%(place)s lies outside %(region)s, which you import for.")
        return _wrong(outside % {"place": place, "region": self.region.name})


class PlacesOfDays:
    """The places of a region as they stood on each day of a file.

    Between two days on which a place began or ended all days are alike, so that a file of
    years needs few lists.
    """

    def __init__(self, region: Region, day: date, given: Mapping[str, str]):
        """`day` is that of rows which name none."""
        self._new = partial(Places, region, given=given)
        self._default = self._new(day=day)
        places = self._default.by_code.values()
        begins = {place.valid_from for place in places if place.valid_from}
        begins |= {place.valid_to + ONE_DAY for place in places if place.valid_to}
        self._begins = sorted(begins)
        self._of = {self._stretch(day): self._default}

    @property
    def by_code(self) -> dict[str, Candidate]:
        """Every place that was read, on whatever day it stood."""
        return self._default.by_code

    def on(self, day: date | None) -> Places:
        """The places that stood on `day`; of a row without a day, those of the file."""
        if day is None:
            return self._default
        stretch = self._stretch(day)
        if stretch not in self._of:
            self._of[stretch] = self._new(day=day)
        return self._of[stretch]

    def _stretch(self, day: date) -> int:
        return bisect_right(self._begins, day)


def under_kecamatan(match: PlaceMatch, place: Candidate, name: str, header: str) -> PlaceMatch:
    """A question, where a kabupaten/kota stands in a column of kecamatan and its name does not say
    what it is: it may be the kecamatan of that name.
    """
    words = plain(header)
    of_kecamatan = "kec" in words and not any(word in words for word in ("kab", "kota"))
    says_it = without_office(name) is not None or any(r.kind == place.kind for r in readings(name))
    if match.total or not of_kecamatan or place.level != Level.KABKOTA or says_it:
        return match
    message = _("The column is called “%(header)s”, but %(place)s is no kecamatan. Is it meant?")
    return PlaceMatch(choices=(place.code,), message=message % {"header": header, "place": place})


def _wrong(message: str) -> PlaceMatch:
    return PlaceMatch(message=message, wrong=True)


def _two(place: Candidate, other: str) -> PlaceMatch:
    message = _(
        "The code says %(place)s, the name %(other)s. Correct one of them; if these are codes "
        "of the statistics office, leave their column out."
    )
    return _wrong(message % {"place": place, "other": other})
