"""How templates show a document. Numbers and dates are worded by ``document/formatting.py``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from reports.document import formatting, labels, language, schema
from reports.document.richtext import with_links

register = template.Library()


@register.filter
def linked(html: str, links: Mapping[str, str] | None) -> SafeString:
    """HTML of a document with its links to other reports; those not visible stay plain text."""
    # Safe: nh3 let only the allowed tags into the document when it was built (richtext.clean),
    # nothing changes a released document, and the paths put in here are our own, escaped.
    return mark_safe(with_links(html, links or {}))  # noqa: S308


@register.filter
def on_page(html: str, path: str) -> str:
    """HTML of a document for another page than its own: links within it lead to that ``path``."""
    return html.replace('href="#', f'href="{path}#')


@register.filter
def named(names: Mapping[str, str], key: str) -> str:
    """What people call the thing with this key; the key itself if there is no such thing."""
    return names.get(key, key)


@register.filter
def of_key(items: Mapping[str, Any], key: str) -> Any:
    """What a mapping holds for a key; None if nothing."""
    return items.get(key)


@register.filter
def day(value: date | datetime) -> str:
    """A day in words; of a moment, its day in UTC."""
    return formatting.day(value.astimezone(UTC) if isinstance(value, datetime) else value)


@register.filter
def month(value: date) -> str:
    """The month of a day in words: "December 2024"."""
    return formatting.month(value)


@register.filter
def moment(value: datetime) -> str:
    """A moment in words: "4 May 2031, 09:30 UTC"."""
    there = value.astimezone(UTC)
    return f"{formatting.day(there)}, {there:%H:%M} UTC"


@register.filter
def iso(value: date | datetime) -> str:
    """For ``<time datetime>``: a day, or a moment in UTC to the second."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat()


@register.filter
def kind_word(code: str) -> str:
    """What people call a kind that a document holds as a code: "Approval"."""
    return labels.label(str(code))


@register.filter
def inline(label: str) -> str:
    """A label within a sentence: without its capital, unless the language keeps it there."""
    return language.inline(str(label))


@register.filter
def event_date(event: schema.Development) -> str:
    """The date of a development, as precise as it is known."""
    return formatting.partial_date(event.year, event.month, event.day)


@register.filter
def stated(iso_date: str) -> str:
    """A date in ISO 8601, as precise as it is stated, in words: "October 2023"."""
    year, *rest = (int(part) for part in iso_date.split("-"))
    month, day_of_month = [*rest, None, None][:2]
    return formatting.partial_date(year, month, day_of_month)


@register.filter
def in_cell(figure: schema.Figure) -> str:
    """A figure in a table whose head names the unit: "7.12", "about 60", "38–42"."""
    return formatting.quantity(
        figure.value, "", 0, low=figure.low, high=figure.high, approximate=figure.approximate
    )


@register.filter
def central(figure: schema.Figure) -> str:
    """The value within a range, which the figure's text leaves out; empty if it has none."""
    if figure.low is None or figure.high is None:
        return ""
    return formatting.quantity(figure.value, figure.unit, figure.multiplier)


@register.inclusion_tag("components/source_note.html", takes_context=True)
def source_note(context: Mapping[str, Any], key: str) -> dict[str, Any]:
    """A link to a source in the list at the page's end; nothing if there is no such source."""
    numbers: Mapping[str, int] = context.get("source_numbers") or {}
    return {"number": numbers.get(key)}


@register.filter
def drawing(svg: str) -> SafeString:
    """A chart's drawing, for a place inside a page."""
    # Safe: `reports.charts.svg.cleaned` wrote it element by element from a list of allowed
    # ones, all words in it escaped, when its release was issued; nothing changes it since.
    return mark_safe(svg)  # noqa: S308


@register.filter
def plain_number(value: Decimal) -> str:
    """A number for machines: "7120000000"."""
    return f"{value:f}"


@register.filter
def exact(figure: schema.Figure) -> str:
    """A figure's whole amount for machines: "7120000000"."""
    return f"{figure.amount:f}"


@register.inclusion_tag("pdf/source.html", takes_context=True)
def pdf_source(context: Mapping[str, Any], key: str) -> dict[str, Any]:
    """A source in a PDF by its number in the list at the end."""
    return source_note(context, key)


@register.filter
def by_year(table: Any) -> list[tuple[int, list[Any]]]:
    """A table turned: each year with a cell for each series."""
    return [(year, [row.cells[n] for row in table.rows]) for n, year in enumerate(table.years)]


STATUS_WORDS = {
    schema.Status.ACTUAL: _("Measured."),
    schema.Status.ESTIMATE: _("The source’s value for a year that was not closed."),
    schema.Status.FORECAST: _("Expected for a year to come."),
    schema.Status.CALCULATED: _("Worked out by us from published values."),
}
CLAIM_WORDS = {
    schema.Claim.OWN: _("Our own."),
    schema.Claim.CITED: _("Cited: the source says so."),
    schema.Claim.DERIVED: _("Derived from other figures."),
}


@register.filter
def status_words(status: schema.Status) -> str:
    """What a status means, in a sentence."""
    return str(STATUS_WORDS[status])


@register.filter
def claim_words(claim: schema.Claim) -> str:
    """Whose claim a figure is, in a sentence."""
    return str(CLAIM_WORDS[claim])


@register.filter
def unit_words(figure: schema.Figure) -> str:
    """The unit of a figure in words: "USD billion"."""
    return formatting.unit_words(figure.unit, figure.multiplier)
