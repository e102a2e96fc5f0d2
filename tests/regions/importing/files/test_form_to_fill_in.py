"""The downloaded format: it holds what is stored, and sent back it changes nothing."""

import re
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from regions.importing.columns.vocabulary import fields_of
from regions.importing.files.form_to_fill_in import office_name, write_format
from regions.importing.layout.headers import find_tables
from regions.importing.options import Answers, FileOptions
from regions.importing.places.matching import Places
from regions.importing.reading.file import read_file
from regions.importing.reading.limits import COMMAND
from regions.importing.storing.storing import planned, store
from regions.importing.understanding import Understood, understand
from regions.models import (
    AT_DAYS_END,
    MEASURES,
    CountChange,
    DailyCount,
    DayStatus,
    ImportBatch,
    ImportKind,
    Region,
    State,
)
from tests.factories import DAY, at, make_jambi, make_region, make_siti, save_day, undone
from tests.properties import examples

pytestmark = pytest.mark.django_db
TODAY = DAY + timedelta(days=40)


def format_of(region: Region, first: date = DAY, last: date = DAY) -> bytes:
    file = BytesIO()
    write_format(region, first, last, file)
    return file.getvalue()


def cells(content: bytes) -> list[list]:
    return read_file(content, "format.xlsx", COMMAND)[0].rows


def understood(content: bytes, region: Region) -> Understood:
    options = FileOptions(kind=ImportKind.COUNTS, region=region, today=TODAY)
    return understand(content, "format.xlsx", options, Answers(), COMMAND)


def stored(found: Understood, by) -> None:
    batch = ImportBatch(
        kind=ImportKind.COUNTS, region=by.region, file_name="format.xlsx", file_hash="0" * 64
    )
    list(store(found, batch, by, at(9)))


def everything() -> tuple[dict, dict]:
    """All counts and levels that say something."""
    counts = DailyCount.objects.values_list("region__code", "day", "channel", *MEASURES)
    levels = DayStatus.objects.values_list("kabkota__code", "day", *AT_DAYS_END)
    return (
        {row[:3]: row[3:] for row in counts if any(v is not None for v in row[3:])},
        {row[:2]: row[2:] for row in levels if any(v is not None for v in row[2:])},
    )


def forget_counts() -> None:
    for model in (CountChange, DailyCount, DayStatus):
        model.objects.all().delete()


def test_there_is_a_row_for_each_day_and_place_the_office_first():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(
        siti,
        {jambi.sarolangun: {"printed": 3}, jambi.limun: {"recorded": 41, "spoiled": 0}},
        status={"blangko_left": 900, "duplicates": 0},
    )

    rows = cells(format_of(jambi.sarolangun, DAY, DAY + timedelta(days=1)))

    assert [row[0] for row in rows[1:]] == ["15.03", "15.03.01", "15.03.02", "15.03.03"] * 2
    assert [row[2] for row in rows[1:]] == [DAY] * 4 + [DAY + timedelta(days=1)] * 4
    names = [row[1] for row in rows[1:5]]
    assert names == [office_name(jambi.sarolangun), "Limun", "Sarolangun", "Pauh"]
    assert _padded(rows[1])[3:] == [None, 3, *[None] * 5, None, None, 0, 900]
    assert _padded(rows[2])[3:] == [41, *[None] * 5, 0, *[None] * 4]


def _padded(row: list) -> list:
    return row + [None] * (3 + len(MEASURES) + len(AT_DAYS_END) - len(row))


def test_counts_of_outreach_and_of_other_offices_stay_out():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 5}, channel="jemput_bola")
    save_day(siti, {jambi.mersam: 7}, kabkota=jambi.batanghari)

    rows = cells(format_of(jambi.sarolangun))

    assert all(not any(isinstance(cell, int) for cell in row) for row in rows)


def test_a_kecamatan_is_listed_on_the_days_it_exists():
    jambi = make_jambi()
    make_region("15.03.04", "Baru", valid_from=DAY + timedelta(days=1))
    Region.objects.filter(pk=jambi.pauh.pk).update(valid_to=DAY)

    rows = cells(format_of(jambi.sarolangun, DAY, DAY + timedelta(days=1)))

    assert [row[0] for row in rows[1:5]] == ["15.03", "15.03.01", "15.03.02", "15.03.03"]
    assert [row[0] for row in rows[5:]] == ["15.03", "15.03.01", "15.03.02", "15.03.04"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_header_is_read_back(language):
    jambi = make_jambi()

    with translation.override(language):
        headers = cells(format_of(jambi.sarolangun))[0]

    read = [fields_of(header) for header in headers]
    assert read == [{name} for name in ("code", "name", "day", *MEASURES, *AT_DAYS_END)]


@pytest.mark.parametrize("name", ["Kantor Kabupaten Sarolangun", "Office of Kabupaten Sarolangun"])
def test_the_office_is_no_total(name):
    jambi = make_jambi()

    match = Places(jambi.sarolangun, DAY, {}).match("15.03", name)

    assert (match.code, match.total, match.choices) == ("15.03", False, ())
    assert office_name(jambi.sarolangun) in (
        "Kantor Kabupaten Sarolangun",
        "Office of Kabupaten Sarolangun",
    )


@pytest.mark.parametrize("days", [1, 31])
def test_any_number_of_days_takes_three_queries(days):
    jambi = make_jambi()

    with CaptureQueriesContext(
        connection,
    ) as queries:
        format_of(jambi.sarolangun, DAY, DAY + timedelta(days=days - 1))

    assert len(queries) == 3


@pytest.mark.parametrize("language", ["id", "en"])
def test_sent_back_it_changes_nothing_and_fills_an_empty_database(language):
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(
        siti,
        {jambi.sarolangun: {"printed": 0}, jambi.limun: {"recorded": 41, "delivered": 9}},
        status={"blangko_left": 9_999_999, "print_ready": 0},
    )
    save_day(siti, {jambi.pauh: {"recorded_minors": 2}}, day=DAY + timedelta(days=2))
    before = everything()
    with translation.override(language):
        content = format_of(jambi.sarolangun, DAY, DAY + timedelta(days=2))

    found = understood(content, jambi.sarolangun)

    assert (found.questions, found.errors, found.checks) == ([], [], [])
    assert planned(found, siti, at(9)) == []
    forget_counts()
    stored(found, siti)
    assert everything() == before
    assert planned(understood(content, jambi.sarolangun), siti, at(9)) == []


def numbers(most: int):
    return st.none() | st.just(0) | st.integers(0, most)


@examples(40)
@given(
    counts=st.dictionaries(
        st.tuples(st.integers(0, 3), st.integers(0, 2)),
        st.fixed_dictionaries({measure: numbers(99_999) for measure in MEASURES}),
        max_size=6,
    ),
    levels=st.dictionaries(
        st.integers(0, 2),
        st.fixed_dictionaries({level: numbers(9_999_999) for level in AT_DAYS_END}),
        max_size=2,
    ),
)
def test_whatever_is_stored_survives_the_way_through_the_file(db, counts, levels):
    with undone():
        jambi = make_jambi()
        siti = make_siti(jambi)
        places = [jambi.sarolangun, jambi.limun, jambi.sarolangun_kota, jambi.pauh]
        for (place, day), values in counts.items():
            save_day(siti, {places[place]: values}, day=DAY + timedelta(days=day))
        for day, values in levels.items():
            save_day(siti, {}, status=values, day=DAY + timedelta(days=day))
        before = everything()
        content = format_of(jambi.sarolangun, DAY, DAY + timedelta(days=2))

        found = understood(content, jambi.sarolangun)

        assert found.questions == []
        if before == ({}, {}):
            assert found.errors
            assert not found.ready
            return
        assert found.errors == []
        assert planned(found, siti, at(9)) == []
        forget_counts()
        stored(found, siti)
        assert everything() == before


def test_a_day_declared_zero_or_closed_stays_so():
    jambi = make_jambi()
    siti = make_siti(jambi)
    closed = DAY + timedelta(days=1)
    save_day(siti, {}, status={"state": "zero", "zero_reason": "no_network", "blangko_left": 7})
    save_day(siti, {}, status={"state": "closed"}, day=closed)

    found = understood(format_of(jambi.sarolangun, DAY, closed), jambi.sarolangun)
    stored(found, siti)

    states = DayStatus.objects.order_by("day").values_list("state", "blangko_left")
    assert list(states) == [(State.ZERO, 7), (State.CLOSED, None)]


def test_an_empty_format_has_nothing_to_store_and_asks_nothing():
    jambi = make_jambi()

    found = understood(format_of(jambi.sarolangun), jambi.sarolangun)

    assert len(found.errors) == 1
    assert found.questions == []
    assert not found.ready


def test_only_the_first_sheet_is_a_table():
    jambi = make_jambi()
    save_day(make_siti(jambi), {jambi.limun: 1})

    sheets = read_file(format_of(jambi.sarolangun), "format.xlsx", COMMAND)

    assert len(sheets) == 2
    assert [table.sheet for table in find_tables(sheets)] == [sheets[0].name]


def sheet_xml(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


def test_names_that_look_like_formulas_stay_texts():
    jambi = make_jambi()
    make_region("15.03.04", '=HYPERLINK("http://example.org")')

    content = format_of(jambi.sarolangun)

    assert cells(content)[5][:2] == ["15.03.04", '=HYPERLINK("http://example.org")']
    assert "<f>" not in sheet_xml(content)


def test_counts_are_checked_while_they_are_typed_and_headers_stay_in_sight():
    jambi = make_jambi()

    xml = sheet_xml(format_of(jambi.sarolangun))

    rules = re.findall(r'<dataValidation type="whole"[^>]*? sqref="(\S+)">(.*?)</dataV', xml)
    assert rules == [
        ("D2:J5", "<formula1>0</formula1><formula2>99999</formula2>"),
        ("K2:N5", "<formula1>0</formula1><formula2>9999999</formula2>"),
    ]
    assert 'topLeftCell="D2"' in xml
    assert 'state="frozen"' in xml
