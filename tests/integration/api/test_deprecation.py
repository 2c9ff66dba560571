"""What is to go is announced wherever it is used, described or read about."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import include, path
from lxml import html

from msom_site.urls import urlpatterns as others
from reports.api import contract
from reports.api.deprecation import Going
from reports.api.urls import urlpatterns as addresses
from reports.api.views.lists import Figures, Markets
from tests.integration.api.samples import full

SINCE, UNTIL = date(2030, 5, 1), date(2031, 6, 1)
SECONDS, GONE = 1903824000, "Sun, 01 Jun 2031 00:00:00 GMT"
LINK = '<http://127.0.0.1:8000/api/#h-changelog>; rel="deprecation"; type="text/html"'


class Old(Markets):
    """An address that is to go."""

    going = (Going(SINCE, UNTIL, "Ask markets/."),)


class Partly(Figures):
    """An address of which a parameter and a field are to go."""

    going = (
        Going(SINCE, UNTIL, "Use period_start.", parameter="year"),
        Going(date(2030, 7, 1), date(2031, 7, 1), "Use amount.", field="value"),
    )


mine = [path("old/", Old.as_view()), path("figures/", Partly.as_view()), *addresses]
urlpatterns = [path("api/v1/", include((mine, "api"))), *others]


@pytest.fixture
def described():
    """The contract of these addresses, made anew."""
    contract.document.cache_clear()
    yield contract.document()
    contract.document.cache_clear()


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_what_is_to_go_is_announced_where_it_is_used_described_and_listed(ask, client, described):
    full()
    old = ask("old/")
    assert old["Deprecation"] == f"@{SECONDS}"
    assert old["Sunset"] == GONE
    assert old["Link"] == LINK
    again = client.head("/api/v1/old/", headers={"If-None-Match": ask("old/")["ETag"]})
    assert again["Sunset"] == GONE

    used = ask("figures/", year=2024, fields="key,amount", limit=1)
    assert (used["Deprecation"], used["Sunset"]) == (f"@{SECONDS}", GONE)
    shown = ask("figures/")
    assert shown["Deprecation"] == "@1909094400"
    assert ask("figures/", format="csv")["Sunset"] == "Tue, 01 Jul 2031 00:00:00 GMT"
    for answer in (ask("figures/", fields="key"), ask("figures/", yaer=1), ask("reports/")):
        assert "Deprecation" not in answer
        assert "Sunset" not in answer

    paths = described["paths"]
    assert paths["/api/v1/old/"]["get"]["deprecated"] is True
    assert "Sunset" in paths["/api/v1/old/"]["get"]["responses"]["200"]["headers"]
    figures = paths["/api/v1/figures/"]["get"]
    assert "deprecated" not in figures
    marked = [item["name"] for item in figures["parameters"] if item.get("deprecated")]
    assert marked == ["year"]
    properties = described["components"]["schemas"]["Figure"]["properties"]
    assert [name for name, schema in properties.items() if schema.get("deprecated")] == ["value"]

    page = html.fromstring(client.get("/api/").content)
    told = page.xpath("string(//section[h2[@id='h-changelog']])")
    assert "The address of /api/v1/old/: deprecated since 2030-05-01" in told
    assert "The parameter year of /api/v1/figures/" in told
    assert "gone from 2031-07-01 on. Use amount." in told


@pytest.mark.django_db
def test_nothing_is_announced_at_present(ask, client):
    full()
    assert "Deprecation" not in ask("figures/")
    assert "Nothing is deprecated." in client.get("/api/").content.decode()


def test_whatever_goes_is_announced_twelve_months_ahead():
    with pytest.raises(ValueError, match="twelve months"):
        Going(SINCE, date(2031, 4, 30), "Too soon.")
