"""What import_counts and import_population share: arguments, answers, outcome."""

import json
import sys
from abc import ABC, abstractmethod
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError

from coverage_tracker import clock
from regions.bulk import without_collection
from regions.importing.limits import COMMAND
from regions.importing.memory import remember, remembered_places
from regions.importing.options import Answers, FileOptions
from regions.importing.spelling import codes_of, key_of
from regions.importing.storing import file_hash, planned, store
from regions.importing.understanding import Understood, understand
from regions.levels import NATION_CODE, Level, lies_in
from regions.models import ImportBatch, PopulationFigure, Region, User
from regions.recording import DayIsLocked

# Who signs what is imported on the server; nobody can log in under it.
SIGNER = "impor"
BAR_WIDTH = 40
MOST_SOURCE = PopulationFigure._meta.get_field("source").max_length


class FileImport(ABC, BaseCommand):
    """Reads a file, shows what is open, stores all of it or nothing.

    Exit status 0: stored, or with --dry-run it would be. 1: errors. 2: questions are open.
    """

    def create_parser(self, *args, **kwargs) -> ArgumentParser:
        """A wrong option leaves with 1: the 2 of argparse says here that questions are open."""
        parser = super().create_parser(*args, **kwargs)
        leave = parser.exit
        parser.exit = lambda status=0, message=None: leave(min(status, 1), message)
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--region", required=True, metavar="CODE", help="ID, 15, 15.03 …")
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="COLUMN=field",
            help="what a column holds; by header or letter",
        )
        parser.add_argument(
            "--place",
            action="append",
            default=[],
            metavar="NAME=CODE",
            help="which place a name in the file is",
        )
        parser.add_argument("--source", default="", help="where the figures come from")
        parser.add_argument("--dry-run", action="store_true", help="store nothing")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    @abstractmethod
    def options_of(self, region: Region, **options) -> FileOptions:
        """What the command line says about the file as a whole."""

    def handle(self, *args, file: Path, region: str, dry_run: bool, format: str, **options):
        place = Region.objects.select_related("province").filter(code=region).first()
        if place is None or place.level > Level.KABKOTA:
            raise CommandError(
                f"{region} is no code of the nation, a province or a kabupaten/kota."
            )
        if len(options["source"]) > MOST_SOURCE:
            raise CommandError(f"--source is longer than {MOST_SOURCE} characters.")
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        places = _places(options["place"], place)
        given = {key_of(name) for name in places}
        known = {n: c for n, c in remembered_places(place).items() if key_of(n) not in given}
        answers = Answers(columns=_pairs(options["map"]), places=known | places)
        asked = self.options_of(place, file=file, **options)
        stored, changes = False, 0
        try:
            with without_collection():
                found = understand(content, file.name, asked, answers, COMMAND)
                if found.ready and dry_run:
                    changes = len(planned(found, _signer(), clock.now()))
                elif found.ready:
                    stored, changes = True, self.store(found, content, file.name)
        except DayIsLocked as error:
            raise CommandError("The file has a locked day. Nothing was stored.") from error
        if stored:
            remember(found, {"places": places}, _signer())
        if format == "json":
            self.stdout.write(json.dumps(outcome(found, stored, changes), ensure_ascii=False))
        else:
            self.tell(found, stored, changes)
        if not found.ready:
            raise SystemExit(1 if found.errors else 2)

    def store(self, found: Understood, content: bytes, name: str) -> int:
        asked = found.options
        batch = ImportBatch(
            kind=asked.kind,
            region=asked.region,
            file_name=name[-200:],
            file_hash=file_hash(content),
        )
        for done in store(found, batch, _signer(), clock.now()):
            self.show_progress(done, len(found.rows))
        if not batch.changes:
            # A file that was stored before leaves no trace when it comes again.
            batch.delete()
        return batch.changes

    def show_progress(self, done: int, rows: int) -> None:
        """A bar on a terminal; nothing where the output goes to a file."""
        if sys.stderr.isatty():
            full = BAR_WIDTH * done // rows
            end = "\n" if done == rows else ""
            sys.stderr.write(f"\r[{'#' * full:<{BAR_WIDTH}}] {done:,} / {rows:,}{end}")
            sys.stderr.flush()

    def tell(self, found: Understood, stored: bool, changes: int) -> None:
        for line in _lines(found):
            self.stdout.write(line)
        if not found.ready:
            self.stdout.write("Nothing was stored.")
        elif stored and not changes:
            self.stdout.write("Everything in the file was stored already; nothing changed.")
        else:
            verb = "stored" if stored else "would be stored"
            self.stdout.write(f"{len(found.rows):,} rows {verb}, {changes:,} values changed.")


def outcome(found: Understood, stored: bool, changes: int) -> dict[str, Any]:
    """The fixed interface of the two commands."""
    return {
        "stored": stored,
        "changed": changes,
        "columns": found.columns,
        "rows": [
            {
                "code": row.code,
                "day": row.day.isoformat(),
                "sheet": row.sheet,
                "row": row.row,
                "values": row.values,
            }
            for row in found.rows
        ],
        "questions": [question._asdict() for question in found.questions],
        "errors": [error._asdict() for error in found.errors],
        "checks": [check._asdict() for check in found.checks],
    }


def _lines(found: Understood) -> Iterator[str]:
    for header, name in found.columns.items():
        yield f"{header}: {name or 'not imported'}"
    for check in found.checks:
        compared = f" ({check.expected} : {check.found})" if check.expected is not None else ""
        yield f"check    {_where(check.sheet, check.row)}{check.message}{compared}"
    for question in found.questions:
        about = " ".join(filter(None, (question.column, question.value)))
        choices = f" [{', '.join(question.choices)}]" if question.choices else ""
        yield f"question {_where('', question.row)}{about}: {question.message}{choices}"
    for error in found.errors:
        about = " ".join(filter(None, (error.column, error.value)))
        yield f"error    {_where(error.sheet, error.row)}{about}: {error.message}"


def _where(sheet: str, row: int | None) -> str:
    return " ".join(filter(None, (sheet, f"row {row}: " if row else "")))


def _pairs(texts: list[str]) -> dict[str, str]:
    pairs = {}
    for text in texts:
        name, sign, value = text.rpartition("=")
        if not sign:
            raise CommandError(f"“{text}” has no “=”.")
        name, value = name.strip(), value.strip()
        if pairs.setdefault(name, value) != value:
            raise CommandError(f"“{name}” is said to be two things: {pairs[name]} and {value}.")
    return pairs


def _places(texts: list[str], region: Region) -> dict[str, str]:
    """Which place a name is; CommandError for a code that is none around the region."""
    pairs = _pairs(texts)
    for name, written in pairs.items():
        codes = codes_of(written)
        known = Region.objects.filter(code__in=codes, level__lte=Level.KECAMATAN)
        around = [p for p in known if lies_in(p.code, region.code) or lies_in(region.code, p.code)]
        if len(codes) != 1 or not around:
            raise CommandError(f"--place {name}: {written} is no code of a place in {region}.")
    return pairs


def _signer() -> User:
    nation = Region.objects.get(code=NATION_CODE)
    user, _created = User.objects.get_or_create(
        username=SIGNER,
        defaults={"region": nation, "is_active": False, "password": make_password(None)},
    )
    return user
