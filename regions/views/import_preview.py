"""What the page of a waiting file shows."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from coverage_tracker import clock

from .. import access, wording
from ..importing import wording as import_wording
from ..importing.asking import AnswersForm, column_name, given_name, question_name, understood
from ..importing.cells.table_cells import shown
from ..importing.storing import fingerprint, planned, ranking_change
from ..importing.tables import Cell, Column
from ..models import ImportBatch, ImportKind, ImportState, Region, User
from ..recording import DayIsLocked

MOST_LISTED = 100
SAMPLES = 3


def preview(user: User, batch: ImportBatch, at: datetime, form: AnswersForm | None) -> dict:
    """Reads the file again; the same number of queries whatever its rows."""
    today = clock.today(batch.region.zone)
    found = form.found if form else understood(batch, today)
    form = form or AnswersForm(batch=batch, found=found, today=today)
    try:
        changes, locked = planned(found, user, at) if found.ready else [], False
    except DayIsLocked:
        changes, locked = [], True
    places = Region.objects.in_bulk({change.region for change in changes})
    values = sum(len(row.values) for row in found.rows)
    figures = found.ready and changes and batch.kind == ImportKind.POPULATION
    before = stored_before(batch)
    counted, step = import_wording.state_of_file(found, len(changes), locked=locked)
    return {
        "batch": batch,
        "line": import_wording.batch_lines([batch])[0],
        "options": import_wording.option_lines(batch),
        "stored_before": before,
        "stored_before_at": before and import_wording.moment(before.at, batch.region.zone),
        "may_import": access.may_import(user, batch.region, batch.kind),
        "found": found,
        "counted": counted,
        "step": step,
        "form": form,
        "questions": list(questions(form)),
        "more_questions": len(found.questions) - len(form.questions),
        "columns": list(columns(form)),
        "errors": found.errors[:MOST_LISTED],
        "more_errors": max(len(found.errors) - MOST_LISTED, 0),
        "checks": list(import_wording.check_lines(found.checks[:MOST_LISTED])),
        "more_checks": max(len(found.checks) - MOST_LISTED, 0),
        "given": list(given(form)),
        "sheet": import_wording.change_sheet(changes, values, places),
        "sums": import_wording.sums_of_file(found) if found.ready else [],
        "moved": wording.moved_lines(ranking_change(found, user, at)) if figures else [],
        "seen": fingerprint(changes),
        "locked": locked,
        "may_store": bool(found.ready and changes),
    }


def stored_before(batch: ImportBatch) -> ImportBatch | None:
    """The same file, where this region has stored it already."""
    same = ImportBatch.objects.filter(region=batch.region, file_hash=batch.file_hash)
    return same.filter(state=ImportState.STORED).first()


def questions(form: AnswersForm) -> Iterator[dict]:
    """Each question with the fields that answer it."""
    for question in form.questions:
        name = question_name(question)
        code = f"{name}-code"
        yield {
            "asked": question,
            "about": form.about(question),
            "which": question.kind == "place" and "?" not in question.message,
            "field": form[name],
            "code": form[code] if code in form.fields else None,
        }


def columns(form: AnswersForm) -> Iterator[dict]:
    """Each column with its first values and the field that says what it holds."""
    found: dict[str, tuple[Column, list[Cell]]] = {}
    for table, _assignment in form.found.tables:
        for column, cells in zip(table.columns, table.cells, strict=True):
            found.setdefault(column.header, (column, cells))
    for header, (column, cells) in found.items():
        name = column_name(header)
        yield {
            "letter": column.letter,
            "header": header,
            "samples": list(islice(filter(None, map(shown, cells)), SAMPLES)),
            "field": form[name] if name in form.fields else None,
        }


def given(form: AnswersForm) -> Iterator[dict]:
    """Each answer the file is read with, and the box that asks again."""
    for answer in form.given:
        yield {
            "about": answer.key,
            "text": form.given_text(answer),
            "remembered": answer.remembered,
            "field": form[given_name(answer)],
        }
