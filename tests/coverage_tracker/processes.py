"""The application in a process of its own: settings are read from the environment once."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

LONG_KEY = "".join(chr(ord("!") + n) for n in range(80))


def production(database: Path | str, **environment: str) -> dict[str, str]:
    """The environment of a real installation; nothing of the tests' own leaks into it."""
    url = f"sqlite:///{database}" if isinstance(database, Path) else database
    return {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "coverage_tracker.settings",
        "SECRET_KEY": LONG_KEY,
        "ALLOWED_HOSTS": "example.go.id",
        "DATABASE_URL": url,
        **environment,
    }


def run(*arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess:
    """Run this Python with the arguments in the project's folder, and wait for it."""
    return subprocess.run(  # noqa: S603 (our own interpreter)
        [sys.executable, *arguments],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def printed(code: str, environment: dict[str, str]) -> str:
    """What a piece of code prints once Django is set up; an error in it fails the test."""
    done = run("-c", f"import django\ndjango.setup()\n{code}", environment=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
