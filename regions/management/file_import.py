"""What import_counts and import_population share: arguments, answers, outcome."""

import os
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from coverage_tracker import clock
from regions import numerals
from regions.importing.asking import places_written, remember, remembered_places
from regions.importing.findings import Check
from regions.importing.options import Answers, FileOptions
from regions.importing.places.spelling import key_of
from regions.importing.reading.limits import COMMAND
from regions.importing.remarks.days_changed import days_told
from regions.importing.storing import file_hash, planned, store
from regions.importing.texts.understanding import is_message, understand_message
from regions.importing.understanding import Understood, understand
from regions.levels import Level, code_at
from regions.management.import_arguments import (
    Interrupted,
    Refused,
    content_of,
    pairs_of,
    places_of,
    readable,
    region_of,
    source_of,
)
from regions.management.import_outcome import as_json, as_text, in_ascii, outcome, refusal
from regions.management.signer import signer
from regions.models import DayStatus, ImportBatch, ImportKind, ImportState, Region, User
from regions.recording import DayIsLocked, without_collection

# Who signs what is imported on the server; nobody can log in under it.
SIGNER = "impor"
BAR_WIDTH = 40
# The answers of a file to remember, as an ImportBatch has them.
Remembered = dict[str, dict[str, str]]


class FileImport(ABC, BaseCommand):
    """Reads a file, shows what is open, stores all of it or nothing.

    Exit status 0: stored, or with --dry-run it would be. 1: errors. 2: questions are open.
    130: interrupted. After all but 0 nothing was stored.
    """

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """A wrong option leaves with 1: the 2 of argparse says here that questions are open."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        leave = parser.exit

        def leave_with_one(status: int = 0, message: str | None = None) -> NoReturn:
            leave(min(status, 1), message)

        # Django asks nobody which parser to make.
        parser.exit = leave_with_one  # type: ignore[method-assign]
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
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
        """What the command line says about the file as a whole. Raises Refused."""

    def handle(self, *args, format: str, **options):
        try:
            found, stored, changes = self.run(**options)
        except Refused as refused:
            if format == "text":
                raise CommandError(str(refused), returncode=refused.status) from refused
            self.say(as_json(refusal(refused.error)))
            raise SystemExit(refused.status) from refused
        telling = as_json(outcome(found, stored, changes)) if format == "json" else None
        self.say(telling or as_text(found, stored, changes))
        if not found.ready:
            raise SystemExit(1 if found.errors else 2)

    def run(self, *, dry_run: bool, **options) -> tuple[Understood, bool, int]:
        """What the file says; whether it is stored now; how many values that changes."""
        try:
            with without_collection():
                found, content, answers = self.read(**options)
                if not found.ready:
                    return found, False, 0
                if dry_run:
                    return found, False, len(planned(found, User(), clock.now()))
                name = readable(options["file"].name)
                return found, True, self.store(found, content, name, answers)
        except DayIsLocked as error:
            raise _locked(found) from error
        except KeyboardInterrupt as interrupt:
            if _is_terminal():
                sys.stderr.write("\n")
            raise Interrupted(_("Interrupted; nothing was stored.")) from interrupt

    def read(self, *, file: Path, region: str, **options) -> tuple[Understood, bytes, Remembered]:
        """The file understood, its content, and the answers about places to remember of it."""
        place = region_of(region)
        options |= {"source": source_of(options["source"]), "file_name": readable(file.name)}
        content = content_of(file)
        places = places_of(options["place"], place)
        given = {key_of(name) for name in places}
        known = {n: c for n, c in remembered_places(place).items() if key_of(n) not in given}
        answers = Answers(columns=pairs_of("--map", options["map"]), places=known | places)
        asked = self.options_of(place, **options)
        message = asked.kind == ImportKind.COUNTS and is_message(content, file.name)
        found = (
            understand_message(content, asked, answers)
            if message
            else understand(content, options["file_name"], asked, answers, COMMAND)
        )
        written = places_written(found)
        found.checks += _unused(name for name in places if written and key_of(name) not in written)
        found.checks += days_told(found.days_changed)
        used = {name: code for name, code in places.items() if key_of(name) in written}
        return found, content, {"places": used}

    def store(self, found: Understood, content: bytes, name: str, answers: Remembered) -> int:
        """Store it with what was answered, in one transaction; returns how many values changed."""
        asked = found.options
        batch = ImportBatch(
            kind=asked.kind,
            region=asked.region,
            file_name=name[-ImportBatch.LONGEST_NAME :],
            file_hash=file_hash(content),
        )
        try:
            with transaction.atomic():
                by = signer(SIGNER)
                with closing(store(found, batch, by, clock.now())) as storing:
                    for done in storing:
                        self.show_progress(done, len(found.rows))
                if not batch.changes:
                    # A file that was stored before leaves no trace when it comes again.
                    batch.delete()
                remember(found, answers, by)
        except KeyboardInterrupt:
            # Too late if it came with the commit.
            if not ImportBatch.objects.filter(pk=batch.pk, state=ImportState.STORED).exists():
                raise
        return batch.changes or 0

    def show_progress(self, done: int, rows: int) -> None:
        """A bar on a terminal; nothing where the output goes to a file."""
        if _is_terminal():
            full = BAR_WIDTH * done // rows
            end = "\n" if done == rows else ""
            sys.stderr.write(f"\r[{'#' * full:<{BAR_WIDTH}}] {done:,} / {rows:,}{end}")
            sys.stderr.flush()

    def say(self, text: str) -> None:
        """Write the outcome. What is stored is stored and the status says so, heard or not."""
        if sys.stdout is None:
            return
        try:
            try:
                self.stdout.write(text)
            except UnicodeEncodeError:
                self.stdout.write(in_ascii(text))
            self.stdout.flush()
        except (OSError, KeyboardInterrupt) as error:
            # Python would try again at its end, and leave with a status of its own.
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.stdout.fileno())
            if not isinstance(error, BrokenPipeError):
                self.stderr.write(f"The outcome could not be written in full: {error!r}")


def _is_terminal() -> bool:
    """Whether somebody watches; standard error may be closed altogether."""
    return sys.stderr is not None and sys.stderr.isatty()


def _unused(names: Iterable[str]) -> Iterator[Check]:
    for name in names:
        yield Check(_("--place “%(name)s”: the file has no such name.") % {"name": name})


def _locked(found: Understood) -> Refused:
    """Names the first locked day: the writer says only that there is one; 1 query."""
    told = {(code_at(row.code, Level.KABKOTA), row.day) for row in found.rows}
    locked = DayStatus.objects.filter(locked=True, day__in={day for _code, day in told})
    locked = locked.select_related("kabkota").order_by("day", "kabkota__code")
    status = next((s for s in locked if (s.kabkota.code, s.day) in told), None)
    if status is None:
        return Refused(_("A day of this file is locked by the province; ask them to open it."))
    message = _("%(day)s of %(region)s is locked by the province; ask them to open it.")
    said = {"day": numerals.long_day(status.day), "region": status.kabkota}
    where = f"{status.kabkota.code} {status.day.isoformat()}"
    return Refused(message % said, value=where)
