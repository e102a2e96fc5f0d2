"""A file with counts of a place and day that an event has posted: told before it is stored."""

from datetime import timedelta

import pytest

from regions.importing.options import FileOptions
from regions.importing.remarks.beside_outreach import beside_outreach
from regions.importing.rows.row_reader import FileRow
from regions.models import Channel, ImportKind
from tests.factories import DAY, make_ani, save_day
from tests.regions.importing.layout.test_office_layouts import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

KECAMATAN = "Kecamatan;Perekaman\nLimun;{}\nPauh;{}\n"
WHOLE = "Kab/Kota;Perekaman\nSarolangun;{}\nBatanghari;7\n"


def told(content: str, region) -> list[tuple]:
    found = read(content, FileOptions(ImportKind.COUNTS, region, DAY, day=DAY), {})
    assert found.ready, (found.questions, found.errors)
    return [(check.row, check.message) for check in found.checks if "outreach" in check.message]


def post(siti, counts: dict, **fields) -> None:
    save_day(siti, counts, channel=Channel.JEMPUT_BOLA, **fields)


def test_a_row_with_as_many_people_as_outreach_or_more_is_told_with_both_numbers(jambi, siti):
    post(siti, {jambi.limun: 40, jambi.pauh: 20})

    ((row, message),) = told(KECAMATAN.format(39, 21), jambi.sarolangun)

    assert row == 3
    assert message.startswith(
        "Pauh, 4 April 2019: outreach has counted 20 people there already, and this row adds 21"
    )


def test_the_row_of_an_office_stands_beside_all_outreach_in_it(jambi, siti):
    post(siti, {jambi.limun: 40, jambi.pauh: 20})
    post(make_ani(jambi), {jambi.mersam: 8})

    assert told(WHOLE.format(59), jambi.province) == []
    ((row, message),) = told(WHOLE.format(60), jambi.province)
    assert row == 2
    assert "outreach has counted 60 people" in message


def test_outreach_of_other_days_and_without_recorded_people_is_no_reason(jambi, siti):
    post(siti, {jambi.limun: 4}, day=DAY - timedelta(days=1))
    post(siti, {jambi.pauh: {"printed": 4}})

    assert told(KECAMATAN.format(40, 20), jambi.sarolangun) == []


def test_a_file_that_was_stored_is_not_told_again(jambi, siti):
    save_day(siti, {jambi.limun: 45})
    post(siti, {jambi.limun: 40})

    assert told(KECAMATAN.format(45, 1), jambi.sarolangun) == []
    assert len(told(KECAMATAN.format(46, 1), jambi.sarolangun)) == 1


def test_it_keeps_nobody_from_storing_and_is_no_question(jambi, siti):
    post(siti, {jambi.limun: 40})

    found = read(
        KECAMATAN.format(40, 1), FileOptions(ImportKind.COUNTS, jambi.sarolangun, DAY, day=DAY), {}
    )

    assert found.ready
    assert found.questions == []


def test_it_is_three_queries_whatever_the_rows_and_one_without_outreach(
    jambi, siti, django_assert_num_queries
):
    rows = [
        FileRow(place.code, DAY, "", at, {"recorded": 50})
        for at, place in enumerate((jambi.limun, jambi.pauh, jambi.sarolangun_kota))
    ]
    with django_assert_num_queries(1):
        assert list(beside_outreach(jambi.sarolangun, rows)) == []
    post(siti, {jambi.limun: 40, jambi.pauh: 20, jambi.sarolangun_kota: 1})

    with django_assert_num_queries(3):
        assert len(list(beside_outreach(jambi.sarolangun, rows))) == 3
