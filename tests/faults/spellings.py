"""How offices spell numbers, places and days: right, sloppy, ambiguous, wrong.

Each function takes true values and returns cells; what it did is told to `dirt`. Dirt in
HARMLESS leaves one meaning only: a file with no other dirt has to be stored.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

from regions.models import Kind
from tests.faults.known import Place

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MISSING_MARKS = (None, "-", "<>", "Null", "n/a", "", " ", "–", "...")
SHORT_NAMES = {
    "Tanjung Jabung Barat": "Tanjab Barat",
    "Tanjung Jabung Timur": "Tanjabtim",
    "Muaro Jambi": "Muarojambi",
    "Sungai Penuh": "Sungaipenuh",
    "Halmahera Selatan": "Halsel",
    "Halmahera Utara": "Halut",
    "Bandung Barat": "Bdg Barat",
}
HARMLESS = {
    *("plain", "dot", "comma", "space", "nbsp", "text", "float", "tail", "missing"),
    *("percent-wrong", "remainder-wrong", "total", "total-wrong", "blank-rows", "header-again"),
    *("numbered", "shuffled", "names-usual", "codes-usual", "days-clear", "hidden"),
    *("other-columns", "sexes", "titles", "signature", "units", "merged-down"),
}
BREAKING = (
    *("negative", "huge", "footnote", "letter", "percent-cell", "unit", "failed", "lost-cell"),
)


def spelled(number: int, sign: str) -> str:
    return f"{number:,}".replace(",", sign)


def numbers(
    rng: Random, values: Sequence[int], style: str, dirt: set[str], *, binary: bool
) -> tuple[list, list[bool]]:
    """The cells of a column, and which of them tell the true number.

    `binary`: the file keeps numbers as numbers, not as text.
    """
    cells = [_number(rng, value, style, binary) for value in values]
    legible = [True] * len(cells)
    if style == "lost" and not any(isinstance(c, float) and c % 1 for c in cells):
        style, cells = "plain", list(values)
    dirt.add(
        style if any(str(c) != str(v) for c, v in zip(cells, values, strict=True)) else "plain"
    )
    if rng.random() < 0.25:
        for at in range(len(cells)):
            if rng.random() < 0.12:
                cells[at], legible[at] = rng.choice(MISSING_MARKS), False
                dirt.add("missing")
    if rng.random() < 0.06:
        at, what = rng.randrange(len(cells)), rng.choice(BREAKING)
        cells[at], legible[at] = _broken(rng, values[at], what, binary), False
        dirt.add(what)
    return cells, legible


def _number(rng: Random, value: int, style: str, binary: bool):
    if style == "mixed":
        style = rng.choice(("dot", "comma", "plain"))
    if style == "half-lost":
        style = rng.choice(("lost", "plain"))
    if style in ("lost", "half-lost"):
        return value / 1000 if value >= 1000 else value
    signs = {"dot": ".", "comma": ",", "space": " ", "nbsp": "\u00a0"}
    if style in signs:
        return spelled(value, signs[style])
    if style == "tail":
        return spelled(value, ".") + ",00"
    if style == "text":
        return f"'{value}" if rng.random() < 0.3 else f" {value} "
    if style == "float":
        return float(value)
    return value


def _broken(rng: Random, value: int, what: str, binary: bool):
    if what == "unit":
        return f"{max(value // 1000, 1)} ribu"
    if what == "lost-cell":
        return round(value / 1000 + 0.0001, 3) if value >= 1000 else value + 0.5
    return {
        "negative": -value - 1,
        "huge": int(f"{value + 1}{value + 100_000_000}"),
        "footnote": f"{value}*)",
        "letter": f"{value}O",
        "percent-cell": f"{value % 100},54%",
        "failed": "#REF!",
    }[what]


def percents(rng: Random, parts: Sequence[int], wholes: Sequence[int], dirt: set[str]) -> list:
    """Percentages beside counts, which nobody stores."""
    style = rng.choice(("comma", "sign", "number", "ratio"))
    cells = []
    for part, whole in zip(parts, wholes, strict=True):
        percent = round(100 * part / whole, 2) if whole else 0
        if rng.random() < 0.05:
            percent += 1.5
            dirt.add("percent-wrong")
        text = f"{percent:.2f}"
        cells.append(
            {
                "comma": text.replace(".", ","),
                "sign": f"{text}%",
                "number": percent,
                "ratio": percent / 100,
            }[style]
        )
    return cells


def name(rng: Random, place: Place, style: str, dirt: set[str]) -> str:
    kind, _space, short = place.name.partition(" ")
    of_office = place.kind in (Kind.KABUPATEN, Kind.KOTA)
    if not of_office:
        kind, short = "Kecamatan", place.name
    if style == "any":
        style = rng.choice(("whole", "abbreviated", "upper", "short", "joined"))
    if style == "typo" and rng.random() < 0.4 and len(short) > 4:
        at = rng.randrange(1, len(short) - 1)
        dirt.add("typo")
        return short[:at] + rng.choice(("", short[at] * 2, "x")) + short[at + 1 :]
    without_kind = style in ("short", "joined", "nickname", "typo") and of_office
    dirt.add("short" if without_kind else "names-usual")
    begin = {"Kabupaten": "Kab.", "Kota": "Kota", "Kecamatan": "Kec."}[kind]
    return {
        "whole": place.name if of_office else short,
        "abbreviated": f"{begin} {short}",
        "upper": f"{begin} {short}".upper() if of_office else short.upper(),
        "short": short,
        "joined": short.replace(" ", ""),
        "nickname": SHORT_NAMES.get(short, short),
    }.get(style, short)


def code(rng: Random, code: str, style: str):
    if style == "digits":
        return code.replace(".", "")
    if style == "number":
        return int(code.replace(".", ""))
    if style == "float" and len(code) == 5:
        return float(code)
    return code


def days(rng: Random, values: Sequence[date], dirt: set[str], *, binary: bool) -> tuple[list, str]:
    """The cells of a column of days, and the order of its texts."""
    styles = ["iso", "dmy", "dmy-", "mdy", "words", "named", "weekday", "compact", "clock"]
    styles += ["short-year"] if rng.random() < 0.2 else []
    styles += ["real", "real", "serial", "swapped"] if binary else ["serial-text"]
    style = rng.choice(styles)
    cells = [_day(day, style) for day in values]
    clear = style not in ("dmy", "dmy-", "mdy", "swapped", "short-year")
    if style in ("dmy", "dmy-", "mdy"):
        clear = any(day.day > 12 for day in values) or all(d.day == d.month for d in values)
    dirt.add("days-clear" if clear else f"days-{style}")
    return cells, "mdy" if style == "mdy" else "dmy"


def _day(day: date, style: str):
    if style == "swapped":
        # What a spreadsheet set to month first makes of day first.
        return date(day.year, day.day, day.month) if day.day <= 12 else f"{day:%d/%m/%Y}"
    return {
        "real": day,
        "iso": day.isoformat(),
        "dmy": f"{day:%d/%m/%Y}",
        "dmy-": f"{day.day}-{day.month}-{day.year}",
        "mdy": f"{day:%m/%d/%Y}",
        "words": f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        "named": f"{day:%d}-{MONTHS[day.month - 1][:3]}-{day.year}",
        "weekday": f"{WEEKDAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]} {day.year}",
        "compact": f"{day:%Y%m%d}",
        "clock": datetime(day.year, day.month, day.day).isoformat(sep=" "),
        "short-year": f"{day:%d/%m/%y}",
        "serial": (day - date(1899, 12, 30)).days,
        "serial-text": str((day - date(1899, 12, 30)).days),
    }[style]


def in_the_future(day: date, today: date) -> date:
    return max(day, today) + timedelta(days=40)
