"""A file that waits: its upload, what is asked about it, the answers, and what is remembered."""

from .answers import AnswersForm, column_name, given_name, question_name
from .memory import remember, remembered_places
from .upload import UploadForm, upload_form
from .waiting import (
    add_answers,
    answers_to_remember,
    discard,
    places_answered,
    places_written,
    stored_options,
    understood,
)

__all__ = [
    "AnswersForm",
    "UploadForm",
    "add_answers",
    "answers_to_remember",
    "column_name",
    "discard",
    "given_name",
    "places_answered",
    "places_written",
    "question_name",
    "remember",
    "remembered_places",
    "stored_options",
    "understood",
    "upload_form",
]
