"""What the service worker keeps: all that the entry page loads, under the names it loads it by."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client, override_settings

from coverage_tracker.offline import SHELL


def test_every_module_of_the_entry_page_is_kept():
    scripts = Path(settings.BASE_DIR, "static", "js")
    modules = [path for room in ("entry", "unsent") for path in (scripts / room).glob("*.js")]

    assert {f"js/{path.relative_to(scripts)}" for path in modules} <= set(SHELL)
    assert all(finders.find(path) for path in SHELL)


def test_the_worker_names_its_files_and_holds_no_data(db):
    response = Client().get("/sw.js")

    assert response.headers["Content-Type"] == "text/javascript"
    assert response.headers["Cache-Control"] == "no-cache"
    body = response.content.decode()
    assert '"/static/js/entry/main.js"' in body
    assert '"/luring/"' in body


def test_modules_import_each_other_under_their_hashed_names(tmp_path):
    real = {"BACKEND": "coverage_tracker.static_files.HashedModules"}
    storages = {**settings.STORAGES, "staticfiles": real}
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storages):
        call_command("collectstatic", "--noinput", "-i", "admin", "-i", "unfold", verbosity=0)

    (main,) = (tmp_path / "js" / "entry").glob("main.????????????.js")
    (grid,) = (tmp_path / "js" / "entry").glob("grid.????????????.js")
    assert f'from "./{grid.name}"' in main.read_text()
