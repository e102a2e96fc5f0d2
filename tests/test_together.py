"""Tests that share what is expensive to load are handed to one worker."""

from pathlib import Path

import pytest

from tests.together import TOGETHER, share_of

TESTS = Path(__file__).parent
FILES = [file for files in TOGETHER.values() for file in files]


@pytest.mark.parametrize("file", FILES)
def test_every_file_of_a_group_is_there(file):
    assert (TESTS.parent / file).exists()


@pytest.mark.parametrize(
    ("nodeid", "share"),
    [
        ("tests/sample/test_sample.py::test_all_days", "the sample"),
        ("tests/sample/test_proposal.py::test_before[a]", "the sample"),
        ("tests/test_layers.py::test_each[tests/sample/]", None),
    ],
)
def test_a_test_goes_with_its_group_or_alone(nodeid, share):
    assert share_of(nodeid) == (share or nodeid)
