"""What the headers of offices usually mean. A proposal, never a decision: see columns.py.

The same words stand for different things in different offices: in one file JML is wajib KTP
and JML_WKTP those already recorded, in another jml_wktp is wajib KTP (DOMAIN: the trap).
Such words have several meanings here, and the numbers or a person have to choose.
"""

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

from ...models import AT_DAYS_END, MEASURES

FIELDS = (
    "code",
    "name",
    "day",
    "wajib_ktp",
    "recorded",
    "missing",
    "percent",
    "population",
    *MEASURES[1:],
    *AT_DAYS_END,
    "ignore",
)

# A part of the whole, or something beside it: not the number that is asked for.
PARTIAL = re.compile(
    r"\b(l|p|lk|pr|laki|perempuan|pria|wanita|pemula|target|alat|lansia|disabilitas|lalu|"
    r"sebelumnya|suket|before|now)\b"
)
KTP = r"(e )?ktp( ?el(ektronik)?)?"
COUNTED = (
    rf"(jumlah|jml|total|realisasi|hasil|data|hari ini|harian|orang|jiwa|keping|kepemilikan|{KTP})"
)
AROUND = rf"(?:\b(?:{COUNTED}|yang|sudah|telah|di|dari|dan)\b ?)*"
# A kecamatan is a distrik in Papua, a kapanewon or kemantren in Yogyakarta.
AREA = (
    r"(kab(upaten)?|kota|kec(amatan)?|distrik|kapanewon|kemantren|wilayah|daerah|prov(insi)?"
    r"|region|kabkota|kemendagri|(sub ?)?district|regency|province)"
)

RECORDED = r"((pe|me)?rekam(an)?|recorded)"
PRINTED = r"((pen|ter|di)?cetak(an)?|printed)"
OBLIGED = rf"(wajib (memiliki )?({KTP}|identitas)|w ?ktp)"
# A bare 16 is a day of the month: PEREKAMAN TGL 16, PEREKAMAN 16 Januari.
YOUNG = (
    r"(usia |umur )?16 (tahun|th|thn)|(usia|umur) 16|minors"
    r"|(bawah|belum|kurang( dari)?|under) (usia |umur )?17"
)
# 16 or 17 and above are nearly everybody; inside and outside together are no outsiders.
NOT_OLDER = r"(?!.*\b(?:(?:ke)?atas|lebih|over)\b)"
NOT_WITHIN = r"(?!.*\b(?:bukan|non|dalam|tanpa|selain)\b)"
# Tried in this order; the first that fits says what a header may mean.
MEANINGS: tuple[tuple[str, str], ...] = (
    # Data of citizens, and words that are known to be no figure.
    (r"nik|no(mor)? (kk|nik)|nama (lengkap|penduduk|ibu|ayah|pemohon)", "personal"),
    (r"(tempat|tgl|tanggal)( \w+)* lahir|alamat|no(mor)? (hp|telepon)", "personal"),
    (r"(waktu|tgl|tanggal|jam) (pelaporan|lapor|entri|entry|input|unggah)", "ignore"),
    (r"no(mor)?( urut)?|idem|ket(erangan)?|catatan|sumber|source|notes?|rank|peringkat", "ignore"),
    # What marking.py has put beside a table.
    (r"yang perlu dibetulkan|to be corrected", "ignore"),
    # Where and when.
    (rf"(kode|kd|code|id)( {AREA})*|{AREA} code|kode \w+ kemendagri", "code"),
    (rf"(nama )?({AREA} ?)+|nama|name|tempat|place", "name"),
    (r"(tgl|tanggal|hari|date|day)( (pelayanan|layanan|perekaman|data))?", "day"),
    (r"hari (tgl|tanggal)", "day"),
    (r"service day|hari layanan|periode|bulan|semester", "day"),
    (r".*\btarget\b.*", "ignore"),
    (r".*\b(persen\w*|prosentase|percent|capaian|cakupan|coverage)\b.*", "percent"),
    # A column for each day (days_across.py) without a word for what was done.
    (r"tanggal 1 2 3", " ".join(MEASURES[:3])),
    # Levels of a day.
    (rf"{AROUND}(duplika(t|si)|duplicates?|ganda)( records?)?", "duplicates"),
    (r"((sisa|jumlah|jml) )?prr|(print ready|siap cetak)( prr)?", "print_ready"),
    (r"((sisa|jumlah|jml) )?sfe", "sent_for_enrolment"),
    (r"(sent for|terkirim( untuk)?) enroll?ment( sfe)?", "sent_for_enrolment"),
    (r"((sisa|stok|stock|persediaan) )?blang?ko( (ktp|ktp el|tersisa))?", "blangko_left"),
    (r"sisa keping|blank cards left", "blangko_left"),
    # What was done in a day.
    (rf"{AROUND}(cetak ulang|reprinted|cetak ({KTP} )?rhgp|cetak hilang rusak\w*)", "reprinted"),
    (r"rusak (saat )?(di)?cetak|gagal cetak|(blang?ko|keping) rusak|spoiled", "spoiled"),
    (rf"{AROUND}{PRINTED}( ({KTP}|suket|prr))* ?{AROUND}", "printed"),
    (rf"{AROUND}(serah|penyerahan|diserahkan|delivered|handed over) ?{AROUND}", "delivered"),
    (rf"{NOT_OLDER}.*\b{RECORDED}( {KTP})?( usia)?( di)? ({YOUNG}).*", "recorded_minors"),
    (
        rf"{NOT_WITHIN}.*\b{RECORDED}.*\b(luar (daerah|wilayah|domisili)|outsiders)",
        "recorded_outsiders",
    ),
    # People up to a day.
    (
        # "Belum wajib KTP" are children, "belum cetak" may well be recorded.
        rf"((sisa|jumlah|jml|hasil|kepemilikan|penduduk|yang|{KTP}|{OBLIGED}) )*(belum|blm)"
        rf"( (melakukan )?(terekam|direkam|{RECORDED})( {KTP})?)?( (jumlah|jml|orang|jiwa))?",
        "missing",
    ),
    (r"(jml|jumlah) w ?ktp|jml wajib ktp", "wajib_ktp recorded"),
    (rf"{AROUND}(penduduk )?{OBLIGED}( (sudah|telah))? {RECORDED} ?{AROUND}", "recorded"),
    (rf"{AROUND}(penduduk )?({OBLIGED}|wajib rekam)( \d{{4}})? ?{AROUND}", "wajib_ktp"),
    (rf"{AROUND}(melakukan )?{RECORDED} ?{AROUND}", "recorded"),
    (r"((jumlah|jml) )?(penduduk|pddk|jiwa)( (total|orang|jiwa))?|population", "population"),
    (r"jml|jumlah|total", "population wajib_ktp recorded"),
)
# In plain words: a sum of other columns, or of rows.
SUM = re.compile(r"\b(?:jumlah|jml|jlh|total)\b")
# "PEREKAMAN L+P" are all of them, no part.
BOTH_SEXES = re.compile(r"(?<=\S )(l|lk|laki( laki)?) (dan )?(p|pr|perempuan)\b")
# The percentage is that of those recorded.
OTHER_SHARE = re.compile(r"cetak|serah|\b(belum|blm|kia|kk|akta\w*)\b")
NOT_CARDS = re.compile(r"\b(kia|kk|akta\w*|skpwni|alat|target)\b")


# "JML (jiwa)" says no more than JML; "jumlah jiwa" is the population.
_UNIT = re.compile(r"\s*[(\[]\s*(jiwa|orang|org|keping)\s*[)\]]\s*$", re.IGNORECASE)
# "< 17 tahun" and "17+ tahun": signs of which nothing is left in plain words.
_BELOW, _ABOVE = re.compile(r"[<≤]"), re.compile(r"[>≥]|(?<=\d)\s*\+")
# A longer text is a sentence; what its beginning means says nothing of its end.
LONGEST = 120


def plain(header: str) -> str:
    """Lower case words with one blank between them; % is a word, N I K is one word."""
    text = unicodedata.normalize("NFKC", header).casefold().replace("%", " persen ")
    text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    words = re.sub(r"[\W_]+", " ", text).split()
    spaced = len(words) > 1 and all(len(word) == 1 for word in words)
    return ("" if spaced else " ").join(words)


def as_written(header: str, headers: Collection[str]) -> str:
    """The header without the number that was given to it because another is called the same."""
    word = re.sub(r" \(\d+\)$", "", header)
    return word if word in headers else header


@lru_cache(maxsize=4096)
def fields_of(header: str) -> frozenset[str]:
    """What a header may mean; one field where the word is clear, several where it is not.

    Empty for a word that says nothing to us; "ignore" for one that is known to be no figure,
    as the time of reporting (service date is not entry date).
    """
    words = _ABOVE.sub(" atas ", _BELOW.sub(" bawah ", _UNIT.sub("", header)))
    found = _meaning(plain(words))
    return frozenset(found.split()) - {"personal"} if found else frozenset()


def is_personal(header: str) -> bool:
    """Whether a column of that name holds data of citizens, which are refused."""
    return _meaning(plain(_UNIT.sub("", header))) == "personal"


def _meaning(words: str) -> str:
    if len(words) > LONGEST:
        return ""
    words = BOTH_SEXES.sub("jumlah", words)
    if words.replace(" ", "_") in FIELDS:
        return words.replace(" ", "_")
    for pattern, fields in MEANINGS:
        if re.fullmatch(pattern, words):
            if fields == "percent" and OTHER_SHARE.search(words):
                return "ignore"
            count = fields not in ("personal", "ignore", "code", "name", "day", "percent")
            if count and (NOT_CARDS.search(words) or _is_partial(words, fields)):
                return "ignore"
            return fields
    return ""


def _is_partial(words: str, field: str) -> bool:
    found = PARTIAL.search(words)
    # Cards printed for holders of an interim letter are cards printed for the first time.
    return found is not None and not (field == "printed" and found.group() == "suket")
