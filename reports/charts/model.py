"""A chart as plain data: its words, its values in order, and nothing of how it is drawn."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict

from reports.document import formatting
from reports.document.calculations import rounded
from reports.document.language import gettext as _
from reports.document.schema import Status


class Piece(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Value(Piece):
    """One value of a chart: a figure, with the name of its series or part."""

    figure: str
    name: str
    year: int
    value: Decimal
    low: Decimal | None = None
    high: Decimal | None = None
    approximate: bool = False
    status: Status

    @property
    def printed(self) -> str:
        """The value as a table prints it below a head that names the unit: "7.12", "38–42"."""
        return formatting.quantity(
            self.value, "", 0, low=self.low, high=self.high, approximate=self.approximate
        )

    @property
    def label(self) -> str:
        """The value as it stands at its mark: as published; one decimal if we calculated it."""
        sign = "~" if self.approximate else ""
        if self.status is not Status.CALCULATED:
            return sign + formatting.number(self.value)
        decimals = min(1, max(0, -int(self.value.as_tuple().exponent)))
        return sign + formatting.number(rounded(self.value, decimals))

    @property
    def reach(self) -> tuple[Decimal, Decimal]:
        """Lowest and highest point that the mark needs room for."""
        if self.low is None or self.high is None:
            return self.value, self.value
        return min(self.low, self.value), max(self.high, self.value)


class Chart(Piece):
    """One chart of a report. ``title`` states the finding, ``subtitle`` measure, place and unit;
    ``names`` are its series in order (the one name of a single series may be empty)."""

    key: str
    kind: Literal["columns", "line", "bars"]
    title: str
    subtitle: str
    description: str
    source: str
    measure: str
    unit: str
    multiplier: int
    names: tuple[str, ...]
    values: tuple[Value, ...]
    block: str = ""

    @property
    def kind_label(self) -> str:
        return {
            "columns": _("Column chart"),
            "line": _("Line chart"),
            "bars": _("Bar chart"),
        }[self.kind]

    @property
    def years(self) -> range:
        """Every year from the first value to the last, those without a value too."""
        years = [value.year for value in self.values]
        return range(min(years), max(years) + 1)

    @property
    def statuses(self) -> tuple[Status, ...]:
        """Those that appear, firmest first."""
        found = {value.status for value in self.values}
        return tuple(status for status in Status if status in found)

    @property
    def has_ranges(self) -> bool:
        return any(value.low is not None and value.high is not None for value in self.values)

    def of(self, name: str) -> tuple[Value, ...]:
        return tuple(value for value in self.values if value.name == name)

    def runs(self, name: str) -> Iterator[tuple[Value, ...]]:
        """The values of a series without gaps: a line joins no years that have none between."""
        numbered = enumerate(self.of(name))
        for _gap, run in itertools.groupby(numbered, lambda item: item[1].year - item[0]):
            yield tuple(value for _place, value in run)

    def change(self, value: Value) -> Decimal | None:
        """The change on the year before in per cent; None without such a year, or for rates."""
        before = next((v for v in self.of(value.name) if v.year == value.year - 1), None)
        if self.unit == formatting.PERCENT or before is None or before.value <= 0:
            return None
        return rounded((value.value / before.value - 1) * 100, 1)
