"""Pages that are not reports: Wagtail publishes them, within the rules of the site."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from reports.models import HomePage, MarketPage, StandardPage
from reports.models.standard_pages import RESERVED
from tests.support.reports import market_page, report_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "slug", sorted(RESERVED - {"markets", "llms.txt", "robots.txt", "sitemap.xml"})
)
def test_a_standard_page_may_not_take_an_address_of_the_site_itself(slug):
    with pytest.raises(ValidationError, match="belongs to the site itself"):
        HomePage.objects.get().add_child(instance=StandardPage(title="A page", slug=slug))
    assert not StandardPage.objects.exists()


def test_a_standard_page_is_published_and_read(admin, client):
    page = HomePage.objects.get().add_child(
        instance=StandardPage(title="Terms", slug="terms", body="<p>Draft words</p>", live=False)
    )
    assert client.get("/terms/").status_code == 404
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = {"title": "Terms", "slug": "terms", "body": "null", "action-publish": "1"}
    comments = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""}
    data |= {f"comments-{name}": value for name, value in comments.items()}
    assert admin.post(edit, data).status_code == 302
    assert client.get("/terms/").status_code == 200


def test_a_link_from_a_standard_page_tells_no_address_of_what_is_not_public(client):
    hidden = report_page("tides")
    hidden.save_revision()
    body = f'<p><a linktype="page" id="{hidden.pk}">tides</a></p>'
    home = HomePage.objects.get()
    home.add_child(instance=StandardPage(title="Terms", slug="terms", body=body))
    html = client.get("/terms/").content.decode()
    assert "tides</a>" in html
    assert "/markets/tides" not in html


def test_a_market_page_that_wagtail_published_is_not_public_by_that(client):
    page = market_page("tides")
    MarketPage.objects.filter(pk=page.pk).update(live=True)
    assert client.get("/markets/tides/").status_code == 404
    assert "tides" not in client.get("/markets/").content.decode()
