"""What the making of every dirty file begins and ends with."""

from random import Random

from regions.levels import Level
from regions.models import ImportKind
from tests.faults import writing
from tests.faults.known import AS_OF, known_counts
from tests.faults.sketch import DirtyFile, Sketch

COUNTS, POPULATION = ImportKind.COUNTS, ImportKind.POPULATION


def begin(seed: int, rng: Random, layout: str, kind: ImportKind, *, binary: bool, **fields):
    level = fields.pop("level", None) or rng.choice((Level.KABKOTA, Level.KECAMATAN))
    known = known_counts(rng, kind=kind, level=level, days=fields.pop("days", 1))
    file = DirtyFile(seed, layout, known, day=AS_OF if kind == POPULATION else None)
    sketch = Sketch(rng, file, binary=binary)
    sketch.add_lines(known.days, **fields)
    return file, sketch, level


def places_header(rng: Random, level: Level) -> str:
    if level == Level.KABKOTA:
        return rng.choice(("KAB./KOTA", "Kabupaten/Kota", "NAMA KAB/KOTA", "KABUPATEN / KOTA"))
    return rng.choice(("KECAMATAN", "Kecamatan", "NAMA KECAMATAN", "Nama Kec."))


def finish(rng: Random, file: DirtyFile, grids: list, kind: str) -> DirtyFile:
    extra = rng.random()
    if kind == "xlsx":
        if extra < 0.15:
            other = writing.Grid([list(row) for row in grids[0].rows], name="lama", hidden=True)
            for row in other.rows:
                row[:] = [c + 11 if isinstance(c, int) else c for c in row]
            grids = [*grids, other]
            file.dirt.add("hidden")
        file.content = writing.xlsx(grids)
    elif kind == "ods":
        file.content = writing.ods(grids)
    else:
        separator, encoding = {
            "csv": (",", "utf-8"),
            "csv;": (";", "utf-8-sig"),
            "cp1252": (";", "windows-1252"),
            "tsv": ("\t", "utf-16"),
        }[kind]
        decimal = "," if separator == ";" else "."
        file.content = writing.text(grids[0], separator, encoding, decimal)
    file.name = f"{file.layout}.{kind.strip(';')[:4]}"
    return file


def title(rng: Random, file: DirtyFile, grid: writing.Grid, titles: list[str]) -> None:
    """Lines above and below the table, as a letter has them."""
    above = [[title] for title in titles] + [[]] * rng.randrange(3)
    grid.rows = above + grid.rows
    down = len(above)
    grid.merged = [(r + down, c, r2 + down, c2) for r, c, r2, c2 in grid.merged]
    if rng.random() < 0.6:
        grid.rows += [
            [],
            ["Catatan: angka sementara, 2 alat rusak"],
            [],
            [None, None, f"{file.known.region.name}, 5 April 2019"],
            [None, None, "Kepala Dinas"],
            [],
            [None, None, "Drs. H. Ahmad, M.Si"],
            [None, None, "NIP. 19650312 199003 1 004"],
        ]
        file.dirt.add("signature")
    file.dirt.add("titles")
