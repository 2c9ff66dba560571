"""A great many figures, made up by the database itself: 1,000 in a report, without pages."""

from __future__ import annotations

from django.db import connection

from bench import releases
from reports.document import schema
from reports.models import Figure, Release, Report

IN_REPORT = 1000
# Of the number n of a figure, its column; a text in a hundred would be a formula.
COLUMNS = {
    "key": "'figure-' || n",
    "label": "'Market size, segment ' || mod(n, 50) || ', Asia, ' || 2020 + mod(n, 20)",
    "text": "'USD ' || round(n * 1.37, 2) || ' billion'",
    "measure": "'market_size'",
    "statistic": "''",
    "segments": "'by-condition:segment-' || n",
    "segment_names": "'Segment ' || n",
    "geography": "'142'",
    "geography_name": "'Asia'",
    "period_start": "2020 + mod(n, 20)",
    "period_end": "2020 + mod(n, 20)",
    "value": "round(n * 1.37, 2)",
    "decimals": "2",
    "low": "NULL",
    "high": "NULL",
    "unit": "'USD'",
    "multiplier": "9",
    "amount": "round(n * 1.37, 2) * 1000000000",
    "status": "CASE WHEN mod(n, 2) = 0 THEN 'estimate' ELSE 'forecast' END",
    "approximate": "mod(n, 10) = 0",
    "claim": "'cited'",
    "source": "'survey'",
    "source_title": "'A survey of the market, with \"quotes\"'",
    "source_publisher": "'Sample Publisher, Ltd.'",
    "attribution": "''",
    "note": "CASE WHEN mod(n, 100) = 0 THEN '=1+1' ELSE 'As published, before tax.' END",
    "rule": "''",
    "formula": "''",
    "position": "n",
    "block": "''",
}


def make(first: int, last: int) -> None:
    """Reports from one number to another with their figures. The database must be empty of
    others, and be PostgreSQL."""
    document = schema.ReportDocument(
        market=schema.Market(title="Market", sector="Sector"),
        edition="2024",
        title="A market",
        standfirst="About a market.",
        base_year=2024,
    )
    names, values = ", ".join(COLUMNS), ", ".join(COLUMNS.values())
    with releases.unguarded():
        releases.make(first, [document] * (last - first))
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {Figure._meta.db_table} (release_id, market, edition, {names})"  # noqa: S608
                f" SELECT release.id, report.market, report.edition, {values}"
                f" FROM {Report._meta.db_table} AS report"
                f" JOIN {Release._meta.db_table} AS release ON release.report_id = report.id"
                " CROSS JOIN generate_series(1, %s) AS n"
                " WHERE report.page_id > %s AND report.page_id <= %s",
                [IN_REPORT, first, last],
            )
