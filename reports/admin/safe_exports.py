"""Spreadsheets of the admin's lists, in which no text becomes a formula."""

from __future__ import annotations

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

# What Excel and its kin take for the beginning of a formula, or skip before one.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
# Code points that neither XML nor a spreadsheet may hold.
CONTROL = {code: None for code in range(32) if chr(code) not in "\t\n\r"}


def harmless(value: Any, export_format: str) -> Any:
    """A cell's value. In CSV, text that could be read as a formula is marked as text by an
    apostrophe; in XLSX the cell itself says that it is text. Numbers stay numbers."""
    if not isinstance(value, str):
        return value
    text = value.translate(CONTROL)
    risky = export_format == "csv" and text.lstrip(" ").startswith(RISKY)
    return f"'{text}" if risky else text


def make_exports_safe() -> None:
    """Every list that Wagtail exports, its own too, passes its cells through `harmless`."""
    original = SpreadsheetExportMixin.preprocess_field_value
    if getattr(original, "safe", False):
        return

    def preprocess(self: Any, field: str, value: Any, export_format: str) -> Any:
        return harmless(original(self, field, value, export_format), export_format)

    preprocess.safe = True  # type: ignore[attr-defined]
    SpreadsheetExportMixin.preprocess_field_value = preprocess
