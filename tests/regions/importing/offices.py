"""Real places for tests of import, and the two commands as they are used from outside."""

import json
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from regions.levels import NATION_CODE, lies_in
from regions.models import Region
from regions.reference import load_places, shipped_places

FILES = Path(__file__).parents[2] / "files" / "import"


def load_province(code: str) -> Region:
    """The nation, one province and everything in it down to the kecamatan, as shipped."""
    inside = [p for p in shipped_places() if p["code"] == NATION_CODE or lies_in(p["code"], code)]
    load_places(inside)
    return Region.objects.get(code=code)


def imported(command: str, path: Path, *options: str) -> tuple[int, dict]:
    """Exit status and JSON of one of the two commands."""
    out, status = StringIO(), 0
    try:
        call_command(command, str(path), *options, "--format", "json", stdout=out)
    except SystemExit as end:
        status = end.code
    return status, json.loads(out.getvalue())
