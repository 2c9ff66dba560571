"""Links between pages, outside reports: an address is given only for what is public."""

from __future__ import annotations

from django.utils.html import escape
from wagtail.rich_text.pages import PageLinkHandler

from reports import clock
from reports.models.links import resolve_page_links
from reports.models.querysets import report_path


class PublicPageLinkHandler(PageLinkHandler):
    """Stock links tell the address of a report that is still to come; these do not."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        ids = [int(attrs["id"]) if attrs.get("id", "").isdecimal() else 0 for attrs in attrs_list]
        targets = resolve_page_links(ids, clock.now())
        tags = []
        for page_id in ids:
            target = targets.get(page_id)
            path = target and (target.path or report_path(target.report))
            tags.append(f'<a href="{escape(path)}">' if path else "<a>")
        return tags

    @classmethod
    def expand_db_attributes(cls, attrs: dict[str, str]) -> str:
        return cls.expand_db_attributes_many([attrs])[0]
