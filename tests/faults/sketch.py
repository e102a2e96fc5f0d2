"""A table on its way to a file: lines, columns of cells, what they truly mean, what is dirty."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from random import Random

from regions.importing.layout.headers import column_letter
from tests.faults import spellings
from tests.faults.known import PLACES, TODAY, Key, Known, Place
from tests.faults.writing import Grid

STYLES = ("plain", "plain", "dot", "dot", "comma", "space", "nbsp", "text", "float", "tail")
DIRTY_STYLES = ("mixed", "lost", "half-lost")


@dataclass
class Line:
    """A row: about a place and day, or a total of others, or one that does not belong here."""

    place: Place
    day: date
    total: bool = False
    outside: bool = False
    future: bool = False


@dataclass
class DirtyFile:
    """A file and the truth about it.

    `given` are the numbers that can be read in it; `fields` what each column (by letter) holds,
    `names` which places a text stands for, `signs` and `orders` by letter.
    """

    seed: int
    layout: str
    known: Known
    name: str = ""
    content: bytes = b""
    day: date | None = None
    given: set[Key] = field(default_factory=set)
    fields: dict[str, str] = field(default_factory=dict)
    names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    signs: dict[str, str] = field(default_factory=dict)
    orders: dict[str, str] = field(default_factory=dict)
    dirt: set[str] = field(default_factory=set)

    @property
    def is_harmless(self) -> bool:
        """Whether it has one meaning only, and has to be stored at once."""
        return self.dirt <= spellings.HARMLESS


class Sketch:
    def __init__(self, rng: Random, file: DirtyFile, *, binary: bool, level_fields: bool = False):
        self.rng, self.file, self.known, self.binary = rng, file, file.known, binary
        self.lines: list[Line] = []
        self.headers: list[tuple[str, ...]] = []
        self.cells: list[list] = []
        self.meanings: list[tuple[str, str]] = []
        self.legible: dict[str, list[bool]] = {}
        style = rng.choice(STYLES if rng.random() < 0.9 else DIRTY_STYLES)
        self.style = "plain" if style == "float" and not binary else style
        self.name_style = rng.choice(
            ("whole", "whole", "abbreviated", "upper", "upper", "any", "short", "nickname", "typo")
        )
        self.code_style = rng.choice(("dotted", "dotted", "digits", "number", "float"))
        self.bps = rng.random() < 0.03

    def add_lines(self, days: list[date], *, totals: bool = True) -> None:
        for day in days:
            self.lines += [Line(place, day) for place in self.known.places]
        rng = self.rng
        if rng.random() < 0.05:
            self.lines.append(Line(rng.choice(self.known.places), days[-1], future=True))
            self.lines[-1].day = spellings.in_the_future(days[-1], TODAY)
        if rng.random() < 0.05:
            level = len(self.known.places[0].code)
            strange = [
                p
                for p in PLACES.values()
                if len(p.code) == level and not p.code.startswith(self.known.region.code)
            ]
            at = rng.randrange(len(self.lines) + 1)
            self.lines.insert(at, Line(rng.choice(strange), days[-1], outside=True))
            self.file.dirt.add("outside")
        if rng.random() < 0.06:
            self.lines.append(rng.choice([li for li in self.lines if not li.outside]))
            self.file.dirt.add(rng.choice(("repeated", "contradicted")))
        if totals and rng.random() < 0.5:
            at = rng.choice((0, len(self.lines), len(self.lines)))
            self.lines.insert(at, Line(self.known.region, days[-1], total=True))
            self.file.dirt.add("total")

    def value(self, line: Line, name: str) -> int:
        if line.total:
            keys = {(li.place.code, li.day, name) for li in self.lines if not li.total}
            return max(0, sum(self.known.numbers.get(key, 7) for key in keys))
        # A place that does not belong here has numbers too.
        return self.known.numbers.get((line.place.code, line.day, name), 7)

    def add(self, header: str | tuple[str, ...], cells: list, meaning: str = "") -> None:
        self.headers.append(header if isinstance(header, tuple) else (header,))
        self.cells.append(cells)
        self.meanings.append((meaning, self.style))

    def add_order(self, header: str = "NO") -> None:
        self.add(header, [None if li.total else n for n, li in enumerate(self.lines, 1)])

    def add_names(self, header: str) -> None:
        cells = []
        for line in self.lines:
            if line.total:
                own = self.known.region.name
                text = self.rng.choice(("JUMLAH", "Jumlah", "TOTAL", own, own.upper()))
                if text not in ("JUMLAH", "Jumlah", "TOTAL"):
                    self.file.dirt.add("total-own-name")
            else:
                text = spellings.name(self.rng, line.place, self.name_style, self.file.dirt)
            self.file.names[text.strip()].add(line.place.code)
            cells.append(text)
        self.add(header, cells, "name")

    def add_codes(self, header: str, *, with_names: bool) -> None:
        cells = []
        for at, line in enumerate(self.lines):
            place = line.place
            if self.bps and with_names:
                place = self.lines[at - 1].place
                self.file.dirt.add("wrong-codes")
            cell = spellings.code(self.rng, place.code, self.code_style)
            if line.total and self.rng.random() < 0.7:
                cell = None if with_names else "JUMLAH"
            if cell is not None:
                self.file.names[str(cell)].add(line.place.code)
            cells.append(cell)
        rounded = any(isinstance(cell, float) and str(cell)[-2] == "." for cell in cells)
        self.file.dirt.add("codes-rounded" if rounded else "codes-usual")
        if "wrong-codes" in self.file.dirt and with_names:
            self.file.names.clear()
        self.add(header, cells, "code")

    def add_days(self, header: str) -> None:
        days = [line.day for line in self.lines]
        if "tanggal" in header.lower() and self.rng.random() < 0.2:
            self.add("HARI", [spellings.WEEKDAYS[day.weekday()] for day in days])
        cells, order = spellings.days(self.rng, days, self.file.dirt, binary=self.binary)
        if any(line.future for line in self.lines):
            self.file.dirt.add("future")
        letter = column_letter(len(self.cells))
        # Sheets whose texts differ in it have no right answer.
        self.file.orders[letter] = order if self.file.orders.get(letter, order) == order else ""
        self.add(header, cells, "day")

    def add_numbers(self, header: str | tuple[str, ...], name: str, meaning: str | None = None):
        """A column of the true numbers of a field, spelled in the style of the file."""
        values = [self.value(line, name) for line in self.lines]
        seen: set[tuple] = set()
        for at, line in enumerate(self.lines):
            again = (line.place.code, line.day) in seen
            seen.add((line.place.code, line.day))
            if again and "contradicted" in self.file.dirt:
                values[at] += 3
            if line.total and self.rng.random() < 0.15:
                values[at] += 1000
                self.file.dirt.add("total-wrong")
        if name == "missing":
            values = [max(v, 0) for v in values] if self.rng.random() < 0.7 else values
            if min(values) < 0:
                self.file.dirt.add("negative")
            if self.rng.random() < 0.1 and {"wajib_ktp", "recorded"} <= self.legible.keys():
                at = self.rng.randrange(len(values))
                if all(self.legible[n][at] for n in ("wajib_ktp", "recorded")):
                    values[at] = abs(values[at]) + 1000
                    self.file.dirt.add("remainder-wrong")
        cells, legible = spellings.numbers(
            self.rng, values, self.style, self.file.dirt, binary=self.binary
        )
        self.legible[name] = legible
        sign = {"dot": ".", "tail": ".", "comma": ",", "space": " ", "nbsp": " "}.get(self.style)
        if sign:
            self.file.signs[column_letter(len(self.cells))] = sign
        for line, readable in zip(self.lines, legible, strict=True):
            if readable and not (line.total or line.outside or line.future):
                self.file.given.add((line.place.code, line.day, name))
        self.add(header, cells, name if meaning is None else meaning)

    def add_parts(self, group: str, name: str) -> None:
        """Men, women, both: the first two are no field of ours."""
        values = [self.value(line, name) for line in self.lines]
        men = [value * 51 // 100 for value in values]
        women = [value - man for value, man in zip(values, men, strict=True)]
        for header, part in (("L", men), ("P", women)):
            style = self.style if self.style in ("dot", "comma", "space") else "plain"
            cells, _legible = spellings.numbers(
                self.rng, [max(p, 0) for p in part], style, set(), binary=self.binary
            )
            self.add((group, header), cells)
        self.file.dirt.add("sexes")
        self.add_numbers((group, "JUMLAH"), name)

    def add_percent(self, header: str | tuple[str, ...]) -> None:
        parts, wholes = (
            [self.value(line, name) for line in self.lines] for name in ("recorded", "wajib_ktp")
        )
        self.add(header, spellings.percents(self.rng, parts, wholes, self.file.dirt), "percent")

    def add_other(self, header: str | tuple[str, ...], most: int = 500) -> None:
        self.add(header, [self.rng.randrange(most) for _line in self.lines])
        self.file.dirt.add("other-columns")

    def shuffle(self) -> None:
        order = list(range(len(self.cells)))
        self.rng.shuffle(order)
        letters = {column_letter(old): column_letter(new) for new, old in enumerate(order)}
        self.headers = [self.headers[at] for at in order]
        self.cells = [self.cells[at] for at in order]
        self.meanings = [self.meanings[at] for at in order]
        for of_letter in (self.file.signs, self.file.orders):
            moved = {letters[letter]: value for letter, value in of_letter.items()}
            of_letter.clear()
            of_letter.update(moved)
        self.file.dirt.add("shuffled")

    def grid(self) -> Grid:
        """Header, rows, and what stands between rows; merged where a group spans columns."""
        rng = self.rng
        if any(line.future for line in self.lines) and ("day", self.style) not in self.meanings:
            # Without a column of days the line is about the same day, with other numbers.
            self.file.dirt |= {"contradicted", "restated"}
        self.file.fields |= {
            column_letter(at): meaning for at, (meaning, _style) in enumerate(self.meanings)
        }
        found = Grid()
        deep = max(map(len, self.headers))
        header = [[None] * len(self.headers) for _row in range(deep)]
        for c, parts in enumerate(self.headers):
            for r, part in enumerate(parts):
                header[r][c] = part
        if deep == 2:
            self._merge(header, found)
        found.rows = header
        if rng.random() < 0.1 and deep == 1:
            found.rows.append([self._unit(meaning) for meaning, _style in self.meanings])
            self.file.dirt.add("units")
        if rng.random() < 0.1:
            found.rows.append([f"({n})" for n in range(1, len(self.cells) + 1)])
            self.file.dirt.add("numbered")
        body = [list(row) for row in zip(*self.cells, strict=True)]
        if rng.random() < 0.1:
            body.insert(rng.randrange(len(body)), [None] * len(self.cells))
            self.file.dirt.add("blank-rows")
        if rng.random() < 0.06 and deep == 1 and len(body) > 4:
            body.insert(rng.randrange(2, len(body)), list(header[0]))
            self.file.dirt.add("header-again")
        if rng.random() < 0.04:
            self._shift(rng.choice(body))
        found.rows += body
        return found

    def _unit(self, meaning: str) -> str | None:
        if meaning in ("", "code", "name", "day"):
            return None
        return "(%)" if meaning == "percent" else "(jiwa)"

    def merge_down(self, grid: Grid, column: int) -> None:
        """Equal neighbours of a column as one cell, its value in the first of them."""
        cells = self.cells[column]
        first = len(grid.rows) - len(cells)
        begin = 0
        for at in range(1, len(cells) + 1):
            if at == len(cells) or cells[at] != cells[begin]:
                if at - begin > 1:
                    grid.merged.append((first + begin, column, first + at - 1, column))
                begin = at
            else:
                grid.rows[first + at][column] = None

    def _merge(self, header: list[list], found: Grid) -> None:
        c = 0
        while c < len(header[0]):
            end = c
            while end + 1 < len(header[0]) and header[0][end + 1] == header[0][c] and header[1][c]:
                end += 1
                header[0][end] = None
            if end > c:
                found.merged.append((0, c, 0, end))
            elif header[1][c] is None:
                found.merged.append((0, c, 1, c))
            c = end + 1

    def _shift(self, row: list) -> None:
        """A cell too many in a row: everything after it stands under the next header."""
        at = self.rng.randrange(1, len(row))
        row.insert(at, None)
        self.file.dirt.add("shifted")
