"""What every grid that is typed into does with what others saved meanwhile; without a database."""

from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.http import QueryDict

from regions.entry import CountField, TypedGrid, clash_texts, latest, rebased, saved_words
from regions.models import DailyCount, Region, State, User, ZeroReason
from regions.recording import Clash, DayChangedMeanwhile
from tests.factories import at

JAKARTA = ZoneInfo("Asia/Jakarta")
LIMUN, PAUH = Region(pk=1, code="15.03.01"), Region(pk=3, code="15.03.03")
RINI, SITI = User(username="rini", first_name="Rini"), User(username="siti")


class Counts(TypedGrid):
    """People and a note of two places, of which 3 and "ramai" are stored, in version 2."""

    def __init__(self, data: QueryDict | None = None):
        super().__init__(data)
        for place in (LIMUN, PAUH):
            self.fields[f"{place.code}-recorded"] = CountField(most=99, initial=3)
            self.fields[f"{place.code}-notes"] = forms.CharField(required=False, initial="ramai")

    def input_name(self, row: Region, field: str) -> str:
        return f"{row.code}-{field}"

    def versions(self) -> dict[str, int]:
        return {f"{place.code}-version": 2 for place in (LIMUN, PAUH)}


def sent(values: dict[tuple[Region, str], str]) -> QueryDict:
    data = QueryDict(mutable=True)
    for (place, field), value in values.items():
        data[f"{place.code}-{field}"] = value
    return data


def clash(field: str, theirs: object) -> Clash:
    return Clash(LIMUN, field, 5, theirs, RINI, at(9))


def test_hidden_inputs_come_back_as_they_were_sent():
    form = Counts(sent({(LIMUN, "version"): "1"}))

    assert form.hidden() == {"15.03.01-version": "1", "15.03.03-version": "2"}
    assert Counts().hidden() == {"15.03.01-version": "2", "15.03.03-version": "2"}


@pytest.mark.parametrize(
    ("text", "version"),
    [("7", 7), ("0", 0), ("", None), ("x", None), ("-1", None), ("1234567890", None), ("²", None)],
)
def test_only_a_version_is_one(text, version):
    form = Counts(sent({(LIMUN, "version"): text}))

    assert form.version_sent("15.03.01-version") == version
    assert form.version_sent("15.03.03-version") is None


def test_what_was_typed_stands_on_top_of_what_is_stored_now():
    error = DayChangedMeanwhile([clash("recorded", 3)], [(LIMUN, "notes"), (PAUH, "recorded")])
    typed = sent(
        {
            (LIMUN, "version"): "1",
            (LIMUN, "recorded"): "5",
            (LIMUN, "notes"): "",
            (PAUH, "recorded"): "1",
            (PAUH, "notes"): "sepi",
        }
    )

    data = rebased(typed, Counts(), error)

    assert (data["15.03.01-recorded"], data["15.03.01-notes"]) == ("5", "ramai")
    assert (data["15.03.03-recorded"], data["15.03.03-notes"]) == ("3", "sepi")
    assert (data["15.03.01-version"], data["15.03.03-version"]) == ("2", "2")
    assert typed["15.03.01-version"] == "1"


def test_a_value_that_clashes_stays_as_it_was_typed_even_if_it_is_newer_too():
    error = DayChangedMeanwhile([clash("recorded", 3)], [(LIMUN, "recorded")])

    data = rebased(sent({(LIMUN, "recorded"): "5"}), Counts(), error)

    assert data["15.03.01-recorded"] == "5"


@pytest.mark.parametrize(
    ("field", "theirs", "said"),
    [
        ("recorded", 1200, "1.200"),
        ("recorded", 0, "0"),
        ("recorded", None, "kosong"),
        ("notes", "ramai", "ramai"),
        ("notes", "", "kosong"),
        ("state", State.CLOSED, "tutup"),
        ("state", "closed", "tutup"),
        ("zero_reason", ZeroReason.NO_NETWORK, "jaringan atau listrik padam"),
        ("zero_reason", "", "kosong"),
    ],
)
def test_beside_a_value_that_clashes_stands_what_is_stored_and_by_whom(field, theirs, said):
    texts = clash_texts(Counts(), [clash(field, theirs)], JAKARTA)

    time = "16.00"
    assert texts == {f"15.03.01-{field}": f"Sementara itu disimpan oleh Rini pukul {time}: {said}"}


def test_the_latest_save_is_told_with_its_time_and_who_did_it():
    by_rini = DailyCount(entered_by=RINI, entered_at=at(2))
    by_siti = DailyCount(entered_by=SITI, entered_at=at(3))

    told = saved_words(latest([by_siti, by_rini]), JAKARTA)

    assert told == {"saved_at": "10.00.00 WIB", "saved_by": "siti"}
    assert saved_words(by_rini, JAKARTA)["saved_by"] == "Rini"


def test_what_was_never_saved_has_no_words():
    assert latest([]) is None
    assert saved_words(None, JAKARTA) == {"saved_at": "", "saved_by": ""}
