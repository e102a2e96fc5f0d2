"""Words that say what a number counts; what they mean is said in columns/vocabulary.py."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from ...models import AT_DAYS_END, MEASURES
from ..cells.number_cells import COUNTED
from ..columns.vocabulary import fields_of, plain_words


class Other(Enum):
    """A count, but none of a day's: people who are not recorded yet, interim letters."""

    COUNT = "count"


# A field that is stored, or a count that is not.
Label = str | Other

COUNTS = (*MEASURES, *AT_DAYS_END)
_SHORT = {
    **dict.fromkeys(("rkm", "rek", "terekam", "direkam", "prekaman", "rekaman"), "rekam"),
    **dict.fromkeys(("ctk", "cetakan"), "cetak"),
    **dict.fromkeys(("srh", "terserahkan", "diserahkan"), "serah"),
}
# Letters alone say so only together.
_LETTERS = {"r": "rekam", "c": "cetak"}
_MOST_WORDS = 5
_FILLERS = {*COUNTED, "sebanyak", "hari", "ini", "dan", "hasil", "data", "pelayanan", "harian"}
_NOT_OURS = re.compile(r"\b(suket|kia|kk|akta|akte|skpwni|aktivasi|ikd|belum|blm|wajib)\b")
_ABOUT_COUNTS = re.compile(r"rekam|cetak|serah|blang?ko|keping|ktp")
# What a title begins with, and what it says beside the names of columns.
TITLE = re.compile(
    r"\b(?:laporan|lap|rekap\w*|data|hasil|jumlah|capaian|daftar|update|progres\w*)\b",
    re.IGNORECASE,
)
_OF_HEADINGS = {"format", "urutan", "kolom", "ket", "keterangan", "per"}
_AND = re.compile(r"\bdan\b|&", re.IGNORECASE)
_SIGNS = re.compile(r"[:=;,|()/\[\]]|\s[-–—]+\s")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Heading(NamedTuple):
    """What the numbers below a line count, one label for each number of a line. `sure`: the
    line says only that, or is the title over numbers of one kind."""

    labels: tuple[Label, ...]
    sure: bool


class Split(NamedTuple):
    """A phrase taken apart: labels before a name, the name, labels after it."""

    before: tuple[Label, ...]
    name: str
    after: tuple[Label, ...]


def label_of(words: str, *, letters: bool = False) -> Label | None:
    """What a number beside these words counts; None where they do not say."""
    said = [word for word in plain_words(words).split() if word not in _FILLERS]
    said = [_SHORT.get(word, word) for word in said]
    if letters:
        said = [_LETTERS.get(word, word) for word in said]
    text = " ".join(said)
    if not text:
        return None
    fields = fields_of(text)
    if len(fields) == 1:
        (field,) = fields
        if field in COUNTS:
            return field
        if field in ("missing", "wajib_ktp", "population"):
            return Other.COUNT
        return Other.COUNT if field == "ignore" and _ABOUT_COUNTS.search(text) else None
    return Other.COUNT if _NOT_OURS.search(text) and _all_of_counts(said) else None


def _all_of_counts(words: list[str]) -> bool:
    return all(_NOT_OURS.fullmatch(word) or _ABOUT_COUNTS.search(word) for word in words)


def is_filler(words: str) -> bool:
    return set(plain_words(words).split()) <= _FILLERS


def split_phrase(text: str, *, letters: bool = False) -> Split:
    """The labels at both ends of a phrase, the longest first, and what is left between them."""
    words = list(_WORD.finditer(text))
    first, last = 0, len(words)
    before: list[Label] = []
    after: list[Label] = []

    def label(begin: int, end: int) -> Label | None:
        return label_of(text[words[begin].start() : words[end - 1].end()], letters=letters)

    while found := next(
        ((end, said) for end in range(last, first, -1) if (said := label(first, end))), None
    ):
        first = found[0]
        before.append(found[1])
    while found := next(
        ((begin, said) for begin in range(first, last) if (said := label(begin, last))), None
    ):
        last = found[0]
        after.insert(0, found[1])
    name = text[words[first].start() : words[last - 1].end()] if first < last else ""
    return Split(tuple(before), "" if is_filler(name) else name, tuple(after))


def heading_of(text: str, *, first: bool) -> Heading | None:
    """What a line without numbers says of those below; `first`: no numbers stand above it."""
    labels: list[Label] = []
    others: list[str] = []
    for part in filter(None, map(str.strip, _SIGNS.split(text))):
        split = split_phrase(part)
        labels += [*split.before, *split.after]
        if split.name and not _is_of_headings(split.name):
            others.append(split.name)
    if labels and not others:
        return Heading(tuple(labels), len(labels) == 1 or not _AND.search(text))
    found = tuple(dict.fromkeys(_labels_within(text)))
    if not found:
        return None
    return Heading(found, first and len(found) == 1 and bool(TITLE.search(text)))


def _is_of_headings(words: str) -> bool:
    known = fields_of(words) & {"name", "code", "day", "ignore"}
    return bool(known) or set(plain_words(words).split()) <= _OF_HEADINGS | _FILLERS


def _labels_within(text: str) -> Iterator[Label]:
    """The labels anywhere in a sentence, the longest that begins at each word."""
    words, at = list(_WORD.finditer(text)), 0
    while at < len(words):
        for end in range(min(len(words), at + _MOST_WORDS), at, -1):
            said = text[words[at].start() : words[end - 1].end()]
            if label := label_of(said):
                yield label
                at = end - 1
                break
        at += 1
