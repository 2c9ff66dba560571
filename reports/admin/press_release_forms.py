"""The forms of an import: the text and where it goes, and the text as a source."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.admin.widgets import AdminDateInput

from reports.drafting.sources import PUBLISHER_LENGTH, TITLE_LENGTH, Announcement
from reports.drafting.target import EDITION_LENGTH, MARKET_LENGTH
from reports.drafting.texts import MOST_BYTES, TextError, cleaned, decode
from reports.models import MarketPage


class MarketField(forms.ModelChoiceField):
    """A market page by its id; one too long for a database is no choice, not a crash."""

    def to_python(self, value: Any) -> Any:
        given = str(value or "")
        if given and not (given.isascii() and given.isdecimal() and len(given) < 19):
            raise forms.ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"value": value},
            )
        return super().to_python(value)


class ImportForm(forms.Form):
    """A press release, and the report that it is for. A file goes before pasted text."""

    market = MarketField(
        MarketPage.objects.order_by("title"), required=False, empty_label="A new market"
    )
    market_name = forms.CharField(
        label="Name of the new market",
        required=False,
        max_length=MARKET_LENGTH,
        help_text="If you leave it empty, the name that the text gives.",
    )
    edition = forms.CharField(
        required=False,
        max_length=EDITION_LENGTH,
        help_text="Such as 2024. If you leave it empty, the base year that the text gives.",
    )
    text = forms.CharField(
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Plain text or HTML, up to 1 MB.",
    )
    file = forms.FileField(
        required=False,
        help_text="A text or HTML file, instead. Of a PDF, copy the text and paste it.",
        widget=forms.FileInput(attrs={"accept": ".txt,.html,.htm,text/plain,text/html"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        file = data.get("file")
        try:
            text = decode(file.read(MOST_BYTES + 1)) if file else data.get("text", "")
            data["text"] = cleaned(text)
        except TextError as problem:
            self.add_error("file" if file else "text", str(problem))
            return data
        if not data["text"] and not self.errors:
            self.add_error("text", "Paste the text of the press release, or choose a file.")
        return data


class SourceForm(forms.Form):
    """The announcement as it will be cited."""

    prefix = "source"

    title = forms.CharField(max_length=TITLE_LENGTH)
    publisher = forms.CharField(max_length=PUBLISHER_LENGTH)
    published = forms.DateField(required=False, widget=AdminDateInput())
    url = forms.URLField(label="Address", required=False, assume_scheme="https", max_length=200)

    @property
    def announcement(self) -> Announcement:
        return Announcement(**self.cleaned_data)

    @staticmethod
    def initial_of(announcement: Announcement) -> dict[str, Any]:
        names = ("title", "publisher", "published", "url")
        return {name: getattr(announcement, name) for name in names}
