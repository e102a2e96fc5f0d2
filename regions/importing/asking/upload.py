"""What is said about a file as a whole when it is brought."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ... import access
from ...entry import day_input
from ...models import Basis, ImportKind, PopulationFigure, Region
from ..columns.personal import personal_columns
from ..layout.headers import find_tables
from ..reading.file import read_file
from ..reading.limits import PAGE, Unreadable
from ..tables import Sheet

LONGEST_SOURCE = PopulationFigure.LONGEST_SOURCE
MEGABYTE = 1024 * 1024


class UploadForm(forms.Form):
    """A file and what it does not say itself; the file is read, so that it can be read later."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.xlsb,.ods,.csv,.tsv,.txt"}),
        error_messages={
            "required": gettext_lazy("Choose the file (again: a browser does not keep it).")
        },
    )

    def __init__(self, data=None, files=None, *, region: Region, today: date):
        self.region, self.today = region, today
        super().__init__(data, files)

    def clean_file(self) -> tuple[str, bytes]:
        upload = self.cleaned_data["file"]
        if upload.size > PAGE.bytes:
            message = _("%(name)s has %(size)s MB; at most %(limit)s MB can be read at once.")
            values = {
                "name": upload.name,
                "size": -(-upload.size // MEGABYTE),
                "limit": PAGE.bytes // MEGABYTE,
            }
            advice = _("Divide it into parts.")
            raise ValidationError(f"{message} {advice}", params=values)
        content = upload.read()
        try:
            sheets = read_file(content, upload.name, PAGE)
        except Unreadable as error:
            raise ValidationError(str(error)) from None
        refuse_data_of_citizens(sheets)
        return upload.name, content

    def said(self) -> dict[str, str | date]:
        """All but the file."""
        return {name: value for name, value in self.cleaned_data.items() if name != "file"}


def refuse_data_of_citizens(sheets: list[Sheet]) -> None:
    """Such a file is not even kept until it is corrected. Raises ValidationError."""
    found = [error.column for table in find_tables(sheets) for error in personal_columns(table)]
    if found:
        message = _(
            "Not taken and not kept: there seem to be data of citizens (identity numbers, names,"
            " addresses) under %(columns)s. Delete them from the file and bring it again; only"
            " counts are kept here."
        )
        columns = ", ".join(f"“{header}”" for header in dict.fromkeys(found))
        raise ValidationError(message, params={"columns": columns})


class CountsUpload(UploadForm):
    """A file of daily counts."""

    day = forms.DateField(
        label=gettext_lazy("Service day, if the file has no column of days"),
        required=False,
        widget=day_input,
    )

    def clean_day(self) -> date | None:
        day = self.cleaned_data["day"]
        refusal = day and access.refusal_of_day(self.region, day, self.today)
        if refusal:
            raise ValidationError(refusal)
        return day


class PopulationUpload(UploadForm):
    """A file of population figures."""

    as_of = forms.DateField(label=gettext_lazy("As of (the day they describe)"), widget=day_input)
    published_on = forms.DateField(
        label=gettext_lazy("Published on (they count from then; empty: today)"),
        required=False,
        widget=day_input,
    )
    basis = forms.ChoiceField(label=gettext_lazy("Basis"), choices=Basis.choices, initial=Basis.DKB)
    source = forms.CharField(
        label=gettext_lazy("Source, such as the letter's number"),
        required=False,
        max_length=LONGEST_SOURCE,
    )

    def clean_as_of(self) -> date:
        day = self.cleaned_data["as_of"]
        refusal = access.refusal_of_figure(day, self.today)
        if refusal:
            raise ValidationError(refusal)
        return day

    def clean_published_on(self) -> date:
        day, as_of = self.cleaned_data["published_on"] or self.today, self.cleaned_data.get("as_of")
        refusal = access.refusal_of_publication(day, as_of or day, self.today)
        if refusal:
            raise ValidationError(refusal)
        return day

    def clean(self) -> dict:
        super().clean()
        said = self.cleaned_data
        if "file" in said and not said.get("source"):
            said["source"] = said["file"][0][:LONGEST_SOURCE]
        return said


def upload_form(kind: ImportKind, *args, **kwargs) -> UploadForm:
    form = CountsUpload if kind == ImportKind.COUNTS else PopulationUpload
    return form(*args, **kwargs)
