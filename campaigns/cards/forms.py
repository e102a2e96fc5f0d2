"""What may be typed about blank cards: received, sent to another office, counted, reversed."""

from collections.abc import Mapping
from datetime import date
from uuid import uuid4

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regions import numerals
from regions.access import FIRST_RECORDING_DAY
from regions.entry import CountField, day_input
from regions.levels import Level
from regions.models import Region
from regions.wording import title

from ..models import CardMove, MoveKind

digits = forms.TextInput(attrs={"inputmode": "numeric", "required": True, "autocomplete": "off"})

MOST_CARDS = 1_000_000


class MoveForm(forms.Form):
    """So many cards on some day. `kunci` tells a form sent twice from two forms.

    What cannot be wished but may be right is asked about once: `keping-confirm` holding what was
    asked about (`answer`) says yes.
    """

    keping = CountField(most=MOST_CARDS, label=gettext_lazy("Cards"), widget=digits)
    tanggal = forms.DateField(
        input_formats=["%Y-%m-%d"], widget=day_input, label=gettext_lazy("Day")
    )
    catatan = forms.CharField(required=False, max_length=200, label=gettext_lazy("Note"))
    kunci = forms.UUIDField(widget=forms.HiddenInput)

    kind: MoveKind
    fewest = 1
    question = ""

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        office: Region,
        today: date,
        initial: Mapping[str, str] | None = None,
    ):
        self.office, self.today = office, today
        fresh = {"tanggal": today, "kunci": uuid4()}
        name = type(self).__name__.removesuffix("Form").lower()
        super().__init__(data, initial={**fresh, **(initial or {})}, auto_id=f"{name}-%s")
        self.fields["tanggal"].widget.attrs["max"] = today.isoformat()

    def clean_keping(self) -> int:
        cards = self.cleaned_data["keping"]
        if cards is None:
            raise forms.ValidationError(_("How many cards?"))
        if cards < self.fewest:
            raise forms.ValidationError(_("Enter 1 card or more."))
        return cards

    def clean_tanggal(self) -> date:
        day = self.cleaned_data["tanggal"]
        if day > self.today:
            raise forms.ValidationError(
                _("%(day)s has not come yet.") % {"day": numerals.long_day(day)}
            )
        if day < FIRST_RECORDING_DAY:
            raise forms.ValidationError(
                _("Electronic recording began in 2011; please check the year.")
            )
        self.check_exists(self.office, day)
        return day

    def check_exists(self, office: Region, day: date) -> None:
        if not office.is_valid_on(day):
            message = _("%(region)s did not exist on that day.") % {"region": office.name}
            raise forms.ValidationError(message)

    def words(self) -> dict:
        """What goes with the move, as the verbs of campaigns.cards take it."""
        return {
            "day": self.cleaned_data["tanggal"],
            "note": self.cleaned_data["catatan"],
            "form_key": self.cleaned_data["kunci"],
            "is_agreed": self.data.get("keping-confirm") == self.answer,
        }

    @property
    def answer(self) -> str:
        """The move that a "correct" is about: another number or day is asked about anew."""
        return f"{self.cleaned_data['keping']} {self.cleaned_data['tanggal']}"

    def ask(self, question: str) -> None:
        """Put a question beside the number of cards, to be answered by sending the form again."""
        self.question = self.answer
        self.add_error("keping", question)

    def describes(self, move: CardMove) -> bool:
        """Whether `move` is what this form asks for."""
        cleaned = self.cleaned_data
        same = (move.kind, move.day) == (self.kind, cleaned["tanggal"])
        return same and self.office_of(move) == self.office.pk and self.cards_of(move)

    def office_of(self, move: CardMove) -> int | None:
        """The office from whose page such a move was entered."""
        return move.holder.office_id

    def cards_of(self, move: CardMove) -> bool:
        return move.cards == self.cleaned_data["keping"]

    def sent_anew(self) -> Mapping[str, str]:
        """What was typed, as a form that has not been sent yet."""
        return {**dict(self.data.items()), "kunci": str(uuid4())}


class ReceiveForm(MoveForm):
    """Cards that came from outside (the ministry)."""

    kind = MoveKind.RECEIVED


class OfficeField(forms.ModelChoiceField):
    def label_from_instance(self, office: Region) -> str:
        return title(office)


class TransferForm(MoveForm):
    """Cards that go to another office of the province, while both exist.

    What an office that has ended still holds may leave it.
    """

    ke = OfficeField(
        Region.objects.none(),
        to_field_name="code",
        label=gettext_lazy("To the office"),
        empty_label=gettext_lazy("choose an office"),
        error_messages={
            "invalid_choice": gettext_lazy("Choose an office of the same province that exists.")
        },
    )
    kind = MoveKind.TRANSFER
    field_order = ("ke", "keping", "tanggal", "catatan")

    def __init__(self, *args, office: Region, today: date, **kwargs):
        super().__init__(*args, office=office, today=today, **kwargs)
        choice = self.fields["ke"]
        assert isinstance(choice, OfficeField)
        choice.queryset = other_offices(office, today)

    def check_exists(self, office: Region, day: date) -> None:
        if office.valid_from and day < office.valid_from:
            super().check_exists(office, day)

    def clean(self) -> dict:
        super().clean()
        cleaned = self.cleaned_data
        taker, day = cleaned.get("ke"), cleaned.get("tanggal")
        if taker and day and not taker.is_valid_on(day):
            message = _("%(region)s did not exist on that day.") % {"region": taker.name}
            self.add_error("ke", message)
        return cleaned

    def office_of(self, move: CardMove) -> int | None:
        return move.source.office_id if move.source else None

    @property
    def answer(self) -> str:
        return f"{super().answer} {self.cleaned_data['ke'].code}"

    def cards_of(self, move: CardMove) -> bool:
        taker = move.target.office_id if move.target else None
        return super().cards_of(move) and taker == self.cleaned_data["ke"].pk


class CountForm(MoveForm):
    """Cards found in the cupboard at the end of a day; none is a count too."""

    kind = MoveKind.COUNTED
    fewest = 0

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["keping"].label = _("Cards counted")

    def cards_of(self, move: CardMove) -> bool:
        return move.counted == self.cleaned_data["keping"]


class ReversalForm(forms.Form):
    """Why a move is undone."""

    alasan = forms.CharField(max_length=200, label=gettext_lazy("Reason"))


def other_offices(office: Region, day: date):
    """Where this office's cards may go: the province and its kabupaten/kota of that day."""
    province = office.pk if office.level == Level.PROVINCE else office.province_id
    within = Q(pk=province) | Q(province=province, level=Level.KABKOTA)
    offices = Region.objects.valid_on(day).filter(within).exclude(pk=office.pk)
    return offices.order_by("level", "code")
