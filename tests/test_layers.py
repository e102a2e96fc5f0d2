"""Who may import whom: rooms know only the rooms below them, and come in by the door.

A room is a folder or a file at the top of an app; its verbs are handed on by its `__init__`. The
table is what counts; docs/architecture.md tells it in words. And regions know nothing of
campaigns: neither by an import nor by a name in a string.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import regions

PROJECT = Path(regions.__file__).parent.parent
SITE = "coverage_tracker"

# What each room may import besides itself; a name without an app is of the same app.
LEGAL = {
    "regions.days": set(),
    "regions.levels": set(),
    "regions.numerals": set(),
    "regions.querysets": set(),
    "regions.sheet_styles": set(),
    "regions.arithmetic": set(),
    "regions.models": {"levels", "querysets"},
    "regions.access": {"levels", "numerals", "models"},
    "regions.recording": {"days", "levels", "models"},
    "regions.decrees": {"days", "levels", "models", "recording"},
    "regions.ranking": {"arithmetic", "days", "decrees", "levels", "models", "reporting"},
    "regions.reporting": {"arithmetic", "days", "decrees", "levels", "models"},
    "regions.reference": {"days", "levels", "models", "recording", "reporting"},
    "regions.entry": {
        *("access", "days", "levels", "models", "numerals", "recording", "reporting"),
    },
    "regions.wording": {
        *("arithmetic", "days", "decrees", "levels", "models", "numerals", "ranking"),
        *("reference", "reporting"),
    },
    "regions.handing_out": {
        *("arithmetic", "days", "levels", "models", "numerals", "ranking", "reporting"),
        *("sheet_styles", "wording"),
    },
    "regions.importing": {
        *("access", "days", "entry", "levels", "models", "numerals", "ranking", "recording"),
        *("reference", "sheet_styles", "wording"),
    },
    "regions.measuring": {
        *("arithmetic", "days", "importing", "levels", "models", "ranking", "recording"),
        *("reference", "reporting"),
    },
    "regions.views": {
        *("access", "days", "decrees", "entry", "handing_out", "importing", "levels", "models"),
        *("numerals", "ranking", "recording", "reporting", "wording"),
        "coverage_tracker",
    },
    "regions.management": {
        *("access", "decrees", "handing_out", "importing", "levels", "measuring", "models"),
        *("numerals", "ranking", "recording", "reference", "reporting", "coverage_tracker"),
    },
    "regions.admin": {"levels", "models", "recording", "coverage_tracker"},
    "regions.apps": set(),
    "regions.urls": {"views"},
    "campaigns.models": {"regions.models"},
    "campaigns.access": {"models", "regions.access", "regions.levels", "regions.models"},
    "campaigns.cards": {
        *("models", "regions.access", "regions.arithmetic", "regions.days", "regions.decrees"),
        *("regions.entry", "regions.levels", "regions.models", "regions.numerals"),
        *("regions.recording", "regions.reporting", "regions.wording"),
    },
    "campaigns.history": {"models", "regions.models", "regions.recording"},
    "campaigns.results": {
        *("cards", "history", "models", "regions.decrees", "regions.entry", "regions.models"),
        *("regions.numerals", "regions.recording", "regions.wording"),
    },
    "campaigns.events": {
        *("cards", "history", "models", "results", "regions.access", "regions.days"),
        *("regions.entry", "regions.levels", "regions.models", "regions.numerals"),
        *("regions.recording", "regions.reporting"),
    },
    "campaigns.effect": {
        *("models", "regions.arithmetic", "regions.days", "regions.models"),
        *("regions.numerals", "regions.ranking", "regions.reporting"),
    },
    "campaigns.proposal": {
        *("events", "models", "regions.arithmetic", "regions.decrees", "regions.entry"),
        *("regions.levels", "regions.models", "regions.numerals", "regions.ranking"),
        "regions.reporting",
    },
    "campaigns.sample": {
        *("cards", "events", "models", "results"),
        *("regions.levels", "regions.models", "regions.recording", "regions.reference"),
    },
    "campaigns.templatetags": {
        *("access", "events", "models"),
        *("regions.levels", "regions.models", "regions.numerals"),
    },
    "campaigns.views": {
        *("access", "cards", "effect", "events", "models", "proposal", "results"),
        *("regions.access", "regions.entry", "regions.levels", "regions.models"),
        "regions.numerals",
        *("regions.ranking", "regions.recording", "regions.reporting", "regions.views"),
        *("regions.wording", "coverage_tracker"),
    },
    "campaigns.apps": {
        "cards",
        "events",
        "regions.decrees",
        "regions.entry",
        "regions.handing_out",
    },
    "campaigns.urls": {"views"},
}

# Files that are reached past the door, each for the reason beside it.
BESIDE_THE_DOOR = {
    # reportlab is slow to load, and most processes never print.
    "regions.handing_out.paper",
    # Only the demo makes the sample, only the bench measures.
    "regions.reference.sample",
    "regions.measuring.benchmark",
    # The ledger keeps its own name: ledger.check(), ledger.rebuild().
    "regions.recording.ledger",
}
# Rooms without one door: views are addressed by file; importing is a house of rooms.
WITHOUT_DOOR = {"views", "importing", "management", "templatetags"}


def owner_and_package(path: Path) -> tuple[str, str]:
    """The room of a file, and the package in which its relative imports begin."""
    parts = path.relative_to(PROJECT).with_suffix("").parts
    return ".".join(parts[:2]), ".".join(parts[:-1])


def room_of(name: str) -> str:
    parts = name.split(".")
    return SITE if parts[0] == SITE else ".".join(parts[:2])


def imports(source: str, package: str) -> Iterator[tuple[str, list[str]]]:
    """Each module of the project that is imported from, and the names that are taken of it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, []) for alias in node.names if _is_ours(alias.name))
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1]
            base = ".".join(filter(None, [*(above if node.level else []), node.module]))
            if _is_ours(base):
                yield base, [alias.name for alias in node.names]


def _is_ours(name: str) -> bool:
    return name.split(".")[0] in ("regions", "campaigns", SITE)


def rooms_reached(source: str, package: str) -> set[str]:
    return {
        room_of(".".join([module, name]))
        for module, names in imports(source, package)
        for name in names or [""]
    }


def forbidden(source: str, room: str, package: str) -> set[str]:
    """The rooms that this file of `room` imports from and may not."""
    app = room.split(".")[0]
    legal = {name if "." in name or name == SITE else f"{app}.{name}" for name in LEGAL[room]}
    return rooms_reached(source, package) - legal - {room}


def past_the_door(source: str, room: str, package: str) -> set[str]:
    """The files inside other rooms that this one takes something from."""
    return {
        module
        for module, _names in imports(source, package)
        if module.count(".") > 1
        and room_of(module) != room
        and module.split(".")[1] not in WITHOUT_DOOR
        and module not in BESIDE_THE_DOOR
    }


SOURCES = sorted(
    path
    for app in ("regions", "campaigns")
    for path in (PROJECT / app).rglob("*.py")
    if "migrations" not in path.parts and path != PROJECT / app / "__init__.py"
)


def _id(path: Path) -> str:
    return str(path.relative_to(PROJECT))


@pytest.mark.parametrize("path", SOURCES, ids=_id)
def test_each_room_imports_only_what_the_table_says_and_by_the_door(path):
    room, package = owner_and_package(path)
    source = path.read_text(encoding="utf-8")

    assert forbidden(source, room, package) == set()
    assert past_the_door(source, room, package) == set()


def test_the_table_has_the_rooms_that_there_are():
    assert {owner_and_package(path)[0] for path in SOURCES} == set(LEGAL)


@pytest.mark.parametrize("door", [p for p in SOURCES if p.stem == "__init__"], ids=_id)
def test_no_door_hands_on_a_name_that_is_also_a_file_of_the_room(door):
    """It would hide the file behind the name."""
    files = {path.stem for path in door.parent.glob("*.py")}
    taken = {
        name
        for _module, names in imports(door.read_text(), owner_and_package(door)[1])
        for name in names
    }

    assert taken & files == set()


@pytest.mark.parametrize("room", LEGAL)
def test_what_the_table_allows_is_in_use(room):
    """An arrow that nobody needs any more goes out of the table."""
    of_room = [path for path in SOURCES if owner_and_package(path)[0] == room]
    reached: set[str] = set()
    for path in of_room:
        reached |= rooms_reached(path.read_text(encoding="utf-8"), owner_and_package(path)[1])
    app = room.split(".")[0]

    assert LEGAL[room] - {r.removeprefix(f"{app}.") for r in reached} == set()


@pytest.mark.parametrize("room", LEGAL)
def test_the_table_has_no_circle(room):
    """No way leads back to the room from which it set out."""
    app, seen, ahead = room.split(".")[0], set(), [room]
    while ahead:
        here = ahead.pop()
        app = here.split(".")[0]
        for name in LEGAL.get(here, ()):
            below = name if "." in name else f"{app}.{name}"
            assert below != room, f"{here} leads back to {room}"
            if below not in seen:
                seen.add(below)
                ahead.append(below)


@pytest.mark.parametrize("room", LEGAL)
def test_each_arrow_that_is_not_in_the_table_is_seen(room):
    app = room.split(".")[0]
    legal = {name if "." in name else f"{app}.{name}" for name in LEGAL[room]}
    for other in LEGAL.keys() - {room}:
        expected = set() if other in legal else {other}

        assert forbidden(f"from {other} import anything", room, room) == expected
        assert forbidden(f"def late():\n    import {other}.anything", room, room) == expected


@pytest.mark.parametrize(
    ("source", "file"),
    [
        ("from ..ranking.children import rank_children", "regions.ranking.children"),
        ("from regions.recording.one_day import record_day", "regions.recording.one_day"),
        ("from ..reference.places import outline", "regions.reference.places"),
    ],
)
def test_each_way_past_a_door_is_seen(source, file):
    assert past_the_door(source, "regions.wording", "regions.wording") == {file}


@pytest.mark.parametrize(
    "source",
    [
        "from ..ranking import rank_children",
        "from .places import title",
        "from ..handing_out.paper import write_pdf",
    ],
)
def test_doors_own_files_and_named_exceptions_are_fine(source):
    assert past_the_door(source, "regions.wording", "regions.wording") == set()


# What asks the database; `all()` of what was fetched before does not.
READING = {
    *("objects", "filter", "exclude", "select_related", "prefetch_related", "annotate"),
    *("aggregate", "values_list", "in_bulk", "exists", "get_or_create"),
}
WORDS = [path for path in SOURCES if "wording" in path.parts or path.stem.endswith("wording")]


def readings(source: str) -> set[str]:
    """The attributes in this source that ask the database."""
    return {
        node.attr
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and node.attr in READING
    }


@pytest.mark.parametrize("path", WORDS, ids=_id)
def test_words_do_not_read_the_database(path):
    assert readings(path.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize(
    "source",
    [
        "undone = ImportBatch.objects.get(pk=1)",
        "stops = event.stops.select_related('kecamatan')",
        "used = moves.filter(kind='used').aggregate(Sum('cards'))",
    ],
)
def test_each_way_to_read_is_seen(source):
    assert readings(source) != set()


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


@pytest.mark.parametrize("path", [p for p in SOURCES if "campaigns" not in p.parts], ids=_id)
def test_no_module_of_regions_reaches_into_campaigns(path):
    package = owner_and_package(path)[1]

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
