"""The list of reports with facets and search: at 10,000 reports the 95th percentile is at most
three times that at 100, with at most 8 queries a page.

Run it with ``python -m tests.support.postgres -- python -m bench.finding [--quick]``; the exit
status is 1 if it is slower. The reports are made up, in a database of its own that is dropped
afterwards: releases, listings and search entries as `issue` derives them, without pages.
"""

# ruff: noqa: E402 - Django is set up before its models are imported
from __future__ import annotations

import os
import random
import sys
from decimal import Decimal
from statistics import quantiles
from time import perf_counter
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msom_site.settings.test")
os.environ.setdefault("ENV_FILE", "/dev/null")

import django

django.setup()

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment

from bench import releases
from reports.consistency.samples import player
from reports.document import schema
from reports.models import Listing, SearchEntry
from reports.models.immutable import writing

MOST, MOST_QUERIES = 3.0, 8
FEW, MANY = 100, 10_000
SECTORS = [f"Sector {number}" for number in range(20)]
PLACES = ["World", "Europe", "Asia", "Africa", "North America", "Latin America", "Oceania"]
WORDS = [
    f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in ("lor", "met", "nix", "sar")
]


def document(number: int) -> schema.ReportDocument:
    """An invented report: a few hundred words, four figures, players, segments, regions."""
    chance = random.Random(number)  # noqa: S311 - the same reports in every run
    words = chance.choices(WORDS, k=300)
    world = schema.Geography(code="001", name="World", kind="world")
    places = [schema.Geography(code=name.lower(), name=name, kind="region") for name in PLACES]
    size = Decimal(chance.randint(1, 40_000)) / 100

    def figure(key: str, value: Decimal, year: int, **fields: Any) -> schema.Figure:
        given = {"measure": "market_size", "unit": "USD", "multiplier": 9, **fields}
        return schema.Figure(
            key=key,
            geography=world,
            period=schema.Period(start=year, end=fields.pop("end", year)),
            value=value,
            status="forecast",
            claim="own",
            label=f"Market size, {year}",
            text=f"USD {value} billion",
            **{name: item for name, item in given.items() if name != "end"},
        )

    return schema.ReportDocument(
        market=schema.Market(title=f"Market {number}", sector=chance.choice(SECTORS)),
        edition="2024",
        title=f"{words[0].capitalize()} {words[1]} market {number}",
        standfirst=" ".join(words[:25]).capitalize() + ".",
        base_year=2024,
        figures=(
            figure("a", size, 2024),
            figure("b", size * 2, 2031),
            figure("c", Decimal(chance.randint(0, 300)) / 10, 2024, measure="cagr"),
        ),
        takeaways=tuple(" ".join(words[at : at + 40]) for at in range(25, 265, 40)),
        regions=tuple(schema.Region(geography=place) for place in chance.sample(places, k=3)),
        key_players=tuple(player(f"{word} works") for word in words[:8]),
    )


def make(first: int, last: int) -> None:
    """Reports from one number to another, without the pages they would come from."""
    step = 500
    with releases.unguarded():
        for start in range(first, last, step):
            documents = [document(number) for number in range(start, min(start + step, last))]
            made = releases.make(start, documents)
            with writing("repair"):
                for model in (Listing, SearchEntry):
                    pairs = zip(made, documents, strict=True)
                    model.objects.bulk_create(row for pair in pairs for row in model.rows(*pair))


def asked(chance: random.Random) -> dict[str, Any]:
    """What a reader may ask of the list."""
    query: dict[str, Any] = {}
    if chance.random() < 0.5:
        query["q"] = chance.choice([*chance.choices(WORDS, k=6), "market", "$20.45bn"])
    if chance.random() < 0.5:
        query["sector"] = [f"sector-{chance.randrange(20)}" for _ in range(chance.randint(1, 3))]
    if chance.random() < 0.4:
        query["geography"] = chance.choice(PLACES[1:]).lower()
    if chance.random() < 0.4:
        query["growth"] = chance.choice(["under-5", "5-15", "over-15"])
    if chance.random() < 0.3:
        query["size"] = "1bn-10bn"
    query["sort"] = chance.choice(["newest", "largest", "fastest", "title"])
    return query


def measured(requests: int) -> tuple[float, int]:
    """The 95th percentile in seconds, and the most queries of one page."""
    chance, client = random.Random(1), Client()  # noqa: S311
    times, most = [], 0
    for number in range(requests + 10):
        query = asked(chance)
        with CaptureQueriesContext(connection) as captured:
            start = perf_counter()
            answer = client.get("/markets/", query)
            taken = perf_counter() - start
        assert answer.status_code == 200, query  # noqa: S101
        if number >= 10:  # what is set up once is no part of it
            times.append(taken)
            most = max(most, len(captured))
    return quantiles(times, n=20)[-1], most


def main() -> int:
    quick = "--quick" in sys.argv
    many = 2_000 if quick else MANY
    requests, rounds = (60, 1) if quick else (150, 3)
    if connection.vendor != "postgresql":
        print("The list is measured on PostgreSQL: set DATABASE_URL.")
        return 2
    setup_test_environment()
    connection.creation.create_test_db(verbosity=0)
    try:
        make(0, FEW)
        small = [measured(requests) for _ in range(rounds)]
        make(FEW, many)
        large = [measured(requests) for _ in range(rounds)]
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
    few, lots = (sorted(time for time, _ in times)[rounds // 2] for times in (small, large))
    most = max(queries for _, queries in [*small, *large])
    ratio = lots / few
    print(
        f"{FEW} reports: p95 {few * 1000:.0f} ms; {many}: {lots * 1000:.0f} ms; {ratio:.2f} times"
    )
    print(f"queries of a page: {most} at most")
    return int(ratio > MOST or most > MOST_QUERIES)


if __name__ == "__main__":
    sys.exit(main())
