"""Rich text becomes final HTML: figures are values, links lead to what is public."""

from __future__ import annotations

from decimal import Decimal
from html import unescape

import pytest

from reports.document import schema
from reports.document.richtext import PageLink, Rewriter, clean, with_links

FIGURE = schema.Figure(
    key="market-size-2024",
    measure=schema.Measure.MARKET_SIZE,
    geography=schema.Geography(code="001", name="World", kind="world"),
    period=schema.Period(start=2024, end=2024),
    value=Decimal("7.12"),
    unit="USD",
    multiplier=9,
    status=schema.Status.ESTIMATE,
    claim=schema.Claim.CITED,
    source="s",
    label="Market size, World, 2024",
    text="USD\N{NO-BREAK SPACE}7.12\N{NO-BREAK SPACE}billion",
)


def rewriter(links: dict[int, PageLink] | None = None) -> Rewriter:
    return Rewriter({FIGURE.key: FIGURE}, lambda ids: links or {})


def test_an_inline_figure_shows_its_value_and_leads_to_its_figure():
    html = rewriter()('<p>Worth <embed embedtype="figure" key="market-size-2024"/>.</p>')
    assert 'href="#figure-market-size-2024"' in html
    assert '<data value="7120000000">USD\N{NO-BREAK SPACE}7.12' in unescape(html)


def test_a_figure_that_is_not_there_is_marked_and_told():
    rewrite = rewriter()
    assert "no figure “none”" in rewrite('<p><embed embedtype="figure" key="none"/></p>')
    assert rewrite.missing_figures == ["none"]


def test_a_link_to_a_report_keeps_coordinates_and_no_id():
    rewrite = rewriter({7: PageLink(report="tides/2024")})
    html = rewrite('<p><a linktype="page" id="7">tides</a></p>')
    assert html == '<p><a data-report="tides/2024">tides</a></p>'
    assert rewrite.reports == {"tides/2024"}


def test_a_link_to_what_is_not_public_is_told():
    rewrite = rewriter()
    rewrite('<p><a linktype="page" id="7">x</a><a linktype="page" id="bad">y</a></p>')
    assert len(rewrite.dead_links) == 2


def test_a_report_that_is_not_visible_is_plain_text_when_shown():
    html = '<p><a data-report="tides/2024">tides</a> <a data-report="x/2024">x</a></p>'
    shown = with_links(html, {"tides/2024": "/markets/tides/2024/"})
    assert shown == '<p><a href="/markets/tides/2024/">tides</a> x</p>'


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        '<a href="javascript:alert(1)">x</a>',
        '<p onclick="alert(1)" style="color:red">x</p>',
        '<a data-report="x&quot; onclick=&quot;alert(1)">x</a>',
        '<embed embedtype="figure" key="&lt;script&gt;"/>',
        '<data value="1" onmouseover="alert(1)">x</data>',
    ],
)
def test_nothing_that_runs_survives(attack):
    html = with_links(rewriter()(attack), {})
    for trace in ("<script", "onerror", "javascript:", "onclick=", "style=", "onmouseover"):
        assert trace not in html.replace("&quot; onclick=&quot;", "")
    assert clean(html) == html
