"""Results are summed and posted under locks that are taken in one order; on any database."""

import pytest

from campaigns.models import CardAccount, Event, StopResult
from regions.models import RunningHead
from tests.campaigns.factories import make_event, save_result, stop_in
from tests.factories import make_jambi, make_siti
from tests.row_locks import locked, statements

pytestmark = pytest.mark.django_db

EVENTS, HEADS, ACCOUNTS, RESULTS = (
    model._meta.db_table for model in (Event, RunningHead, CardAccount, StopResult)
)


def saved():
    """The statements of one result with people and cards, saved over an earlier one."""
    jambi = make_jambi()
    siti = make_siti(jambi)
    stop = stop_in(make_event(jambi, siti, places=[jambi.limun], cards=100), jambi.limun)
    save_result(stop, siti, recorded=40, printed=30)
    with statements() as asked:
        save_result(stop, siti, recorded=41, printed=31)
    return asked


def test_the_event_its_office_and_its_cards_are_locked_in_this_order():
    assert locked(saved()) == [EVENTS, HEADS, ACCOUNTS]


def test_whoever_books_cards_for_the_event_meanwhile_may_refer_to_it():
    locks = [one.sql for one in saved() if one.table == EVENTS and one.locks]

    assert locks
    assert all(" FOR NO KEY UPDATE" in sql for sql in locks)
    # The region that is read with it is locked for nobody.
    assert locks[0].endswith(f'UPDATE OF "{EVENTS}"')


def test_the_office_is_locked_before_the_results_of_its_kecamatan_are_summed():
    """Another event may be posting for the same kecamatan: its result would be missing."""
    asked = saved()

    lock = next(at for at, one in enumerate(asked) if one.table == HEADS and one.locks)
    (summed,) = (at for at, one in enumerate(asked) if one.table == RESULTS and "SUM" in one.sql)
    assert lock < summed


def test_what_is_stored_of_the_stops_is_read_under_the_lock_of_the_event():
    asked = saved()

    lock = next(at for at, one in enumerate(asked) if one.table == EVENTS and one.locks)
    read = next(at for at, one in enumerate(asked) if one.table == RESULTS)
    assert lock < read
