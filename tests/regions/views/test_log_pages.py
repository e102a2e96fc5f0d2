"""Walking a log by its entries: each comes once, in order, whatever is narrowed or added."""

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from regions.models import Channel, CountChange, Region, User
from regions.views.log_pages import LogPage, log_page
from tests.factories import DAY, at, make_jambi, make_siti, undone
from tests.properties import examples

pytestmark = pytest.mark.django_db


def make_entries(by: User, places: list[Region]) -> None:
    """Changes of one moment, as one save writes them, in this order."""
    for n, place in enumerate(places):
        CountChange.objects.create(
            region=place,
            kabkota=by.region,
            day=DAY,
            channel=Channel.LOKET,
            field="recorded",
            new=n,
            version=1,
            by=by,
            at=at(),
        )


def numbers(page: LogPage) -> list[int]:
    return [entry.new for entry in page.entries]


def older(log: QuerySet, page: LogPage, size: int) -> LogPage:
    return log_page(log, {"sebelum": str(page.older)}, size)


def newer(log: QuerySet, page: LogPage, size: int) -> LogPage:
    return log_page(log, {"sesudah": str(page.newer)}, size)


@examples(80)
@given(in_limun=st.lists(st.booleans(), max_size=20), size=st.integers(1, 6))
def test_walking_to_the_oldest_and_back_meets_each_entry_once_in_order(in_limun, size):
    with undone():
        jambi = make_jambi()
        make_entries(make_siti(jambi), [jambi.limun if here else jambi.pauh for here in in_limun])
        log = CountChange.objects.filter(region=jambi.limun)
        expected = [n for n, here in enumerate(in_limun) if here][::-1]

        down = [log_page(log, {}, size)]
        while down[-1].older and len(down) <= len(in_limun):
            down.append(older(log, down[-1], size))
        up = [down[-1]]
        while up[-1].newer and len(up) <= len(in_limun):
            up.append(newer(log, up[-1], size))

        assert [n for page in down for n in numbers(page)] == expected
        assert all(len(page.entries) == size for page in down[:-1])
        assert [numbers(page) for page in up] == [numbers(page) for page in reversed(down)]


def test_entries_that_come_in_meanwhile_move_no_page():
    jambi = make_jambi()
    siti = make_siti(jambi)
    make_entries(siti, [jambi.limun] * 6)
    log = CountChange.objects.all()
    newest = log_page(log, {}, 3)

    make_entries(siti, [jambi.pauh] * 2)

    below = older(log, newest, 3)
    assert numbers(below) == [2, 1, 0]
    assert numbers(newer(log, below, 3)) == [5, 4, 3]
    assert newer(log, below, 3).newer == newest.entries[0].pk


def test_fewer_newer_entries_than_a_page_are_shown_with_those_below_them():
    jambi = make_jambi()
    make_entries(make_siti(jambi), [jambi.limun] * 6)
    log = CountChange.objects.all()
    third = log.get(new=3)

    page = log_page(log, {"sesudah": str(third.pk)}, 4)

    assert numbers(page) == [5, 4, 3, 2]
    assert (page.newer, page.older) == (None, page.entries[-1].pk)


def test_a_page_takes_one_query_and_counts_nothing():
    jambi = make_jambi()
    make_entries(make_siti(jambi), [jambi.limun] * 9)
    log = CountChange.objects.all()
    middle = log.get(new=4).pk

    for asked in ({}, {"sebelum": str(middle)}, {"sesudah": str(middle)}):
        with CaptureQueriesContext(connection) as queries:
            log_page(log, asked, 3)
        assert len(queries) == 1
        assert "COUNT(" not in queries[0]["sql"]


def test_an_empty_log_is_one_empty_page():
    assert log_page(CountChange.objects.all(), {"sebelum": "5"}, 3) == LogPage([], None, None)
