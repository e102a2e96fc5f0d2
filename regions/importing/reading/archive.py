"""A zip container (xlsx, xlsb, ods) looked through before anything opens it.

Its directory is not believed: every part is unpacked once, in pieces, and counted. What is
larger than it says or than the limits, what overlaps, what defines entities, is refused.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from django.utils.translation import gettext as _

from .limits import Limits, Unreadable, damaged, protected, too_large_inside

_PIECE = 1024 * 1024
_SMALL = 4 * 1024 * 1024
_ENTRY_SIGNATURE = b"PK\x01\x02"
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1
# quick-xml expands no entity, but no office program writes them either.
_DEFINES_ENTITIES = re.compile(
    rb"<!(?:DOCTYPE|ENTITY)|"
    + b"|".join(
        re.escape(f"<!{word}".encode(code))
        for word in ("DOCTYPE", "ENTITY")
        for code in ("utf-16-le", "utf-16-be")
    ),
    re.IGNORECASE,
)
_LONGEST_MARK = 32


class Archive:
    """The parts of a container by name, each already known to stay within the limits."""

    def __init__(self, content: bytes, limits: Limits):
        """Raises Unreadable; reads the directory only, nothing is unpacked."""
        self._content = content
        if content.count(_ENTRY_SIGNATURE) > limits.entries:
            raise too_large_inside()
        try:
            with zipfile.ZipFile(BytesIO(content)) as opened:
                self.entries = opened.infolist()
        # zipfile says NotImplementedError of versions and methods that it does not know.
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OSError):
            raise damaged() from None
        self._starts = {entry.header_offset: self._data_start(entry) for entry in self.entries}
        self._check_directory(limits)
        self._by_name = {entry.filename: entry for entry in self.entries}

    def names(self) -> set[str]:
        return set(self._by_name)

    def part(self, name: str) -> bytes:
        """A small part as a whole, as those are that tell of others; empty where there is none."""
        if name not in self._by_name:
            return b""
        if self._by_name[name].file_size > _SMALL:
            raise too_large_inside()
        return b"".join(self.pieces(name))

    def check_contents(self, limits: Limits) -> None:
        """Unpack everything once, keeping nothing."""
        left = limits.unpacked_bytes
        for entry in self.entries:
            is_text = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
            before = b""
            for piece in self.pieces(entry.filename):
                left -= len(piece)
                if left < 0:
                    raise too_large_inside()
                if is_text and _DEFINES_ENTITIES.search(before + piece):
                    raise Unreadable(
                        _(
                            "The file holds definitions (DOCTYPE) that no office program writes."
                            " Open it in Excel and save it as a new workbook."
                        )
                    )
                before = piece[-_LONGEST_MARK:]

    def pieces(self, name: str) -> Iterator[bytes]:
        """The part unpacked, at most a megabyte at a time; never more than it declares."""
        entry = self._by_name[name]
        start = self._starts[entry.header_offset]
        packed = memoryview(self._content)[start : start + entry.compress_size]
        found = 0
        for piece in (
            _stored(packed) if entry.compress_type == zipfile.ZIP_STORED else _inflated(packed)
        ):
            found += len(piece)
            if found > entry.file_size:
                raise too_large_inside()
            yield piece
        if found != entry.file_size:
            raise damaged()

    def _data_start(self, entry: zipfile.ZipInfo) -> int:
        header = self._content[entry.header_offset : entry.header_offset + _LOCAL_HEADER]
        if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
            raise damaged()
        name_length, extra_length = struct.unpack_from("<HH", header, 26)
        return entry.header_offset + _LOCAL_HEADER + name_length + extra_length

    def _check_directory(self, limits: Limits) -> None:
        if sum(entry.file_size for entry in self.entries) > limits.unpacked_bytes:
            raise too_large_inside()
        if any(entry.flag_bits & _ENCRYPTED for entry in self.entries):
            raise protected()
        names = {entry.filename.lower() for entry in self.entries}
        in_order = sorted(self.entries, key=lambda entry: entry.header_offset)
        end = 0
        for entry in in_order:
            if entry.header_offset < end:
                raise damaged()
            end = self._starts[entry.header_offset] + entry.compress_size
        if len(names) < len(self.entries) or end > len(self._content):
            raise damaged()
        if any(e.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for e in in_order):
            raise damaged()


def _stored(packed: memoryview) -> Iterator[bytes]:
    for start in range(0, len(packed), _PIECE):
        yield bytes(packed[start : start + _PIECE])


def _inflated(packed: memoryview) -> Iterator[bytes]:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    waiting: bytes | memoryview = packed
    try:
        while not stream.eof:
            piece = stream.decompress(waiting, _PIECE)
            waiting = stream.unconsumed_tail
            if not piece and not waiting:
                raise damaged()
            yield piece
    except zlib.error:
        raise damaged() from None
