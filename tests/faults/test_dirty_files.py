"""No wrong number is stored silently: files written from known counts, with random dirt.

FAULTS_FILES=2000 reads so many of them (default 60); `-s` prints what became of them.
"""

import os
import sys

import pytest

from regions.models import Region, Role
from tests.factories import make_person, undone
from tests.faults import known
from tests.faults.dirty_files import dirty_file
from tests.faults.judging import Verdict, judge, table

pytestmark = pytest.mark.django_db

FILES = int(os.environ.get("FAULTS_FILES", "60"))
FIRST_SEED = int(os.environ.get("FAULTS_SEED", "0"))
# What the file itself says wrongly and nothing in it contradicts: a cell too many in a row, a
# second row for a place whose first is blank, date cells that a spreadsheet has swapped.
LYING = {"shifted", "restated", "days-swapped"}
# Of files that have one meaning only, so many in a hundred are to be stored without a question.
LEAST_AT_ONCE = 85


@pytest.fixture(scope="module")
def verdicts(django_db_setup, django_db_blocker) -> list[Verdict]:
    """All files judged once; nothing of it stays in the database."""
    with django_db_blocker.unblock(), undone():
        known.load()
        by = make_person("dewi", Role.NATIONAL, Region.objects.get(code="ID"))
        found = [judge(dirty_file(seed), by) for seed in range(FIRST_SEED, FIRST_SEED + FILES)]
    sys.stdout.write(f"\n{table(found)}\n")
    return found


def listed(verdicts: list[Verdict]) -> list[tuple]:
    return [
        (v.file.seed, v.file.layout, sorted(v.file.dirt), v.wrong or v.dropped) for v in verdicts
    ]


def test_what_is_stored_is_what_was_known_or_its_row_is_remarked_on(verdicts):
    silent = [v for v in verdicts if v.silent and not v.file.dirt & LYING]

    assert listed(silent) == []


def test_no_number_that_can_be_read_is_left_out_without_a_word(verdicts):
    left_out = [v for v in verdicts if v.dropped and not v.told and not v.file.dirt & LYING]

    assert listed(left_out) == []


def test_what_is_not_stored_has_an_error_or_a_question(verdicts):
    assert all(v.at_once == "stored" or v.asked or v.errors for v in verdicts)


def test_a_file_with_one_meaning_is_stored_nearly_always_at_once_and_always_in_the_end(verdicts):
    harmless = [v for v in verdicts if v.file.is_harmless]
    at_once = [v for v in harmless if v.at_once == "stored"]

    assert [v for v in harmless if v.in_the_end != "stored"] == []
    assert 100 * len(at_once) >= LEAST_AT_ONCE * len(harmless) > 0


def test_there_are_files_of_every_outcome(verdicts):
    """Otherwise the generator proves nothing."""
    assert {v.at_once for v in verdicts} == {"stored", "asked", "refused"}
    assert len({v.file.layout for v in verdicts}) >= 8
