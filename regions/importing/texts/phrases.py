"""A line taken apart: names, numbers, and what the numbers count."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from ..cells.number_cells import COUNTED
from .labels import Label, is_filler, split_phrase

_NUMBER = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*(?: ?(?:ribu|rb|juta|jt)\b)?)(?P<percent> ?%)?"
    r"|(?P<zero>\b(?:nihil|nil|nol)\b)"
    r"|(?P<blank>(?:(?<=[\s:=/;(,])|^)[-–—]+(?= ?(?:[,;/)]|$))|\bkosong\b)",
    re.IGNORECASE,
)
# "±31", ">31", "-31" behind a colon, "31+", "31-an": not the number itself.
_INEXACT_BEFORE = re.compile(r"(?:[+±~≈<>≤≥]|[:=] *[-−])\s*$")
_INEXACT_AFTER = re.compile(r"\s*(?:\+|-an\b|an\b|[x×]\b)", re.IGNORECASE)
_PARTS = re.compile(r"[:=;,|()/\[\]→]|\s[-–—]+\s|\.{2,}|…")
_COUNTED = re.compile(rf"(\d.*?) ?(?:{'|'.join(COUNTED)})\.?", re.IGNORECASE)
_LETTERS = re.compile(r"\b[rR]\b ?[:=]? ?\d|\b[cC]\b ?[:=]? ?\d|\b[rR]\d|\b[cC]\d")


class Said(Enum):
    """Instead of a number: nothing (a dash, "kosong", an empty cell), or that it was none."""

    BLANK = "-"
    NIHIL = "nihil"


# A number as it is written, or a word for it.
Written = str | Said


class Item(NamedTuple):
    """A number of a stretch, or a label of one."""

    number: Written | None = None
    label: Label | None = None


class Pair(NamedTuple):
    label: Label
    number: Written


@dataclass
class Stretch:
    """What a line says of one place: its name, "" where it has none, numbers and labels.

    `unread` is a word that says nothing to us, `inexact` a number that is none; `unclear` says
    why the numbers may not be its own. Then none of them is taken.
    """

    name: str = ""
    items: list[Item] = field(default_factory=list)
    unread: str = ""
    inexact: str = ""
    unclear: str = ""

    @property
    def numbers(self) -> tuple[Written, ...]:
        return tuple(item.number for item in self.items if item.number is not None)

    @property
    def labels(self) -> tuple[Label, ...]:
        return tuple(item.label for item in self.items if item.label is not None)

    def pairs(self) -> list[Pair] | None:
        """Each number with its label: all before, all behind, or all labels and then all
        numbers. None where that cannot be said."""
        labels, numbers = self.labels, self.numbers
        kinds = "".join("l" if item.label else "n" for item in self.items)
        half = len(numbers)
        orderly = kinds in ("ln" * half, "nl" * half, "l" * half + "n" * half)
        if len(labels) != half or not half or not orderly or len(set(labels)) < _counted(labels):
            return None
        return [Pair(label, number) for label, number in zip(labels, numbers, strict=True)]


def _counted(labels: Iterable[Label]) -> int:
    """How many labels are fields: of those each may stand once."""
    fields = [label for label in labels if isinstance(label, str)]
    others = {label for label in labels if not isinstance(label, str)}
    return len(fields) + len(others)


def stretches_of(text: str, is_place: Callable[[str], bool]) -> list[Stretch]:
    """What the line says, a stretch for each place in it; one without a name at least."""
    found = [Stretch()]
    letters = len({match[0].lower() for match in _LETTERS.findall(text)}) > 1
    at = 0
    for match in _NUMBER.finditer(text):
        _add_phrase(found, text[at : match.start()], is_place, letters=letters)
        at = match.end()
        if match["percent"]:
            continue
        _add_number(found[-1], text, match, letters=letters)
    _add_phrase(found, text[at:], is_place, letters=letters)
    return found


def number_in(cell: str) -> Written | None:
    """What a cell says by itself; None where it is no number."""
    if not cell:
        return Said.BLANK
    counted = _COUNTED.fullmatch(cell)
    match = _NUMBER.fullmatch(counted[1] if counted else cell)
    return _written(match) if match and not match["percent"] else None


def _written(match: re.Match[str]) -> Written:
    if match["blank"]:
        return Said.BLANK
    return Said.NIHIL if match["zero"] else match["number"]


def _add_number(stretch: Stretch, text: str, match: re.Match[str], *, letters: bool) -> None:
    stretch.items.append(Item(number=_written(match)))
    before, after = text[: match.start()], text[match.end() :]
    glued = re.search(r"[^\W\d_]+$", before)
    says_no_label = glued is not None and not split_phrase(glued[0], letters=letters).before
    if match["number"] and (
        _INEXACT_BEFORE.search(before) or _INEXACT_AFTER.match(after) or says_no_label
    ):
        stretch.inexact = f"{before[-1:]}{match.group()}{after[:1]}".strip()


def _add_phrase(
    found: list[Stretch], phrase: str, is_place: Callable[[str], bool], *, letters: bool
) -> None:
    """Labels go to the place before them; another place begins a stretch of its own."""
    for part in _parts(phrase, first=not found[-1].items and not found[-1].name):
        split = split_phrase(part, letters=letters)
        found[-1].items += [Item(label=label) for label in split.before]
        if not split.name:
            pass
        elif not found[-1].name and not found[-1].numbers:
            found[-1].name = split.name if split.before or split.after else part
        elif found[-1].numbers and is_place(split.name):
            found.append(Stretch(split.name if split.before or split.after else part))
        else:
            found[-1].unread = found[-1].unread or split.name
        found[-1].items += [Item(label=label) for label in split.after]


def _parts(phrase: str, *, first: bool) -> list[str]:
    """The phrase between its signs; what stands in brackets goes with the name before it."""
    if first and (named := re.match(r"[^:=;,|/(]*\([^)]*\)", phrase)):
        inside = named.group()
        if split_phrase(inside).before == () == split_phrase(inside).after:
            return [inside.strip(" .-–"), *_parts(phrase[named.end() :], first=False)]
    parts = (part.strip(" .-–—'’\"") for part in _PARTS.split(phrase))
    return [part for part in parts if part and not is_filler(part)]
