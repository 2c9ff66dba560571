"""Rich text as an editor stored it → final HTML of a document.

Inline figures become their formatted values, links become stable coordinates
(``data-report="market/edition"`` for reports, a path for other pages), and
everything that is not on the list of allowed tags is dropped, whatever way
the text came in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

import nh3
from wagtail.rich_text.rewriters import EmbedRewriter, LinkRewriter, MultiRuleRewriter

from reports.document.schema import Figure

TAGS = {
    *("p", "br", "hr", "h3", "h4", "ul", "ol", "li", "blockquote"),
    *("b", "strong", "i", "em", "sup", "sub", "a", "data", "span"),
}
ATTRIBUTES = {
    "a": {"href", "class", "data-report"},
    "data": {"value"},
    "span": {"class"},
}
SCHEMES = {"http", "https", "mailto", "tel"}


@dataclass(frozen=True)
class PageLink:
    """Where a link to a page leads: a report's coordinates or a path; neither if nowhere yet."""

    report: str = ""
    path: str = ""


LinkResolver = Callable[[list[int]], Mapping[int, PageLink]]


def no_links(ids: list[int]) -> Mapping[int, PageLink]:
    """A resolver for text without page links."""
    return {}


@dataclass
class Rewriter:
    """Turns stored rich text into final HTML, and keeps what it could not resolve.

    ``figures`` are those of the document itself; nothing else is looked up for them.
    ``reports`` gathers the reports linked to over all texts.
    """

    figures: Mapping[str, Figure]
    resolve_links: LinkResolver = no_links
    missing_figures: list[str] = field(default_factory=list)
    dead_links: list[str] = field(default_factory=list)
    reports: set[str] = field(default_factory=set)

    def __call__(self, source: str) -> str:
        """The final HTML; `missing_figures` and `dead_links` then tell what this text lacks."""
        self.missing_figures, self.dead_links = [], []
        rewrite = MultiRuleRewriter(
            [
                LinkRewriter(bulk_rules={"page": self._links}),
                EmbedRewriter(bulk_rules={"figure": self._figures}),
            ]
        )
        return clean(rewrite(source))

    def _figures(self, tags: list[dict[str, str]]) -> list[str]:
        return [self._figure(tag.get("key", "")) for tag in tags]

    def _figure(self, key: str) -> str:
        figure = self.figures.get(key)
        if figure is None:
            self.missing_figures.append(key)
            return f'<span class="figure-missing">[no figure “{escape(key)}”]</span>'
        return (
            f'<a class="figure" href="#figure-{escape(key)}">'
            f'<data value="{figure.amount:f}">{escape(figure.text)}</data></a>'
        )

    def _links(self, tags: list[dict[str, str]]) -> list[str]:
        ids = [int(tag["id"]) if tag.get("id", "").isdecimal() else 0 for tag in tags]
        targets = self.resolve_links([page_id for page_id in ids if page_id])
        return [self._link(page_id, targets.get(page_id, PageLink())) for page_id in ids]

    def _link(self, page_id: int, target: PageLink) -> str:
        if target.report:
            self.reports.add(target.report)
            return f'<a data-report="{escape(target.report)}">'
        if target.path:
            return f'<a href="{escape(target.path)}">'
        self.dead_links.append(str(page_id))
        return "<a>"


def clean(html: str) -> str:
    """The HTML with only the allowed tags, attributes and schemes."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
    )


LINK = re.compile(r'<a data-report="([^"]+)">(.*?)</a>', re.DOTALL)


def linked_reports(html: str) -> set[str]:
    """The reports that final HTML links to, as "market/edition"."""
    return {match[1] for match in LINK.finditer(html)}


def with_links(html: str, links: Mapping[str, str]) -> str:
    """Final HTML with its links to reports made: those in ``links`` get their path,
    all others become plain text, since a link tells that its target exists."""

    def link(match: re.Match[str]) -> str:
        path = links.get(match[1])
        return f'<a href="{escape(path)}">{match[2]}</a>' if path else match[2]

    return LINK.sub(link, html)
