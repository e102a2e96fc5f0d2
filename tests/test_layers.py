"""Regions know nothing of campaigns: neither by an import nor by a name in a string."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import regions

FOLDER = Path(regions.__file__).parent
SOURCES = sorted(FOLDER.rglob("*.py"))


def names_of_campaigns(source: str, package: str = "regions") -> list[str]:
    """What in this module of `package` reaches into campaigns, as it is written there."""
    found = []
    for node in ast.walk(ast.parse(source)):
        found += [name for name in _reached(node, package) if _is_of_campaigns(name)]
    return found


def _reached(node: ast.AST, package: str) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
        base = ".".join(filter(None, [*above, node.module]))
        yield base
        yield from (f"{base}.{alias.name}" if base else alias.name for alias in node.names)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        # The argument of importlib, apps.get_model, a foreign key, reverse by a dotted path …
        yield node.value


def _is_of_campaigns(name: str) -> bool:
    return name == "campaigns" or name.startswith("campaigns.")


def test_there_are_modules_to_read():
    assert FOLDER / "recording" / "one_day.py" in SOURCES
    assert len(SOURCES) > 50


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_no_module_of_regions_reaches_into_campaigns(path):
    package = ".".join(path.relative_to(FOLDER.parent).parent.parts)

    assert names_of_campaigns(path.read_text(encoding="utf-8"), package) == []


@pytest.mark.parametrize(
    "source",
    [
        "import campaigns",
        "import campaigns.models as events",
        "from campaigns import results",
        "from campaigns.models import Event",
        "def late():\n    from campaigns.models import Event",
        "import importlib\nimportlib.import_module('campaigns.results')",
        "__import__('campaigns')",
        "apps.get_model('campaigns', 'Event')",
        "apps.get_model('campaigns.Event')",
        "event = models.ForeignKey('campaigns.Event', models.PROTECT)",
        "from .. import campaigns",
        "from ..campaigns.models import Event",
    ],
)
def test_each_way_to_reach_into_campaigns_is_seen(source):
    assert names_of_campaigns(source, "regions") != []


@pytest.mark.parametrize(
    "source", ["import regions", "from .models import Region", "text = 'two campaigns'"]
)
def test_what_only_sounds_like_it_is_not(source):
    assert names_of_campaigns(source, "regions") == []
