"""Where links between pages lead: only ever to what is public at the moment asked about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wagtail.models import Page, Site

from reports.document.richtext import PageLink
from reports.models.querysets import At
from reports.models.release import Release, Report


def resolve_page_links(ids: Iterable[int], at: At) -> Mapping[int, PageLink]:
    """The targets of links to pages by id, as of ``at``; what is not public has none."""
    from reports.models.pages import MarketPage, ReportPage

    found: dict[int, PageLink] = {}
    visible = Release.objects.released(at)
    for page in Page.objects.filter(pk__in=set(ids)).specific():
        if isinstance(page, ReportPage):
            record = getattr(page, "record", None)
            if record and visible.filter(report=record).exists():
                found[page.pk] = PageLink(report=f"{record.market}/{record.edition}")
        elif isinstance(page, MarketPage):
            market = Report.objects.filter(
                market_page=page, pk__in=visible.values("report")
            ).values_list("market", flat=True)[:1]
            if market:
                found[page.pk] = PageLink(report=f"{market[0]}/")
        elif page.live and not page.get_view_restrictions().exists():
            path = page.relative_url(Site.objects.filter(is_default_site=True).first())
            if path:
                found[page.pk] = PageLink(path=path)
    return found
