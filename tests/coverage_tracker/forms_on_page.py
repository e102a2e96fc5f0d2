"""The forms of a page as a browser would send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpResponse


@dataclass
class FormOnPage:
    """Where it is sent, and the names and values in its inputs, in order."""

    action: str
    inputs: list[tuple[str, str]] = field(default_factory=list)

    def value(self, name: str) -> str:
        return dict(self.inputs)[name]

    def data(self, **typed: str) -> dict[str, list[str]]:
        """What is sent, with `typed` in the place of what the page holds."""
        sent: dict[str, list[str]] = {}
        for name, value in self.inputs:
            sent.setdefault(name, []).append(value)
        return sent | {name: [value] for name, value in typed.items()}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms: list[FormOnPage] = []
        self.open = False

    def handle_starttag(self, tag: str, attrs: list) -> None:
        attributes = dict(attrs)
        if tag == "form":
            self.forms.append(FormOnPage(attributes.get("action", "")))
            self.open = True
        elif tag == "input" and self.open and "name" in attributes:
            self.forms[-1].inputs.append((attributes["name"], attributes.get("value") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = False


def form_to(response: HttpResponse, action: str) -> FormOnPage:
    """The one form of the page that is sent to `action`."""
    reader = _Reader()
    reader.feed(response.text)
    (found,) = [form for form in reader.forms if form.action == action]
    return found
