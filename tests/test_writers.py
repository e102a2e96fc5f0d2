"""Who writes counts, states of days, their log, results of events and moves of cards.

These modules and no others, so that whoever asks how such a row comes to be reads a handful of
files, and its lock, log and totals cannot be forgotten elsewhere.
"""

from pathlib import Path

import pytest
from django.apps import apps

import regions
from tests.write_acts import UNKNOWN, Tables, written_tables

PROJECT = Path(regions.__file__).parent.parent
GUARDED = ("DailyCount", "DayStatus", "CountChange", "StopResult", "CardMove")

WRITERS = {
    # One day, and the days of a file.
    "regions/recording/one_day.py": {"DailyCount", "DayStatus", "CountChange"},
    "regions/recording/day_lock.py": {"DayStatus"},
    # To another code of the same place.
    "regions/recording/moved_days.py": {"CountChange", "DailyCount", "DayStatus"},
    "regions/recording/office_counts.py": {"DailyCount"},
    "regions/recording/office_statuses.py": {"DayStatus"},
    # Writes the log, and overwrites what the two before hand it; DailyCount is read for the log.
    "regions/recording/change_log.py": {"CountChange", "DailyCount"},
    # Into a scratch database, or an empty one, without a log.
    "regions/measuring/simulation.py": {"DailyCount", "DayStatus"},
    "regions/measuring/benchmark_import.py": {"DailyCount"},
    "campaigns/results/recording.py": {"StopResult"},
    "campaigns/cards/ledger.py": {"CardMove"},
    # The tool itself: it writes what it is handed, and who hands it a table is found.
    "regions/recording/copying.py": {UNKNOWN},
    # Saves a page of a PDF.
    "regions/handing_out/paper.py": {UNKNOWN},
}


def tables() -> Tables:
    models = {model.__name__: model for model in apps.get_models()}
    return Tables(
        known=set(models),
        db_tables={name: models[name]._meta.db_table for name in GUARDED},
        managers={
            relation.get_accessor_name(): name
            for name in GUARDED
            for model in models.values()
            for relation in model._meta.related_objects
            if relation.related_model is models[name] and not relation.hidden
        },
    )


TABLES = tables()


def writers() -> dict[str, set[str]]:
    """Each module of the program, but for the migrations, that may write a guarded table."""
    found = {}
    for app in ("regions", "campaigns", "coverage_tracker"):
        for path in (PROJECT / app).rglob("*.py"):
            if "migrations" not in path.parts:
                written = written_tables(path.read_text(encoding="utf-8"), TABLES)
                if written:
                    found[str(path.relative_to(PROJECT))] = written
    return found


def test_only_these_modules_write_what_is_guarded():
    assert writers() == WRITERS


def test_migrations_change_no_rows():
    migrations = [
        path for app in ("regions", "campaigns") for path in (PROJECT / app).rglob("0*.py")
    ]

    assert migrations
    assert not [path.name for path in migrations if "RunPython" in path.read_text()]


COUNT = "from regions.models import DailyCount\n"
ODD_WAYS = [
    "DailyCount.objects.create(day=day)",
    "DailyCount(day=day).save()",
    "DailyCount.objects.filter(day=day).update(recorded=3)",
    "DailyCount.objects.filter(day=day).exclude(version=1).delete()",
    "async def late():\n    await DailyCount.objects.abulk_create(rows)",
    "counts = DailyCount.objects\nfound = counts.filter(day=day)\nfound.delete()",
    "def late(count: DailyCount):\n    count.save()",
    "def late(counts: 'list[DailyCount]'):\n    counts[0].delete()",
    "for count in DailyCount.objects.filter(day=day):\n    count.delete()",
    "def one() -> DailyCount: ...\ndef late():\n    one().save()",
    "[count.save() for count in DailyCount.objects.all()]",
    "(found := DailyCount.objects.first()).delete()",
    "for model in (DailyCount, Region):\n    model.objects.all().delete()",
    "Table = DailyCount\nTable.objects.create(day=day)",
    "class Count(DailyCount): ...\nCount.objects.create(day=day)",
    "write = DailyCount.objects.create\nwrite(day=day)",
    "partial(DailyCount.objects.create, day=day)",
    "getattr(DailyCount.objects, 'create')(day=day)",
    "methodcaller('delete')(DailyCount.objects.all())",
    "type(DailyCount.objects.first()).objects.create(day=day)",
    "def late(rows):\n    rows.update(recorded=3)",
    "class Late:\n    model = DailyCount\n    def late(self):\n        self.model.objects.create()",
    "from regions.recording import append\nappend(DailyCount, columns, rows)",
    "from regions.recording import append as put\nput(DailyCount, columns, rows)",
    "from regions.recording import append\npartial(append, DailyCount)(columns, rows)",
    "from regions.recording import copying\ncopying.append(DailyCount, columns, rows)",
    "from .change_log import overwrite\noverwrite(DailyCount, rows, unique, fields)",
    "admin.site.register(DailyCount)",
    "@admin.register(DailyCount)\nclass Late: ...",
]
ODD_WAYS_WITHOUT_THE_NAME = [
    "from regions.models import DailyCount as Row\nRow.objects.create(day=day)",
    "from regions import models\nmodels.DailyCount.objects.create(day=day)",
    "import regions.models as m\nm.DailyCount.objects.create(day=day)",
    "from regions.models import *\nDailyCount.objects.create(day=day)",
    "apps.get_model('regions', 'DailyCount').objects.create(day=day)",
    "apps.get_model('regions.dailycount').objects.create(day=day)",
    "office.counts.filter(day=day).update(recorded=3)",
    "office.counts.create(day=day)",
    "office.counts.clear()",
    "for count in office.counts.all():\n    count.delete()",
    "cursor.execute('insert into regions_dailycount (day) values (%s)', [day])",
    "cursor.execute(f'UPDATE regions_dailycount SET recorded = {n}')",
    "SQL = 'DELETE FROM regions_dailycount'",
    "cursor.copy_expert('COPY regions_dailycount (day) FROM STDIN', file)",
]


@pytest.mark.parametrize("source", [*(COUNT + way for way in ODD_WAYS), *ODD_WAYS_WITHOUT_THE_NAME])
def test_each_way_to_write_a_count_is_seen(source):
    assert "DailyCount" in written_tables(source, TABLES)


@pytest.mark.parametrize(
    "source",
    [
        "sheet.status.save()",
        "def late(model):\n    model.objects.all().delete()",
        "def late(sheet: DaySheet):\n    sheet.status.delete()",
        "day_sheet(office, day).status.save()",
        "form.save()",
        "saved.changes_of_day[0].delete()",
        "cursor.execute(f'TRUNCATE {table}')",
        "cursor.execute('INSERT INTO ' + table)",
    ],
)
def test_where_it_cannot_be_told_what_is_written_that_is_said(source):
    assert written_tables(source, TABLES) == {UNKNOWN}


@pytest.mark.parametrize(
    "source",
    [
        "found = DailyCount.objects.filter(day=day).values()",
        "def late(event: Event):\n    event.save()\n    DailyCount.objects.count()",
        "batch = ImportBatch.objects.get(pk=1)\nbatch.delete()",
        "Event.objects.filter(region__counts__day=day).update(name='')",
        "found = {}\nfound.update(a=DailyCount.objects.count())",
        "rows = []\nrows.append(DailyCount.objects.first())",
        '"""UPDATE counts SET what they say."""',
        "head: RunningHead = heads[1]\nhead.days.all().delete()",
    ],
)
def test_who_only_reads_counts_or_writes_something_else_is_no_writer(source):
    imported = "from regions.models import DailyCount, ImportBatch, RunningHead\n"
    imported += "from campaigns.models import Event\n"

    assert written_tables(imported + source, TABLES) == set()
