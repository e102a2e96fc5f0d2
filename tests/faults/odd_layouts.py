"""Layouts in which a cell, a row or a header says less than it seems to."""

from random import Random

from regions.importing.layout.headers import column_letter
from regions.levels import Level
from tests.faults import writing
from tests.faults.known import known_counts
from tests.faults.making import COUNTS, begin, finish, places_header, title
from tests.faults.sketch import DirtyFile, Line, Sketch
from tests.faults.spellings import MONTHS

FEWEST_DAYS = 5


def month(seed: int, rng: Random) -> DirtyFile:
    """A row for each place and a column for each day of a month, as offices keep it."""
    level = rng.choice((Level.KABKOTA, Level.KECAMATAN))
    known = known_counts(rng, kind=COUNTS, level=level, days=rng.randrange(6, 29))
    style = rng.choice(("date", "number", "number", "words", "text"))
    of_first = [day for day in known.days if day.month == known.days[0].month]
    if style != "date" and len(of_first) >= FEWEST_DAYS:
        known.days = of_first
    else:
        style = "date"
    workdays = [day for day in known.days if day.weekday() < 5]
    if rng.random() < 0.3 and len(workdays) >= FEWEST_DAYS:
        known.days = workdays
    file = DirtyFile(seed, "month", known, dirt={"days-clear"})
    sketch = Sketch(rng, file, binary=True)
    sketch.add_lines(known.days[:1])
    if rng.random() < 0.5:
        sketch.add_order()
    sketch.add_names(places_header(rng, level))
    group = rng.choice(("PEREKAMAN", "PEREKAMAN KTP-EL", "TANGGAL", "TGL PELAYANAN"))
    sums = [0] * len(sketch.lines)
    for day in known.days:
        shown = {
            "date": day,
            "number": day.day,
            "words": f"{day.day} {MONTHS[day.month - 1]}",
            "text": f"Tgl {day.day}",
        }[style]
        for line in sketch.lines:
            line.day = line.day if line.future else day
        sketch.add_numbers((group, shown), "recorded")
        sums = [
            total + sketch.value(li, "recorded")
            for total, li in zip(sums, sketch.lines, strict=True)
        ]
    if rng.random() < 0.5:
        sketch.add("JUMLAH", sums)
    grid = sketch.grid()
    first = known.days[0]
    titles = [rng.choice(("REKAP PEREKAMAN KTP-EL", "LAPORAN BULANAN DISDUKCAPIL"))]
    titles.append(f"BULAN {MONTHS[first.month - 1].upper()} TAHUN {first.year}")
    if rng.random() < 0.2:
        titles.pop()
        file.day = first
        file.dirt.add("month-unsaid")
    title(rng, file, grid, titles)
    if not any("PEREKAMAN" in text for text in (group, titles[0])):
        file.dirt.add("uncounted")
    return finish(rng, file, [grid], rng.choice(("xlsx", "xlsx", "ods")))


def wide(seed: int, rng: Random) -> DirtyFile:
    """A column for each of a few days: too few to be read as days, and never to be misread."""
    days, level = rng.randrange(2, 5), rng.choice((Level.KABKOTA, Level.KECAMATAN))
    known = known_counts(rng, kind=COUNTS, level=level, days=days)
    file = DirtyFile(seed, "wide", known, day=known.days[-1], dirt={"wide"})
    sketch = Sketch(rng, file, binary=True)
    sketch.add_lines([known.days[-1]])
    sketch.add_names(places_header(rng, level))
    style = rng.choice(("day", "words", "text"))
    for day in known.days:
        values = [known.numbers.get((li.place.code, day, "recorded"), 5) for li in sketch.lines]
        shown = {
            "day": day,
            "words": f"{day.day} {MONTHS[day.month - 1]}",
            "text": f"TGL {day.day}",
        }
        group = ("PEREKAMAN", shown[style]) if rng.random() < 0.5 else shown[style]
        sketch.add(group, values, "recorded" if day == file.day else "")
    if rng.random() < 0.5:
        sums = [7 * days for _line in sketch.lines]
        sketch.add("JUMLAH", sums)
    return finish(rng, file, [sketch.grid()], "xlsx")


def merged_down(seed: int, rng: Random) -> DirtyFile:
    """A place (or a day) written once for all its rows, in one cell."""
    level = rng.choice((Level.KABKOTA, Level.KECAMATAN))
    known = known_counts(rng, kind=COUNTS, level=level, days=rng.randrange(2, 6))
    file = DirtyFile(seed, "merged-down", known)
    sketch = Sketch(rng, file, binary=True)
    by_place = rng.random() < 0.5
    for day in known.days:
        sketch.lines += [Line(place, day) for place in known.places]
    if by_place:
        sketch.lines.sort(key=lambda line: line.place.code)
    sketch.name_style = "upper" if sketch.name_style == "any" else sketch.name_style
    sketch.add_names(places_header(rng, level))
    sketch.add_days("TANGGAL")
    sketch.add_numbers("PEREKAMAN", "recorded")
    sketch.add_numbers("CETAK", "printed")
    days_at = sketch.headers.index(("TANGGAL",))
    grid = writing.Grid([[header for (header,) in sketch.headers]])
    grid.rows += [list(row) for row in zip(*sketch.cells, strict=True)]
    sketch.merge_down(grid, 0 if by_place else days_at)
    file.fields |= {column_letter(at): name for at, (name, _s) in enumerate(sketch.meanings)}
    file.dirt.add("merged-down")
    if rng.random() < 0.15:
        _one_number_for_two(file, sketch, grid)
    return finish(rng, file, [grid], rng.choice(("xlsx", "xlsx", "ods")))


def _one_number_for_two(file: DirtyFile, sketch: Sketch, grid: writing.Grid) -> None:
    at, column = len(sketch.lines) // 2, len(sketch.cells) - 1
    row = len(grid.rows) - len(sketch.lines) + at
    if grid.rows[row][column] is None:
        return
    grid.merged.append((row, column, row + 1, column))
    grid.rows[row + 1][column] = None
    for line in sketch.lines[at : at + 2]:
        file.given.discard((line.place.code, line.day, "printed"))
    file.dirt.add("number-for-two")


def side_by_side(seed: int, rng: Random) -> DirtyFile:
    """The second half of a long table to the right of the first, or a second month."""
    level = rng.choice((Level.KABKOTA, Level.KECAMATAN))
    file, sketch, _level = begin(seed, rng, "side-by-side", COUNTS, binary=True, level=level)
    file.day = file.known.days[0]
    header = places_header(rng, level)
    sketch.add_names(header)
    sketch.add_numbers("PEREKAMAN", "recorded")
    left = [list(row) for row in zip(*sketch.cells, strict=True)]
    grid = writing.Grid()
    if rng.random() < 0.5:
        right = left[len(left) // 2 :]
        left = left[: len(left) - len(right)]
        rows = [[*one, None, *two] for one, two in zip(left, right, strict=False)]
        rows += [[None, None, None, *two] for two in right[len(left) :]]
        grid.rows = [[header, "PEREKAMAN", None, header, "PEREKAMAN"], *rows]
        file.given &= {
            (line.place.code, line.day, "recorded") for line in sketch.lines[: len(left)]
        }
    else:
        groups = rng.choice((("JANUARI", "FEBRUARI"), (1, 2), (2018, 2019), tuple(file.known.days)))
        groups = groups if len(groups) == 2 else (file.day, file.day.replace(day=28))
        numbers = [[*row, rng.randrange(90)] for row in left]
        grid.rows = [[None, *groups], [header, "PEREKAMAN", "PEREKAMAN"], *numbers]
        if rng.random() < 0.5:
            grid.rows[:2] = [[header, "PEREKAMAN", None], [None, *groups]]
            grid.merged = [(0, 0, 1, 0), (0, 1, 0, 2)]
    file.fields |= {"A": "name", "B": "recorded"}
    file.dirt.add("side-by-side")
    return finish(rng, file, [grid], "xlsx")
