"""Files that are something else, broken, or made to do harm: each gets its own sentence."""

import resource
import struct
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter

from regions.importing.reading.archive import Archive
from regions.importing.reading.file import read_file
from regions.importing.reading.limits import PAGE, Unreadable

pytestmark = pytest.mark.usefixtures("in_english")

FILES = Path(__file__).parents[3] / "files" / "import"
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def refusal(content: bytes, name: str = "rekap.xlsx") -> str:
    """What the person is told."""
    with pytest.raises(Unreadable) as caught:
        read_file(content, name, PAGE)
    return str(caught.value)


def zipped(**parts: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/"), part)
    return out.getvalue()


def xlsx(sheet: bytes = b"", content: bytes = b"") -> bytes:
    """A small workbook, its first sheet replaced by other XML."""
    content = content or (FILES / "fixture_malut_2020_two_row_header.xlsx").read_bytes()
    out = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, sheet if sheet and name.endswith("sheet1.xml") else part)
    return out.getvalue()


def sheet_xml(cells: bytes) -> bytes:
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (main, cells)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "0 bytes"),
        (b" \r\n\t \n", "no values"),
        (b"\0" * 3_000, "no values"),
        (b";;;\n;;\n", "no values"),
        (b"%PDF-1.7\n...", "a PDF"),
        (b"\x89PNG\r\n\x1a\n....", "a picture"),
        (b"\xff\xd8\xff\xe0..JFIF", "a picture"),
        (b"RIFF....WEBPVP8 ", "a picture"),
        (b"<html><table><tr><td>1</table>", "a web page"),
        (b"<!-- rekap -->\n<h3>LAPORAN</h3><table border=1><tr><td>1", "a web page"),
        (b"LAPORAN HARIAN\n<p align=center>4 April</p><TABLE><TR><TD>1", "a web page"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><html>", "a web page"),
        (b'<?xml version="1.0"?><html xmlns="x">', "a web page"),
        (b"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Table>", "an XML file"),
        (b"MIME-Version: 1.0\r\nX-Document-Type: Workbook", "a web page"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:x">', "an XML file"),
        (b"{\\rtf1 x}", "RTF"),
        (b"Rar!\x1a\x07\x01\x00", "an archive"),
        (b"\x1f\x8b\x08\0\0\0\0\0", "an archive"),
        (b"\x09\x08\x08\0\0\x05\x05\0", "very old Excel"),
        (bytes(range(1, 32)) * 40, "no table that can be read"),
        (zipped(word__document_xml=b"<w/>"), "a document or a presentation"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "a document"),
        (zipped(rekap_xlsx=xlsx()), "an archive (zip)"),
    ],
)
def test_what_is_no_table_is_told_for_what_it_is(content, says):
    assert says in refusal(content)


def test_a_file_larger_than_allowed_is_refused_unread():
    assert "6 MB" in refusal(b"1,2\n" * 1_500_000, "besar.csv")


def test_a_workbook_without_a_value_is_refused():
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet()
    assert "no values" in refusal(out.getvalue())


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_truncated_workbook_is_damaged(kind):
    content = (FILES / f"reading_cells.{kind}").read_bytes()

    for share in (10, 30, 50, 70):
        assert "incomplete or damaged" in refusal(content[: len(content) * share // 100])


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_workbook_cut_off_anywhere_never_loses_a_row_in_silence(kind):
    content = (FILES / f"reading_cells.{kind}").read_bytes()
    whole = read_file(content, "", PAGE)
    for end in range(100, len(content), len(content) // 40):
        with suppress(Unreadable):
            assert read_file(content[:end], "", PAGE) == whole


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_flipped_byte_gives_sheets_or_a_sentence(kind):
    content = bytearray((FILES / f"reading_cells.{kind}").read_bytes())
    for at in range(0, len(content), len(content) // 40):
        broken = content.copy()
        broken[at] ^= 0xFF
        with suppress(Unreadable):
            assert read_file(bytes(broken), "", PAGE)


def test_an_old_workbook_whose_list_of_sectors_goes_on_beyond_its_end_is_damaged():
    content = bytearray((FILES / "reading_cells.xls").read_bytes())
    struct.pack_into("<I", content, 68, 0x00FFFFFF)

    with pytest.raises(Unreadable):
        read_file(bytes(content), "a.xls", PAGE)


def test_an_xlsx_with_a_password_asks_to_remove_it():
    content = (FILES / "reading_cells.xls").read_bytes()
    plain = "Workbook".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 18)
    locked = "EncryptedPackage".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 34)

    assert plain in content
    assert "password" in refusal(content.replace(plain, locked))


def test_an_xls_with_a_password_asks_to_remove_it():
    content = (FILES / "reading_cells.xls").read_bytes()
    begin = content.index(b"\x09\x08\x10\0\0\x06\x05\0")
    after = begin + 20

    assert "password" in refusal(content[:after] + b"\x2f\0" + content[after + 2 :])


def test_an_ods_with_a_password_asks_to_remove_it():
    manifest = b"<m><manifest:encryption-data/></m>"
    content = zipped(
        mimetype=ODS.encode(), **{"META-INF__manifest.xml": manifest, "content.xml": b"\x93\xff"}
    )
    assert "password" in refusal(content)


def test_a_document_of_an_older_office_is_no_table():
    content = (FILES / "reading_cells.xls").read_bytes()
    plain = "Workbook".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 18)
    word = "WordDocument".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 26)

    assert "older document" in refusal(content.replace(plain, word))


def refused_by_its_directory(content: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        Archive(content, PAGE)
    return str(caught.value)


def test_a_zip_bomb_is_refused_for_what_it_declares():
    content = zipped(**{"xl__workbook.xml": b" " * (61 * 1024 * 1024)})

    assert "far larger" in refusal(content)
    # Nothing of it has been unpacked then.
    assert "far larger" in refused_by_its_directory(content)


def test_a_zip_bomb_is_refused_though_it_declares_little():
    bomb = b" " * (61 * 1024 * 1024)
    content = zipped(**{"xl__workbook.xml": bomb})
    size, check = struct.pack("<I", len(bomb)), struct.pack("<I", zlib.crc32(bomb))
    little = content.replace(size, struct.pack("<I", 10))
    little = little.replace(check, struct.pack("<I", zlib.crc32(bomb[:10])))

    assert little != content
    assert "far larger" in refusal(little)


@pytest.mark.parametrize("encoding", ["UTF-1048577", "UTF-7"])
def test_a_part_in_an_encoding_that_no_office_writes_is_damaged(encoding):
    content = BytesIO(xlsx(sheet_xml(b'<c r="A1"><v>1</v></c>')))
    with ZipFile(content) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    book = parts["xl/workbook.xml"].partition(b"?>")[2] or parts["xl/workbook.xml"]
    parts["xl/workbook.xml"] = f'<?xml version="1.0" encoding="{encoding}"?>'.encode() + book
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)

    assert refusal(packed.getvalue())


def test_thousands_of_parts_are_refused():
    assert "far larger" in refusal(zipped(**{f"xl__{n}.xml": b"" for n in range(1_001)}))


def test_parts_that_overlap_are_refused():
    content = zipped(**{"xl__a.xml": b"x" * 99, "xl__b.xml": b"y" * 99})
    central = content.index(b"PK\x01\x02")
    second = content.index(b"PK\x01\x02", central + 4)
    overlapping = content[: second + 42] + struct.pack("<I", 0) + content[second + 46 :]

    assert "damaged" in refused_by_its_directory(overlapping)


def test_two_parts_of_one_name_are_refused():
    assert "damaged" in refused_by_its_directory(zipped(**{"xl__a.xml": b"x", "xl__A.xml": b"y"}))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_definitions_in_xml_are_refused(encoding):
    bomb = '<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>'

    assert "DOCTYPE" in refusal(xlsx(bomb.encode(encoding)))


@pytest.mark.parametrize(
    "last", [b'<c r="XFD1048576"><v>1</v></c>', b'<c r="XFD1048576" t="e"><v>#N/A</v></c>']
)
def test_a_value_in_the_last_cell_of_a_sheet_takes_no_memory(last):
    first = b'<row r="1"><c r="A1"><v>1</v></c></row>'

    assert refusal(xlsx(sheet_xml(first + b'<row r="1048576">' + last + b"</row>")))
    assert _peak_megabytes_of_children() < 650


def test_a_huge_dimension_that_is_only_declared_is_no_harm():
    cells = sheet_xml(b'<row r="1"><c r="A1"><v>7</v></c></row>')
    declared = cells.replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>')

    assert read_file(xlsx(declared), "", PAGE)[0].rows == [[7]]


def test_one_long_text_shown_a_million_times_takes_no_memory():
    one = b"<row>" + b'<c t="s"><v>0</v></c>' * 100 + b"</row>"
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet("LAPORAN").write(0, 0, "x" * 30_000)

    assert "far larger" in refusal(xlsx(sheet_xml(one * 10_000), out.getvalue()))
    assert _peak_megabytes_of_children() < 650


def ods(rows: str) -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    names = " ".join(f'xmlns:{n}="{space}:{n}:1.0"' for n in ("office", "table", "text"))
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="A">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = b'<m xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return zipped(
        mimetype=ODS.encode(),
        **{"META-INF__manifest.xml": manifest, "content.xml": content.encode()},
    )


@pytest.mark.parametrize(("height", "width"), [(1_048_576, 16_384), (1_048_576, 90), (20_001, 1)])
def test_an_ods_row_that_stands_for_a_million_takes_no_memory(height, width):
    cell = (
        f'<table:table-cell table:number-columns-repeated="{width}" office:value-type="float"'
        ' office:value="1"><text:p>1</text:p></table:table-cell>'
    )
    row = f'<table:table-row table:number-rows-repeated="{height}">{cell}</table:table-row>'

    assert refusal(ods(row))
    assert _peak_megabytes_of_children() < 650


def test_blank_rows_to_the_end_of_an_ods_sheet_are_no_harm():
    one = '<table:table-row><table:table-cell office:value-type="float" office:value="7"/>'
    rest = (
        '</table:table-row><table:table-row table:number-rows-repeated="1048575">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert read_file(ods(one + rest), "", PAGE)[0].rows == [[7]]


def _peak_megabytes_of_children() -> int:
    """Beside what they begin with: the memory of the process that they are copies of."""
    peaks = (
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF)
    )
    of_children, own = peaks
    return (of_children - own) // 1024
