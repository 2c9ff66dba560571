"""Post what a browser would post: the fields of a form as the page has them."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any


class _Fields(HTMLParser):
    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id = form_id
        self.inside = not form_id
        self.data: dict[str, str] = {}
        self.textarea = self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "form":
            self.inside = not self.form_id or found.get("id") == self.form_id
        name = found.get("name") or ""
        if not self.inside or (not name and tag != "option"):
            return
        if tag == "input" and found.get("type") not in ("submit", "button", "checkbox", "radio"):
            self.data[name] = found.get("value") or ""
        elif tag == "input" and "checked" in found:
            self.data[name] = found.get("value") or "on"
        elif tag == "textarea":
            self.textarea = name
            self.data[name] = ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in found:
            self.data[self.select] = found.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.data[self.textarea] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.textarea = ""
        elif tag == "select":
            self.select = ""
        elif tag == "form" and self.form_id:
            self.inside = False


def fields(response: Any, form_id: str = "") -> dict[str, str]:
    """The fields of a form in a response, with their present values."""
    parser = _Fields(form_id)
    parser.feed(response.content.decode())
    return parser.data
