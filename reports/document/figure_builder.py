"""The figures of a report page: single blocks, tables of them, and what is calculated."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from reports.document import formatting, schema, values
from reports.document.builder import Builder
from reports.document.coordinates import (
    KEY,
    KEY_LENGTH,
    figure_label,
    period_slug,
    proposed_key,
)
from reports.document.figures import calculate
from reports.document.findings import Place, warning
from reports.document.table import TableCell, TablePeriod, TableSeries
from reports.document.tabulated import calculate_table

WANTED = {
    "measure": "Say what the figure measures.",
    "geography": "Say which place the figure is about.",
    "start": "Give the year, or the first year of the period.",
    "value": "Give the value.",
    "unit": "Give the unit: a currency code such as USD, percent, or what is counted.",
    "status": "Say whether the figure is actual, an estimate or a forecast.",
    "claim": "Say whose claim the figure is.",
}


class FigureBuilder(Builder):
    """Makes figures of blocks; what a block lacks is a finding at its field."""

    def make_figures(self, stream: Any) -> list[schema.Figure]:
        """All figures of the field ``figures``: the typed ones in their order, then the
        calculated ones."""
        figures: list[schema.Figure] = []
        tables: list[tuple[Any, Place, dict[int, list[schema.Figure]]]] = []
        for child in stream:
            place = Place("figures", str(child.id or ""))
            if child.block_type == "figure":
                figure = self.readable(self.figure, child.value, place, place=place)
                if figure:
                    figures.append(figure)
            elif child.block_type == "table":
                rows = self.table(child.value, place)
                figures += [figure for row in rows.values() for figure in row]
                tables.append((child.value, place, rows))
        for child in stream:
            if child.block_type == "calculation":
                place = Place("figures", str(child.id or ""))
                calculated, findings = calculate(child.value, figures, place)
                figures += calculated
                self.findings += findings
        for value, place, rows in tables:
            figures += calculate_table(value["calculate"] or (), rows, figures, place)
        return figures

    def figure(self, value: Any, place: Place) -> schema.Figure | None:
        """One figure of the fields of its block (a mapping), or findings."""
        if not self.complete(value, place, WANTED):
            return None
        measure = schema.Measure(value["measure"])
        if measure is schema.Measure.STATISTIC and not self.complete(
            value, place, {"statistic": "Name the statistic."}
        ):
            return None
        segments = self._segment_refs(value["segments"], place)
        geography = values.geography(value["geography"])
        period = values.period(value["start"], value["end"] or value["start"])
        number = values.decimal(value["value"])
        if period is None or number is None or segments is None:
            return None
        statistic = value["statistic"] if measure is schema.Measure.STATISTIC else ""
        low, high = values.decimal(value["low"]), values.decimal(value["high"])
        multiplier = int(value["multiplier"] or 0)
        unit = value["unit"].strip()
        key = value["key"] or proposed_key(measure, statistic, segments, geography, period)
        if not KEY.fullmatch(key) or len(key) > KEY_LENGTH:
            message = "A key has small letters, digits and single hyphens."
            self.add("figure.key_form", place, "key", message)
            return None
        figure = schema.Figure(
            key=key,
            measure=measure,
            statistic=statistic,
            segments=segments,
            geography=geography,
            period=period,
            value=number,
            low=low,
            high=high,
            unit=unit,
            multiplier=multiplier,
            status=schema.Status(value["status"]),
            approximate=bool(value["approximate"]),
            claim=schema.Claim(value["claim"]),
            source=self.source(value["source"]),
            attribution=value["attribution"] or "",
            note=value["note"] or "",
            label=figure_label(measure, statistic, segments, geography, period),
            text=formatting.quantity(
                number,
                unit,
                multiplier,
                low=low,
                high=high,
                approximate=bool(value["approximate"]),
            ),
            block=place.block,
        )
        if untouched(figure, value):
            message = (
                f"“{figure.label}” still says {told(figure)}, as in the edition before. "
                "Update it, or confirm that it still holds."
            )
            found = warning("edition.untouched", place, message, key=key)
            self.findings.append(replace(found, place=Place("figures", place.block, "value")))
        return figure

    def _segment_refs(self, chosen: Any, place: Place) -> tuple[schema.SegmentRef, ...] | None:
        refs = [values.segment_ref(segment) for segment in chosen or () if segment]
        axes = [ref.axis for ref in refs]
        if len(set(axes)) < len(axes):
            self.add("segments", place, "segments", "Give at most one segment of each axis.")
            return None
        return tuple(sorted(refs, key=lambda ref: ref.path))

    # -- tables --------------------------------------------------------------

    def table(self, value: Any, place: Place) -> dict[int, list[schema.Figure]]:
        """The figures of a table by the place of their series in it."""
        table = value["table"]
        missing = Place(place.field, place.block, "table")
        rows: dict[int, list[schema.Figure]] = {}
        untouched_cells: Counter[str] = Counter()
        for number, series in enumerate(table.data.series):
            lost = table.lost(series)
            if lost:
                self.add("table.reference", missing, "table", f"Series {number + 1}: {lost}")
                continue
            row = []
            for period in table.data.periods:
                cell = series.cells.get(period.period)
                if cell is None or not (cell.value or cell.low or cell.high):
                    continue
                figure = self._cell(value, series, period, cell, number, place)
                if figure is None:
                    continue
                row.append(figure)
                if untouched(figure, {"carried": cell.carried, "confirmed": cell.confirmed}):
                    untouched_cells[figure.label] += 1
            rows[number] = row
        if untouched_cells:
            count = sum(untouched_cells.values())
            figures = "1 figure" if count == 1 else f"{count} figures"
            message = (
                f"The table still has {figures} as in the edition before, first "
                f"“{next(iter(untouched_cells))}”. Update them, or confirm that they still hold."
            )
            self.findings.append(warning("edition.untouched", missing, message))
        return rows

    def _cell(
        self,
        value: Any,
        series: TableSeries,
        period: TablePeriod,
        cell: TableCell,
        number: int,
        place: Place,
    ) -> schema.Figure | None:
        """The figure of one cell; its findings name the cell and stand at the table."""
        start, end = period.years
        table = value["table"]
        fields = {
            "measure": series.measure or value["measure"],
            "statistic": series.statistic or value["statistic"],
            "segments": [table.segments[pk] for pk in series.segments],
            "geography": table.geographies.get(series.geography) or value["geography"],
            "start": start,
            "end": end,
            "value": plain_number(cell.value),
            "low": plain_number(cell.low),
            "high": plain_number(cell.high),
            "multiplier": value["multiplier"] if series.multiplier is None else series.multiplier,
            "unit": series.unit or value["unit"],
            "status": cell.status or period.status,
            "approximate": cell.approximate,
            "claim": value["claim"],
            "source": value["source"],
            "attribution": value["attribution"],
            "note": cell.note,
            "key": cell.key,
        }
        name = f"Series {number + 1}, {period.period}"
        for part in ("value", "low", "high"):
            if getattr(cell, part) and not sensible(fields[part]):
                message = f"{name}: “{getattr(cell, part)}” is no number."
                self.add("table.value", place, "table", message)
                return None
        before = len(self.findings)
        figure = self.readable(self.figure, fields, place, place=place)
        at = Place(place.field, place.block, "table")
        self.findings[before:] = [
            replace(finding, place=at, message=f"{name}: {finding.message}")
            for finding in self.findings[before:]
        ]
        return figure


DIGITS, PLACES = 15, 8  # as in a single figure: what SQLite keeps of a decimal


def plain_number(text: str) -> str:
    """A number as a spreadsheet may hold it, without its grouping: "1,234.50" gives "1234.50"."""
    return formatting.ungrouped(text) if text else ""


def sensible(text: str) -> bool:
    """Whether a cell's text is a number that a figure can hold."""
    if not formatting.PLAIN_NUMBER.fullmatch(text):
        return False
    whole, _, places = text.lstrip("-+").partition(".")
    return len(places) <= PLACES and len(whole.lstrip("0")) + len(places) <= DIGITS


def told(figure: schema.Figure) -> str:
    """What a figure says, to compare it with the edition before: "USD 7.12 billion, estimate"."""
    return f"{figure.text}, {figure.status.value}"


def untouched(figure: schema.Figure, value: Any) -> bool:
    """Whether a figure taken from the edition before was neither changed nor confirmed."""
    carried = value.get("carried")
    return bool(carried) and not value.get("confirmed") and carried == told(figure)


def figures_by_place(stream: Any) -> dict[str, schema.Figure]:
    """The typed figures of a field ``figures`` by their places: the id of a figure's block, for
    a cell of a table followed by "/<number of the series>/<period>"."""
    builder = FigureBuilder()
    found: dict[str, schema.Figure] = {}
    for child in stream:
        place = Place("figures", str(child.id or ""))
        if child.block_type == "figure":
            figure = builder.readable(builder.figure, child.value, place, place=place)
            if figure:
                found[place.block] = figure
        elif child.block_type == "table":
            for number, row in builder.table(child.value, place).items():
                for figure in row:
                    period = period_slug(figure.period)
                    found[f"{place.block}/{number}/{period}"] = figure
    return found
