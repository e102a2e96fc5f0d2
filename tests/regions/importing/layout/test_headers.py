"""Where the table stands in a sheet, as offices lay it out."""

from pathlib import Path

import pytest

from regions.importing.layout.headers import column_letter, find_tables
from regions.importing.reading.delimited import read_delimited
from regions.importing.reading.file import read_file
from regions.importing.reading.limits import PAGE
from regions.importing.tables import Merged, Sheet

FILES = Path(__file__).parents[3] / "files" / "import"


def tables(text: str):
    """Headers, row numbers and rows of every table in a text with ; between the cells."""
    return [
        (
            [column.header for column in table.columns],
            table.numbers,
            [list(row) for row in zip(*table.cells, strict=True)],
        )
        for table in find_tables([read_delimited(text, PAGE)])
    ]


def only(text: str):
    (table,) = tables(text)
    return table


@pytest.mark.parametrize(
    ("name", "headers", "first", "rows"),
    [
        ("bengkulu_november_2020.csv", "Kabupaten/Kota|Jumlah Rekam|Persentase", 2, 11),
        ("malut_2020.csv", "Kabupaten/Kota|Wajib KTP|Sudah Perekaman|Belum Perekaman", 2, 10),
        ("nasional_timeline.csv", "tanggal|wajib_ktp|rekam|belum|persen|sumber", 2, 8),
        ("jambi_dpt_2019_2024.csv", "Kode|Kabupaten/Kota|DPT 2019|TPS 2019|DPT 2024", 2, 11),
        (
            "jambi_januari_2019.csv",
            "Kode|Kabupaten/Kota|Jumlah Penduduk|Wajib KTP|Sudah Rekam|Belum Rekam|Persentase"
            "|catatan",
            2,
            11,
        ),
        (
            "jambi_timeline_provinsi.csv",
            "tanggal|wilayah|kode|penduduk|wajib_ktp|rekam|belum|persen_disebut|sumber",
            2,
            26,
        ),
        (
            "sulteng_harian_contoh.csv",
            "waktu_pelaporan|kode|kabkota|tgl_pelayanan|nik_baru|cetak_kk|rekam_ktpel|prr|sfe"
            "|duplikat_record|suket_now|suket_before|cetak_ktpel_suket|cetak_ktpel_rhgp"
            "|cetak_akta_17|cetak_akta_17up|cetak_akta_kawin|cetak_akta_cerai"
            "|cetak_akta_kematian|skpwni_out|cetak_kia_5|cetak_kia_5up|sisa_blanko",
            2,
            6,
        ),
        (
            "fixture_malut_2020_two_row_header.xlsx",
            "NO|KAB./ KOTA|WAJIB KTP-EL|PEREKAMAN JUMLAH|PEREKAMAN %|BELUM REKAM",
            6,
            10,
        ),
    ],
)
def test_the_table_of_a_real_file_is_found_whole(name, headers, first, rows):
    (table,) = find_tables(read_file((FILES / name).read_bytes(), name, PAGE))

    assert "|".join(column.header for column in table.columns) == headers
    assert table.numbers == list(range(first, first + rows))
    assert all(len(values) == rows for values in table.cells)


REPORT = """LAPORAN PEREKAMAN
BULAN : JANUARI 2019

NO;KAB/KOTA;WAJIB KTP;PEREKAMAN;;BELUM REKAM
;;;JUMLAH;%;
1;2;3;4;5=4/3;6
1;Kerinci;100;90;90,00;10
2;Merangin;100;80;80,00;20
;JUMLAH;200;170;85;30

Catatan: data sementara
;;;;Jambi, 31 Januari 2019
;Mengetahui;;;Kepala Dinas
;;;;NIP. 19700101 199503 1 001
"""


def test_titles_column_numbers_notes_and_signatures_are_no_rows():
    headers, numbers, rows = only(REPORT)

    assert headers == [
        "NO",
        "KAB/KOTA",
        "WAJIB KTP",
        "PEREKAMAN JUMLAH",
        "PEREKAMAN %",
        "BELUM REKAM",
    ]
    assert numbers == [7, 8, 9]
    assert rows[-1] == [None, "JUMLAH", "200", "170", "85", "30"]


def test_a_note_right_under_the_table_is_no_row():
    assert only("NO;NAMA;REKAM\n1;A;5\nCatatan: belum final\n")[1] == [2]
    assert only("NAMA;REKAM;CETAK\nA;5;6\nSumber: Disdukcapil\n")[1] == [2]


def test_a_place_without_numbers_at_the_end_is_a_row():
    assert only("NAMA;REKAM;CETAK\nA;1;2\nB;;\n")[2] == [["A", "1", "2"], ["B", None, None]]


def test_a_place_without_numbers_in_the_middle_is_a_row():
    assert only("NAMA;REKAM;CETAK\nA;1;2\nB;;\nC;3;4\n")[1] == [2, 3, 4]


def test_a_header_of_three_rows_is_put_together():
    text = "NO;KAB;PEREKAMAN;;;;CETAK\n;;PEMULA;;DEWASA;;\n;;L;P;L;P;\n1;A;1;2;3;4;5\n"

    assert only(text)[0] == [
        "NO",
        "KAB",
        "PEREKAMAN PEMULA L",
        "PEREKAMAN PEMULA P",
        "PEREKAMAN DEWASA L",
        "PEREKAMAN DEWASA P",
        "CETAK",
    ]


def test_groups_stand_before_what_they_hold_also_where_the_first_cells_are_blank():
    text = ";;PEREKAMAN;;CETAK;\nNO;NAMA;JUMLAH;%;JUMLAH;%\n1;A;1;2;3;4\n"

    assert only(text)[0] == [
        "NO",
        "NAMA",
        "PEREKAMAN JUMLAH",
        "PEREKAMAN %",
        "CETAK JUMLAH",
        "CETAK %",
    ]


def test_merged_cells_say_what_a_group_holds():
    rows = [
        ["LAPORAN", None, None, None, None],
        [None, None, "PEREKAMAN"],
        ["NO", "KECAMATAN", "JUMLAH", "%", "SISA BLANGKO"],
        [1, "Tebo", 5, 50.5, 7],
    ]
    merged = (Merged(0, 0, 0, 4), Merged(1, 2, 1, 3))
    (table,) = find_tables([Sheet("A", rows, merged)])

    assert [column.header for column in table.columns] == [
        "NO",
        "KECAMATAN",
        "PEREKAMAN JUMLAH",
        "PEREKAMAN %",
        "SISA BLANGKO",
    ]


def test_a_blank_cell_beside_a_single_header_belongs_to_no_group():
    headers = only("NO;NAMA;REKAM;;CETAK\n;;;%;\n1;A;1;2;3\n")[0]

    assert headers == ["NO", "NAMA", "REKAM", "%", "CETAK"]


def test_the_header_of_the_next_page_is_no_row():
    text = "NO;NAMA;REKAM\n1;A;5\n2;B;6\n\nLAPORAN LANJUTAN\nNO;NAMA;REKAM\n(1);(2);(3)\n3;C;7\n"

    assert only(text)[1] == [2, 3, 8]


def test_two_tables_one_under_the_other_are_two():
    first, second = tables(
        "Tabel 1\nKecamatan;Rekam\nA;5\nB;6\n\nTabel 2\nKecamatan;Cetak;Sisa Blangko\nA;1;2\nC;;\n"
    )

    assert first[:2] == (["Kecamatan", "Rekam"], [3, 4])
    assert second[:2] == (["Kecamatan", "Cetak", "Sisa Blangko"], [8, 9])


def test_a_header_of_words_nobody_knows_is_found_above_its_numbers():
    text = "Daftar\nLokasi kerja;Hasil X;Zeta\nA;1;2\nB;3;4\n"

    assert only(text)[:2] == (["Lokasi kerja", "Hasil X", "Zeta"], [3, 4])


def test_years_are_headers_beside_a_word_we_know():
    assert only("Kecamatan;2018;2019\nA;1;2\nB;3;4\n")[0] == ["Kecamatan", "2018", "2019"]


def test_lines_of_a_word_and_its_value_above_the_table_are_none_of_it():
    text = "PROVINSI;JAMBI;\nKODE;15;\nTAHUN;2019;\n\nKecamatan;Wajib KTP;Rekam\nA;10;5\n"

    assert only(text)[:2] == (["Kecamatan", "Wajib KTP", "Rekam"], [6])


@pytest.mark.parametrize(
    "text",
    [
        "Kerinci;1;2\nMerangin;3;4\n",
        "15.01;Kerinci;1;2\n15.02;Merangin;3;4\n",
        "NO;NAMA;REKAM\n",
        "catatan saja\n",
    ],
)
def test_without_a_header_or_without_rows_there_is_no_table(text):
    assert tables(text) == []


def test_headers_that_repeat_or_lack_are_told_apart_and_empty_columns_left_out():
    headers, _numbers, rows = only("NAMA;JUMLAH;JUMLAH;;KET\nA;1;2;3;\nB;1;2;3;\n")

    assert headers == ["NAMA", "JUMLAH", "JUMLAH (2)", "D"]
    assert rows[0] == ["A", "1", "2", "3"]


def test_a_row_of_words_within_the_table_stays_a_row():
    text = "NAMA;REKAM;KET\nA;1;\nB;belum lapor;rusak alat\nC;3;\n"

    assert only(text)[1] == [2, 3, 4]
    assert only("NAMA;REKAM;\nKerinci;;belum lapor\nTebo;3;\n")[1] == [2, 3]


def test_columns_of_citizens_are_found_so_that_they_can_be_refused():
    headers = only("NIK;Nama Lengkap;Alamat\n1571;Budi;Jl. X\n1572;Ani;Jl. Y\n")[0]

    assert headers == ["NIK", "Nama Lengkap", "Alamat"]


def test_a_hidden_sheet_holds_no_table():
    rows = [["NAMA", "REKAM"], ["A", 1]]

    assert len(find_tables([Sheet("A", rows), Sheet("B", rows, hidden=True)])) == 1


def test_columns_have_the_letters_of_a_spreadsheet():
    assert [column_letter(at) for at in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


def test_the_work_does_not_grow_with_the_square_of_headers_and_merged_cells():
    """Looked at are the merged cells near a header, and no column beyond the widest row."""
    looked_at = 0

    class Counted(Merged):
        def __getattribute__(self, name):
            nonlocal looked_at
            looked_at += name == "last_row"
            return super().__getattribute__(name)

    one = [["Kecamatan", "Perekaman", "Cetak"], ["Limun", 1, 2]]
    other = [["Kecamatan", "Perekaman", "Serah"], ["Limun", 1, 2]]
    rows = (one + other) * 500
    merged = tuple(Counted(r, 2, r, 16_383) for r in range(0, len(rows), 2))

    found = find_tables([Sheet("S", rows, merged)])

    assert {len(table.columns) for table in found} == {3}
    assert looked_at < 30 * len(rows)
