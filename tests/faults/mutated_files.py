"""Damaged copies of good files: cut off, bits flipped, glued together, inner parts changed."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random

from django.conf import settings

from tests.faults.dirty_files import LAYOUTS, dirty_file

FIXTURES = Path(settings.BASE_DIR) / "tests/files/import"
ENDINGS = ("xlsx", "xls", "ods", "csv", "tsv", "txt", "pdf", "", "xlsm", "xlsb")
NUMBERS = (b"0", b"-1", b"1048577", b"4294967295", b"99999999999999999999", b"1e308", b"NaN", b"")
GARBAGE = (
    b"\x00",
    b"\xff\xfe",
    b'"',
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"]]>",
    b"\r",
    b"\x1a",
    b"=1+1",
)

File = tuple[bytes, str]


def good_files() -> list[File]:
    """Every kind of file that can be read: those of offices, and one of each layout."""
    found = [
        (path.read_bytes(), path.name)
        for path in sorted(FIXTURES.iterdir())
        if path.suffix != ".md"
    ]
    generated = map(dirty_file, range(3 * len(LAYOUTS)))
    return found + [(file.content, file.name) for file in generated]


def mutated(rng: Random, files: list[File]) -> tuple[bytes, str, str]:
    """A damaged copy of one of the files, its name, and what was done to it."""
    content, name = rng.choice(files)
    done = []
    for _time in range(rng.choice((1, 1, 1, 2, 3))):
        ways = BYTE_WAYS + ((parts_changed,) * 4 if content.startswith(b"PK") else ())
        way = rng.choice(ways)
        content = way(rng, content, files)
        done.append(way.__name__)
    if rng.random() < 0.3:
        name = f"{name.rpartition('.')[0]}.{rng.choice(ENDINGS)}"
        done.append("renamed")
    return content, name, f"{name} {'+'.join(done)}"


def cut_off(rng: Random, content: bytes, _files: list[File]) -> bytes:
    return content[: rng.randrange(len(content) + 1)]


def begun_late(rng: Random, content: bytes, _files: list[File]) -> bytes:
    return content[rng.randrange(len(content) + 1) :]


def bits_flipped(rng: Random, content: bytes, _files: list[File]) -> bytes:
    changed = bytearray(content)
    for _bit in range(rng.choice((1, 3, 20, 200))):
        if changed:
            changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def spliced(rng: Random, content: bytes, files: list[File]) -> bytes:
    other, _name = rng.choice(files)
    return content[: rng.randrange(len(content) + 1)] + other[rng.randrange(len(other)) :]


def doubled(_rng: Random, content: bytes, _files: list[File]) -> bytes:
    return content + content


def hole(rng: Random, content: bytes, _files: list[File]) -> bytes:
    at = rng.randrange(len(content) + 1)
    return content[:at] + content[at + rng.randrange(1, 400) :]


def garbage_put_in(rng: Random, content: bytes, _files: list[File]) -> bytes:
    at = rng.randrange(len(content) + 1)
    what = rng.choice((*GARBAGE, rng.randbytes(rng.randrange(1, 300))))
    return content[:at] + what * rng.choice((1, 1, 1, 50)) + content[at:]


def wiped(rng: Random, content: bytes, _files: list[File]) -> bytes:
    at, length = rng.randrange(len(content) + 1), rng.randrange(1, 200)
    return content[:at] + b"\0" * min(length, len(content) - at) + content[at + length :]


def parts_changed(rng: Random, content: bytes, files: list[File]) -> bytes:
    """The archive packed again, with one part changed, gone, or under another's name."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except Exception:
        return bits_flipped(rng, content, files)
    name = rng.choice(list(parts) or ["content.xml"])
    what = rng.random()
    if what < 0.1:
        parts.pop(name, None)
    elif what < 0.2 and parts:
        other = rng.choice(list(parts))
        parts[name], parts[other] = parts[other], parts[name]
    else:
        parts[name] = xml_changed(rng, parts.get(name, b""))
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def xml_changed(rng: Random, part: bytes) -> bytes:
    what = rng.choice(("number", "tags", "bits", "hole", "again"))
    if what == "number":
        digits = [at for at in range(len(part)) if part[at : at + 1].isdigit()]
        for at in sorted(rng.sample(digits, min(len(digits), rng.choice((1, 5)))), reverse=True):
            part = part[:at] + rng.choice(NUMBERS) + part[at + 1 :]
        return part
    if what == "tags" and b"<" in part:
        pieces = part.split(b"<")
        at = rng.randrange(len(pieces))
        pieces[at : at + 1] = rng.choice(([], [pieces[at]] * 2, [pieces[at]] * 500, [b"a>"]))
        return b"<".join(pieces)
    if what == "again":
        return part * 2
    return (bits_flipped if what == "bits" else hole)(rng, part, [])


BYTE_WAYS: tuple[Callable[[Random, bytes, list[File]], bytes], ...] = (
    cut_off,
    begun_late,
    bits_flipped,
    spliced,
    doubled,
    hole,
    garbage_put_in,
    wiped,
)
