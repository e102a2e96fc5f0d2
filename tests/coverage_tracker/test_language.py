"""Indonesian unless someone asks for English on the page; nothing left untranslated."""

import io
import re

import pytest
from babel.messages.mofile import write_mo
from django.conf import settings
from django.core.management import CommandError, call_command

from coverage_tracker import translation as catalogue

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}")
STORED = [message for message in catalogue.stored_catalog() if message.id]


def spoken(response) -> tuple[str, str | None]:
    """The language a page says it is in, and the one its log-in button speaks."""
    lang = re.search(r'<html lang="(\w+)"', response.text)[1]
    button = re.search(r'<button class="primary">(.*?)</button>', response.text)[1]
    return lang, button


@pytest.mark.parametrize("wish", ["en", "en-US,en;q=0.9", "id;q=0.1,en;q=0.9", "de"])
def test_pages_are_indonesian_whatever_the_browser_asks_for(client, db, wish):
    response = client.get("/masuk/", headers={"accept-language": wish})

    assert spoken(response) == ("id", "Masuk")
    assert response.headers["Content-Language"] == "id"


def test_english_is_chosen_on_the_page_and_left_again(client, db):
    chosen = client.post("/bahasa/", {"language": "en", "next": "/masuk/"})
    english = client.get("/masuk/")
    client.post("/bahasa/", {"language": "id", "next": "/masuk/"})
    back = client.get("/masuk/")

    assert (chosen.status_code, chosen.url) == (302, "/masuk/")
    assert spoken(english) == ("en", "Log in")
    assert english.headers["Content-Language"] == "en"
    assert spoken(back) == ("id", "Masuk")


def test_each_page_offers_the_other_language(client, db):
    indonesian = client.get("/masuk/").text
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    english = client.get("/masuk/").text

    assert re.findall(r'name="language" value="(\w+)"', indonesian) == ["en"]
    assert re.findall(r'name="language" value="(\w+)"', english) == ["id"]


@pytest.mark.parametrize("cookie", ["de", "xx", "", "<script>", "en-US"])
def test_a_language_that_is_not_offered_is_indonesian(client, db, cookie):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie

    assert spoken(client.get("/masuk/")) == ("id", "Masuk")


def test_choosing_a_language_does_not_lead_to_another_host(client, db):
    response = client.post("/bahasa/", {"language": "en", "next": "https://jahat.example/"})

    assert response.url == "/"


def test_every_string_has_an_indonesian_text():
    assert catalogue.untranslated(catalogue.stored_catalog()) == []


def test_the_catalogue_holds_the_strings_of_the_code_no_more_and_no_fewer():
    used = {(m.context, m.id) for m in catalogue.used_messages() if m.id}

    assert {(m.context, m.id) for m in STORED} == used
    assert len(used) > 200


def test_the_compiled_catalogue_is_that_of_the_texts():
    compiled = io.BytesIO()
    write_mo(compiled, catalogue.stored_catalog())

    assert catalogue.MO_FILE.read_bytes() == compiled.getvalue()


def test_each_translation_fills_in_the_same_values_as_its_english():
    differing = []
    for message in STORED:
        forms = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = {tuple(sorted(PLACEHOLDER.findall(form))) for form in forms}
        given = {tuple(sorted(PLACEHOLDER.findall(text))) for text in texts}
        if not given <= wanted:
            differing.append((message.id, message.string))

    assert differing == []
    assert any("%(" in str(message.id) for message in STORED)


@pytest.fixture
def a_catalogue_of_its_own(monkeypatch, tmp_path):
    """The catalogue copied aside, so that a test may write it."""
    po_file = tmp_path / "django.po"
    po_file.write_bytes(catalogue.PO_FILE.read_bytes())
    monkeypatch.setattr(catalogue, "PO_FILE", po_file)
    monkeypatch.setattr(catalogue, "MO_FILE", tmp_path / "django.mo")
    return po_file


def test_collecting_the_strings_again_changes_nothing(a_catalogue_of_its_own, capsys):
    call_command("messages")

    assert (
        a_catalogue_of_its_own.read_bytes()
        == (settings.LOCALE_PATHS[0] / "id" / "LC_MESSAGES" / "django.po").read_bytes()
    )
    assert "all translated" in capsys.readouterr().out


def test_a_string_without_translation_is_named_and_is_an_error(a_catalogue_of_its_own, capsys):
    text = a_catalogue_of_its_own.read_text(encoding="utf-8")
    emptied = text.replace('msgid "Log in"\nmsgstr "Masuk"', 'msgid "Log in"\nmsgstr ""')
    a_catalogue_of_its_own.write_text(emptied, encoding="utf-8")

    with pytest.raises(CommandError, match="1 strings wait for a translation"):
        call_command("messages")

    assert "open: Log in" in capsys.readouterr().out
