"""The announcement itself as a source: proposed from the text, found or made."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reports.document.coordinates import slug
from reports.drafting.events import date_of
from reports.drafting.names import norm
from reports.drafting.scene import Scene
from reports.drafting.structure import shortened
from reports.models import ImportedText, Source
from reports.pressrelease.claims import Kind, Reading

TITLE_LENGTH, PUBLISHER_LENGTH, SLUG_LENGTH = 250, 200, 100
HEADLINE = 160  # a longer first line is running text
UNNAMED = "Publisher not named"


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is known of the text as a source."""

    title: str
    publisher: str
    published: dt.date | None = None
    url: str = ""


def proposed(reading: Reading, sha256: str) -> Announcement:
    """The source of an earlier import of the same text, or what the text says of itself."""
    earlier = ImportedText.objects.filter(sha256=sha256).exclude(source=None)
    known = earlier.select_related("source").first()
    if known and known.source:
        row = known.source
        return Announcement(row.title, row.publisher, row.published, row.url)
    publishers = reading.of(Kind.PUBLISHER)
    publisher = publishers[0].value[:PUBLISHER_LENGTH] if publishers else UNNAMED
    return Announcement(_title(reading), publisher, _published(reading))


def find_or_make(announcement: Announcement) -> Source:
    """The row of a source: one with its address, or with its title, publisher and day."""
    if announcement.url:
        known = Source.objects.filter(url=announcement.url).order_by("pk").first()
        if known:
            return known.kept
    rows = Source.objects.filter(published=announcement.published).order_by("pk")
    wanted = norm(announcement.title), norm(announcement.publisher)
    for row in rows:
        if (norm(row.title), norm(row.publisher)) == wanted:
            return row.kept
    return Source.objects.create(
        title=announcement.title[:TITLE_LENGTH],
        publisher=announcement.publisher[:PUBLISHER_LENGTH],
        published=announcement.published,
        url=announcement.url,
        slug=_free_slug(announcement),
    )


def _free_slug(announcement: Announcement) -> str:
    day = announcement.published.isoformat() if announcement.published else ""
    base = slug(announcement.publisher)[: SLUG_LENGTH - 16].strip("-") or "announcement"
    wanted = "-".join(part for part in (base, day) if part)
    taken = set(Source.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    names = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(name for name in names if name not in taken)


def _title(reading: Reading) -> str:
    """The headline, or what the announcement is about where it has none."""
    first = reading.source.partition("\n")[0].strip()
    dates = [claim.span[0] for claim in reading.of(Kind.PUBLICATION_DATE)]
    if 20 <= len(first) <= HEADLINE and "<" not in first and not (dates and dates[0] < len(first)):
        return first
    market = Scene(reading).market
    about = f"the {market.value} market" if market else "a market report"
    return shortened(f"Announcement on {about}", TITLE_LENGTH)


def _published(reading: Reading) -> dt.date | None:
    for claim in reading.of(Kind.PUBLICATION_DATE):
        year, month, day = date_of(claim.value) or (None, None, None)
        if year and month and day:
            return dt.date(year, month, day)
    return None
