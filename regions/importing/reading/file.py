"""A file as an office has it, as sheets of cells.

What a file is shows in its first bytes, never in its name: an xlsx named .csv is read as what
it is, and a web page named .xls is told from a workbook. Macros are never looked at.
"""

import re

from django.utils.translation import gettext as _

from ..tables import Sheet
from .archive import Archive
from .binary_excel import left_out, restore_xls, stream_names
from .delimited import decode, read_delimited
from .limits import COMMAND, PAGE, Limits, Unreadable, protected, without_values
from .lost_cells import refuse_errors_in_xlsb, restore_ods, restore_xlsx
from .workbook import read_workbook

__all__ = ["COMMAND", "PAGE", "Limits", "Unreadable", "read_file"]

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_OLD_EXCEL = (b"\x09\x08\x08\0\0\x05", b"\x09\x00\x04\0", b"\x09\x02\x06\0", b"\x09\x04\x06\0")
_WEB_PAGE = re.compile(r"<(?:!doctype html|html|head|body|table|tr|meta|style|div|center)\b", re.I)
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_CONTROL = re.compile("[\x01-\x08\x0e-\x19\x1c-\x1f\x7f\ufffd]")
_CHARACTERS_LOOKED_AT = 4_096


def read_file(content: bytes, name: str, limits: Limits) -> list[Sheet]:
    """The sheets in the order of the file, also hidden ones; a text file is one sheet.

    A text file's sheet bears no name. Raises Unreadable; its text tells the person what to do.
    """
    if len(content) > limits.bytes:
        raise Unreadable(
            _("%(name)s has %(size)s MB; at most %(limit)s MB can be read. Divide it into parts.")
            % {
                "name": name,
                "size": -(-len(content) // 1024**2),
                "limit": limits.bytes // 1024**2,
            }
        )
    if not content:
        raise Unreadable(_("%(name)s is empty (0 bytes). Copy it again.") % {"name": name})
    if content.startswith(b"PK"):
        sheets = _zipped(content, limits)
    elif content.startswith(_COMPOUND):
        sheets = _compound(content, limits)
    else:
        if reason := _other_kind(content):
            raise Unreadable(reason)
        return [read_delimited(_checked_text(content), limits)]
    if not any(any(sheet.rows) for sheet in sheets):
        raise without_values()
    return sheets


def _zipped(content: bytes, limits: Limits) -> list[Sheet]:
    archive = Archive(content, limits)
    archive.check_contents(limits)
    names = archive.names()
    if "xl/workbook.bin" in names:
        refuse_errors_in_xlsb(archive)
        return read_workbook(content, limits)
    if any(name.startswith("xl/") for name in names):
        sheets = read_workbook(content, limits)
        restore_xlsx(archive, sheets, limits)
        return sheets
    if archive.part("mimetype").strip().startswith(_ODS_TYPE):
        if b"encryption-data" in archive.part("META-INF/manifest.xml"):
            raise protected()
        sheets = read_workbook(content, limits)
        restore_ods(archive, sheets, limits)
        return sheets
    raise Unreadable(_zip_without_table(names))


def _zip_without_table(names: set[str]) -> str:
    if any(name.startswith(("word/", "ppt/", "Index/")) for name in names) or "mimetype" in names:
        return _(
            "This is a document or a presentation, not a table. Copy the table into Excel and"
            " save it as xlsx."
        )
    return _("This is an archive (zip). Unpack it and choose the table inside.")


def _compound(content: bytes, limits: Limits) -> list[Sheet]:
    names = stream_names(content)
    if "EncryptedPackage" in names:
        raise protected()
    if not names & {"Workbook", "Book"}:
        raise Unreadable(
            _(
                "This is an older document, presentation or message, not a table. Copy the table"
                " into Excel and save it as xlsx."
            )
        )
    lost = left_out(content)
    sheets = read_workbook(content, limits)
    restore_xls(lost, sheets, limits)
    return sheets


def _other_kind(content: bytes) -> str:
    """What is to be said of bytes that are neither workbook nor text; empty if text."""
    if b"%PDF-" in content[:1024]:
        return _("This is a PDF. Ask for the table itself (Excel or CSV), or type it off.")
    is_photo = content[4:8] == b"ftyp" or content[8:12] == b"WEBP"
    if content.startswith(_PICTURES) or is_photo:
        return _("This is a picture. Ask for the table itself (Excel or CSV), or type it off.")
    if content.startswith(_ARCHIVES):
        return _("This is an archive. Unpack it and choose the table inside.")
    if content.startswith(_OLD_EXCEL):
        return _("This is a workbook of a very old Excel. Open it and save it as xlsx.")
    return ""


def _checked_text(content: bytes) -> str:
    text = decode(content)
    start = text[:_CHARACTERS_LOOKED_AT].lstrip()
    if not start and not text.strip():
        raise without_values()
    if start.startswith("{\\rtf"):
        raise Unreadable(_("This is a document (RTF). Copy the table into Excel and save that."))
    if start.startswith("<?xml") and "<html" not in start.casefold():
        raise Unreadable(_("This is an XML file. Open it in Excel and save it as xlsx."))
    # Programs begin with the title (<h3>), with a remark, with a warning of their own.
    if _WEB_PAGE.search(start) or start.startswith("MIME-Version:"):
        raise Unreadable(
            _(
                "This is a web page, even if its name ends in .xls: many systems export such"
                " files. Open it in Excel and save it as xlsx."
            )
        )
    if len(_CONTROL.findall(start)) > 2 + len(start) // 50:
        raise Unreadable(
            _("This is no table that can be read. Choose a file of Excel (xlsx, xls), ods or csv.")
        )
    return text
