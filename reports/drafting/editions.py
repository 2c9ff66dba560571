"""A new edition of a report: the last one's structure and text, its years moved on.

Every figure keeps its value until somebody changes or confirms it; until then
it says what it said in the edition before (``carried``), and the checks ask.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from reports.document.figure_builder import FigureBuilder, figures_by_place, told, untouched
from reports.document.uses import EMBED, KEY
from reports.models import ReportPage
from reports.models.pages import BLOCK_FIELDS

YEARS = ("base_year", "history_start", "history_end", "forecast_start", "forecast_end")
COPIED = ("title", "standfirst", "sample", "currency", "units", "coverage")


class EditionExists(ValueError):
    """The market has this edition already; ``page`` is its report."""

    def __init__(self, page: ReportPage) -> None:
        super().__init__(f"This market has an edition “{page.edition}” already.")
        self.page = page


def proposed_label(label: str, shift: int = 1) -> str:
    """The label of the edition after this one: "2024" gives "2025", "2024-update" too."""
    year = label[:4]
    return str(int(year) + shift) if year.isdecimal() else ""


def new_edition(last: ReportPage, label: str, shift: int, user: Any = None) -> ReportPage:
    """A draft of the next edition beside ``last`` (a draft or a released revision).

    ``label`` names it ("2025"), ``shift`` is by how many years its periods move.
    Raises `EditionExists`; then nothing was made.
    """
    market = last.market_page()
    with transaction.atomic():
        type(market).objects.select_for_update().get(pk=market.pk)
        twin = ReportPage.objects.child_of(market).filter(edition=label).first()
        if twin:
            raise EditionExists(twin)
        page = _moved(last, label, shift)
        page.slug = _free_slug(market, slugify(f"{market.slug}-{label}"))
        page.owner = user
        market.add_child(instance=page)
        page.save_revision(user=user, log_action="wagtail.create")
    return page


def not_yet_updated(page: ReportPage) -> list[tuple[str, str, str]]:
    """The figures of a draft that say what they said in the edition before:
    (place, label, value) each. The place is a block's id, for a cell followed by
    "/<series>/<period>"."""
    figures = figures_by_place(page.figures)
    return [
        (place, figures[place].label, told(figures[place]))
        for place, value in _carried(page.figures.raw_data)
        if place in figures and untouched(figures[place], value)
    ]


def confirm(page: ReportPage, places: set[str]) -> int:
    """Mark figures of a draft (unsaved) as still holding; how many were marked."""
    raw = copy.deepcopy(list(page.figures.raw_data))
    marked = 0
    for place, value in _carried(raw):
        if place in places and not value.get("confirmed"):
            value["confirmed"] = True
            marked += 1
    page.figures = raw
    return marked


# -- moving ----------------------------------------------------------------------


def _moved(last: ReportPage, label: str, shift: int) -> ReportPage:
    page = ReportPage(live=False, edition=label, next_review=None)
    for name in COPIED:
        setattr(page, name, getattr(last, name))
    known = {getattr(last, name) for name in YEARS} - {None}
    move = _mover(known | {int(last.edition[:4])} if last.edition[:4].isdecimal() else known, shift)
    page.title = move(last.title)
    for name in YEARS:
        year = getattr(last, name)
        setattr(page, name, year + shift if year else year)
    before = FigureBuilder().make_figures(last.figures)
    streams = {name: copy.deepcopy(list(getattr(last, name).raw_data)) for name in BLOCK_FIELDS}
    by_place = figures_by_place(last.figures)
    for item in streams["figures"]:
        _move_figures(item, shift, by_place)
    for item in streams["outlooks"]:
        _move_years(item["value"], shift)
    page.figures = streams["figures"]
    keys = _renamed(before, FigureBuilder().make_figures(page.figures))
    for item in streams["figures"]:
        for name in ("first", "last"):
            if item["type"] == "calculation" and item["value"].get(name):
                item["value"][name] = keys.get(item["value"][name], item["value"][name])
    # Calculations give a figure only now that they name those of the new edition.
    page.figures = streams["figures"]
    keys = _renamed(before, FigureBuilder().make_figures(page.figures))
    for item in streams["headlines"]:
        value = item["value"]
        value["figure"] = keys.get(value.get("figure"), value.get("figure"))
        value["title"] = move(value.get("title") or "")
    for item in streams["charts"]:
        value = item["value"]
        for place, entry in enumerate(value.get("figures") or ()):
            if isinstance(entry, dict):
                entry["value"] = keys.get(str(entry.get("value")), entry.get("value"))
            else:  # as code may give it
                value["figures"][place] = keys.get(entry, entry)
        value["title"] = value["description"] = ""  # they told of the former values
    for name in BLOCK_FIELDS:
        if name not in ("figures", "headlines"):
            streams[name] = _rebound(streams[name], keys)
        setattr(page, name, streams[name])
    return page


def _renamed(before: list[Any], after: list[Any]) -> dict[str, str]:
    """The keys of the edition before, and what each figure's is now: block by block."""
    blocks: dict[str, list[Any]] = {}
    for figure in after:
        blocks.setdefault(figure.block, []).append(figure)
    return {old.key: blocks[old.block].pop(0).key for old in before if blocks.get(old.block)}


def _mover(years: set[int], shift: int) -> Callable[[str], str]:
    """Moves the report's own years in a title; others stay as they are."""

    def moved(found: re.Match[str]) -> str:
        return str(int(found[0]) + shift) if int(found[0]) in years else found[0]

    return lambda text: re.sub(r"(?<!\d)\d{4}(?!\d)", moved, text)


def _move_years(value: dict[str, Any], shift: int) -> None:
    for name in ("start", "end"):
        if str(value.get(name) or "").isdecimal():
            value[name] = int(value[name]) + shift


def _move_figures(item: dict[str, Any], shift: int, figures: Mapping[str, Any]) -> None:
    """Move a figure or a table on, and let it remember what it said."""
    value = item["value"]
    if item["type"] == "figure":
        years = {int(year) for year in (value.get("start"), value.get("end")) if year}
        _move_years(value, shift)
        _carry(value, figures.get(str(item.get("id"))), years, shift)
    elif item["type"] == "table":
        table = value.get("table") or {}
        for period in table.get("periods") or ():
            period["period"] = _shifted(period["period"], shift)
        for number, series in enumerate(table.get("series") or ()):
            cells = {}
            for period, cell in (series.get("cells") or {}).items():
                kept = dict(cell) if isinstance(cell, dict) else {"value": cell}
                figure = figures.get(f"{item.get('id')}/{number}/{period}")
                _carry(kept, figure, {int(year) for year in period.split("-")}, shift)
                cells[_shifted(period, shift)] = kept
            series["cells"] = cells


def _carry(value: dict[str, Any], figure: Any, years: set[int], shift: int) -> None:
    value["confirmed"] = False
    value["carried"] = told(figure) if figure else ""
    key = value.get("key") or ""
    parts = [
        str(int(part) + shift) if part.isdecimal() and int(part) in years else part
        for part in key.split("-")
    ]
    value["key"] = "-".join(parts)


def _shifted(period: str, shift: int) -> str:
    return "-".join(str(int(year) + shift) for year in period.split("-"))


def _rebound(value: Any, keys: Mapping[str, str]) -> Any:
    """Raw data with every inline figure naming its figure of the new edition."""
    if isinstance(value, str):
        return EMBED.sub(
            lambda embed: KEY.sub(lambda key: f'key="{keys.get(key[1], key[1])}"', embed[0]), value
        )
    if isinstance(value, dict):
        return {name: _rebound(item, keys) for name, item in value.items()}
    if isinstance(value, list):
        return [_rebound(item, keys) for item in value]
    return value


# -- figures by their places -------------------------------------------------------


def _carried(raw: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """(place, fields) of every figure in raw data that was taken from the edition before."""
    for item in raw:
        if item["type"] == "figure" and item["value"].get("carried"):
            yield str(item.get("id")), item["value"]
        elif item["type"] == "table":
            table = item["value"].get("table") or {}
            for number, series in enumerate(table.get("series") or ()):
                for period, cell in (series.get("cells") or {}).items():
                    if isinstance(cell, dict) and cell.get("carried"):
                        yield f"{item.get('id')}/{number}/{period}", cell


def _free_slug(market: Any, wanted: str) -> str:
    taken = set(market.get_children().values_list("slug", flat=True))
    number, slug = 2, wanted
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug
