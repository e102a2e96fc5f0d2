"""Files handed back: the form to fill in, and the uploaded file with its mistakes marked."""

from .form_to_fill_in import write_format
from .marking import write_marked

__all__ = ["write_format", "write_marked"]
