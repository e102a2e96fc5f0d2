"""What follows from what an office said of a day: the rules of both writers, without a database."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.models import State, ZeroReason
from regions.recording.rules import (
    Logged,
    PlaceAndDay,
    first_reported,
    log_of,
    next_version,
    state_of,
)
from tests.factories import DAY, at

VALUES = st.lists(st.tuples(*[st.none() | st.integers(0, 3)] * 2), max_size=7)


def log_of_row(old: list, new: list, version: int) -> list[Logged]:
    """The log of one row of Limun whose fields are called 0, 1, 2 …"""
    fields = [str(n) for n in range(len(old))]
    return list(log_of([(PlaceAndDay(1, DAY), version, old, new)], "loket", fields))


@pytest.mark.parametrize("declared", ["", None, State.EMPTY.value, State.REPORTED.value])
def test_a_day_that_was_not_declared_is_what_its_numbers_say(declared):
    assert state_of(declared, "", True) == (State.REPORTED, "")
    assert state_of(declared, "", False) == (State.EMPTY, "")


@pytest.mark.parametrize("any_given", [True, False])
def test_a_day_declared_zero_or_closed_is_so_whatever_its_numbers_say(any_given):
    nobody = ZeroReason.NOBODY_CAME.value

    assert state_of(State.ZERO.value, nobody, any_given) == (State.ZERO, nobody)
    assert state_of(State.CLOSED.value, "", any_given) == (State.CLOSED, "")


def test_a_reason_for_zero_goes_with_the_zero():
    assert state_of("", ZeroReason.NO_CARDS.value, True) == (State.REPORTED, "")
    assert state_of(None, ZeroReason.NO_CARDS.value, False) == (State.EMPTY, "")


def test_states_are_plain_texts_as_they_are_copied_into_the_database():
    declared = ("", State.ZERO.value, State.CLOSED.value)
    states = {state_of(said, "", any_given)[0] for said, any_given in product(declared, (0, 1))}

    assert {type(state) for state in states} == {str}
    assert states == set(State.values)


def test_the_first_report_stays_the_first_report():
    assert first_reported(None, State.REPORTED, at(8)) == at(8)
    assert first_reported(at(8), State.REPORTED, at(9)) == at(8)
    assert first_reported(at(8), State.ZERO, at(9)) == at(8)


@pytest.mark.parametrize("state", [State.EMPTY, State.CLOSED])
def test_a_day_without_a_report_was_never_reported_even_if_it_once_was(state):
    assert first_reported(None, state, at(8)) is None
    assert first_reported(at(8), state, at(9)) is None


def test_a_zero_with_its_reason_is_a_report():
    assert first_reported(None, State.ZERO, at(8)) == at(8)


@given(values=VALUES, version=st.integers(0, 9))
def test_a_row_gets_a_new_version_exactly_when_something_of_it_is_logged(values, version):
    old, new = [o for o, _n in values], [n for _o, n in values]
    made = next_version(version, old, new)

    logged = log_of_row(old, new, made)

    assert made == version + bool(logged)
    assert {line.version for line in logged} <= {version + 1}


@given(values=VALUES)
def test_the_log_tells_every_value_that_became_another_and_no_other(values):
    old, new = [o for o, _n in values], [n for _o, n in values]

    logged = log_of_row(old, new, 3)

    assert [(line.field, line.old, line.new) for line in logged] == [
        (str(n), *pair) for n, pair in enumerate(values) if pair[0] != pair[1]
    ]
    assert all(line[:3] == (1, DAY, "loket") for line in logged)


def test_unknown_and_zero_are_two_values():
    assert next_version(4, (None,), (0,)) == 5
    assert [line.new for line in log_of_row([None], [0], 5)] == [0]
