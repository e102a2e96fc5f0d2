"""A damaged file is read or refused with a sentence: no exception, nothing stored in part.

FAULTS_FILES=5000 reads so many of them (default 150); `-s` prints memory and the slowest.
"""

import os
import resource
import sys
import time
from collections import Counter
from random import Random

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from regions.importing.options import Answers, FileOptions
from regions.importing.reading.limits import PAGE
from regions.importing.storing.storing import file_hash, store
from regions.importing.understanding import Understood, understand
from regions.models import (
    DailyCount,
    ImportBatch,
    ImportKind,
    ImportState,
    PopulationFigure,
    Region,
    Role,
    User,
)
from tests.factories import at, make_person, undone
from tests.faults import known
from tests.faults.mutated_files import good_files, mutated

FILES = int(os.environ.get("FAULTS_FILES", "150"))
FIRST_SEED = int(os.environ.get("FAULTS_SEED", "0"))

pytestmark = pytest.mark.django_db


def options_for(rng: Random) -> FileOptions:
    kind = rng.choice((ImportKind.COUNTS, ImportKind.POPULATION))
    region = Region.objects.get(code=rng.choice(("15", "15.03", "82", "ID")))
    day = None if rng.random() < 0.3 else known.AS_OF
    return FileOptions(kind=kind, region=region, today=known.TODAY, day=day, as_of=known.AS_OF)


def rows_in_every_table() -> dict[str, int]:
    return {
        model.__name__: model.objects.count()
        for model in apps.get_app_config("regions").get_models()
    }


def stored_rows(found: Understood, content: bytes, by: User) -> int:
    """How many rows storing the file makes; all of it is taken back."""
    kind = found.options.kind
    with undone():
        batch = ImportBatch(
            kind=kind, region=found.options.region, file_name="x", file_hash=file_hash(content)
        )
        for _done in store(found, batch, by, at(day=known.TODAY)):
            pass
        return (DailyCount if kind == ImportKind.COUNTS else PopulationFigure).objects.count()


def test_damaged_files_never_fail_and_never_store_a_part():
    known.load()
    by = make_person("dewi", Role.NATIONAL, Region.objects.get(code="ID"))
    files, before = good_files(), rows_in_every_table()
    outcomes: Counter[str] = Counter()
    failed, slowest = [], (0.0, "")
    for seed in range(FIRST_SEED, FIRST_SEED + FILES):
        rng = Random(seed)
        content, name, told = mutated(rng, files)
        start = time.monotonic()
        try:
            found = understand(content, name, options_for(rng), Answers(), PAGE)
            if found.ready and found.options.kind == ImportKind.POPULATION:
                assert stored_rows(found, content, by) == len(found.rows)
            elif found.ready:
                assert stored_rows(found, content, by) <= len(found.rows)
        except Exception as error:
            failed.append((seed, told, error))
            continue
        slowest = max(slowest, (time.monotonic() - start, f"seed {seed}: {told}"))
        outcomes["ready" if found.ready else "refused" if found.errors else "asked"] += 1
        assert found.ready or found.errors or found.questions
    own, child = (
        resource.getrusage(who).ru_maxrss // 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    memory = f"{own} MB, reading process {child} MB"
    sys.stdout.write(f"\n{dict(outcomes)}; {memory}; slowest {slowest}\n")
    assert failed == []
    assert rows_in_every_table() == before


def test_damaged_files_never_fail_on_the_page(client):
    known.load()
    operator = make_person("siti", Role.OPERATOR, Region.objects.get(code="15.03"))
    manager = make_person("budi", Role.MANAGER, Region.objects.get(code="15"))
    files, before = good_files(), rows_in_every_table()
    statuses: Counter[int] = Counter()
    for seed in range(FIRST_SEED, FIRST_SEED + FILES // 5):
        rng = Random(seed)
        content, name, _told = mutated(rng, files)
        client.force_login(rng.choice((operator, manager)))
        sent = {"file": SimpleUploadedFile(name or "x", content), "as_of": "2018-12-31"}
        answer = client.post("/impor/", {**sent, "basis": "dkb"}, follow=True)
        statuses[answer.status_code] += 1
    sys.stdout.write(f"\n{dict(statuses)}\n")

    assert set(statuses) == {200, 422}
    waiting = ImportBatch.objects.filter(state=ImportState.WAITING)
    assert waiting.count() == statuses[200]
    waiting.delete()
    assert rows_in_every_table() == before
