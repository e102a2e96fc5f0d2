"""The place that a title or the name of a sheet says, where the rows themselves say none."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from ..cells.table_cells import shown
from ..columns.proposal import Assignment, column_keys
from ..columns.vocabulary import plain_words
from ..findings import Check, Error, Question
from ..remarks.titles import rows_above
from ..tables import Cell, Sheet, Table
from .gazetteer import KnownPlace
from .matching import Places
from .spelling import cell_text

# KECAMATAN LIMUN BULAN APRIL 2019, Kab. : Bungo
_SAID = re.compile(
    r"\b(kab(?:upaten)?|kota|kec(?:amatan)?|distrik|kapanewon|kemantren|prov(?:insi)?)\b[\s.:]*"
    r"([^\W\d_][^,;:()/–]*)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\b(jl|jln|jalan|alamat|telp?|telepon|pos)\b", re.IGNORECASE)
_DONE = re.compile(r"\b\w*(?:rekam|cetak|serah)\w*\b", re.IGNORECASE)
_DESA = re.compile(
    r"(nama )?(desa|kelurahan|desa kelurahan|kelurahan desa|desa kel|kampung|nagari|gampong|pekon)"
)
_MOST_WORDS = 5
_MOST_ROWS = 20


def places_of_titles(
    sheets: Sequence[Sheet],
    tables: Sequence[tuple[Table, Assignment]],
    places: Places,
    given: Mapping[str, str],
) -> Iterator[Error | Question | Check]:
    """Errors for tables without places that are of another place by their title; questions for
    those of desa.

    Beside a column of places it is only told that the title says a place of elsewhere.
    """
    for table, assignment, rows in rows_above(sheets, tables):
        yield from _rows_of_desa(table, assignment, given)
        titles = [row for number, row in rows if number < table.numbers[0]][-_MOST_ROWS:]
        said = list(_said(table.sheet, titles, places))
        named = {"code", "name"} & set(assignment.fields)
        for title, place in said:
            outside = not places.gazetteer.knows(place.code)
            if outside and named:
                message = _("“%(title)s” stands above the numbers, but you import for %(region)s.")
                values = {"title": title, "region": places.region.name}
                yield Check(message % values, table.numbers[0], sheet=table.sheet)
                break
            if not named and (outside or place.level > places.region.level):
                message = _(
                    "“%(title)s” says that the numbers are of %(place)s, but no column says so,"
                    " and they would be stored for %(region)s. Add a column with the place of"
                    " each row, or delete the title if it is wrong."
                )
                values = {"title": title, "place": str(place), "region": places.region.name}
                yield Error(message % values, table.sheet)
                break


def places_side_by_side(tables: Sequence[tuple[Table, Assignment]], places: Places) -> list[Error]:
    """Errors for tables with a column for each place, and none that says the place of a row."""
    return list(_places_across(tables, places))


def _places_across(tables: Sequence[tuple[Table, Assignment]], places: Places) -> Iterator[Error]:
    for table, assignment in tables:
        if {"code", "name"} & set(assignment.fields):
            continue
        headers = [
            column.header
            for column, name in zip(table.columns, assignment.fields, strict=True)
            if not name and places.stand_in([_DONE.sub(" ", column.header)])
        ]
        if len(headers) > 1:
            message = _(
                "Places stand side by side here, from “%(first)s” to “%(last)s”. Put them below"
                " each other in one column (in Excel: copy, Paste Special, Transpose)."
            )
            values = {"first": headers[0], "last": headers[-1]}
            yield Error(message % values, table.sheet)


def _said(
    sheet: str, titles: Sequence[Sequence[Cell]], places: Places
) -> Iterator[tuple[str, KnownPlace]]:
    """What the titles and the name of the sheet say; nothing of elsewhere beside the region."""
    said = [
        (title, place)
        for title in (" ".join(shown(cell) for cell in row if cell) for row in titles)
        for place in places_named(title, places)
    ]
    said += [(sheet, place) for place in _of_sheet(sheet, places)]
    own = any(place.code == places.region.code for _title, place in said)
    for title, place in said:
        if not own or places.gazetteer.knows(place.code):
            yield title, place


def _rows_of_desa(
    table: Table, assignment: Assignment, given: Mapping[str, str]
) -> Iterator[Question]:
    said = {plain_words(name) for name in given}
    for column in table.columns:
        of_desa = _DESA.fullmatch(plain_words(column.header)) and said.isdisjoint(
            column_keys(column)
        )
        if of_desa and _is_divided(table, assignment):
            message = _(
                "The rows are of desa or kelurahan, and counts are kept down to the kecamatan. Add"
                " the rows of each kecamatan up in the file, with a column “Kecamatan”; ignore the"
                " column if it is only a note."
            )
            yield Question("column", column.header, "", ("ignore",), message)


def _is_divided(table: Table, assignment: Assignment) -> bool:
    """Whether no column says the kecamatan, or it stands in several rows of a day."""
    if assignment.position("code") is None and assignment.position("name") is None:
        return True
    positions = map(assignment.position, ("code", "name", "day"))
    said_by = sorted({at for at in positions if at is not None})
    rows = Counter(zip(*(map(shown, table.cells[at]) for at in said_by), strict=True))
    return max(rows.values()) > 1


def places_named(title: str, places: Places) -> Iterator[KnownPlace]:
    """The places that are called so with their kind: the longest name that is one."""
    if _ADDRESS.search(title):
        return
    for kind, rest in _SAID.findall(cell_text(title)):
        words = rest.split()[:_MOST_WORDS]
        names = (f"{kind} {' '.join(words[:n])}" for n in range(len(words), 0, -1))
        found = next(filter(None, (_only(name, places) for name in names)), None)
        if found:
            yield found


def _of_sheet(name: str, places: Places) -> Iterator[KnownPlace]:
    name = cell_text(name)
    ways = (name, f"Kabupaten {name}", f"Kota {name}") if name else ()
    if found := next(filter(None, (_only(way, places) for way in ways)), None):
        yield found


def _only(name: str, places: Places) -> KnownPlace | None:
    """The one place of this name, in the region or elsewhere; none where it may be several."""
    found = places.gazetteer.found(name)
    if not found:
        return places.gazetteer.elsewhere(name)
    return found[0] if len(found) == 1 else None
