"""A target that was typed by mistake: withdrawn after its effect was seen, with a reason, logged.

Budi is the manager of Jambi, Dewi national staff; Siti types for Sarolangun, Eko only reads.
"""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from regions.models import Role, Target, TargetChange
from regions.ranking import rank_children
from regions.recording import Signature, record_target, withdraw_target
from tests.factories import (
    DAY,
    at,
    make_budi,
    make_dewi,
    make_eko,
    make_figure,
    make_person,
    make_region,
    make_siti,
    make_target,
)
from tests.reading import page_words, table_rows
from tests.regions.views.confirmed_forms import send, shown_then_stored

pytestmark = pytest.mark.django_db

WISH = {"act": "withdraw", "why": "salah ketik"}


@pytest.fixture(autouse=True)
def today_is_the_day_of_the_article(settings):
    settings.TODAY = DAY


@pytest.fixture(autouse=True)
def english(client):
    client.cookies["django_language"] = "en"
    with translation.override("en"):
        yield


@pytest.fixture
def budi(jambi):
    return make_budi(jambi)


@pytest.fixture
def target(jambi) -> Target:
    """Of Jambi, since three days ago."""
    return make_target("94", jambi.province, from_day=DAY - timedelta(days=3))


def goal(jambi, day: date = DAY) -> int:
    return rank_children(jambi.province, day).head.goal.hundredths


def test_the_effect_is_shown_first_and_nothing_is_withdrawn(client, jambi, budi, target):
    make_figure(jambi.sarolangun, 1000, 960)

    shown = send(client, budi, f"/target/{target.pk}/", WISH)

    words = page_words(shown)
    assert shown.status_code == 200
    assert "94 % from 1 April 2019: only if it was typed by mistake" in words
    assert "Not stored yet. Jambi: target 94 % → 98 %" in words
    assert table_rows(shown)[1].endswith("reached → not reached")
    assert [asked.text for asked in shown.context["trial"].asked] == [
        "This changes the pages of 3 days gone by, from 1 April 2019 to 3 April 2019. Correct?"
    ]
    assert "Correct this target" not in words
    assert not Target.objects.get().is_withdrawn
    assert not TargetChange.objects.exists()


def test_once_seen_it_counts_on_no_day_is_listed_no_more_and_its_log_stays(
    client, jambi, budi, target
):
    assert goal(jambi, DAY - timedelta(days=3)) == 9400

    done = shown_then_stored(client, budi, f"/target/{target.pk}/", WISH)

    assert (done.status_code, done.url) == (302, "/target/?wilayah=15")
    assert {goal(jambi, DAY - timedelta(days=back)) for back in range(4)} == {9800}
    page = client.get(done.url)
    assert "Withdrawn: the target of Jambi." in page_words(page)
    assert table_rows(page) == []
    (row,) = table_rows(client.get("/riwayat/?jenis=target"))
    assert row.endswith("budi Jambi 15 1 April 2019 Withdrawn no yes salah ketik")


def test_without_a_reason_an_answer_or_what_was_shown_nothing_is_withdrawn(client, budi, target):
    address = f"/target/{target.pk}/"
    seen = send(client, budi, address, WISH).context["trial"].seen

    without_reason = client.post(address, {**WISH, "why": " ", "seen": seen})
    too_long = client.post(address, {**WISH, "why": "x" * 201, "seen": seen})
    unanswered = client.post(address, {**WISH, "seen": seen})
    of_a_correction = client.post(address, {**WISH, "seen": "another", "days-confirm": "1"})

    assert "This field is required." in page_words(without_reason)
    assert "at most 200 characters" in page_words(too_long)
    assert "please answer the questions" in page_words(unanswered)
    assert "no longer what you were shown" in page_words(of_a_correction)
    for refused in (without_reason, too_long, unanswered, of_a_correction):
        assert refused.status_code == 422
    assert not Target.objects.get().is_withdrawn


def test_only_those_who_may_write_the_target_withdraw_it(client, jambi, target):
    rini = make_person("rini", Role.MANAGER, make_region("14"))
    wide = make_target("97")

    for person in (make_siti(jambi), make_eko(jambi), rini):
        assert send(client, person, f"/target/{target.pk}/", WISH).status_code == 403
    assert send(client, make_budi(jambi), f"/target/{wide.pk}/", WISH).status_code == 403
    assert not Target.objects.filter(is_withdrawn=True).exists()
    dewi = make_dewi(jambi)
    for found in (target, wide):
        assert shown_then_stored(client, dewi, f"/target/{found.pk}/", WISH).status_code == 302
    assert Target.objects.filter(is_withdrawn=True).count() == 2


def test_the_page_of_a_correction_offers_it_and_that_of_a_withdrawn_one_is_gone(
    client, budi, target
):
    client.force_login(budi)
    assert "Withdraw this target" in page_words(client.get(f"/target/{target.pk}/"))
    assert "Withdraw this target" not in page_words(client.get("/target/"))

    shown_then_stored(client, budi, f"/target/{target.pk}/", WISH)

    assert client.get(f"/target/{target.pk}/").status_code == 404
    assert client.post(f"/target/{target.pk}/", WISH).status_code == 404


def test_its_day_is_free_for_another_target(client, jambi, budi):
    for region in (jambi.province, None):
        wrong = make_target("94", region, from_day=DAY)
        withdraw_target(wrong, Signature(budi, at(), "salah ketik"))

    wish = {"percent": "99,4", "from_day": "2019-04-04"}
    assert shown_then_stored(client, budi, "/target/", wish).status_code == 302
    make_target("99", from_day=DAY)
    assert goal(jambi) == 9940


def test_what_somebody_withdrew_meanwhile_is_neither_corrected_nor_withdrawn_again(budi, target):
    signed = Signature(budi, at(), "salah ketik")
    withdraw_target(Target.objects.get(), signed)

    with pytest.raises(Target.DoesNotExist):
        withdraw_target(target, signed)
    with pytest.raises(Target.DoesNotExist):
        record_target(target, {"percent": Decimal("99")}, signed)

    assert TargetChange.objects.count() == 1


def test_whoever_was_slower_reads_that_there_is_no_such_target(client, budi, target, monkeypatch):
    signed = Signature(budi, at(), "salah ketik")

    def after_another(found: Target, later: Signature) -> list[TargetChange]:
        withdraw_target(found, signed)
        return withdraw_target(found, later)

    monkeypatch.setattr("regions.views.targets.withdraw_target", after_another)

    assert send(client, budi, f"/target/{target.pk}/", WISH).status_code == 404
