"""Figures of the open form, where they are used, and binding typed numbers to them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from wagtail.models import ModelLogEntry, PageLogEntry

from reports.blocks.memory import remembered
from reports.document.uses import uses
from reports.models import ReportPage
from tests.support import reports as make

pytestmark = pytest.mark.django_db
EMBED = '<embed embedtype="figure" key="market-size-2024"/>'
FIELDS = ("headlines", "takeaways", "sections", "figures", "segments")


def block(number: int, **fields: Any) -> dict[str, str]:
    """One figure block as the editor's form posts it, unsaved."""
    start = f"figures-{number}"
    values = {
        "measure": "market_size",
        "segments-count": "0",
        "geography": str(make.world().pk),
        "start": "2024",
        "value": "7.12",
        "multiplier": "9",
        "unit": "USD",
        "status": "estimate",
        "claim": "cited",
        **fields,
    }
    head = {f"{start}-type": "figure", f"{start}-order": str(number), f"{start}-deleted": ""}
    names = ("statistic", "end", "low", "high", "source", "attribution", "note", "key", "carried")
    empty = {f"{start}-value-{name}": "" for name in names}
    return {**head, **empty, **{f"{start}-value-{name}": value for name, value in values.items()}}


def asked(client: Any, *blocks: dict[str, str]) -> Any:
    data = {"figures-count": str(len(blocks))}
    for part in blocks:
        data |= part
    return client.post("/admin/reports/figures/", data)


def test_the_figures_of_the_form_are_told_before_they_are_saved(admin):
    answer = asked(admin, block(0, value="9.10"), block(1, start="2031", status="forecast"))
    assert [(f["key"], f["text"], f["status"]) for f in answer.json()["figures"]] == [
        ("market-size-2024", "USD\N{NO-BREAK SPACE}9.10\N{NO-BREAK SPACE}billion", "estimate"),
        ("market-size-2031", "USD\N{NO-BREAK SPACE}7.12\N{NO-BREAK SPACE}billion", "forecast"),
    ]


@pytest.mark.parametrize(
    "fields", [{"value": "abc"}, {"start": "20x4"}, {"geography": "abc"}, {"geography": "9" * 30}]
)
def test_what_cannot_be_read_is_left_out_and_nothing_fails(admin, fields):
    assert asked(admin, block(0, **fields)).json() == {"figures": []}


@pytest.mark.parametrize("data", [{}, {"figures-count": "x"}, {"figures-count": "99999999999"}])
def test_a_crafted_post_is_answered_in_words(admin, data):
    answer = admin.post("/admin/reports/figures/", data)
    assert answer.status_code == 400
    assert "could not be read" in answer.json()["message"]


def test_nobody_who_does_not_write_is_told_anything(client):
    assert asked(client, block(0)).status_code == 302
    assert client.get("/admin/reports/catalogue/").status_code == 302
    client.force_login(make.user("partners", "Partner managers"))
    for answer in (asked(client, block(0)), client.get("/admin/reports/catalogue/")):
        assert answer.status_code == 302  # Wagtail leads back, with a message
        assert answer.url == "/admin/"


def test_writers_are_told(client):
    client.force_login(make.user("writer", "Writers"))
    assert len(asked(client, block(0)).json()["figures"]) == 1
    names = [
        place["name"] for place in client.get("/admin/reports/catalogue/").json()["geographies"]
    ]
    assert names == ["World"]


def test_two_hundred_figures_ask_the_database_no_more_than_two(
    admin, django_assert_max_num_queries
):
    few = [block(number, start=str(1990 + number)) for number in range(2)]
    many = [block(number, start=str(1990 + number)) for number in range(200)]
    asked(admin, *few)
    with django_assert_max_num_queries(12):
        answer = asked(admin, *many)
    assert len(answer.json()["figures"]) == 200


def test_where_a_figure_is_used_is_known_in_text_headline_and_calculation():
    page = make.report_page(
        figures=[
            make.figure(),
            ("calculation", {"rule": "growth_path", "first": "market-size-2024", "last": "x"}),
        ],
        headlines=[("headline", {"figure": "market-size-2024", "title": "Size"})],
        takeaways=[("takeaway", f"<p>{EMBED} and {EMBED}</p>")],
        segments=[
            (
                "axis",
                {
                    "axis": make.segment("By use", "Reading").axis.pk,
                    "segments": [
                        {
                            "type": "item",
                            "id": "one",
                            "value": {
                                "segment": make.segment("By use", "Reading").pk,
                                "text": f"<p>{EMBED}</p>",
                            },
                        }
                    ],
                },
            )
        ],
    )
    found = uses(page, FIELDS)
    assert [place.field for place in found["market-size-2024"]] == [
        *("headlines", "takeaways", "takeaways", "figures", "segments")
    ]
    assert set(found) == {"market-size-2024", "x"}


def typed_page() -> ReportPage:
    text = "<p>It was <b>large</b>: USD 7.12 billion in 2024.</p>"
    page = make.report_page(sections=[("section", {"heading": "Size", "text": text})])
    page.save_revision()
    return page


def unbound(page: ReportPage) -> Any:
    found = make.fresh(page).examine().findings
    (finding,) = [item for item in found if item.code == "narrative.unbound"]
    return finding


def test_bind_makes_a_typed_number_follow_its_figure_in_one_press(admin):
    page = typed_page()
    fingerprint = unbound(page).fingerprint
    shown = admin.get(f"/admin/reports/{page.pk}/checks/").content.decode()
    assert f'value="{fingerprint}"' in shown
    assert "Bind</button>" in shown
    admin.post(f"/admin/reports/{page.pk}/checks/bind/", {"fingerprint": fingerprint})
    text = make.fresh(page).sections[0].value["text"].source
    assert text == f"<p>It was <b>large</b>: {EMBED} in 2024.</p>"
    changed = make.with_value(page, "8.4")
    assert "8.4" in changed.as_object().build().document.sections[0].html
    assert PageLogEntry.objects.filter(action="reports.bind", page=page).count() == 1


def test_the_panel_beside_the_editor_says_what_to_bind_and_where(admin):
    page = typed_page()
    shown = admin.get(f"/admin/reports/{page.pk}/checks/panel/").content.decode()
    assert 'data-typed="USD 7.12 billion"' in shown
    assert 'data-occurrence="1"' in shown
    assert 'data-key="market-size-2024"' in shown


def test_equal_numbers_are_bound_one_after_the_other(admin):
    text = f"<p>{EMBED}, or USD 7.12 billion; again USD 7.12 billion.</p>"
    page = make.report_page(sections=[("section", {"heading": "Size", "text": text})])
    page.save_revision()
    for _ in range(2):
        finding = {"fingerprint": unbound(page).fingerprint}
        admin.post(f"/admin/reports/{page.pk}/checks/bind/", finding)
    bound = make.fresh(page).sections[0].value["text"].source
    assert bound == f"<p>{EMBED}, or {EMBED}; again {EMBED}.</p>"


def test_a_finding_that_is_gone_binds_nothing(admin):
    page = typed_page()
    before = page.revisions.count()
    admin.post(f"/admin/reports/{page.pk}/checks/bind/", {"fingerprint": "0" * 16})
    assert page.revisions.count() == before


def test_who_may_not_edit_may_not_bind(client):
    page = typed_page()
    client.force_login(make.user("reader"))
    answer = client.post(
        f"/admin/reports/{page.pk}/checks/bind/", {"fingerprint": unbound(page).fingerprint}
    )
    assert answer.status_code in (302, 403)
    assert "embed" not in make.fresh(page).sections[0].value["text"].source


def test_the_short_form_of_a_figure_says_everything():
    """What the editor's script gets: every field in order, None where it is the default."""
    page = make.report_page(
        figures=[
            make.figure(
                "7.10",
                segments=[
                    {"type": "item", "id": "one", "value": make.segment("By use", "Reading").pk}
                ],
                low="7",
                high="8",
                approximate=True,
            )
        ]
    )
    stream_block = ReportPage._meta.get_field("figures").stream_block
    (state,) = stream_block.get_form_state(page.figures)
    names = list(stream_block.child_blocks["figure"].child_blocks)
    told = dict(zip(names, state["value"], strict=True))
    assert told["value"] == "7.10"
    assert told["geography"] == [make.world().pk, "World"]
    assert told["segments"][0][1][1] == "Reading (By use)"
    assert (told["low"], told["high"], told["approximate"]) == ("7", "8", True)
    assert told["statistic"] is None  # the default
    assert json.dumps(state)


def test_what_is_remembered_does_not_outlive_its_request():
    page = make.report_page()
    with remembered():
        assert make.fresh(page).figures[0].value["geography"].name == "World"
        make.Geography.objects.update(name="Earth")
        assert make.fresh(page).figures[0].value["geography"].name == "World"
    assert make.fresh(page).figures[0].value["geography"].name == "Earth"
    assert ModelLogEntry.objects.count() == 0
