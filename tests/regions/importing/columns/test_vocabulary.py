"""What headers are taken to mean: words of real files, and those that must not be guessed."""

import pytest

from regions.importing.columns.vocabulary import FIELDS, fields_of, is_personal

CLEAR = """
WAJIB KTP-EL: wajib_ktp | wajib_ktp_jml: wajib_ktp | WKTP: wajib_ktp | Jumlah Wajib KTP: wajib_ktp
Jumlah penduduk wajib KTP: wajib_ktp | Wajib KTP 2019: wajib_ktp
REKAM: recorded | rekam_jml: recorded | PEREKAMAN JUMLAH: recorded | Sudah Perekaman: recorded
Jumlah Rekam: recorded | rekam_ktpel: recorded | WAJIB KTP SUDAH REKAM: recorded
Sudah Melakukan Perekaman: recorded | Perekaman hari ini: recorded
BLM_REKAM: missing | belum_rekam_jml: missing | Belum Melakukan Perekaman: missing | belum: missing
PEREKAMAN %: percent | Persentase: percent | persen_disebut: percent | Capaian (%): percent
KODE: code | KD_KEC: code | Kode Wilayah: code | KAB./ KOTA: name | Kabupaten/Kota: name
Distrik: name | Nama Kapanewon: name | KODE DISTRIK: code | Kemantren: name
Kecamatan: name | Nama Wilayah: name | tgl_pelayanan: day | Tanggal Pelayanan: day | tanggal: day
Jumlah Penduduk: population | penduduk: population
prr: print_ready | SISA PRR: print_ready | siap cetak (PRR): print_ready | sfe: sent_for_enrolment
terkirim untuk enrolment (SFE): sent_for_enrolment | duplikat_record: duplicates
duplicate record: duplicates | sisa_blanko: blangko_left | SISA BLANGKO: blangko_left
CETAK: printed | Jumlah cetak KTP-el: printed | cetak_ktpel_suket: printed
cetak_ktpel_rhgp: reprinted | cetak ulang: reprinted | keping rusak: spoiled
PEREKAMAN L+P: recorded | Wajib KTP (Laki-laki & Perempuan): wajib_ktp
Jumlah Belum Rekam: missing | Wajib KTP yang belum rekam: missing | Belum (jiwa): missing
Jumlah Penduduk (jiwa): population | belum terekam: missing
Kepemilikan KTP-el Hasil Belum Perekaman Jumlah: missing
PENYERAHAN: delivered | serah: delivered
rekam < 17 tahun: recorded_minors | rekam di bawah umur 17: recorded_minors
Perekaman belum 17 tahun: recorded_minors | recorded under 17: recorded_minors
rekam luar wilayah: recorded_outsiders
perekaman usia 16 th: recorded_minors | hari/tanggal: day
NO: ignore | IDEM: ignore | waktu_pelaporan: ignore | catatan: ignore | sumber: ignore
Yang perlu dibetulkan: ignore | To be corrected: ignore
"""


@pytest.mark.parametrize("line", [part.strip() for part in CLEAR.replace("\n", "|").split("|")])
def test_the_words_of_real_files_are_known(line):
    header, _colon, field = line.rpartition(":")
    if line:
        assert fields_of(header) == {field.strip()}


@pytest.mark.parametrize("header", ["JML_WKTP", "jml_wktp", "JML_WKTP (jiwa)"])
def test_a_word_that_stands_for_two_things_is_left_open(header):
    assert fields_of(header) == {"wajib_ktp", "recorded"}


def test_a_bare_sum_may_be_any_number_of_people():
    assert fields_of("JML") == {"population", "wajib_ktp", "recorded"}
    assert fields_of("JML (jiwa)") == fields_of("JML")


@pytest.mark.parametrize(
    "header",
    [
        "nik_baru", "cetak_kk", "cetak_akta_17", "cetak_kia_5", "suket_now", "skpwni_out",
        "SISA SUKET", "DPT 2019", "BELUM CETAK", "Belum wajib KTP", "TARGET REKAM 98%",
        "Persentase belum rekam", "CETAK %",
        "Perekaman 17 tahun", "Perekaman usia 17 tahun ke atas", "Perekaman >= 17 tahun",
        "Rekam 17+ tahun", "Perekaman 16 tahun keatas", "Perekaman 16 tahun atau lebih",
        "Perekaman dalam dan luar daerah", "Perekaman non luar daerah",
        "WKTP sudah rekam belum cetak", "Wajib KTP sudah rekam bulan ini",
        "PEREKAMAN L", "PEREKAMAN P", "jumlah alat rekam",
        "target perekaman", "Perekaman bulan lalu", "PEREKAMAN TGL 16", "Perekaman 16 Januari", "",
    ],
)  # fmt: skip
def test_what_is_beside_the_point_is_no_figure_of_ours(header):
    assert fields_of(header) <= {"ignore"}


@pytest.mark.parametrize("field", FIELDS)
def test_the_names_of_the_interface_mean_themselves(field):
    assert fields_of(field) == fields_of(field.upper()) == {field}


@pytest.mark.parametrize("header", ["NIK", "Nama Lengkap", "No. KK", "Tempat/Tgl Lahir", "Alamat"])
def test_columns_of_citizens_are_recognised(header):
    assert is_personal(header)
    assert fields_of(header) == frozenset()


@pytest.mark.parametrize("header", ["nik_baru", "Nama", "Kecamatan", "x" * 10_000])
def test_other_columns_are_not(header):
    assert not is_personal(header)
