"""How codes and names of places are spelled in the files of offices. No Django, no database.

Nothing here knows which places exist; see gazetteer.py.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from math import isnan
from typing import NamedTuple

from ..tables import Cell

# Words that are written in several ways, and the one that is compared.
ONE_WAY = {
    "kab": "kabupaten",
    "kodya": "kota",
    "kotamadya": "kota",
    "kotamadia": "kota",
    "kec": "kecamatan",
    "distrik": "kecamatan",
    "kapanewon": "kecamatan",
    "kemantren": "kecamatan",
    "prov": "provinsi",
    "prop": "provinsi",
    "propinsi": "provinsi",
    "adm": "administrasi",
    "kep": "kepulauan",
    "gn": "gunung",
    "tj": "tanjung",
    "tjg": "tanjung",
}
KINDS = ("kabupaten", "kota", "kecamatan", "provinsi")
TOTAL_FIRST = {"jumlah", "jml", "jlh", "total", "subtotal", "grandtotal"}
TOTAL_AFTER = {"sub", "grand"}
TOTAL_ALONE = {"kabupaten", "kota", "provinsi", "nasional"}
# Any of the first says that the row is an office's own; the second go with them.
OFFICE = {"kantor", "disdukcapil", "dukcapil", "dinas", "dirinci", "office"}
OFFICE_TOO = {
    *("kependudukan", "pencatatan", "catatan", "sipil", "tidak"),
    *("not", "broken", "down", "the", "of"),
}
# How many digits a code has: of a province, a kabupaten/kota, a kecamatan, a desa.
DIGITS = (2, 4, 6, 10)
# Two words cut to two letters each are too easily met by chance.
SHORTEST_ABBREVIATION = 5

_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]?")
_LEADING_CODE = re.compile(r"\W*(\d{2}(?:\.\d{2}){1,2}|\d{4}|\d{6})(?:[\s.:)\]-]+)(?=[^\W\d])")
_LEADING_NUMBER = re.compile(r"\W*\d{1,3}\s*[.)]\s*(?=\S)")
_ROMAN = re.compile(r"[ivxlc]+|\d+")

# To find one name its text is read several times, and a file says each name on many days.
remembered = lru_cache(maxsize=4096)


class NameReading(NamedTuple):
    """One way to read a name: what kind of place it says it is (None: not said), its words."""

    kind: str | None
    words: tuple[str, ...]

    @property
    def key(self) -> str:
        return "".join(self.words)


def cell_text(cell: Cell) -> str:
    """The cell on one line, without what does not show; "" for an empty one or a mere dash."""
    if cell is None or (isinstance(cell, float) and isnan(cell)):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return " ".join(text.split()) if any(c.isalnum() for c in text) else ""


@remembered
def words_of(text: str) -> tuple[str, ...]:
    """The words as they are compared: small letters, no accents or signs, no "dan".

    >>> words_of("KEP.  Sa'dan & Ra’as"), words_of("J U M L A H")
    (('kepulauan', 'sadan', 'raas'), ('jumlah',))
    """
    decomposed = unicodedata.normalize("NFKD", cell_text(text).casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    found = re.findall(r"[^\W_]+", re.sub(r"['`´‘’ʼ]", "", plain))
    if len(found) > 2 and all(len(word) == 1 for word in found):
        found = ["".join(found)]
    return tuple(ONE_WAY.get(word, word) for word in found if word != "dan")


@remembered
def key_of(text: str) -> str:
    """What two spellings of one name share: KAB. BATANG HARI and Kabupaten Batanghari."""
    return "".join(words_of(text))


@remembered
def readings(text: str) -> tuple[NameReading, ...]:
    """As it stands and, where it begins with a kind, as a place of that kind.

    "Kota Agung" is a kecamatan of that name, or the kota Agung; "Kab/Kota Kupang" leaves open
    which of the two it is.
    """
    words = words_of(text)
    found = [NameReading(None, words)]
    if len(words) > 1 and words[0] in KINDS:
        rest = words[2:] if words[1] == "administrasi" else words[1:]
        found.append(NameReading(words[0], rest))
        if words[:2] == ("kabupaten", "kota"):
            found.append(NameReading(None, words[2:]))
    return tuple(reading for reading in found if reading.words)


@remembered
def variants(text: str) -> tuple[str, ...]:
    """The name as it stands, without the code or number before it, without its brackets."""
    bare = without_code(text)[1]
    bare = _LEADING_NUMBER.sub("", bare, count=1) if _LEADING_NUMBER.match(bare) else bare
    outside = cell_text(_BRACKETS.sub(" ", bare))
    return tuple(dict.fromkeys(filter(None, (text, bare, outside))))


def in_brackets(text: str) -> tuple[str, ...]:
    """What stands in brackets: "Halmahera Barat (Halbar)" gives "Halbar"."""
    return tuple(filter(None, map(cell_text, _BRACKETS.findall(text))))


def without_code(text: str) -> tuple[str, str]:
    """A code and the name after it: "15.03 - Sarolangun", "1503"; the code is "" without one."""
    if re.fullmatch(r"[\d.]{4,}", text):
        return text, ""
    found = _LEADING_CODE.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)


def is_total(text: str) -> bool:
    """Whether the words say that the row is a sum: JUMLAH (11 kab/kota), SUB TOTAL, PROVINSI."""
    words = words_of(variants(text)[-1]) if text else ()
    return begins_as_total(text) or (len(words) == 1 and words[0] in TOTAL_ALONE)


def begins_as_total(text: str) -> bool:
    """The same for words that stand in no column of places, where PROVINSI says no sum."""
    words = words_of(variants(text)[-1]) if text else ()
    if not words:
        return False
    sub = len(words) > 1 and words[0] in TOTAL_AFTER and words[1] in TOTAL_FIRST
    return sub or words[0] in TOTAL_FIRST


def without_office(text: str) -> str | None:
    """What is left of "Kantor Disdukcapil Kab. Kerinci" (the place); None for no office."""
    words = words_of(text)
    if not OFFICE & set(words):
        return None
    return " ".join(word for word in words if word not in OFFICE | OFFICE_TOO)


def abbreviates(short: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether every word of `name` is cut to its first letters, at least two, joined or not.

    Numbers stay whole: VI Koto is not short for VII Koto. Names of one word are not cut.

    >>> abbreviates(("tanjabtim",), ("tanjung", "jabung", "timur"))
    True
    """
    enough = len(name) > 1 and sum(map(len, short)) >= SHORTEST_ABBREVIATION
    return enough and _cut(short, name)


def _cut(short: tuple[str, ...], name: tuple[str, ...]) -> bool:
    if not short or not name:
        return not short and not name
    word, head = name[0], short[0]
    fewest = len(word) if _ROMAN.fullmatch(word) else min(2, len(word))
    for length in range(fewest, min(len(word), len(head)) + 1):
        if word[:length] != head[:length]:
            return False
        rest = head[length:]
        if _cut((rest, *short[1:]) if rest else short[1:], name[1:]):
            return True
    return False


def codes_of(cell: Cell) -> tuple[str, ...]:
    """The codes a cell may mean, dotted; () for what is none.

    More than one where a zero may have been lost: Excel makes 15.1 of 15.10, a person of 15.01.

    >>> codes_of(1503.0), codes_of("15 03-01"), codes_of("150.301"), codes_of(15.1)
    (('15.03',), ('15.03.01',), ('15.03.01',), ('15.01', '15.10'))
    """
    text = cell_text(cell).strip(" '`\"’[]().,;:-")
    if text.upper() == "ID":
        return ("ID",)
    parts = re.split(r"[\s.,/_-]+", text)
    if not all(part.isascii() and part.isdigit() for part in parts):
        return ()
    if len(parts) == 2 and parts[1] == "0":
        parts.pop()
    return _undotted(parts) or tuple(_padded(parts))


def _undotted(parts: list[str]) -> tuple[str, ...]:
    """Whole pairs of digits, or a number with its thousands apart: 150.301."""
    thousands = len(parts[0]) < 4 and all(len(part) == 3 for part in parts[1:])
    digits = "".join(parts)
    pairs = all(len(part) % 2 == 0 for part in parts)
    if len(digits) not in DIGITS or not (pairs or (len(parts) > 1 and thousands)):
        return ()
    pieces = (digits[:2], digits[2:4], digits[4:6], digits[6:])
    return (".".join(filter(None, pieces)),)


def _padded(parts: list[str]) -> Iterator[str]:
    if not (2 <= len(parts) <= 3 and len(parts[0]) == 2 and all(len(p) in (1, 2) for p in parts)):
        return
    ways = [(part,) if len(part) == 2 else (f"0{part}", f"{part}0") for part in parts]
    yield from (".".join(way) for way in product(*ways))
