"""A kabupaten as a whole beside its kecamatan, from two files: told, or people count twice."""

from datetime import timedelta

import pytest

from regions.importing.options import FileOptions
from regions.models import Channel, DailyCount, ImportKind, User
from tests.factories import DAY, at, make_jambi, make_siti
from tests.regions.importing.layout.test_office_layouts import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

KECAMATAN = "Kecamatan;Perekaman\nLimun;{}\nPauh;{}\n"
WHOLE = "Kab/Kota;Perekaman\nSarolangun;{}\nBatanghari;7\n"


@pytest.fixture
def jambi():
    jambi = make_jambi()
    make_siti(jambi)
    return jambi


def told(content: str, region) -> list[tuple]:
    found = read(content, FileOptions(ImportKind.COUNTS, region, DAY, day=DAY), {})
    assert found.ready, (found.questions, found.errors)
    return [(check.row, check.message) for check in found.checks if "twice" in check.message]


def count(place, recorded: int, **more) -> None:
    DailyCount.objects.create(
        region=place,
        kabkota=place.kabkota or place,
        province=place.province,
        recorded=recorded,
        entered_by=User.objects.get(username="siti"),
        entered_at=at(9),
        **({"day": DAY} | more),
    )


def test_the_whole_beside_kecamatan_stored_before_is_told(jambi):
    count(jambi.limun, 5)

    ((row, message),) = told(WHOLE.format(12), jambi.province)

    assert row == 2
    assert (
        "4 April 2019: 5 recorded are stored by kecamatan already, and this row adds 12" in message
    )


@pytest.mark.parametrize(("whole", "remarks"), [(12, 1), (13, 1), (20, 0), (3, 0)])
def test_kecamatan_whose_sum_is_stored_for_the_whole_are_told(jambi, whole, remarks):
    count(jambi.sarolangun, whole)

    messages = [message for _row, message in told(KECAMATAN.format(5, 7), jambi.sarolangun)]
    assert [f"{whole} recorded are stored for the whole" in m for m in messages] == [True] * remarks


def test_outreach_and_other_days_and_unknown_numbers_are_not_remarked_on(jambi):
    count(jambi.limun, 5, channel=Channel.JEMPUT_BOLA)
    count(jambi.limun, 5, day=DAY - timedelta(days=1))
    count(jambi.pauh, None, printed=5)

    assert told(WHOLE.format(12), jambi.province) == []


def test_a_file_that_has_the_office_beside_its_kecamatan_is_not_remarked_on(jambi):
    count(jambi.limun, 5)
    text = KECAMATAN.format(5, 7) + "Kantor;12\n"

    assert told(text, jambi.sarolangun) == []


def test_one_remark_tells_of_all_days_of_a_place(jambi):
    count(jambi.limun, 5)
    count(jambi.limun, 6, day=DAY - timedelta(days=1))
    text = "Tanggal;Kab/Kota;Perekaman\n2019-04-04;Sarolangun;12\n2019-04-03;Sarolangun;13\n"

    found = read(text, FileOptions(ImportKind.COUNTS, jambi.province, DAY), {})
    (message,) = [check.message for check in found.checks if "twice" in check.message]

    assert (
        "3 April 2019: 6 recorded are stored by kecamatan already, and this row adds 13" in message
    )
    assert "in this file: 2." in message
