"""Files as offices send them, written from known counts in many layouts with random dirt.

The same seed writes the same file.
"""

from random import Random

from regions.levels import Level
from tests.faults.known import AS_OF, known_counts
from tests.faults.making import COUNTS, POPULATION, begin, finish, places_header, title
from tests.faults.odd_layouts import merged_down, month, side_by_side, wide
from tests.faults.sketch import DirtyFile, Sketch
from tests.faults.spellings import MONTHS


def dirty_file(seed: int) -> DirtyFile:
    rng = Random(seed)
    layout = LAYOUTS[seed % len(LAYOUTS)]
    return layout(seed, rng)


def two_header_rows(seed: int, rng: Random) -> DirtyFile:
    kind = rng.choice(("xlsx", "xlsx", "ods"))
    file, sketch, level = begin(seed, rng, "two-header-rows", POPULATION, binary=True)
    sketch.add_order()
    if rng.random() < 0.4:
        sketch.add_codes("KODE", with_names=True)
    sketch.add_names(places_header(rng, level))
    if rng.random() < 0.3:
        sketch.add_parts("WAJIB KTP-EL", "wajib_ktp")
        sketch.add_parts("PEREKAMAN", "recorded")
    else:
        sketch.add_numbers(
            rng.choice(("WAJIB KTP-EL", "WAJIB KTP", "Jumlah Wajib KTP")), "wajib_ktp"
        )
        if rng.random() < 0.15:
            sketch.add_numbers(("PEREKAMAN", "BULAN LALU"), "before", "")
            sketch.add_numbers(("PEREKAMAN", "BULAN INI"), "recorded")
            file.dirt.add("months")
        else:
            sketch.add_numbers(("PEREKAMAN", "JUMLAH"), "recorded")
        sketch.add_percent(("PEREKAMAN", "%"))
    if rng.random() < 0.6:
        sketch.add_numbers(("BELUM REKAM", "JUMLAH"), "missing")
    for header in ("SISA SUKET", "SISA PRR", "SISA BLANGKO"):
        if rng.random() < 0.3:
            sketch.add_other(header)
    grid = sketch.grid()
    title(rng, file, grid, ["REKAPITULASI PEREKAMAN KTP-EL", f"PER {AS_OF:%d-%m-%Y}"])
    return finish(rng, file, [grid], kind)


def siak(seed: int, rng: Random) -> DirtyFile:
    file, sketch, _level = begin(seed, rng, "siak", POPULATION, binary=False)
    sketch.add_order("IDEM")
    sketch.add_codes("KODE", with_names=False)
    names = ("JML", "WKTP", "REKAM", "BLM_REKAM")
    if rng.random() < 0.3:
        names = ("pddk_jml", "wajib_ktp_jml", "rekam_jml", "belum_rekam_jml")
    for header, name in zip(names, ("population", "wajib_ktp", "recorded", "missing"), strict=True):
        sketch.add_numbers(header, name)
    if rng.random() < 0.15:
        _swap(sketch, "wajib_ktp", "recorded")
    if rng.random() < 0.4:
        sketch.shuffle()
    return finish(rng, file, [sketch.grid()], rng.choice(("csv", "csv;")))


def _swap(sketch: Sketch, one: str, other: str) -> None:
    """The cells of two columns under each other's header."""
    at = {meaning: c for c, (meaning, _style) in enumerate(sketch.meanings)}
    a, b = at[one], at[other]
    sketch.cells[a], sketch.cells[b] = sketch.cells[b], sketch.cells[a]
    sketch.meanings[a], sketch.meanings[b] = sketch.meanings[b], sketch.meanings[a]
    sketch.file.dirt.add("swapped")


def trap(seed: int, rng: Random) -> DirtyFile:
    kind = rng.choice(("csv", "xlsx"))
    file, sketch, level = begin(seed, rng, "trap", POPULATION, binary=kind == "xlsx")
    sketch.add_codes("KODE", with_names=True)
    sketch.add_names(places_header(rng, level))
    variant = rng.randrange(4)
    if variant < 2:
        sketch.add_numbers("JML", "wajib_ktp")
        sketch.add_numbers("JML_WKTP", "recorded")
        if variant:
            sketch.add_numbers("SISA BELUM REKAM", "missing")
        file.dirt |= {"trap"}
    elif variant == 2:
        sketch.add_numbers("jml", "population")
        sketch.add_numbers("jml_wktp", "wajib_ktp")
        sketch.add_numbers("rekam_jml", "recorded")
    else:
        sketch.add_numbers("jml_wktp", "wajib_ktp")
        sketch.add_numbers("jml", "recorded")
        sketch.add_numbers("belum", "missing")
        file.dirt |= {"trap"}
    if rng.random() < 0.3:
        sketch.shuffle()
    return finish(rng, file, [sketch.grid()], kind)


def daily_form(seed: int, rng: Random) -> DirtyFile:
    days = rng.randrange(1, 20)
    file, sketch, _level = begin(
        seed, rng, "daily-form", COUNTS, binary=False, days=days, level=Level.KABKOTA, totals=False
    )
    sketch.add("waktu_pelaporan", [f"2019-06-{1 + n % 28:02}" for n in range(len(sketch.lines))])
    sketch.add_codes("kode", with_names=True)
    sketch.add_names("kabkota")
    sketch.add_days("tgl_pelayanan")
    sketch.add_other("nik_baru")
    sketch.add_numbers("rekam_ktpel", "recorded")
    sketch.add_numbers("prr", "print_ready")
    sketch.add_numbers("sfe", "sent_for_enrolment")
    sketch.add_numbers("duplikat_record", "duplicates")
    sketch.add_other("suket_now", 9)
    sketch.add_numbers("cetak_ktpel_suket", "printed")
    sketch.add_numbers("cetak_ktpel_rhgp", "reprinted")
    sketch.add_other("cetak_kia_5")
    sketch.add("jam_layanan", [n % 9 + 0.5 for n in range(len(sketch.lines))])
    sketch.add_numbers("sisa_blanko", "blangko_left")
    return finish(rng, file, [sketch.grid()], "csv;")


def notice(seed: int, rng: Random) -> DirtyFile:
    file, sketch, _level = begin(seed, rng, "notice", POPULATION, binary=False, level=Level.KABKOTA)
    sketch.add_names("Kabupaten/Kota")
    sketch.add_numbers("Jumlah Rekam", "recorded")
    sketch.add_percent("Persentase")
    grid = sketch.grid()
    if rng.random() < 0.08 and sketch.style == "comma":
        content = "\n".join(",".join("" if c is None else str(c) for c in r) for r in grid.rows)
        file.dirt.add("unquoted")
        file.content, file.name = content.encode(), "notice.csv"
        return file
    return finish(rng, file, [grid], "csv")


def titled(seed: int, rng: Random) -> DirtyFile:
    kind = rng.choice(("xlsx", "xlsx", "ods", "csv;"))
    file, sketch, level = begin(seed, rng, "titled", COUNTS, binary=kind in ("xlsx", "ods"))
    file.day = file.known.days[0] if rng.random() < 0.8 else None
    if file.day is None:
        file.dirt.add("day-not-said")
    sketch.add_order("No.")
    sketch.add_names(places_header(rng, level))
    sketch.add_numbers(rng.choice(("PEREKAMAN", "Rekam KTP-el", "JUMLAH PEREKAMAN")), "recorded")
    sketch.add_numbers(rng.choice(("CETAK", "Pencetakan")), "printed")
    sketch.add_numbers(rng.choice(("PENYERAHAN", "Diserahkan")), "delivered")
    if level == Level.KABKOTA and rng.random() < 0.5:
        sketch.add_numbers("SISA BLANGKO", "blangko_left")
        sketch.add_numbers("SISA PRR", "print_ready")
    if rng.random() < 0.2:
        sketch.add_other("TARGET")
    sketch.add("KET", [None] * (len(sketch.lines) - 1) + ["alat rusak"])
    if rng.random() < 0.04:
        sketch.add("NIK", [1503010101900001 + n for n in range(len(sketch.lines))])
        file.dirt.add("personal")
    grid = sketch.grid()
    day = file.known.days[0]
    title(rng, file, grid, ["LAPORAN HARIAN", f"Tanggal: {day.day} {MONTHS[day.month - 1]} 2019"])
    return finish(rng, file, [grid], kind)


def sheet_per_day(seed: int, rng: Random) -> DirtyFile:
    days, level = rng.randrange(2, 5), rng.choice((Level.KABKOTA, Level.KECAMATAN))
    known = known_counts(rng, kind=COUNTS, level=level, days=days)
    file, grids = DirtyFile(seed, "sheet-per-day", known), []
    with_days = rng.random() < 0.6
    for day in known.days:
        # Every sheet in the same manner, as copies of one form are.
        own = Random(seed) if rng.random() < 0.8 else rng
        sketch = Sketch(own, file, binary=True)
        sketch.add_lines([day])
        if with_days:
            sketch.add_days("TANGGAL")
        sketch.add_names(places_header(Random(seed), level))
        sketch.add_numbers("PEREKAMAN", "recorded")
        sketch.add_numbers("CETAK", "printed")
        grid = sketch.grid()
        grid.name = f"{day.day} {MONTHS[day.month - 1]}"
        grids.append(grid)
    if not with_days:
        file.dirt.add("day-in-sheet-name")
        file.day = known.days[0] if rng.random() < 0.7 else None
    return finish(rng, file, grids, "xlsx")


def tsv(seed: int, rng: Random) -> DirtyFile:
    days = rng.randrange(1, 15)
    file, sketch, level = begin(seed, rng, "tsv", COUNTS, binary=False, days=days)
    sketch.add_days(rng.choice(("Tanggal", "Tgl Pelayanan", "HARI/TANGGAL")))
    sketch.add_codes("Kode Wilayah", with_names=True)
    sketch.add_names(places_header(rng, level))
    sketch.add_numbers("Rekam", "recorded")
    sketch.add_numbers("Cetak", "printed")
    sketch.add_numbers("Serah", "delivered")
    sketch.add_numbers("Cetak Ulang", "reprinted")
    if rng.random() < 0.4:
        sketch.shuffle()
    return finish(rng, file, [sketch.grid()], "tsv")


def windows(seed: int, rng: Random) -> DirtyFile:
    file, sketch, level = begin(seed, rng, "windows-1252", POPULATION, binary=False)
    sketch.style = "plain" if sketch.style == "nbsp" and rng.random() < 0.5 else sketch.style
    sketch.add_order("No")
    sketch.add_names(places_header(rng, level))
    if rng.random() < 0.3:
        sketch.add_days(rng.choice(("PERIODE", "Tanggal Data")))
    sketch.add_numbers("Jumlah Penduduk", "population")
    sketch.add_numbers("Wajib KTP", "wajib_ktp")
    sketch.add_numbers("Sudah Rekam", "recorded")
    if rng.random() < 0.5:
        sketch.add_numbers("Belum Rekam", "missing")
    sketch.add_percent("Persentase")
    if rng.random() < 0.3:
        sketch.add_other(rng.choice(("Jumlah TPS", "Luas Wilayah (km²)", "Alat Rekam", "DPT 2019")))
    if rng.random() < 0.1:
        _swap(sketch, "wajib_ktp", "recorded")
    return finish(rng, file, [sketch.grid()], "cp1252")


LAYOUTS = (
    two_header_rows,
    siak,
    trap,
    daily_form,
    notice,
    titled,
    sheet_per_day,
    tsv,
    windows,
    month,
    wide,
    merged_down,
    side_by_side,
)
