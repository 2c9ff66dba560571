"""A report in its other forms, as of now, as of a moment, or of one release."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse

from reports import asof, clock
from reports.document import ReportDocument
from reports.exports import citations, content, released
from reports.exports.origin import Origin
from reports.exports.report_text import report_markdown
from reports.models import Release, ReleasePdf
from reports.models.origins import absolute, origin_of
from reports.site import lookup
from reports.site.answers import file
from reports.site.forms import BY_FILE, PDF, link_header
from reports.site.public import page, public

Citing = Callable[[citations.Citation], str]
CITING: dict[str, Citing] = {
    "cite.bib": citations.bibtex,
    "cite.ris": citations.ris,
    "cite.json": citations.csl_json,
}


@public
def current(request: HttpRequest, market: str, edition: str, form: str) -> HttpResponse:
    """A form of an edition's current release; with ``as_of`` of the one that was current then."""
    moment = asof.parse(request.GET.get("as_of"))
    found = lookup.current(market, edition, moment)
    return answer(found.release, form, found.at, found.now, noindex=moment.is_past)


@public
def of_release(
    request: HttpRequest, market: str, edition: str, number: int, form: str
) -> HttpResponse:
    """A form of one release by its number."""
    now = clock.now()
    found = lookup.history(market, edition, now).filter(number=number).first()
    if found is None:
        raise lookup.absence(market, edition, at=now, now=now, number=number)
    return answer(found, form, now, now, noindex=True)


def answer(
    release: Release, form: str, at: datetime, now: datetime, *, noindex: bool
) -> HttpResponse:
    """One form of a release, seen ``at`` a moment: other reports that it names must be visible."""
    origin = origin_of(release)
    made: str | bytes | None
    if form == PDF.file:
        made = kept_pdf(release, now)
        if made is None:
            return page("reports/no_pdf.html", {"page": origin.page}, now, status=404)
    else:
        made = written(form, release, release.load_document(), origin, at)
    links = [
        (origin.page, "canonical", ""),
        (origin.release, "cite-as", ""),
        (origin.licence.url, "license", ""),
    ]
    name = (
        f"{origin.stem}-{form}" if form.startswith("figures") else f"{origin.stem}.{_ending(form)}"
    )
    return file(
        made,
        BY_FILE[form].media_type,
        now,
        name=name,
        links=link_header(links),
        noindex=noindex,
    )


def written(
    form: str, release: Release, document: ReportDocument, origin: Origin, at: datetime
) -> str | bytes:
    """A form that is made when asked for."""
    if form in CITING:
        return CITING[form](citations.report_citation(document, origin))
    if form == "figures.csv":
        return released.figures_csv(document, origin)
    if form == "figures.xlsx":
        return released.figures_xlsx(document, origin)
    paths = Release.objects.released(at).addresses(document.links)
    links = {place: absolute(path) for place, path in paths.items()}
    if form == "report.md":
        return report_markdown(document, origin, links)
    data = content.report(document, release.load_checks(), origin, links)
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def kept_pdf(release: Release, now: datetime) -> bytes | None:
    """The PDF of a release that is public by ``now``; None until it is made."""
    kept = ReleasePdf.objects.history(now).filter(release=release.pk)
    data = kept.values_list("data", flat=True).first()
    return None if data is None else bytes(data)


def _ending(form: str) -> str:
    return form.partition(".")[2]
