"""Says of rows that a file changes or leaves out where the text of the draft shows them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from reports.document.figure_builder import figures_by_place
from reports.document.uses import uses
from reports.models.pages import BLOCK_FIELDS
from reports.spreadsheets.difference import Difference
from reports.spreadsheets.rows import Row

# A change of these gives a figure another key, unless its key was typed.
NAMING = {"measure", "statistic", "segments", "geography", "start", "end", "key"}


def warn_of_uses(difference: Difference, draft: Any) -> None:
    """Add a warning to each figure that is to be renamed or removed while the text shows it."""
    renamed = [change for change in difference.changed if NAMING & change.values.keys()]
    concerned = [change for change in (*renamed, *difference.removed) if change.row]
    if not concerned:
        return
    used = uses(draft, BLOCK_FIELDS)
    figures = figures_by_place(draft.figures)
    for change in concerned:
        if change.sheet.name != "figures" or change.row is None:
            continue
        figure = figures.get(_place(change.row))
        places = used.get(figure.key, []) if figure else []
        if places:
            fields = Counter(str(_name(draft, place.field)) for place in places)
            where = ", ".join(f"{name} ({count})" for name, count in fields.items())
            change.warnings.append(f"The report shows this figure in: {where}.")


def _place(row: Row) -> str:
    return row.block if row.series is None else f"{row.block}/{row.series}/{row.period}"


def _name(draft: Any, field: str) -> str:
    return str(draft._meta.get_field(field).verbose_name).capitalize()
