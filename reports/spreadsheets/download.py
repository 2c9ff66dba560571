"""A draft's data as a file."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import Revision

from reports.exports.cells import csv_text
from reports.exports.columns import FIGURES
from reports.exports.workbook import csv_rows, workbook
from reports.models import ReportPage
from reports.spreadsheets.labels import Labels
from reports.spreadsheets.rows import draft_rows


def state_of(page: ReportPage, revision: Revision | None) -> str:
    """What tells one state of a draft from the next: "page:revision:digest".

    The digest too: autosave writes over a revision.
    """
    content = revision.content if revision else page.serializable_data()
    text = json.dumps(content, sort_keys=True, cls=DjangoJSONEncoder)
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    return f"{page.pk}:{revision.pk if revision else 0}:{digest}"


def xlsx_of(page: ReportPage) -> bytes:
    """The workbook of a report's newest draft."""
    revision = page.get_latest_revision()
    draft: Any = revision.as_object() if revision else page
    labels = Labels()
    rows = draft_rows(draft, labels, draft.build().document.figures)
    sheets = {
        name: [{"id": row.id, **row.cells} for row in found.values()]
        for name, found in rows.sheets.items()
    }
    return workbook(draft.title, sheets, labels.lists(), state_of(page, revision))


def csv_of(page: ReportPage) -> str:
    """The figures of a report's newest draft as CSV."""
    draft = page.get_latest_revision_as_object()
    rows = draft_rows(draft, Labels(), draft.build().document.figures).sheets["figures"]
    return csv_text(csv_rows(FIGURES, [{"id": row.id, **row.cells} for row in rows.values()]))
