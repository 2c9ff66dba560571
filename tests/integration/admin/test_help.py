"""Help where it is needed: each block says what it is for and shows where it will stand."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField

from reports.models import ReportPage
from reports.models.pages import HELP

STREAMS = [field for field in ReportPage._meta.get_fields() if isinstance(field, StreamField)]
BLOCKS = [
    pytest.param(block, id=f"{field.name}-{block.name}")
    for field in STREAMS
    if isinstance(field.stream_block, StreamBlock)
    for block in field.stream_block.child_blocks.values()
]


def preview(client: Any, block: Any) -> Any:
    return client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})


@pytest.mark.parametrize("block", BLOCKS)
def test_each_block_is_described_in_one_sentence_and_previewed(admin, block):
    description = block.get_description()
    assert description[:1].isupper()
    assert description.endswith(".")
    assert len(description) < 100
    assert block.is_previewable


@pytest.mark.parametrize("block", BLOCKS)
def test_a_preview_is_an_example_in_the_sites_own_look_that_asks_for_no_data(
    admin, page, block, django_assert_max_num_queries
):
    preview(admin, block)  # what is read once per process
    with django_assert_max_num_queries(20) as queries:
        response = preview(admin, block)
    assert isinstance(queries, CaptureQueriesContext)
    assert not [query for query in queries if "reports_" in query["sql"]]
    html = response.content.decode()
    assert response.status_code == 200
    assert ">Example</span>" in html
    assert "css/site.css" in html
    assert "<script" not in html
    assert "style=" not in html
    assert "'self'" in response["Content-Security-Policy"]


def test_each_preview_shows_its_own_part_of_the_page(admin):
    parts = {
        "headline": "$4.10bn",
        "takeaway": "is forecast to grow",
        "figure": "Market size, World, 2024",
        "table": "Values by year",
        "calculation": "(6.00 / 4.10)^(1/7)",
        "section": "The market in brief",
        "axis": "By material",
        "region": "Europe",
        "factor": "Longer evenings",
        "outlook": "Fastest growing",
        "key_player": "Example Lamps Ltd",
        "development": "A lamp for the pocket",
        "note": "No values before 2024",
        "chart": "is forecast to grow by 46% between 2024 and 2031",
    }
    shown = {param.values[0].name: param.values[0] for param in BLOCKS}
    assert shown.keys() == parts.keys()
    for name, words in parts.items():
        assert words in preview(admin, shown[name]).content.decode(), name


def test_the_preview_of_a_block_is_for_those_who_signed_in(client, db):
    assert preview(client, BLOCKS[0].values[0]).status_code == 302


def test_each_field_of_blocks_says_what_belongs_there(admin, page):
    assert {field.name for field in STREAMS} == HELP.keys()
    html = unescape(admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode())
    for words in HELP.values():
        assert words in html


class TestTheSitesMark:
    def test_screens_carry_the_sites_name_and_mark_not_wagtails(self, admin, page):
        for name in ("wagtailadmin_home", "reports_figures:index"):
            html = admin.get(reverse(name)).content.decode()
            assert "- Market Reports</title>" in html
            assert "site-mark" in html
            assert "reports/admin.css" in html
            assert "favicon.svg" in html

    def test_who_signs_in_reads_where(self, client, db):
        html = client.get(reverse("wagtailadmin_login")).content.decode()
        assert "Sign in to Market Reports" in html
        assert "site-mark" in html
        assert "icon-wagtail" not in html
