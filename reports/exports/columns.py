"""The sheets of a report's data: their columns, and what each means."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["text", "number", "year", "choice", "reference", "flag", "fixed"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``kind`` says how its cells are written and read; ``options`` names the
    list that its cells choose from; what is ``fixed`` is told, and ignored on return."""

    name: str
    title: str
    help: str
    kind: Kind = "text"
    width: int = 14
    options: str = ""

    @property
    def editable(self) -> bool:
        return self.kind != "fixed" and self.name != "id"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its title, what its rows are, its columns."""

    name: str
    title: str
    row: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def titles(self) -> list[str]:
        return [column.title for column in self.columns]


ID = Column(
    "id",
    "ID",
    "Tells which row of the draft this is. Leave it as it is; a new row has none.",
    width=12,
)
SOURCE = Column("source", "Source", "Where the claim comes from.", "reference", 30, "sources")
TEXT = Column(
    "text",
    "Text",
    "Each line is a paragraph. Emphasis, links and inline figures are kept as long as the cell "
    "is not changed.",
    width=60,
)
KEY = Column("key", "Key", "Proposed when empty; fixed at the first release.", width=24)
YEAR = Column("start", "Year", "The year, or the first year of a period.", "year", 7)

FIGURES = Sheet(
    "figures",
    "Figures",
    "figure",
    (
        ID,
        Column("held", "Held in", "A single figure, a table, or calculated.", "fixed", 18),
        Column("label", "Figure", "What the row is about, in words.", "fixed", 36),
        Column("measure", "Measure", "What it measures.", "choice", 22, "measures"),
        Column("statistic", "Statistic", "Its name, for the measure Statistic."),
        Column(
            "segments",
            "Segments",
            "None for the whole market; several with a semicolon between them.",
            "reference",
            26,
            "segments",
        ),
        Column("geography", "Geography", "The place.", "reference", 16, "geographies"),
        YEAR,
        Column("end", "Last year", "Of a growth rate: the end of its period.", "year", 9),
        Column("value", "Value", "As printed, with all its decimals.", "number", 12),
        Column("multiplier", "Multiplier", "Units, thousand, million …", "choice", 11, "powers"),
        Column(
            "unit", "Unit", "A currency code such as USD, percent, or what is counted.", width=9
        ),
        Column("low", "Low", "Of a range: its lower end.", "number", 10),
        Column("high", "High", "Of a range: its upper end.", "number", 10),
        Column("approximate", "Approximate", "yes, or empty.", "flag", 11, "flags"),
        Column("status", "Status", "Actual, Estimate or Forecast.", "choice", 11, "statuses"),
        Column("claim", "Claim", "Cited: the source's; own: ours.", "choice", 9, "claims"),
        SOURCE,
        Column("attribution", "Attribution", "Whose number it is when the source quotes it."),
        Column("note", "Note", "For readers.", width=30),
        KEY,
        Column("carried", "In the edition before", "What it said there.", "fixed", 24),
        Column("confirmed", "Still holds", "yes: the former value is right.", "flag", 10, "flags"),
    ),
)
SEGMENTS = Sheet(
    "segments",
    "Segments",
    "segment",
    (
        ID,
        Column("axis", "Axis", "The way to cut the market.", "reference", 24, "axes"),
        Column("segment", "Segment", "A part of this axis.", "reference", 28, "axis_segments"),
        TEXT,
        SOURCE,
    ),
)
PLAYERS = Sheet(
    "players",
    "Key players",
    "key player",
    (ID, Column("company", "Company", "Its name.", "reference", 30, "companies"), TEXT, SOURCE),
)
DEVELOPMENTS = Sheet(
    "developments",
    "Developments",
    "development",
    (
        ID,
        replace(YEAR, name="year", help="As precise as the source dates it: the year …"),
        Column("month", "Month", "… the month, 1 to 12, if it is known …", "year", 7),
        Column("day", "Day", "… and the day.", "year", 7),
        Column("company", "Company", "Its name.", "reference", 28, "companies"),
        Column("kind", "Kind", "What kind of event it is.", "choice", 13, "kinds"),
        Column("title", "Title", "What happened, in a line.", width=40),
        TEXT,
        SOURCE,
        KEY,
    ),
)
SHEETS = (FIGURES, SEGMENTS, PLAYERS, DEVELOPMENTS)
BY_NAME = {sheet.name: sheet for sheet in SHEETS}
