"""/impor/<n>/ of a file that waits: what it says, what it would do, what is wrong with it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regions.models import PopulationFigure
from tests.factories import (
    DAY,
    make_budi,
    make_eko,
    make_figure,
    make_jambi,
    make_person,
    make_region,
    make_siti,
    save_day,
)
from tests.reading import links, page_words
from tests.regions.views.import_pages import (
    AS_OF,
    COUNTS,
    FIGURES,
    batch_at,
    bring,
    brought,
    counts,
    figures,
    main_of,
    store,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def jambi(settings):
    settings.TODAY = DAY
    return make_jambi()


def test_a_ready_file_shows_what_it_changes_and_stores_nothing(client, jambi):
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: {"recorded": 10, "printed": 9}}, day=DAY.replace(day=2))

    page = client.get(brought(client, siti, COUNTS))

    sheet = page.context["sheet"]
    assert (sheet.new, sheet.changed, sheet.same) == ("2", "1", "1")
    assert "10 → 12" in page_words(page)
    assert page.context["may_store"]
    assert "2 baris siap; 0 pertanyaan; 0 kesalahan." in page_words(page)
    assert counts() == {"15.03.01": 10}


def test_a_file_that_is_stored_already_has_no_button_and_says_so(client, jambi):
    siti = make_siti(jambi)
    first = brought(client, siti, COUNTS)
    store(client, first)

    page = client.get(brought(client, siti, COUNTS, "lagi.csv"))

    assert not page.context["may_store"]
    assert first in links(page)
    assert "simpan/" not in main_of(page)
    assert "sudah tersimpan" in page_words(page)


def test_errors_stand_with_sheet_row_column_and_value(client, jambi):
    text = COUNTS + "Limun;2019-04-03;-3;2\n"
    address = brought(client, make_siti(jambi), text)

    page = client.get(address)

    assert [(e.row, e.column, e.value) for e in page.context["errors"]] == [(4, "Perekaman", "-3")]
    assert f"{address}berkas/" in links(page)
    assert not page.context["may_store"]
    assert client.get(f"{address}berkas/").content.startswith(b"PK")


def test_remarks_show_what_was_computed_and_what_was_found(client, jambi):
    text = COUNTS + "JUMLAH;2019-04-02;20;14\n"

    page = client.get(brought(client, make_siti(jambi), text))

    assert [(c.expected, c.found) for c in page.context["checks"]] == [("19", "20")]
    assert page.context["may_store"]
    # Told at the top, not only below a long table of columns.
    assert 'class="message warning import-state"' in main_of(page)
    assert main_of(page).index('id="checks"') < main_of(page).index('id="columns"')


def test_the_change_of_the_ranking_is_shown_and_rolled_back(client, jambi):
    make_figure(jambi.sarolangun, 1000, 950)
    make_figure(jambi.batanghari, 1000, 900)

    page = client.get(brought(client, make_budi(jambi), FIGURES, **AS_OF, basis="dkb"))

    told = [(line.place, line.before, line.after) for line in page.context["moved"]]
    assert told == [
        ("Jambi", "92,50 %", "90,00 %"),
        ("Kabupaten Sarolangun", "95,00 %", "80,00 %"),
        ("Kabupaten Batanghari", "90,00 %", "95,00 %"),
    ]
    assert page.context["moved"][1].ranks == "2 → 1"
    assert PopulationFigure.objects.count() == 2


def test_sums_are_shown_but_never_of_levels(client, jambi):
    text = "Tanggal;Perekaman;Sisa Blangko\n2019-04-01;12;500\n2019-04-02;7;490\n"

    page = client.get(brought(client, make_siti(jambi), text))

    assert page.context["may_store"]
    assert page.context["sums"] == [("Perekaman, jumlah 2 baris", "19")]


@pytest.mark.parametrize(("second", "shown"), [("15.03.01;400;300", 0), ("15.04;900;700", 2)])
def test_figures_of_a_kabupaten_and_of_its_kecamatan_have_no_sum(client, jambi, second, shown):
    text = f"Kode;Wajib KTP;Rekam\n15.03;1000;800\n{second}\n"

    page = client.get(brought(client, make_budi(jambi), text, as_of="2019-01-31", basis="dkb"))

    assert page.context["may_store"]
    assert len(page.context["sums"]) == shown


def test_a_hostile_table_is_shown_as_text(client, jambi):
    text = (
        'Kecamatan;"<script>alert(1)</script>";Perekaman\n'
        '"<img src=x onerror=alert(2)>";=cmd();3\nLimun;{{ 7 }};2\n'
    )

    page = client.get(brought(client, make_siti(jambi), text, "<b>.csv", day="2019-04-02"))

    html = main_of(page)
    assert page.status_code == 200
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "<b>.csv" not in html
    assert "&lt;img src=x onerror=alert(2)&gt;" in html
    assert client.get(f"{page.request['PATH_INFO']}berkas/").status_code == 200


def test_the_file_of_another_province_says_of_every_row_where_it_lies(client, jambi):
    make_region("82.01", "Kabupaten Halmahera Barat")
    text = "Kabupaten,Wajib KTP,Rekam\nHalmahera Barat,1000,900\n"

    page = client.get(brought(client, make_budi(jambi), text, **AS_OF, basis="dkb"))

    assert "82.01" in page.context["errors"][0].message
    assert figures() == {}


def test_who_may_only_read_has_nothing_to_press(client, jambi):
    address = brought(client, make_siti(jambi), COUNTS + "Limu;2019-04-02;1;1\n")

    for reader in (make_eko(jambi), make_budi(jambi)):
        client.force_login(reader)
        page = client.get(address)
        assert page.status_code == 200
        assert "<button" not in main_of(page)
        assert client.get(f"{address}berkas/").status_code == 200


def test_strangers_may_neither_see_nor_decide(client, jambi):
    address = brought(client, make_siti(jambi), COUNTS)
    joko = make_person("joko", "operator", make_region("14.01"))
    client.force_login(joko)

    answers = {client.get(f"{address}{page}").status_code for page in ("", "berkas/")}
    acts = ("jawaban/", "simpan/", "hapus/", "batal/")
    answers |= {client.post(f"{address}{act}").status_code for act in acts}

    assert answers == {403}
    assert batch_at(address).state == "waiting"


def test_those_above_do_not_decide_over_an_offices_file(client, jambi):
    address = brought(client, make_siti(jambi), COUNTS)
    acts = ("jawaban/", "simpan/", "hapus/", "batal/")

    for person in (make_budi(jambi), make_eko(jambi)):
        client.force_login(person)
        assert {client.post(f"{address}{act}").status_code for act in acts} == {403}


@pytest.mark.parametrize("number", ["999999", "99999999999999999999999"])
def test_an_import_that_does_not_exist_is_not_found(client, jambi, number):
    client.force_login(make_siti(jambi))

    assert client.get(f"/impor/{number}/").status_code == 404
    assert client.post(f"/impor/{number}/simpan/").status_code == 404


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def counts_of(days: int) -> str:
    lines = (f"Limun;2019-03-{1 + n % 28:02};{n};1" for n in range(days))
    return "\n".join(["Kecamatan;Tanggal;Perekaman;Cetak", *lines])


def test_a_preview_asks_as_often_for_300_rows_as_for_11(client, jambi):
    siti = make_siti(jambi)
    places = [make_region(f"15.03.{n}", f"Tempat{chr(97 + n % 26)}{n}") for n in range(10, 40)]
    header = "Kode;Tanggal;Perekaman\n"
    few = header + "".join(f"{p.code};2019-03-01;5\n" for p in places[:11])
    many = header + "".join(f"{p.code};2019-03-{d:02};5\n" for p in places for d in range(1, 11))

    first, second = (brought(client, siti, text) for text in (few, many))
    asked = queries(client, first), queries(client, second)

    assert len(client.get(second).context["found"].rows) == 300
    assert asked[0] == asked[1] < 20


def test_a_preview_of_figures_asks_as_often_for_300_rows_as_for_11(client, jambi):
    budi = make_budi(jambi)
    for n in range(100, 399):
        make_region(f"15.{n}", f"Kabupaten Nama{n}")
    header = "Kode;Wajib KTP;Perekaman\n"
    few, many = (
        header + "".join(f"15.{n};1000;900\n" for n in range(100, 100 + size)) for size in (11, 299)
    )

    first, second = (brought(client, budi, text, **AS_OF, basis="dkb") for text in (few, many))

    assert queries(client, first) == queries(client, second) < 45


def test_the_list_asks_as_often_for_many_as_for_one(client, jambi):
    siti = make_siti(jambi)
    brought(client, siti, COUNTS)
    one = queries(client, "/impor/")
    for n in range(8):
        brought(client, siti, COUNTS, f"{n}.csv")

    assert one == queries(client, "/impor/") < 8


def test_the_record_asks_as_often_for_many_changes_as_for_few(client, jambi):
    siti = make_siti(jambi)
    first = brought(client, siti, COUNTS)
    store(client, first)
    second = brought(client, siti, counts_of(28))
    store(client, second)

    assert queries(client, first) == queries(client, second) < 8


def test_a_refused_file_leaves_no_trace(client, jambi):
    assert bring(client, make_siti(jambi), b"%PDF-").status_code == 422
    assert client.get("/impor/").context["lines"] == []


def test_a_day_that_cannot_be_is_pointed_at_in_its_column(client, jambi):
    text = "Kecamatan;Tanggal;Perekaman\nLimun;2019-05-02;8\n"

    page = client.get(brought(client, make_siti(jambi), text))

    (error,) = page.context["errors"]
    assert (error.row, error.column, error.value) == (2, "Tanggal", "2019-05-02")


def test_an_unusual_number_is_told_with_its_place_and_field(client, jambi):
    page = client.get(brought(client, make_siti(jambi), COUNTS.replace(";12;", ";8000;")))

    (check,) = page.context["checks"]
    assert "Limun" in check.message
    assert "perekaman" in check.message
    assert "8.000" in check.message
