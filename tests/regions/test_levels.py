import doctest

import pytest

from regions import levels
from regions.levels import Level, code_at, level_of, lies_in, parent_code


def test_the_examples_in_the_docstrings_hold():
    results = doctest.testmod(levels)

    assert results.attempted >= 3
    assert results.failed == 0


@pytest.mark.parametrize(
    ("code", "level", "parent"),
    [
        ("ID", Level.NATION, None),
        ("15", Level.PROVINCE, "ID"),
        ("15.03", Level.KABKOTA, "15"),
        ("15.03.01", Level.KECAMATAN, "15.03"),
        ("15.03.01.2001", Level.DESA, "15.03.01"),
    ],
)
def test_a_code_tells_its_level_and_its_parent(code, level, parent):
    assert level_of(code) is level
    assert parent_code(code) == parent


def test_a_code_tells_the_places_above_it_and_no_place_below():
    above = [code_at("15.03.01.2001", level) for level in Level]

    assert above == ["ID", "15", "15.03", "15.03.01", "15.03.01.2001"]
    assert [code_at("15", level) for level in Level] == ["ID", "15", "15", "15", "15"]
    assert {code_at("ID", level) for level in Level} == {"ID"}


@pytest.mark.parametrize("code", ["15", "15.03", "15.03.01", "ID"])
def test_every_place_lies_in_itself_and_in_the_nation(code):
    assert lies_in(code, code)
    assert lies_in(code, "ID")


@pytest.mark.parametrize(
    ("code", "stranger"),
    [
        ("15.03", "15.0"),
        ("15.030", "15.03"),
        ("15.03", "15.030"),
        ("15.03.01", "15.03.0"),
        ("15", "1"),
        ("15", "15.03"),
        ("ID", "15"),
    ],
)
def test_a_shared_beginning_does_not_make_a_place_lie_in_another(code, stranger):
    assert not lies_in(code, stranger)
