"""Files that are stored, to be looked at or taken back."""

from regions.importing.options import Answers, FileOptions
from regions.importing.reading.limits import COMMAND
from regions.importing.storing.storing import file_hash, store
from regions.importing.understanding import understand
from regions.models import DailyCount, ImportBatch, ImportKind
from tests.factories import DAY, at

# People recorded in one kecamatan; the service day is told beside the file.
LIMUN = "Kecamatan;Perekaman\nLimun;{}\n"


def bring(text: str, by, region, kind=ImportKind.COUNTS, **options) -> ImportBatch:
    """Store a file, which has to be ready."""
    content = text.encode()
    asked = FileOptions(kind=kind, region=region, today=DAY, **options)
    found = understand(content, "laporan.csv", asked, Answers(), COMMAND)
    assert found.ready, (found.errors, found.questions)
    batch = ImportBatch(
        kind=kind, region=region, file_name="laporan.csv", file_hash=file_hash(content)
    )
    assert list(store(found, batch, by, at(9)))[-1] == len(found.rows)
    return batch


def stored_counts() -> dict:
    rows = DailyCount.objects.values_list("region__code", "day", "recorded", "printed")
    return {row[:2]: row[2:] for row in rows if row[2:] != (None, None)}
