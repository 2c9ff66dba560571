"""The charts of a release as one column of it, so that a report page needs no query for them."""

from __future__ import annotations

import json
from typing import Any

from django.apps import apps
from django.db.models import JSONField, OuterRef, Subquery
from django.db.models.functions import JSONObject

from reports.charts import Chart


class JSONRows(Subquery):
    """The rows of a query of one JSON column as a JSON list."""

    template = "(SELECT jsonb_agg(_rows.drawing) FROM (%(subquery)s) _rows)"
    output_field = JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "(SELECT json_group_array(json(_rows.drawing)) FROM (%(subquery)s) _rows)"
        return self.as_sql(compiler, connection, template=template, **context)


def drawings() -> JSONRows:
    """What a page shows of the charts of the release in the query around it."""
    charts = apps.get_model("reports", "ReleaseChart")._base_manager
    kept = JSONObject(place="position", chart="content", wide="svg_wide", narrow="svg_narrow")
    rows = charts.filter(release=OuterRef("pk")).order_by("position")
    return JSONRows(rows.annotate(drawing=kept).values("drawing"))


def load(found: list[dict[str, Any]] | None) -> list[tuple[Chart, str, str]]:
    """The charts of a release that was read with `drawings`: each with its two drawings."""
    rows = sorted(found or (), key=lambda row: row["place"])
    return [(_chart(row["chart"]), row["wide"], row["narrow"]) for row in rows]


def _chart(content: Any) -> Chart:
    # SQLite keeps JSON as text, and gives it so inside of other JSON.
    data = json.loads(content) if isinstance(content, str) else content
    return Chart.model_validate(data)
