"""What lists show of a document, small enough to read a hundred at a time."""

from __future__ import annotations

from reports.document.schema import Part, ReportDocument


class CardFigure(Part):
    title: str
    key: str
    compact: str
    text: str
    status: str


class Card(Part):
    """A report in a list."""

    title: str
    standfirst: str
    market_title: str
    market_description: str
    sector: str
    sample: bool
    headlines: tuple[CardFigure, ...]
    base_year: int | None
    forecast: str


def card(document: ReportDocument) -> Card:
    """The card of a document."""
    figures = {figure.key: figure for figure in document.figures}
    return Card(
        title=document.title,
        standfirst=document.standfirst,
        market_title=document.market.title,
        market_description=document.market.description,
        sector=document.market.sector,
        sample=document.sample,
        base_year=document.base_year,
        forecast=str(document.forecast) if document.forecast else "",
        headlines=tuple(
            CardFigure(
                title=headline.title,
                key=headline.figure,
                compact=headline.compact,
                text=figures[headline.figure].text,
                status=figures[headline.figure].status.value.capitalize(),
            )
            for headline in document.headlines
        ),
    )
