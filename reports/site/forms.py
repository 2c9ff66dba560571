"""The other forms of a report: which there are, where they are, and what a page says of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from reports.document import ReportDocument
from reports.document.schema import Figure
from reports.exports.citations import apa, figure_citation, report_citation
from reports.exports.origin import Origin
from reports.exports.structured import figure_data, report_data, script_text
from reports.models import Release
from reports.models.origins import absolute, origin_of


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a report: the last part of its address, its media type, its name to readers."""

    file: str
    media_type: str
    title: Any


FORMS = (
    Form("figures.csv", "text/csv; charset=utf-8", _("CSV, all figures")),
    Form(
        "figures.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _("Excel, all figures and where they come from"),
    ),
    Form("report.json", "application/json", _("JSON, the whole report")),
    Form("report.md", "text/markdown; charset=utf-8", _("Markdown, the whole report")),
)
PDF = Form("report.pdf", "application/pdf", _("PDF, to print and keep"))
CITATIONS = (
    Form("cite.bib", "application/x-bibtex; charset=utf-8", "BibTeX"),
    Form("cite.ris", "application/x-research-info-systems; charset=utf-8", "RIS"),
    Form("cite.json", "application/vnd.citationstyles.csl+json", "CSL-JSON"),
)
BY_FILE = {form.file: form for form in (*FORMS, PDF, *CITATIONS)}


def offered(release: Release) -> tuple[Form, ...]:
    """The forms that there are of a release; the PDF once it is made."""
    return (*FORMS, PDF) if release.pdf_size else FORMS


def use(release: Release, document: ReportDocument, *, current: bool) -> dict[str, Any]:
    """What the report's page shows of its other forms. A page that is not the report's own
    leads to the forms of its release, and so does every citation."""
    origin = origin_of(release)
    base = reverse("report", args=[origin.market, origin.edition])
    here = (
        base if current else reverse("release", args=[origin.market, origin.edition, origin.number])
    )
    shared = origin.page if current else origin.release
    sizes = {PDF.file: filesizeformat(release.pdf_size or 0)}
    downloads = [
        {"title": form.title, "path": here + form.file, "size": sizes.get(form.file, "")}
        for form in offered(release)
    ]
    files = [
        (origin.page + form.file, form.media_type.partition(";")[0]) for form in offered(release)
    ]
    return {
        "use": {
            "downloads": downloads,
            "citation": apa(report_citation(document, origin)),
            "citations": [{"title": form.title, "path": here + form.file} for form in CITATIONS],
            "address": shared,
            "mail": mail(document.title, shared),
            "error": error_form(base),
            "licence": origin.licence,
        },
        "social": social(document.title, document.standfirst, shared),
        "feeds": feeds(origin.market, document.market.title),
        "json_ld": structured(report_data(document, origin, files, crumbs(document, origin))),
    }


def error_form(path: str) -> str:
    """The form that reports an error on what is at ``path``."""
    return f"{reverse('contact', args=['figure-error'])}?{urlencode({'about': path})}"


def figure_use(
    figure: Figure, document: ReportDocument, origin: Origin, *, current: bool
) -> dict[str, Any]:
    """What a figure's page shows of its citation. A page that is not the figure's own leads to
    the citation by its release: that of the current one may say something else."""
    own = reverse("figure", args=[origin.market, origin.edition, figure.key])
    path = (
        own
        if current
        else reverse(
            "release-figure", args=[origin.market, origin.edition, origin.number, figure.key]
        )
    )
    trail = [*crumbs(document, origin), (figure.label, origin.current_figure(figure.key))]
    return {
        "use": {
            "citation": apa(figure_citation(document, figure, origin)),
            "citations": [{"title": form.title, "path": path + form.file} for form in CITATIONS],
            "address": origin.current_figure(figure.key),
            "mail": mail(figure.label, origin.current_figure(figure.key)),
            "error": error_form(own),
            "licence": origin.licence,
        },
        "social": social(f"{figure.label}: {figure.text}", document.title, origin.page),
        "json_ld": structured(figure_data(document, figure, origin, trail)),
    }


def structured(data: Mapping[str, Any]) -> SafeString:
    """JSON-LD for a ``<script>`` element."""
    # Safe: it is JSON in which no sign can end the element; see `script_text`.
    return mark_safe(script_text(data))  # noqa: S308


def crumbs(document: ReportDocument, origin: Origin) -> list[tuple[str, str]]:
    return [
        (str(_("Reports")), absolute(reverse("markets"))),
        (document.market.title, absolute(reverse("market", args=[origin.market]))),
        (document.edition, origin.page),
    ]


def mail(subject: str, address: str) -> str:
    """A ``mailto:`` address for telling somebody of a page."""
    return f"mailto:?subject={quote(subject, safe='')}&body={quote(address, safe='')}"


def social(title: str, description: str, address: str, image: str = "") -> dict[str, str]:
    """What a page tells those who show a link to it; ``image`` is a card of 1200 × 630."""
    return {"title": title, "description": description, "address": address, "image": image}


def feeds(market: str, title: str) -> list[tuple[str, str]]:
    """The feeds that a report's page names, as (title, path)."""
    own = str(_("Releases: %(market)s")) % {"market": title}
    return [(own, reverse("feed-market", args=[market])), *site_feeds()]


def site_feeds() -> list[tuple[str, str]]:
    return [
        (str(_("Releases")), reverse("feed-releases")),
        (str(_("Corrections")), reverse("feed-corrections")),
    ]


def link_header(links: Iterable[tuple[str, str, str]]) -> str:
    """A ``Link`` header (RFC 8288) of (address, relation, media type or "")."""
    return ", ".join(
        f'<{address}>; rel="{relation}"' + (f'; type="{kind.partition(";")[0]}"' if kind else "")
        for address, relation, kind in links
        if address
    )


def report_links(release: Release, canonical: str) -> str:
    """The ``Link`` header of a report's page: its other forms, its licence, how it is cited."""
    origin = origin_of(release)
    return link_header(
        [
            (canonical, "canonical", ""),
            (origin.release, "cite-as", ""),
            (origin.licence.url, "license", ""),
            *((origin.page + form.file, "alternate", form.media_type) for form in offered(release)),
            *((origin.page + form.file, "describedby", form.media_type) for form in CITATIONS),
        ]
    )
