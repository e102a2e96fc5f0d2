import json
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand
from django.db import transaction

from coverage_tracker import clock
from regions.decrees import (
    COLUMNS,
    Applied,
    CannotApply,
    Problem,
    Unreadable,
    apply_decree,
    read_decree,
)
from regions.management.signer import signer
from regions.recording import Signature

# Decrees are the nation's.
NATION = ZoneInfo("Asia/Jakarta")


class Command(BaseCommand):
    """Exit status 0: applied, also the second time. 1: refused, and nothing was stored."""

    help = f"Apply a decree that changes places: a CSV with the columns {','.join(COLUMNS)}."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="store nothing")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args, file: Path, dry_run: bool, format: str, **options):
        applied, problems = Applied([], 0, 0, []), []
        try:
            entries = read_decree(file.read_bytes())
            with transaction.atomic():
                signed = Signature(signer("keputusan"), clock.now(), why=file.name)
                applied = apply_decree(entries, clock.today(NATION), signed)
                transaction.set_rollback(dry_run)
        except OSError as error:
            problems = [Problem(0, f"{file.name}: {error.strerror}")]
        except (Unreadable, CannotApply) as refused:
            problems = refused.problems
        say = self._as_json if format == "json" else self._as_text
        say(applied, problems, dry_run)
        if problems:
            sys.exit(1)

    def _as_json(self, applied: Applied, problems: list[Problem], dry_run: bool) -> None:
        answer = {
            "stored": not problems and not dry_run,
            "changed": len(applied.changes),
            "known": applied.known,
            "followed": applied.followed,
            "changes": [
                {
                    "day": change.day.isoformat(),
                    "kind": change.kind,
                    "old": change.old.code,
                    "new": change.new.code,
                    "name": change.new.name,
                    "decree": change.decree,
                }
                for change in applied.changes
            ],
            "checks": applied.checks,
            "errors": [problem._asdict() for problem in problems],
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))

    def _as_text(self, applied: Applied, problems: list[Problem], dry_run: bool) -> None:
        for line, message in problems:
            self.stderr.write(f"line {line}: {message}" if line else message)
        if not problems:
            for change in applied.changes:
                self.stdout.write(
                    f"{change.day} {change.kind} {change.old.code} -> {change.new.code} "
                    f"{change.new.name}"
                )
            for check in applied.checks:
                self.stdout.write(f"check: {check}")
            done = "would be applied" if dry_run else "applied"
            self.stdout.write(
                f"{len(applied.changes)} changes {done}, {applied.followed} of them inside places "
                f"that changed; {applied.known} lines were known."
            )
