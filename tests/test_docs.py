"""What the pages for readers of the code name is there: files, links and rooms."""

import re
from pathlib import Path

import pytest

from tests.test_layers import LEGAL, PROJECT

PAGES = sorted([*PROJECT.glob("*.md"), *PROJECT.glob("docs/**/*.md")])
ARCHITECTURE = PROJECT / "docs" / "architecture.md"
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
# A file or folder of ours with the folder it lies in: `entry/sheet.py`, `regions/recording/`.
PATH = re.compile(r"`((?:[a-z_]+/)+(?:[a-z_0-9-]+\.(?:py|md))?)`")
# What Django asks of each app, and no room of ours.
OF_DJANGO = {"regions.apps", "regions.urls", "campaigns.apps", "campaigns.urls"}
ROOTS = (PROJECT, PROJECT / "regions", PROJECT / "campaigns")


def _id(path: Path) -> str:
    return str(path.relative_to(PROJECT))


def broken_links(text: str, folder: Path) -> list[str]:
    return [to for to in LINK.findall(text) if not (folder / to).exists()]


def missing_files(text: str) -> list[str]:
    return [to for to in PATH.findall(text) if not any((root / to).exists() for root in ROOTS)]


@pytest.mark.parametrize("page", PAGES, ids=_id)
def test_each_link_of_a_page_leads_to_a_file(page):
    assert broken_links(page.read_text(encoding="utf-8"), page.parent) == []


@pytest.mark.parametrize("page", PAGES, ids=_id)
def test_each_file_that_a_page_names_with_its_folder_exists(page):
    assert missing_files(page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("room", sorted(LEGAL.keys() - OF_DJANGO))
def test_the_map_tells_what_each_room_answers(room):
    app, _dot, name = room.partition(".")
    begin = f"| room of `{app}` "
    table = ARCHITECTURE.read_text(encoding="utf-8").partition(begin)[2].partition("\n\n")[0]

    assert f"`{name}`" in table


def test_a_link_or_a_file_that_is_no_more_is_seen():
    assert broken_links("[map](gone.md) and [home](https://example.org)", PROJECT) == ["gone.md"]
    assert missing_files("`regions/bulk.py`, `bulk.py`, `entry/sheet.py`") == ["regions/bulk.py"]
