"""First come, first served: who went on when, and who still waits."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from campaigns.events.queue import Cohort, Queue, cohorts, queue

THURSDAY = date(2019, 4, 4)


def day(number: int) -> date:
    return THURSDAY + timedelta(days=number)


def test_printed_at_night_the_next_day_later_and_not_yet_are_told_apart():
    found = cohorts({day(0): 100}, {day(0): 60, day(1): 25, day(3): 5})

    assert found == [Cohort(day(0), 100, same_day=60, next_day=25, later=5, in_queue=10)]


def test_the_first_who_came_are_the_first_who_go():
    found = cohorts({day(0): 10, day(1): 10}, {day(1): 12})

    assert [(cohort.next_day, cohort.same_day, cohort.in_queue) for cohort in found] == [
        (10, 0, 0),
        (0, 2, 8),
    ]
    assert queue(found) == Queue(8, day(1))


def test_cards_printed_for_people_of_before_are_owed_to_nobody_later():
    found = cohorts({day(1): 10}, {day(0): 500, day(1): 4})

    assert queue(found) == Queue(6, day(1))


def test_a_day_on_which_nobody_came_is_no_cohort():
    assert cohorts({day(0): 0}, {day(0): 3}) == []


def test_nobody_waiting_has_no_oldest():
    found = cohorts({day(0): 5}, {day(0): 5})

    assert queue(found) == Queue(0, None)
    assert queue(found).days(day(9)) == 0


def test_the_oldest_has_waited_since_the_day_it_came():
    assert Queue(3, day(0)).days(day(4)) == 4


AMOUNTS = st.dictionaries(st.integers(0, 8).map(day), st.integers(0, 12))


@given(came=AMOUNTS, went=AMOUNTS)
def test_cohorts_are_what_a_line_of_people_would_do_one_by_one(came, went):
    line, gone = [], []
    for number in range(9):
        line += [day(number)] * came.get(day(number), 0)
        for _ in range(went.get(day(number), 0)):
            if line:
                gone.append((line.pop(0), day(number)))

    expected = []
    for since in sorted(since for since, people in came.items() if people):
        ages = [(left - since).days for arrived, left in gone if arrived == since]
        later = sum(age > 1 for age in ages)
        people = (came[since], ages.count(0), ages.count(1), later, line.count(since))
        expected.append(Cohort(since, *people))
    assert cohorts(came, went) == expected
    assert queue(cohorts(came, went)) == Queue(len(line), line[0] if line else None)
