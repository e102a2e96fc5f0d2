"""Texts read for the office of Sarolangun, and what came of them in few words."""

from datetime import date

from regions.importing.texts.reader import read_text
from regions.importing.texts.report import TextReport

TODAY = date(2019, 4, 4)
OFFICE = "15.03"
# The kecamatan of Sarolangun by name; the eleventh is called like the kabupaten itself.
KECAMATAN = {
    "Batang Asai": "15.03.01",
    "Limun": "15.03.02",
    "Pauh": "15.03.04",
    "Pelawan": "15.03.05",
    "Mandiangin": "15.03.06",
    "Air Hitam": "15.03.07",
    "Bathin VIII": "15.03.08",
    "Singkut": "15.03.09",
    "Cermin Nan Gedang": "15.03.10",
    "Mandiangin Timur": "15.03.11",
}


def report_of(places, text: str, order=()) -> TextReport:
    return read_text(text, places, TODAY, order)


def values_of(report: TextReport, day: date | None = None) -> dict[str, int]:
    """What was understood of a day, as "04.recorded": without the code of the office."""
    found = report.values.get(day, {})
    return {f"{code[6:] or '-'}.{field}": number for (code, field), number in found.items()}


def fates(report: TextReport) -> list[str]:
    return [line.fate.value for line in report.lines]


def open_numbers(report: TextReport) -> list[int]:
    """The numbers of the lines that are asked about or were not understood."""
    return sorted({line.number for line in report.open_lines()})
