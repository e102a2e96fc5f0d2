"""How a test reads a page: its words, and its table rows, without the markup."""

import re
from html import unescape

from django.http import HttpResponse


def words(html: str) -> str:
    """The text a person sees, spaces collapsed."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def page_words(response: HttpResponse) -> str:
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return words(f"<main{main}")


def table_rows(response: HttpResponse, part: str = "tbody") -> list[str]:
    """The words of each row in the body (or `tfoot`) of the page's table, from the top."""
    body = re.search(rf"<{part}>(.*?)</{part}>", response.content.decode(), re.DOTALL)
    return [words(row) for row in re.findall(r"<tr.*?</tr>", body[1], re.DOTALL)] if body else []


def names_in_order(response: HttpResponse) -> list[str]:
    """The places of a ranking as listed, without what stands under their names."""
    headers = re.findall(r'<th scope="row">(.*?)<span', response.content.decode(), re.DOTALL)
    return [words(header) for header in headers][: len(table_rows(response))]


def links(response: HttpResponse) -> list[str]:
    """Every address the page leads to, in order."""
    found = re.findall(r'<a [^>]*?href="([^"]*)"', response.content.decode())
    return [unescape(address) for address in found]
