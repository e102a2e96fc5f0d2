"""Tile, ranking rows, recap, completeness and workbook give one answer to "who has reported?"."""

import re
from datetime import UTC, date, datetime, timedelta
from functools import partial
from io import BytesIO

import pytest
from django.utils.translation import gettext_lazy
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from coverage_tracker import clock
from regions.models import Role, State
from regions.recording import Signature, decree_day
from tests.factories import (
    DAY,
    Jambi,
    at,
    make_ani,
    make_budi,
    make_dewi,
    make_jambi,
    make_nation,
    make_person,
    make_region,
    make_siti,
    save_day,
)
from tests.reading import page_words, words

pytestmark = pytest.mark.django_db

SUNDAY, HOLIDAY, JOINT_LEAVE = date(2019, 3, 31), date(2019, 4, 3), date(2019, 6, 3)
DEADLINE = date(2019, 4, 5)
MUCH_LATER = date(2019, 4, 20)
ZERO = {"state": State.ZERO, "zero_reason": "nobody_came"}
CLOSED = {"state": State.CLOSED}
NOBODY = gettext_lazy("A weekend, holiday or joint leave: nobody is expected to report.")

# Batanghari always reports in time on working days; Sarolangun does what the case says.
# Of all: told, expected, not reported, awaited.
CASES = {
    "reported": (DAY, DAY, {}, (2, 2, 0, 0)),
    "late": (DAY, MUCH_LATER, {"at": at(day=DAY + timedelta(days=9))}, (2, 2, 0, 0)),
    "still open": (DAY, DEADLINE, None, (1, 2, 0, 1)),
    "silent": (DAY, DEADLINE + timedelta(days=1), None, (1, 2, 1, 0)),
    "zero with reason": (DAY, MUCH_LATER, {"status": ZERO}, (2, 2, 0, 0)),
    "closed": (DAY, MUCH_LATER, {"status": CLOSED}, (1, 1, 0, 0)),
    "weekend": (SUNDAY, MUCH_LATER, None, (0, 0, 0, 0)),
    "holiday": (HOLIDAY, MUCH_LATER, None, (0, 0, 0, 0)),
    "holiday, and reported": (HOLIDAY, MUCH_LATER, {}, (1, 0, 0, 0)),
    "joint leave": (JOINT_LEAVE, date(2019, 6, 20), None, (0, 0, 0, 0)),
    "decreed day off": (DAY, MUCH_LATER, None, (0, 0, 0, 0)),
    "decreed day off, and reported": (DAY, MUCH_LATER, {}, (1, 0, 0, 0)),
    "holiday lifted by decree": (HOLIDAY, MUCH_LATER, None, (1, 2, 1, 0)),
    "before the start day": (DAY, MUCH_LATER, None, (1, 1, 0, 0)),
    "never begun": (DAY, MUCH_LATER, None, (1, 1, 0, 0)),
}


def decree(jambi: Jambi, day: date, *, is_off: bool) -> None:
    signed = Signature(make_dewi(jambi), at())
    decree_day(jambi.province, day, is_off=is_off, decree="SK Gubernur 7/2019", signed=signed)


def begin(jambi: Jambi, day: date | None) -> None:
    jambi.sarolangun.reports_from = day
    jambi.sarolangun.save()


# What holds in Jambi before anything is told.
HOLDS = {
    "decreed day off": partial(decree, day=DAY, is_off=True),
    "decreed day off, and reported": partial(decree, day=DAY, is_off=True),
    "holiday lifted by decree": partial(decree, day=HOLIDAY, is_off=False),
    "before the start day": partial(begin, day=DAY + timedelta(days=1)),
    "never begun": partial(begin, day=None),
}


@pytest.fixture(params=CASES, ids=lambda name: name.replace(", ", "-").replace(" ", "-"))
def told(request, settings, client):
    """The screens of Jambi for one case: the day's address, and what they have to say."""
    day, today, report, expected = CASES[request.param]
    settings.TODAY = today
    jambi = make_jambi()
    HOLDS.get(request.param, lambda jambi: None)(jambi)
    if expected[1]:
        save_day(make_ani(jambi), {jambi.mersam: 5}, day=day)
    if report is not None:
        counts = {} if "status" in report else {jambi.limun: 5}
        save_day(make_siti(jambi), counts, day=day, **report)
    client.force_login(make_budi(jambi))
    return day, expected


def number_before(text: str, what: str) -> int:
    found = re.search(rf"(\d+) {what}", text)
    return int(found[1]) if found else 0


def of_expected(text: str) -> tuple[int, int]:
    found = re.search(r"(\d+) dari (\d+)", text)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def missing_and_awaited(text: str) -> tuple[int, int]:
    return number_before(text, "belum lapor"), number_before(text, "masih ditunggu")


def tile(client, day: date) -> str:
    page = client.get(f"/wilayah/15/?per={day}").content.decode()
    return words(re.search(r"<dt>Lapor \d+ \w+</dt>(.*?)</div>", page, re.DOTALL)[1])


def test_the_tile(client, told):
    day, expected = told

    text = tile(client, day)

    if expected[1]:
        assert (*of_expected(text), *missing_and_awaited(text)) == expected
    else:
        assert text == f"{expected[0]} tidak ada yang wajib lapor"


def test_the_recap(client, told):
    day, (count, of, missing, awaited) = told

    text = words(client.get(f"/wilayah/15/rekap/?per={day}").content.decode())
    text = text.partition("sebelumnya")[2] or text

    if of:
        assert f"{count} dari {of} kabupaten/kota yang wajib lapor sudah lapor" in text
    else:
        assert str(NOBODY) in text
    assert missing_and_awaited(text) == (missing, awaited)
    assert ("Kabupaten Sarolangun" in text.partition("Belum lapor")[2]) == bool(missing)


def test_the_page_of_completeness(client, told):
    day, (count, of, missing, awaited) = told

    response = client.get(f"/kelengkapan/?wilayah=15&per={day}")
    counters = {c.state: c.number for c in response.context["counters"]}
    text = page_words(response)

    assert counters["reported"] == count
    assert (counters["expected"], counters["missing"], counters["open"]) == (of, missing, awaited)
    assert missing_and_awaited(text.partition("Semua tempat")[0]) == (missing, awaited)


def test_the_rows_of_the_nation(client, told):
    """The province says how many of its offices; the nation's tile counts the same."""
    day, expected = told

    response = client.get(f"/wilayah/ID/?per={day}")
    (line,) = response.context["table"].lines

    said = line.report.partition(", lapor terakhir")[0].partition(", belum pernah")[0]
    if expected[1]:
        assert (*of_expected(said), *missing_and_awaited(said)) == expected
    elif expected[0]:
        assert said == "1 lapor"


def test_the_rows_of_the_offices(client, told):
    day, (count, _of, missing, awaited) = told

    lines = client.get(f"/wilayah/15/?per={day}").context["table"].lines
    states = [line.report.partition(",")[0] for line in lines]

    assert states.count("belum lapor") == missing
    assert states.count("masih ditunggu") == awaited
    reported = [s for s in states if s in ("lapor", "terlambat", "nihil, dengan alasan", "nihil")]
    assert len(reported) == count


def test_the_workbook_and_the_sheet_of_paper(client, told):
    day, (count, of, missing, awaited) = told
    book = client.get(f"/wilayah/15/?per={day}&format=xlsx").content
    sheet = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0)
    pages = PdfReader(BytesIO(client.get(f"/wilayah/15/?per={day}&format=pdf").content)).pages

    for text in (words(str(sheet.to_python())), words(pages[0].extract_text())):
        if of:
            assert f"{count} dari {of} kabupaten/kota yang wajib lapor sudah lapor" in text
        else:
            assert str(NOBODY) in text
        assert missing_and_awaited(text) == (missing, awaited)


# The moment from which on the report of 4 April is overdue, in UTC: midnight after Friday there.
OVERDUE_FROM = {
    ("15", "Asia/Jakarta"): datetime(2019, 4, 5, 17, tzinfo=UTC),
    ("51", "Asia/Makassar"): datetime(2019, 4, 5, 16, tzinfo=UTC),
    ("91", "Asia/Jayapura"): datetime(2019, 4, 5, 15, tzinfo=UTC),
}


def test_hour_by_hour_nobody_is_named_before_its_own_deadline(client, settings, monkeypatch):
    nation = make_nation()
    for province, zone in OVERDUE_FROM:
        above = make_region(province, f"Provinsi {province}", time_zone=zone)
        make_region(f"{province}.01", f"Kantor {province}", parent=above)
    client.force_login(make_person("dewi", Role.NATIONAL, nation))
    settings.TODAY = None
    begin = datetime(2019, 4, 4, tzinfo=UTC)
    # Each hour of the day on which the deadlines lie, every third of those around it.
    hours = [n for n in range(72) if 24 <= n < 48 or n % 3 == 0]

    for moment in (begin + timedelta(hours=n) for n in hours):
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        due = {place for (place, _zone), since in OVERDUE_FROM.items() if moment >= since}
        assert named(client) == {"recap": due, "completeness": due, "rows": due}, moment


def named(client) -> dict[str, set[str]]:
    """The provinces whose office each page of the nation names as silent on 4 April."""
    recap = words(client.get("/wilayah/ID/rekap/?per=2019-04-04").content.decode())
    silent = client.get("/kelengkapan/?wilayah=ID&per=2019-04-04&status=missing")
    ranking = client.get("/wilayah/ID/?tingkat=kabkota&per=2019-04-04")
    rows = ranking.context["table"].lines
    return {
        "recap": set(re.findall(r"Provinsi (\d\d) \(1\)", recap.partition("Belum lapor")[2])),
        "completeness": {line.code[:2] for line in silent.context["lines"]},
        "rows": {row.code[:2] for row in rows if row.report.startswith("belum lapor")},
    }
