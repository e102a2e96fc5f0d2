"""Every kabupaten, kota and kecamatan of Indonesia: its spellings never give another place."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from regions.importing.places.matching import PlaceMatch
from regions.importing.places.spelling import key_of, without_office
from tests.regions.importing.indonesia import KABKOTA, KECAMATAN, PROVINCES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

SPECIAL = "Daerah Istimewa "
IN_PROVINCE = [(row["code"], row["province_code"], row["name"]) for row in KABKOTA]
IN_KABKOTA = [(row["code"], row["regency_code"], row["name"]) for row in KECAMATAN]


def ways_to_write(name: str) -> Iterator[str]:
    yield from (name, name.upper(), name.lower(), name.replace(" ", "  "), f" {name}.")
    yield name.replace(" ", "\N{NO-BREAK SPACE}")
    yield name.replace("Kepulauan", "KEP.").replace("Kep. ", "Kepulauan ")
    yield name.replace("-", " ").replace(" dan ", " & ")
    yield f"12. {name}"
    if "(" not in name:
        yield f"{name} (ibu kota)"


def joined(name: str) -> str:
    return name.replace(" dan ", "").replace(" ", "")


def with_kind(name: str) -> Iterator[str]:
    """The spellings that say whether it is a kabupaten or a kota."""
    kind, _, short = name.replace("Administrasi ", "").partition(" ")
    prefixes = {"Kabupaten": ("KAB.", "Kab", "KABUPATEN"), "Kota": ("KOTA", "Kodya", "Kotamadya")}
    yield from ways_to_write(name)
    for prefix in prefixes[kind]:
        yield from (f"{prefix} {short}", f"{prefix}  {joined(short)}")
    yield f"{kind} Adm. {short}"


def without_kind(name: str) -> Iterator[str]:
    short = name.replace("Administrasi ", "").partition(" ")[2]
    yield from ways_to_write(short)
    yield joined(short)


def shortened(name: str) -> Iterator[str]:
    """Each word but a Roman number cut to so many letters, joined and apart."""
    words = name.replace("'", "").replace("-", " ").split()
    for letters in range(2, 7):
        cut = [word if set(word) <= set("IVX") else word[:letters] for word in words]
        yield from ("".join(cut), " ".join(cut), "".join(cut[:-1]) + f" {words[-1]}")


def is_never_another(match: PlaceMatch, code: str) -> bool:
    """Taken as this place, or left to a person who is offered it."""
    if match.code is None:
        return not match.wrong and not match.total and code in match.choices
    return match.code == code and not match.total


def test_a_kabkota_with_its_kind_is_always_taken(indonesia):
    for code, province, name in IN_PROVINCE:
        for spelling in with_kind(name):
            for region in (province, "ID"):
                assert indonesia[region].match(None, spelling) == PlaceMatch(code), spelling


def twins() -> set[str]:
    """Of one name in their province, also with the province or, for Pontianak, once."""
    names = Counter((row["province_code"], row["short_name"]) for row in KABKOTA)
    names.update((row["code"], row["name"].removeprefix(SPECIAL)) for row in PROVINCES)
    of_one_name = {
        row["code"] for row in KABKOTA if names[row["province_code"], row["short_name"]] > 1
    }
    return of_one_name | {"61.71"}


def test_a_kabkota_without_its_kind_is_never_another(indonesia):
    asked = set()
    for code, province, name in IN_PROVINCE:
        for spelling in without_kind(name):
            for region in (province, "ID"):
                match = indonesia[region].match(None, spelling)
                assert is_never_another(match, code), (spelling, match)
                asked |= {code} if match.code is None and region == province else set()
    assert asked == twins()


def test_a_kecamatan_is_never_another(indonesia):
    for code, kabkota, name in IN_KABKOTA:
        for spelling in (*ways_to_write(name), joined(name)):
            match = indonesia[kabkota].match(None, spelling)
            assert is_never_another(match, code), (spelling, match)
            kind = ("Kec.", "KECAMATAN", "Distrik")[len(spelling) % 3]
            said = (
                spelling.replace("12. ", f"12. {kind} ")
                if "12." in spelling
                else f"{kind} {spelling}"
            )
            assert indonesia[kabkota].match(None, said) == PlaceMatch(code), said


@pytest.mark.parametrize("places", [IN_PROVINCE, IN_KABKOTA], ids=["kabkota", "kecamatan"])
def test_an_abbreviation_is_never_another(indonesia, places):
    """Unless it is the whole name of another: Kampar cut to Kampa, a kecamatan beside it."""
    taken = 0
    for code, region, name in places:
        for short in shortened(name.removeprefix("Kabupaten ").removeprefix("Kota ")):
            match = indonesia[region].match(None, short)
            if match.code not in (None, code):
                other = indonesia[region].by_code[match.code]
                assert other.key == key_of(short), (short, match)
            taken += match.code == code
    assert taken > len(places)


def test_code_and_name_together_are_the_place(indonesia):
    for code, region, name in IN_PROVINCE + IN_KABKOTA:
        for written in (code, code.replace(".", ""), float(code.replace(".", ""))):
            assert indonesia[region].match(written, name) == PlaceMatch(code)
            assert indonesia[region].match(written, None) == PlaceMatch(code)


def test_a_code_that_became_a_number_is_the_place_if_the_name_says_so(indonesia):
    for code, province, name in IN_PROVINCE:
        assert indonesia[province].match(float(code), name) == PlaceMatch(code)
        alone = indonesia[province].match(float(code), None)
        assert alone.code is None if code.endswith("0") else alone.code == code
        assert is_never_another(alone, code)


def test_the_code_of_one_and_the_name_of_another_are_never_taken(indonesia):
    siblings = defaultdict(list)
    for code, region, name in IN_PROVINCE + IN_KABKOTA:
        siblings[region].append((code, name))
    for region, places in siblings.items():
        for (one, name_of_one), (other, name_of_other) in pairwise(places):
            assert indonesia[region].match(one, name_of_other).wrong
            assert indonesia[region].match(other, name_of_one).wrong


@given(st.text(max_size=30))
def test_a_random_text_is_no_place(indonesia, text):
    # By chance it may be the word of an office, which says the office itself.
    assume(without_office(text) != "")
    for region in ("ID", "15", "15.03"):
        assert indonesia[region].match(None, text).code is None


@given(st.text("0123456789., -", max_size=14))
def test_a_number_is_only_the_place_of_its_digits(indonesia, text):
    digits = "".join(c for c in text if c.isdigit())
    code = indonesia["ID"].match(text, None).code
    assert code is None or code.replace(".", "") in (digits, digits.removesuffix("0"))


def test_a_region_s_own_name_is_its_total(indonesia):
    for code, province, name in IN_PROVINCE:
        assert indonesia[code].match(None, name) == PlaceMatch(code, total=True)
        assert indonesia[code].match(code, name) == PlaceMatch(code, total=True)
        office = indonesia[code].match(code, "Kantor dinas (tidak dirinci)")
        assert office == indonesia[province].match(code, "Disdukcapil") == PlaceMatch(code)
