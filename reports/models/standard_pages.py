"""The pages that Wagtail publishes and serves itself: the front page and standard pages."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from reports import clock
from reports.models.permissions import ContainerPermissions
from reports.models.release import Release

# First segments that belong to the site itself; no standard page may take them.
RESERVED = {
    *("admin", "api", "calendar", "check", "companies", "compare", "contact", "developments"),
    *("documents", "embed", "feeds", "livez", "llms.txt", "markets", "media", "oembed"),
    *("readyz", "robots.txt", "search", "sitemap.xml", "static"),
}
EDITORIAL = ["h2", "h3", "bold", "italic", "link", "ol", "ul", "blockquote"]


class HomePage(Page):
    """The front page: a few words and the newest releases."""

    intro = RichTextField(blank=True, features=["bold", "italic", "link"])

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["reports.MarketIndexPage", "reports.StandardPage"]
    private_page_options: list[str] = []
    template = "reports/home.html"
    max_count = 1

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        newest = Release.objects.released(clock.sql_now()).for_lists()
        context["about"] = self.get_children().live().public().type(StandardPage)
        context["releases"] = newest.order_by("-release_at", "report__market")[:6]
        return context

    def permissions_for_user(self, user: Any) -> ContainerPermissions:
        return HomePermissions(user, self)


class HomePermissions(ContainerPermissions):
    """The home page: publishing goes Wagtail's way; deleting would take reports along."""

    def can_publish_subpage(self) -> bool:
        return bool(super(ContainerPermissions, self).can_publish_subpage())


class StandardPage(Page):
    """An ordinary page such as About; Wagtail publishes and serves it."""

    body = RichTextField(blank=True, features=EDITORIAL)

    content_panels = [*Page.content_panels, FieldPanel("body")]
    parent_page_types = ["reports.HomePage", "reports.StandardPage"]
    subpage_types = ["reports.StandardPage"]
    private_page_options: list[str] = []
    template = "reports/standard.html"

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED:
            message = f"“{self.slug}” belongs to the site itself. Choose another slug."
            raise ValidationError({"slug": message})
