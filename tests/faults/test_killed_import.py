"""An import that is killed has stored everything or nothing, and can be done again.

`manage.py import_counts` in a process of its own, ended with SIGKILL while it stores: between two
offices, within one, at the commit. FAULTS_KILLS=20 FAULTS_ROWS=500000 is the full measure (here 2
kills, 20.000 rows); `-s` prints what was left each time. PostgreSQL where DATABASE_URL says so.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from random import Random

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

from regions.levels import Level, level_of
from tests.coverage_tracker.processes import printed, production, run
from tests.faults.known import PLACES

KILLS = int(os.environ.get("FAULTS_KILLS", "2"))
ROWS = int(os.environ.get("FAULTS_ROWS", "20000"))
FIRST_DAY = date(2011, 1, 1)
OFFICES = sorted(p.code for p in PLACES.values() if p.code.startswith("15.") and len(p.code) == 5)
LEFT = """
from regions.recording import ledger
from regions.models import CountChange, DailyCount, DayStatus, DayTotal, ImportBatch
tables = (DailyCount, CountChange, DayStatus, DayTotal, ImportBatch)
print(*(model.objects.count() for model in tables), len(list(ledger.check())))
"""


def environment(database: Path | str) -> dict[str, str]:
    return production(database, SECURE_SSL_REDIRECT="0")


def prepare(database: Path | str) -> None:
    """A database with the places and nothing else."""
    done = run("manage.py", "migrate", "--verbosity", "0", environment=environment(database))
    assert done.returncode == 0, done.stderr
    printed("from tests.faults import known\nknown.load()", environment(database))


def left(database: Path | str) -> tuple[int, ...]:
    """Rows of the tables that an import writes, and the differences that ledger.check finds."""
    return tuple(map(int, printed(LEFT, environment(database)).split()))


def big_file(path: Path, rows: int) -> Path:
    """Daily counts of every kecamatan of Jambi, day by day; as many rows as asked or a few more."""
    rng = Random(15)
    codes = [c for c in PLACES if c.startswith("15.") and level_of(c) == Level.KECAMATAN]
    with path.open("w") as file:
        file.write("Tanggal,Kode,Rekam,Cetak\n")
        for n in range(-(-rows // len(codes))):
            day = FIRST_DAY + timedelta(days=n)
            file.writelines(
                f"{day},{code},{rng.randrange(90)},{rng.randrange(90)}\n" for code in codes
            )
    return path


def importing(database: Path | str, file: Path) -> tuple[subprocess.Popen, int]:
    """The command at work, and where its progress can be read."""
    ours, theirs = os.openpty()
    process = subprocess.Popen(  # noqa: S603 (our own interpreter)
        [sys.executable, "manage.py", "import_counts", str(file), "--region", "15"],
        env=environment(database),
        cwd=settings.BASE_DIR,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    )
    os.close(theirs)
    return process, ours


def killed(database: Path | str, file: Path, after_offices: int, seconds: float) -> str:
    """Kill an import so long after so many offices were done; returns its last progress."""
    process, progress = importing(database, file)
    said = ""
    with suppress(OSError):  # how a terminal ends
        while said.count("\r[") < after_offices:
            said += os.read(progress, 4096).decode()
    time.sleep(seconds)
    process.kill()
    process.wait()
    os.close(progress)
    return said.rpartition("]")[2].strip()


def finished(database: Path | str, file: Path) -> list[float]:
    """Import all of it; the moments at which offices were done, and the end."""
    process, progress = importing(database, file)
    moments, start = [], time.monotonic()
    with suppress(OSError):
        while text := os.read(progress, 4096):
            moments += [time.monotonic() - start] * text.count(b"\r[")
    assert process.wait() == 0
    os.close(progress)
    return [*moments, time.monotonic() - start]


def kill_again_and_again(
    database: Path | str, fresh: Callable[[], None], file: Path, seed: int
) -> list[tuple[int, ...]]:
    """What was left after each kill; the moments are spread over the storing."""
    fresh()
    moments = finished(database, file)
    everything = left(database)
    rows = everything[0]
    lines = file.read_bytes().count(b"\n") - 1
    assert everything == (rows, everything[1], everything[2], everything[3], 1, 0)
    assert rows == lines
    between = (moments[-2] - moments[0]) / len(OFFICES)
    took = f"{moments[-1]:.1f} s, an office {between:.2f} s"
    sys.stdout.write(f"\n{database}: {rows} rows stored in {took}\n")
    rng, found = Random(seed), []
    fresh()
    for number in range(KILLS):
        # From before the first office to after the last, where the commit is.
        offices = number * (len(OFFICES) + 1) // KILLS
        later = rng.random() * between
        said = killed(database, file, offices, later if offices else moments[0] - later)
        found.append(left(database))
        sys.stdout.write(f"killed after {offices} offices ({said}): left {found[-1]}\n")
        if found[-1][0]:
            assert found[-1] == everything
            fresh()
        else:
            assert not any(found[-1])
    for _time in ("first", "again"):
        finished(database, file)
    assert left(database) == everything
    return found


def test_a_killed_import_into_sqlite_leaves_all_or_nothing(tmp_path):
    database, prepared = tmp_path / "killed.sqlite3", tmp_path / "prepared.sqlite3"
    prepare(prepared)

    def fresh() -> None:
        for leftover in tmp_path.glob("killed.sqlite3*"):
            leftover.unlink()
        shutil.copy(prepared, database)

    found = kill_again_and_again(database, fresh, big_file(tmp_path / "big.csv", ROWS), seed=1)

    assert any(not any(rows) for rows in found)


@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="run with a PostgreSQL DATABASE_URL")
def test_a_killed_import_into_postgresql_leaves_all_or_nothing(tmp_path):
    server = settings.DATABASES["default"]
    names = [f"{server['NAME']}_{which}" for which in ("killed", "prepared")]
    host = f"{server['HOST']}:{server['PORT'] or 5432}"
    database, prepared = (
        f"postgres://{server['USER']}:{server['PASSWORD']}@{host}/{name}" for name in names
    )

    def tell(*statements: str) -> None:
        told = psycopg2.connect(
            host=server["HOST"],
            port=server["PORT"] or 5432,
            user=server["USER"],
            password=server["PASSWORD"],
            dbname="postgres",
        )
        told.autocommit = True
        with told.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        told.close()

    drop = [f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)' for name in names]
    tell(*drop, f'CREATE DATABASE "{names[1]}"')
    try:
        prepare(prepared)

        def fresh() -> None:
            tell(drop[0], f'CREATE DATABASE "{names[0]}" TEMPLATE "{names[1]}"')

        found = kill_again_and_again(database, fresh, big_file(tmp_path / "big.csv", ROWS), seed=2)
    finally:
        tell(*drop)

    assert any(not any(rows) for rows in found)
