"""Comparisons and track records as CSV: one value a row, each with the release it is from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from reports.document import formatting
from reports.document.calculations import rounded
from reports.document.comparison import Side
from reports.document.schema import Figure, Status
from reports.document.track_record import Record, Said
from reports.exports.cells import carried, csv_text
from reports.exports.origin import Origin

COMPARED = (
    *("part", "item", "market", "name", "period_start", "period_end", "value", "low", "high"),
    *("unit", "multiplier", "amount", "approximate", "status", "index", "text", "geography"),
    *("source", "edition", "release", "released_at", "address", "sample", "licence"),
)
TRACKED = (
    *("market", "series", "year", "edition", "value", "low", "high", "unit", "multiplier"),
    *("amount", "approximate", "status", "outcome_amount", "outcome_status", "outcome_edition"),
    *("off_percent", "in_words", "figure", "release", "released_at", "address", "sample"),
    "licence",
)
Row = dict[str, str]


def comparison_csv(
    compared: Sequence[tuple[Side, Origin]], index: Mapping[tuple[str, int], Decimal]
) -> str:
    """A comparison: first what its table says (``part`` is "table"), then the values by year
    ("series"), with their ``index`` by name and year where there is one."""
    rows: list[Row] = []
    for side, origin in compared:
        rows += _table(side, origin)
    for side, origin in compared:
        for figure in side.series:
            row = _compared("series", "market_size", side, origin, figure)
            row["index"] = _digits(index.get((side.name, figure.period.start)))
            rows.append(row)
    return _file(COMPARED, rows)


def _table(side: Side, origin: Origin) -> Iterator[Row]:
    document = side.document
    told = {
        "title": document.title,
        "measured": document.market.description,
        "base_year": str(document.base_year or ""),
        "next_review": document.next_review.isoformat() if document.next_review else "",
        "publishers": ", ".join(side.publishers),
    }
    for item, text in told.items():
        yield _from("table", item, side, origin) | {"text": text}
    figures = {
        "base_value": side.base,
        "forecast_value": side.forecast,
        "cagr_stated": side.stated,
    }
    for item, figure in figures.items():
        if figure:
            yield _compared("table", item, side, origin, figure)
    if side.implied:
        yield _from("table", "cagr_implied", side, origin) | {
            "period_start": str(side.implied.period.start),
            "period_end": str(side.implied.period.end),
            "value": f"{side.implied.value:f}",
            "unit": formatting.PERCENT,
            "multiplier": "0",
            "amount": f"{side.implied.value:f}",
            "status": Status.CALCULATED.value,
            "text": side.implied.text,
        }


def _from(part: str, item: str, side: Side, origin: Origin) -> Row:
    return {
        "part": part,
        "item": item,
        "market": origin.market,
        "name": side.name,
        "address": origin.release,
        **_origin(origin, sample=side.document.sample),
    }


def _compared(part: str, item: str, side: Side, origin: Origin, figure: Figure) -> Row:
    source = side.document.source(figure.source)
    return {
        **_from(part, item, side, origin),
        **_value(figure),
        "period_start": str(figure.period.start),
        "period_end": str(figure.period.end),
        "text": figure.text,
        "geography": figure.geography.name,
        "source": f"{source.publisher}, {source.title}" if source else "",
        "address": origin.figure(figure.key),
    }


def track_record_csv(
    records: Iterable[Record], origins: Mapping[str, Origin], samples: Iterable[str]
) -> str:
    """What each edition said of each year, and how far it was off. ``origins`` are by edition;
    ``samples`` are the editions that are sample data."""
    rows = []
    for record in records:
        for year in record.years:
            for said in filter(None, year.cells):
                row = _tracked(record, said, origins[said.edition], said.edition in set(samples))
                row["year"] = str(year.year)
                if year.outcome:
                    outcome = year.outcome
                    row["outcome_amount"] = f"{outcome.figure.amount:f}"
                    row["outcome_status"] = outcome.figure.status.value
                    row["outcome_edition"] = outcome.edition
                rows.append(row)
    return _file(TRACKED, rows)


def _tracked(record: Record, said: Said, origin: Origin, sample: bool) -> Row:
    off = said.off
    words = "; ".join(filter(None, [off.words if off else "", said.note]))
    return {
        **_value(said.figure),
        "market": origin.market,
        "series": record.name,
        "off_percent": f"{rounded(off.percent, 4):f}" if off else "",
        "in_words": words,
        "figure": said.figure.key,
        "address": origin.figure(said.figure.key),
        **_origin(origin, sample=sample),
    }


def _value(figure: Figure) -> Row:
    return {
        "value": _digits(figure.value),
        "low": _digits(figure.low),
        "high": _digits(figure.high),
        "unit": figure.unit,
        "multiplier": str(figure.multiplier),
        "amount": _digits(figure.amount),
        "approximate": "yes" if figure.approximate else "",
        "status": figure.status.value,
    }


def _origin(origin: Origin, *, sample: bool) -> Row:
    return {
        "edition": origin.edition,
        "release": str(origin.number),
        "released_at": origin.moment,
        "sample": "yes" if sample else "",
        "licence": str(origin.licence),
    }


def _digits(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def _file(columns: Sequence[str], rows: Iterable[Row]) -> str:
    lines: list[Sequence[str]] = [columns]
    lines += [[carried(row.get(name, "")) for name in columns] for row in rows]
    return csv_text(lines)
