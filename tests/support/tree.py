"""The pages that the migrations make, made again after a test emptied the database."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page, Site

from reports.models import HomePage, MarketIndexPage


def site_tree() -> None:
    """Root, home, markets' index and the default site, if they are gone."""
    if HomePage.objects.exists():
        return
    locale, _ = Locale.objects.get_or_create(language_code="en")
    root = Page.objects.filter(depth=1).first() or Page.add_root(
        title="Root",
        slug="root",
        locale=locale,
        content_type=ContentType.objects.get_for_model(Page),
    )
    home = root.add_child(instance=HomePage(title="Market Reports", slug="home"))
    home.add_child(instance=MarketIndexPage(title="Markets", slug="markets"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
