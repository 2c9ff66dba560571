"""What the editor's browser would post for a report page."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from reports.models import ReportPage

STREAMS = (
    *("headlines", "takeaways", "sections", "segments", "geographies", "factors", "outlooks"),
    "charts",
    *("key_players", "developments", "data_notes"),
)
PLAIN = (
    *("title", "slug", "edition", "standfirst", "base_year", "history_start", "history_end"),
    *("forecast_start", "forecast_end", "currency", "units", "coverage", "next_review"),
)


def draft_data(
    page: ReportPage, figure: dict[str, Any] | None = None, **extra: Any
) -> dict[str, Any]:
    """The whole form of a draft as it stands, its first figure changed by ``figure``. It says
    with which draft it began, as the editor's form does."""
    page = ReportPage.objects.get(pk=page.pk)
    draft = page.get_latest_revision_as_object()
    data: dict[str, Any] = {name: getattr(draft, name) or "" for name in PLAIN}
    if draft.sample:
        data["sample"] = "on"
    for name in STREAMS:
        assert not len(getattr(draft, name)), f"{name} is not posted by this helper"
        data[f"{name}"] = streamfield([])
    blocks = []
    for position, child in enumerate(draft.figures.raw_data):
        value = {**child["value"], **(figure or {} if position == 0 else {})}
        value["segments"] = {"count": "0"}
        if not value.get("approximate"):
            value.pop("approximate", None)
        blocks.append((child["type"], {key: "" if v is None else v for key, v in value.items()}))
    data["figures"] = streamfield(blocks)
    posted = nested_form_data(data)
    for position, child in enumerate(draft.figures.raw_data):
        posted[f"figures-{position}-id"] = child["id"]
    comments = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""}
    posted |= {f"comments-{name}": value for name, value in comments.items()}
    began = page.get_latest_revision()
    if began:
        posted["loaded_revision_id"] = str(began.pk)
        posted["loaded_revision_created_at"] = began.created_at.isoformat()
    return posted | extra


def edit_url(page: ReportPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
