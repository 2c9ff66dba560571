"""Build a document from a report page: page in, document and findings out.

Drafts may be incomplete: a block that lacks what the document needs is left
out of it, and a finding says at which field what is missing. Nothing is
written, and nothing but the page (with its market page) is read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from reports.document import formatting, schema, values
from reports.document.builder import PartType
from reports.document.charts import ChartProblem, chart_key, chosen
from reports.document.coordinates import KEY_LENGTH, slug
from reports.document.figure_builder import FigureBuilder
from reports.document.findings import Finding, Place
from reports.document.richtext import LinkResolver, Rewriter, no_links


@dataclass
class Built:
    """A document and what building it found."""

    document: schema.ReportDocument
    findings: list[Finding] = field(default_factory=list)


def build(page: Any, market: Any, resolve_links: LinkResolver = no_links) -> Built:
    """The document of a report page (a draft or a released revision) below its market page.

    ``resolve_links`` gives the coordinates of linked pages by id; a link that
    it does not know is a finding.
    """
    builder = _Builder(page, resolve_links)
    return Built(builder.document(market), builder.findings)


class _Builder(FigureBuilder):
    def __init__(self, page: Any, resolve_links: LinkResolver) -> None:
        super().__init__()
        self.page = page
        self.chart_keys: set[str] = set()
        self.figures = self.make_figures(page.figures)
        self.rewrite = Rewriter({figure.key: figure for figure in self.figures}, resolve_links)

    # -- the whole ---------------------------------------------------------

    def document(self, market: Any) -> schema.ReportDocument:
        page = self.page
        parts: dict[str, Any] = {
            "market": schema.Market(
                title=market.title, description=market.description, sector=market.sector
            ),
            "edition": page.edition,
            "title": page.title,
            "standfirst": page.standfirst,
            "sample": page.sample,
            "base_year": page.base_year,
            "history": values.period(page.history_start, page.history_end),
            "forecast": values.period(page.forecast_start, page.forecast_end),
            "currency": page.currency,
            "units": page.units,
            "coverage": page.coverage,
            "next_review": page.next_review,
            "headlines": self._each("headlines", self._headline),
            "takeaways": tuple(self._texts("takeaways")),
            "sections": self._each("sections", self._section),
            "factors": self._each("factors", self._factor),
            "axes": self._each("segments", self._axis),
            "regions": self._each("geographies", self._region),
            "outlooks": self._each("outlooks", self._outlook),
            "figures": tuple(self.figures),
            "key_players": self._each("key_players", self._player),
            "developments": self._each("developments", self._development),
            "data_notes": self._each("data_notes", self._note),
            "charts": self._each("charts", self._chart),
        }
        return schema.ReportDocument(
            **parts,
            sources=tuple(self.sources.values()),
            companies=tuple(self.companies.values()),
            links=tuple(sorted(self.rewrite.reports)),
        )

    def _each(
        self, name: str, make: Callable[[Any, str, Place], PartType | None]
    ) -> tuple[PartType, ...]:
        parts = []
        for child in getattr(self.page, name):
            block = str(child.id or "")
            place = Place(name, block)
            part = self.readable(make, child.value, block, place, place=place)
            if part is not None:
                parts.append(part)
        return tuple(parts)

    def _texts(self, name: str) -> Iterable[str]:
        for child in getattr(self.page, name):
            html = self.html(child.value, Place(name, str(child.id or "")))
            if html:
                yield html

    # -- headlines and texts ------------------------------------------------

    def _headline(self, value: Any, block: str, place: Place) -> schema.Headline | None:
        if not self.complete(
            value,
            place,
            {"figure": "Give the key of the figure.", "title": "Say what the figure is."},
        ):
            return None
        figure = self.rewrite.figures.get(value["figure"])
        if figure is None:
            message = f"There is no figure with the key “{value['figure']}”."
            self.add("headline.figure", place, "figure", message)
            return None
        return schema.Headline(
            figure=figure.key,
            title=value["title"],
            definition=value["definition"] or "",
            compact=formatting.compact(figure.value, figure.unit, figure.multiplier),
            block=block,
        )

    # -- the rest of the structured data -----------------------------------

    def _axis(self, value: Any, block: str, place: Place) -> schema.Axis | None:
        if not self.complete(value, place, {"axis": "Choose the axis."}):
            return None
        axis = value["axis"]
        segments = []
        for item in value["segments"]:
            if not item["segment"]:
                self.add(
                    "field.required", place, "segments", "Choose the segment, or remove the row."
                )
                continue
            if item["segment"].axis_id != axis.pk:
                message = f"“{item['segment'].name}” is not a segment of the axis “{axis.name}”."
                self.add("segment.axis", place, "segments", message)
                continue
            segments.append(
                schema.Segment(
                    slug=item["segment"].slug,
                    name=item["segment"].name,
                    html=self.html(item["text"], place, "segments"),
                    source=self.source(item["source"]),
                )
            )
        return schema.Axis(slug=axis.slug, name=axis.name, segments=tuple(segments), block=block)

    def _region(self, value: Any, block: str, place: Place) -> schema.Region | None:
        if not self.complete(value, place, {"geography": "Choose the place."}):
            return None
        return schema.Region(
            geography=values.geography(value["geography"]),
            html=self.html(value["text"], place, "text"),
            source=self.source(value["source"]),
            block=block,
        )

    def _factor(self, value: Any, block: str, place: Place) -> schema.Factor | None:
        wanted = {"kind": "Say what kind of factor it is.", "title": "Name the factor."}
        if not self.complete(value, place, wanted):
            return None
        return schema.Factor(
            kind=value["kind"],
            title=value["title"],
            html=self.html(value["text"], place, "text"),
            source=self.source(value["source"]),
            block=block,
        )

    def _outlook(self, value: Any, block: str, place: Place) -> schema.Outlook | None:
        if not self.complete(value, place, {"kind": "Say what the outlook claims."}):
            return None
        if bool(value["segment"]) == bool(value["geography"]):
            message = "Choose a segment or a place: one of the two."
            self.add("outlook.subject", place, "segment", message)
            return None
        return schema.Outlook(
            kind=value["kind"],
            segment=values.segment_ref(value["segment"]) if value["segment"] else None,
            geography=values.geography(value["geography"]) if value["geography"] else None,
            period=values.period(value["start"], value["end"] or value["start"]),
            html=self.html(value["text"], place, "text"),
            source=self.source(value["source"]),
            block=block,
        )

    def _section(self, value: Any, block: str, place: Place) -> schema.Section | None:
        if not self.complete(value, place, {"heading": "Give the section a heading."}):
            return None
        html = self.html(value["text"], place, "text")
        anchor = slug(value["heading"]) or "section"
        return schema.Section(anchor=anchor, heading=value["heading"], html=html, block=block)

    def _player(self, value: Any, block: str, place: Place) -> schema.KeyPlayer | None:
        if not self.complete(value, place, {"company": "Choose the company."}):
            return None
        return schema.KeyPlayer(
            slug=self.company(value["company"]),
            name=value["company"].name,
            html=self.html(value["text"], place, "text"),
            source=self.source(value["source"]),
            block=block,
        )

    def _development(self, value: Any, block: str, place: Place) -> schema.Development | None:
        wanted = {
            "year": "Give at least the year.",
            "kind": "Say what kind of event it is.",
            "title": "Say in a few words what happened.",
        }
        if not self.complete(value, place, wanted):
            return None
        year, month, day = int(value["year"]), value["month"] or None, value["day"] or None
        try:
            dt.date(year, int(month or 1), int(day or 1))
        except ValueError:
            self.add("development.date", place, "day", "There is no such date.")
            return None
        if day and not month:
            self.add("development.date", place, "month", "Give the month of this day.")
            return None
        company = value["company"]
        iso = formatting.iso_date(year, month, day)
        key = value["key"] or "-".join(
            part for part in (iso, company.slug if company else slug(value["title"])) if part
        )
        return schema.Development(
            key=key[:KEY_LENGTH].strip("-"),
            year=year,
            month=month,
            day=day,
            company=self.company(company) if company else "",
            company_name=company.name if company else "",
            kind=value["kind"],
            title=value["title"],
            html=self.html(value["text"], place, "text"),
            source=self.source(value["source"]),
            block=block,
        )

    def _note(self, value: Any, block: str, place: Place) -> schema.DataNote | None:
        if not self.complete(value, place, {"topic": "Say what the note is about."}):
            return None
        return schema.DataNote(
            topic=value["topic"],
            printed=value["printed"] or "",
            html=self.html(value["text"], place, "text"),
            block=block,
        )

    def _chart(self, value: Any, block: str, place: Place) -> schema.ChartChoice | None:
        wanted = {"description": "Describe the chart for people who cannot see it."}
        if not self.complete(value, place, wanted):
            return None
        choice = schema.ChartChoice(
            key=value["key"] or "",
            figures=tuple(key for key in value["figures"] if key),
            kind=value["kind"] or "auto",
            title=value["title"] or "",
            description=value["description"],
            block=block,
        )
        try:
            key = choice.key or chart_key(chosen(self.figures, choice))
        except ChartProblem as problem:
            self.add("chart.figures", place, problem.field, str(problem))
            return None
        if key in self.chart_keys:
            if choice.key:
                self.add("chart.key", place, "key", "Another chart has this key.")
                return None
            key = next(f"{key}-{n}" for n in range(2, 1000) if f"{key}-{n}" not in self.chart_keys)
        self.chart_keys.add(key)
        return choice.model_copy(update={"key": key})

    # -- helpers -----------------------------------------------------------

    def html(self, value: Any, place: Place, sub_field: str = "") -> str:
        source = getattr(value, "source", value) or ""
        html = self.rewrite(source)
        for key in self.rewrite.missing_figures:
            message = f"The text shows the figure “{key}”, which the report does not have."
            self.add("text.figure", place, sub_field, message)
        for _ in self.rewrite.dead_links:
            message = "The text links to a page that is not public. Remove the link."
            self.add("text.link", place, sub_field, message)
        return html
