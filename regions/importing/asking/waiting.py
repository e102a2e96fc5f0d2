"""A file that waits: what was said about it so far, and what it says with that."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.db.models import QuerySet

from ...models import Basis, ImportBatch, ImportKind, ImportState, Region, User
from ..options import Answers, FileOptions
from ..places.spelling import cell_text, key_of, without_code
from ..reading.limits import PAGE
from ..understanding import Understood, understand
from .memory import remembered_columns, remembered_places

ABOUT_PLACES = ("name", "code")
ABOUT_COLUMNS = ("columns", "signs", "orders")


class Given(NamedTuple):
    """An answer that a waiting file is read with: about `places`, `signs`, `orders` or `once`.

    `remembered`: it was given for an earlier file of the office.
    """

    about: str
    key: str
    answer: str
    remembered: bool


def stored_options(values: Mapping) -> dict[str, str]:
    """What a person said about the file as a whole, as a batch keeps it."""
    return {
        name: value.isoformat() if isinstance(value, date) else str(value)
        for name, value in values.items()
        if value
    }


def options_of(batch: ImportBatch, today: date) -> FileOptions:
    said: dict[str, str] = batch.options

    def day(name: str) -> date | None:
        return date.fromisoformat(said[name]) if name in said else None

    return FileOptions(
        ImportKind(batch.kind),
        batch.region,
        today,
        day=day("day"),
        as_of=day("as_of"),
        published_on=day("published_on"),
        basis=said.get("basis", Basis.DKB),
        source=said.get("source", ""),
    )


def understood(batch: ImportBatch, today: date) -> Understood:
    """What a waiting file says, with its answers and what the office answered before.

    An empty answer asks again what was remembered. Reads the file, twice where its layout is
    remembered.
    """
    assert batch.content is not None  # kept while it waits
    options, content = options_of(batch, today), bytes(batch.content)
    answers = answers_of(batch, {"places": remembered_places(batch.region)})
    found = understand(content, batch.file_name, options, answers, PAGE)
    columns = remembered_columns(batch.region, options.kind, found.layout)
    if any(columns.values()):
        answers = answers_of(batch, {"places": answers.places, **columns})
        found = understand(content, batch.file_name, options, answers, PAGE)
    return found


def answers_of(batch: ImportBatch, remembered: Mapping[str, Mapping[str, str]]) -> Answers:
    """The answers of the batch, on top of remembered ones."""
    given = {}
    for name in (*ABOUT_COLUMNS, "places"):
        before, said = remembered.get(name, {}), batch.answers.get(name, {})
        if name == "places":
            now = set(map(key_of, said))
            before = {key: answer for key, answer in before.items() if key_of(key) not in now}
        given[name] = {key: answer for key, answer in {**before, **said}.items() if answer}
    return Answers(**given, once=bool(batch.answers.get("once")))


def places_answered(by: User, region: Region) -> dict[str, str]:
    """What this person answered about places in files that still wait; 1 query.

    A file that comes again, corrected, shall not ask again. The last answer counts, however
    the name is written.
    """
    waiting = ImportBatch.objects.filter(by=by, region=region, state=ImportState.WAITING)
    found = {}
    for answers in waiting.order_by("at", "pk").values_list("answers", flat=True):
        for name, code in answers.get("places", {}).items():
            if code:
                found[key_of(name)] = (name, code)
    return dict(found.values())


def answers_in_use(batch: ImportBatch, found: Understood) -> Iterator[Given]:
    """The answers that this file is read with, but for fields of columns; 2 queries."""
    before = {
        "places": remembered_places(batch.region),
        "signs": remembered_columns(batch.region, found.options.kind, found.layout)["signs"],
        "orders": {},
    }
    written = places_written(found)
    for about, remembered in before.items():
        said = batch.answers.get(about, {})
        known = {key_of(key) for key in said}
        kept = {key: answer for key, answer in remembered.items() if key_of(key) not in known}
        for key, answer in (kept | said).items():
            if answer and (about != "places" or key_of(key) in written):
                yield Given(about, key, answer, key in kept)
    if batch.answers.get("once"):
        yield Given("once", "", "once", False)


def answers_to_remember(batch: ImportBatch, found: Understood) -> dict:
    """The answers of the batch, without those about places that its file does not name."""
    written = places_written(found)
    places = batch.answers.get("places", {})
    named = {name: code for name, code in places.items() if key_of(name) in written}
    return {**batch.answers, "places": named}


def places_written(found: Understood) -> set[str]:
    """The places of a file as they are written in it, by what spellings share."""
    cells = {
        cell_text(cell)
        for table, assignment in found.tables
        for name in ABOUT_PLACES
        if (at := assignment.position(name)) is not None
        for cell in set(table.cells[at])
    }
    return {key_of(said) for text in cells for said in (text, without_code(text)[1])}


@transaction.atomic
def add_answers(pk: int, answers: Mapping[str, Mapping | bool], options: Mapping) -> bool:
    """Merge answers into a batch, so that two people's answers both stay; False: not waiting."""
    waiting = ImportBatch.objects.select_for_update().filter(pk=pk, state=ImportState.WAITING)
    batch = waiting.first()
    if batch is None:
        return False
    for name, said in answers.items():
        if isinstance(said, Mapping):
            said = {**batch.answers.get(name, {}), **said}
        batch.answers[name] = said
    batch.options |= stored_options(options)
    batch.save(update_fields=["answers", "options"])
    return True


@transaction.atomic
def discard(batches: QuerySet[ImportBatch]) -> int:
    """Forget those of these files that still wait, and return how many; locked before they go, so
    that one that is being stored stays.
    """
    waiting = batches.filter(state=ImportState.WAITING).select_for_update()
    locked = list(waiting.values_list("pk", flat=True))
    return ImportBatch.objects.filter(pk__in=locked).delete()[0]
