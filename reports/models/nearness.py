"""Which of some titles is nearest to what somebody typed, misspelt perhaps.

By letters shared (PostgreSQL's trigrams, RapidFuzz elsewhere): a measure between two
texts, which no third one changes.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Greatest
from rapidfuzz import fuzz

LEAST = 0.35  # of 1; below that, two titles have little in common
MOST_READ = 5000  # titles that are compared outside of PostgreSQL


def nearest(entries: QuerySet[Any], text: str, most: int) -> list[Any]:
    """The entries whose titles are nearest to a folded text, the nearest first."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # how near the index has to look; for this session
            cursor.execute(
                "SELECT set_config('pg_trgm.word_similarity_threshold', %s, false)", [str(LEAST)]
            )
        near = entries.filter(title_words__trigram_word_similar=text) | entries.filter(
            title_words__trigram_similar=text
        )
        score = Greatest(
            TrigramSimilarity("title_words", text), TrigramWordSimilarity(text, "title_words")
        )
        scored = near.annotate(score=score).filter(score__gte=LEAST)
        return list(scored.order_by("-score", "title_words", "kind", "-edition", "market")[:most])
    order = ("title_words", "kind", "-edition", "market")
    rated = [
        (max(fuzz.ratio(text, row.title_words), fuzz.partial_ratio(text, row.title_words)), row)
        for row in entries.order_by(*order)[:MOST_READ]
        if row.title_words
    ]
    rated = [(score, row) for score, row in rated if score >= 100 * (1 + LEAST) / 2]
    return [row for _score, row in sorted(rated, key=lambda item: -item[0])[:most]]
