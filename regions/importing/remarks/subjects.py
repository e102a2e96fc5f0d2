"""What a title says that its table is about, where that is not what was done for the KTP-el."""

import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from ...models import ImportKind
from ..cells.table_cells import shown
from ..columns.proposal import Assignment
from ..findings import Check, Error
from ..options import FileOptions
from ..tables import Sheet, Table
from .titles import rows_above

_OTHERS = re.compile(
    r"\b(?:kia|kartu identitas anak|kk|kartu keluarga|akt[ae]|skpwni|surat pindah)\b", re.IGNORECASE
)
_KTP = re.compile(r"ktp|kartu tanda penduduk", re.IGNORECASE)
_NOT_DONE = re.compile(
    r"\b(?:target|rencana|jadwal|proyeksi|persentase|prosentase|rata(?:-rata)?)\b", re.IGNORECASE
)
_DONE = re.compile(r"\b(?:realisasi|capaian|hasil|pelaksanaan)\b", re.IGNORECASE)


def other_subjects(
    sheets: Sequence[Sheet], tables: Sequence[tuple[Table, Assignment]], options: FileOptions
) -> Iterator[Error | Check]:
    """An error for tables of other documents, whose CETAK is no card; targets are told."""
    for table, _assignment, rows in rows_above(sheets, tables):
        titles = [table.sheet]
        for number, row in rows:
            if number >= table.numbers[0]:
                break
            titles += [shown(cell) for cell in row if isinstance(cell, str)]
        headers = [column.header for column in table.columns]
        others = [title for title in titles if _OTHERS.search(title)]
        if others and not any(map(_KTP.search, (*titles, *headers))):
            message = _(
                "“%(title)s” is about other documents, and nothing here says KTP-el. If the"
                " numbers are of the KTP-el, write so in the title."
            )
            yield Error(message % {"title": others[0]}, table.sheet)
        planned = [title for title in titles if _NOT_DONE.search(title)]
        done = any(map(_DONE.search, (*titles, *headers)))
        if options.kind == ImportKind.COUNTS and planned and not done:
            message = _("“%(title)s” stands above the numbers; they are taken for what was done.")
            yield Check(message % {"title": planned[0]}, table.numbers[0], sheet=table.sheet)
