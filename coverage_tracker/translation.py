"""Collects every translatable string, without a system gettext.

The same as Django's makemessages does, with babel in the place of xgettext: Python files as
they are, templates after Django's own `templatize`.
"""

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
SOURCES = ("coverage_tracker", "regions", "campaigns")
LANGUAGE = "id"
PO_FILE = settings.LOCALE_PATHS[0] / LANGUAGE / "LC_MESSAGES" / "django.po"
MO_FILE = PO_FILE.with_suffix(".mo")


def used_messages() -> Catalog:
    """All strings that the code and the templates ask to be translated."""
    catalog = Catalog(locale=LANGUAGE, project="e-KTP coverage tracker", fuzzy=False)
    for path in _source_files():
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            # In brackets, because the indentation of a template means nothing.
            text = f"({templatize(text, origin=str(path))}\n)"
        origin = str(path.relative_to(settings.BASE_DIR))
        found = extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS)
        for _line, message, _comments, context in found:
            flags = ["python-format"] if "%(" in str(message) else []
            catalog.add(message, locations=[(origin, 0)], flags=flags, context=context)
    return catalog


def _source_files() -> list[Path]:
    python = [p for app in SOURCES for p in (settings.BASE_DIR / app).rglob("*.py")]
    templates = (settings.BASE_DIR / "templates").rglob("*.html")
    return sorted([*(p for p in python if "migrations" not in p.parts), *templates])


def stored_catalog() -> Catalog:
    if not PO_FILE.exists():
        return Catalog(locale=LANGUAGE)
    with PO_FILE.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def untranslated(catalog: Catalog) -> list[str]:
    """The strings without an Indonesian text, or with a guessed one."""
    return [
        str(message.id)
        for message in catalog
        if message.id and (message.fuzzy or not _is_complete(message.string))
    ]


def _is_complete(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


def update() -> Catalog:
    """Bring the catalogue up to the code, keep its translations, compile it."""
    catalog = stored_catalog()
    catalog.update(used_messages(), no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    catalog.fuzzy = False
    catalog.header_comment = "# Indonesian texts of the e-KTP coverage tracker."
    PO_FILE.parent.mkdir(parents=True, exist_ok=True)
    with PO_FILE.open("wb") as file:
        write_po(file, catalog, omit_header=False, sort_output=True, width=100)
    with MO_FILE.open("wb") as file:
        write_mo(file, catalog)
    return catalog
