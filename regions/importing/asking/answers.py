"""What may be answered to the open questions of a file, and said about its columns."""

from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ... import access
from ...entry import day_input
from ...levels import Level
from ...models import ImportBatch, Region
from ...wording import label
from ..columns.proposal import FIELDS_OF_KIND
from ..findings import Question
from ..places.spelling import codes_of
from ..understanding import Understood
from ..wording.file import place_text
from .waiting import Given, answers_in_use

# More are asked after these are answered: one answer often settles several.
MOST_ASKED = 40
FEW = 8


class AnswersForm(forms.Form):
    """The open questions of a file, and what each of its columns holds.

    A field is named by what it is about, not by where it stands: an answer that arrives late
    finds its question or none. A question left open stays open.
    """

    def __init__(self, data=None, *, batch: ImportBatch, found: Understood, today: date):
        self.batch, self.found, self.today = batch, found, today
        self.questions = found.questions[:MOST_ASKED]
        super().__init__(data)
        self.given = list(answers_in_use(batch, found))
        codes = {code for q in self.questions if q.kind == "place" for code in q.choices}
        codes |= {given.answer for given in self.given if given.about == "places"}
        named = Region.objects.filter(code__in={*codes, batch.region.code})
        self.places = {place.code: place for place in named}
        for question in self.questions:
            self.fields |= dict(self._fields_of(question))
        for given in self.given:
            self.fields[given_name(given)] = forms.BooleanField(required=False)
        if "day" in batch.options:
            day = date.fromisoformat(batch.options["day"])
            self.fields["day"] = forms.DateField(required=False, initial=day, widget=day_input)
        asked = {question.column for question in self.questions if question.kind == "column"}
        self.columns = [header for header in found.columns if header not in asked]
        for header in self.columns:
            self.fields[column_name(header)] = forms.ChoiceField(
                label=header,
                choices=[(f, label(f)) for f in (*FIELDS_OF_KIND[found.options.kind], "ignore")],
                initial=found.columns[header] or "ignore",
                required=False,
                show_hidden_initial=True,
            )

    def _fields_of(self, question: Question) -> Iterator[tuple[str, forms.Field]]:
        name = question_name(question)
        if question.kind == "day":
            yield name, forms.DateField(required=False, widget=day_input)
        elif question.kind == "repeated":
            yield name, forms.BooleanField(required=False)
        else:
            choices = list(self._choices(question))
            many = len(choices) > FEW
            widget = forms.Select if many else forms.RadioSelect
            blank = [("", "–")] if many else []
            yield name, forms.ChoiceField(choices=[*blank, *choices], required=False, widget=widget)
        if question.kind == "place":
            yield f"{name}-code", forms.CharField(required=False, max_length=13)

    def about(self, question: Question) -> str:
        """The column or field in question, where the message does not name it."""
        return label(question.value) if question.kind == "field" else question.column

    def given_text(self, given: Given) -> str:
        """What was answered, in words."""
        if given.about != "places":
            return _choice_words().get(given.answer, given.answer)
        place = self.places.get(given.answer)
        if place is None or place.code == self.batch.region.code:
            return self._total_text() if place else given.answer
        return place_text(place)

    def _total_text(self) -> str:
        own = place_text(self.places[self.batch.region.code])
        return _("A total of %(place)s: do not store this row") % {"place": own}

    def _choices(self, question: Question) -> Iterator[tuple[str, str]]:
        own = self.batch.region.code
        if question.kind == "place":
            known = (self.places[code] for code in question.choices if code in self.places)
            yield from ((place.code, place_text(place)) for place in known if place.code != own)
            yield own, self._total_text()
            return
        words = _choice_words()
        for choice in question.choices:
            if question.kind == "column":
                holds = _("It holds: %(field)s") % {"field": label(choice)}
                yield choice, _("Leave this column out") if choice == "ignore" else holds
            else:
                yield choice, words.get(choice, choice)

    def clean(self) -> dict:
        for question in self.questions:
            self._clean_answer(question)
        self._check_day("day")
        self._refuse_two_columns_for_one_field()
        return self.cleaned_data

    def _clean_answer(self, question: Question) -> None:
        name = question_name(question)
        if question.kind == "place" and (typed := self.cleaned_data.get(f"{name}-code")):
            self._clean_code(name, typed)
        elif question.kind == "day":
            self._check_day(name)

    def _check_day(self, name: str) -> None:
        day = self.cleaned_data.get(name)
        refusal = day and access.refusal_of_day(self.batch.region, day, self.today)
        if refusal:
            self.add_error(name, refusal)

    def _clean_code(self, name: str, typed: str) -> None:
        codes = codes_of(typed.strip())
        inside = Region.objects.within(self.batch.region).filter(level__lte=Level.KECAMATAN)
        place = inside.filter(code=codes[0]).first() if len(codes) == 1 else None
        if place is None:
            message = _("%(code)s is not the code of a place in %(region)s.")
            values = {"code": typed, "region": self.batch.region.name}
            self.add_error(f"{name}-code", ValidationError(message, params=values))
        else:
            self.cleaned_data[name] = place.code

    def _refuse_two_columns_for_one_field(self) -> None:
        wanted = self.found.columns | self._said()["columns"]
        for table, _assignment in self.found.tables:
            taken: dict[str, str] = {}
            for column in table.columns:
                chosen = wanted.get(column.header) or "ignore"
                if chosen != "ignore" and chosen in taken:
                    message = _("“%(other)s” and “%(column)s” cannot both be: %(field)s.")
                    values = {
                        "other": taken[chosen],
                        "column": column.header,
                        "field": label(chosen),
                    }
                    self.add_error(self._field_about(column.header), message % values)
                    return
                taken[chosen] = column.header

    def _field_about(self, header: str) -> str | None:
        name = column_name(header)
        asked = (q for q in self.questions if q.kind == "column" and q.column == header)
        return name if name in self.fields else next(map(question_name, asked), None)

    def answers(self) -> dict[str, Mapping | bool]:
        """What was answered, as a batch keeps it; only columns that were changed."""
        once = [(given_name(given), False) for given in self.given if given.about == "once"]
        once += [(question_name(q), True) for q in self.questions if q.kind == "repeated"]
        ticked = [said for name, said in once if self.cleaned_data.get(name)]
        return {**self._said(), **({"once": ticked[-1]} if ticked else {})}

    def _said(self) -> dict[str, dict[str, str]]:
        """What was answered about columns, places, signs and orders."""
        said: dict[str, dict[str, str]] = {"columns": {}, "places": {}, "signs": {}, "orders": {}}
        for header in self.columns:
            if column_name(header) in self.changed_data and column_name(header) in self.data:
                chosen = self.cleaned_data.get(column_name(header))
                if chosen:
                    said["columns"][header] = chosen
        for given in self.given:
            if given.about != "once" and self.cleaned_data.get(given_name(given)):
                said[given.about][given.key] = ""
        for question in self.questions:
            chosen = self.cleaned_data.get(question_name(question))
            if not chosen or question.kind in ("day", "repeated"):
                continue
            if question.kind == "field":
                said["columns"][chosen] = question.value
            elif question.kind == "place":
                said["places"][question.value] = chosen
            else:
                about = {"column": "columns", "sign": "signs", "order": "orders"}[question.kind]
                said[about][question.column] = chosen
        return said

    def options(self) -> dict[str, date]:
        asked = ("day", *(question_name(q) for q in self.questions if q.kind == "day"))
        day = next(filter(None, map(self.cleaned_data.get, asked)), None)
        return {"day": day} if day else {}


def _choice_words() -> dict[str, str]:
    return {
        ".": _("the point separates thousands, the comma decimals (1.234 is 1234)"),
        ",": _("the comma separates thousands, the point decimals (1,234 is 1234)"),
        "dmy": _("the day comes first (03/04 is 3 April)"),
        "mdy": _("the month comes first (03/04 is 4 March)"),
        "once": _("the repeated rows are one report"),
    }


def question_name(question: Question) -> str:
    """The name of the form field for a question: the same while the question is the same."""
    return f"q-{_digest(question.kind, question.column, question.value)}"


def column_name(header: str) -> str:
    return f"c-{_digest(header)}"


def given_name(given: Given) -> str:
    """The box that asks again what was answered."""
    return f"f-{_digest(given.about, given.key)}"


def _digest(*about: str) -> str:
    return sha256("\n".join(about).encode()).hexdigest()[:16]
