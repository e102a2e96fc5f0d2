"""Administrative levels and how their codes nest. No models."""

from enum import IntEnum
from functools import lru_cache

NATION_CODE = "ID"
# Large files ask the same of some thousand places again and again.
_remembered = lru_cache(maxsize=16384)


class Level(IntEnum):
    """Depth below the nation; a code has as many dotted parts as its level."""

    NATION = 0
    PROVINCE = 1
    KABKOTA = 2
    KECAMATAN = 3
    DESA = 4


@_remembered
def level_of(code: str) -> Level:
    """The level of a Kemendagri code: "ID", "15", "15.03", "15.03.01", "15.03.01.2001".

    >>> level_of("15.03").name
    'KABKOTA'
    """
    return Level.NATION if code == NATION_CODE else Level(code.count(".") + 1)


def parent_code(code: str) -> str | None:
    """The code one level up; None for the nation.

    >>> parent_code("15.03.01"), parent_code("15"), parent_code("ID")
    ('15.03', 'ID', None)
    """
    if code == NATION_CODE:
        return None
    return code.rpartition(".")[0] or NATION_CODE


@_remembered
def code_at(code: str, level: Level) -> str:
    """The code at `level` of the place that `code` lies in; itself where it stands no lower.

    >>> code_at("15.03.01", Level.KABKOTA), code_at("15.03", Level.NATION)
    ('15.03', 'ID')
    >>> code_at("15", Level.KABKOTA), code_at("ID", Level.PROVINCE)
    ('15', 'ID')
    """
    return ".".join(code.split(".")[:level]) or NATION_CODE


def lies_in(code: str, ancestor: str) -> bool:
    """Whether `code` is `ancestor` or somewhere below it.

    >>> lies_in("15.03.01", "15.03"), lies_in("15.03", "15.0"), lies_in("15", "ID")
    (True, False, True)
    """
    return ancestor == NATION_CODE or code == ancestor or code.startswith(f"{ancestor}.")
