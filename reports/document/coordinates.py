"""Keys and labels proposed from a figure's coordinates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from reports.document.schema import Figure, Geography, Measure, Period, SegmentRef

KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
KEY_LENGTH = 100
WORLD = "001"  # UN M49


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens: "Market size" gives "market-size"."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_text))


def period_slug(period: Period) -> str:
    return str(period.start) if period.is_year else f"{period.start}-{period.end}"


def proposed_key(
    measure: Measure,
    statistic: str,
    segments: Iterable[SegmentRef],
    geography: Geography,
    period: Period,
) -> str:
    """The key that these coordinates suggest: "market-size-2024", "share-cancer-eu-2024"."""
    parts = [slug(statistic) if measure is Measure.STATISTIC else slug(measure.value)]
    parts += [slug(ref.segment) for ref in sorted(segments, key=lambda ref: ref.path)]
    if geography.code != WORLD:
        parts.append(slug(geography.name))
    parts.append(period_slug(period))
    return "-".join(part for part in parts if part)[:KEY_LENGTH].strip("-")


def figure_label(
    measure: Measure,
    statistic: str,
    segments: Iterable[SegmentRef],
    geography: Geography,
    period: Period,
) -> str:
    """How a figure is named to people: "Market size, Cancer, World, 2024"."""
    name = statistic if measure is Measure.STATISTIC and statistic else measure.label
    return ", ".join([name, *(ref.name for ref in segments), geography.name, str(period)])


def series_key(figure: Figure) -> tuple[str, str, str, str, str, int]:
    """Figures that share this belong to one series: same measure, segments, geography, unit."""
    return (
        figure.measure.value,
        figure.statistic,
        figure.segment_path,
        figure.geography.code,
        figure.unit,
        figure.multiplier,
    )
