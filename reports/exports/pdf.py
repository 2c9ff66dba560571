"""A release as a tagged PDF, set by WeasyPrint. It reads no file but our fonts, and no network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from reports.consistency.presentation import present_checks
from reports.consistency.record import Checks
from reports.document import ReportDocument
from reports.document.language import gettext as _
from reports.document.presentation import present
from reports.exports.citations import apa, report_citation
from reports.exports.origin import Origin
from reports.languages import site_language

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher  # type: ignore[import-untyped]

FONTS = {"PublicSans.woff2", "SourceSerif4.woff2"}
_BASE = "font:"


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: ``svg`` is our own, made when the release was issued; ``rows`` begin with a head."""

    title: str
    description: str
    svg: str
    subtitle: str = ""
    source: str = ""
    rows: Sequence[Sequence[str]] = ()


class PdfError(RuntimeError):
    """The PDF cannot be made here. The message says what to do."""


def report_pdf(
    document: ReportDocument, kept: Checks | None, origin: Origin, charts: Sequence[Picture] = ()
) -> bytes:
    """The PDF. Raises `PdfError` without Pango."""
    try:
        # Here, and not above: it takes a second, and a site without Pango is to run.
        from weasyprint import HTML  # type: ignore[import-untyped]
        from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]
    except OSError as problem:
        raise PdfError(
            "WeasyPrint finds no Pango. Install it (Debian: `apt-get install libpango-1.0-0 "
            f"libpangoft2-1.0-0 libharfbuzz-subset0`). {problem}"
        ) from problem
    html = report_html(document, kept, origin, charts)
    page = HTML(string=html, base_url=_BASE, url_fetcher=fetcher(charts))
    data: bytes = page.write_pdf(
        pdf_variant="pdf/ua-1",
        pdf_identifier=origin.release.encode(),
        font_config=FontConfiguration(),
    )
    return data


def report_html(
    document: ReportDocument, kept: Checks | None, origin: Origin, charts: Sequence[Picture] = ()
) -> str:
    """What is set: the report as one HTML page with its style."""
    context = present(document, {}, **present_checks(kept))
    context["contents"] = [*context["contents"], ("cite", _("Citation and licence"))]
    if charts:
        place = next(
            (n for n, (anchor, heading) in enumerate(context["contents"]) if anchor != "summary"), 0
        )
        context["contents"].insert(place, ("charts", _("Market size and forecast")))
    more: dict[str, Any] = {
        "origin": origin,
        "charts": charts,
        "citation": apa(report_citation(document, origin)),
    }
    with site_language():
        return render_to_string("pdf/report.html", {**context, **more})


def fetcher(charts: Sequence[Picture] = ()) -> URLFetcher:
    """Gives our own fonts ("font:name") and the charts ("chart:0"), and refuses everything else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    drawings = {f"chart:{number}": chart.svg for number, chart in enumerate(charts)}

    class OwnFiles(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            if url in drawings:
                kind = {"Content-Type": "image/svg+xml"}
                return URLFetcherResponse(url, drawings[url].encode(), kind)
            name = url.removeprefix(_BASE)
            path = finders.find(f"fonts/{name}") if name in FONTS else None
            if not isinstance(path, str):
                raise ValueError(f"A PDF loads nothing but its fonts and charts: {url}")
            return URLFetcherResponse(url, Path(path).read_bytes(), {"Content-Type": "font/woff2"})

    return OwnFiles()
