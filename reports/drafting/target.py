"""Where an import goes: a market (there or new), an edition, and its draft if there is one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from reports.document.coordinates import slug
from reports.drafting.names import norm
from reports.models import MarketPage, Report, ReportPage

EDITION = re.compile(r"[0-9]{4}(?:-[a-z0-9]+)*")
SLUG = re.compile(r"[A-Za-z0-9_-]+")
MARKET_LENGTH, EDITION_LENGTH = 200, 60


class DraftingError(ValueError):
    """Why nothing was written, in a sentence for the editor."""


@dataclass(frozen=True)
class Target:
    """A market page, or the name and slug of one to make; the edition; the draft found there."""

    edition: str
    market: MarketPage | None = None
    market_name: str = ""
    market_slug: str = ""
    page: ReportPage | None = None

    @property
    def draft(self) -> Any:
        """The newest draft of the report, or None."""
        return self.page.get_latest_revision_as_object() if self.page else None

    @property
    def seen(self) -> int:
        """What tells one state of the draft from the next: its newest revision, 0 if none."""
        return self.page.latest_revision_id or 0 if self.page else 0

    @property
    def market_title(self) -> str:
        return str(self.market.title) if self.market else self.market_name


def find_target(
    edition: str, market: MarketPage | None = None, name: str = "", slug_wanted: str = ""
) -> Target:
    """The target of an import. Raises `DraftingError` for what no report can be called.

    A new market that has the name or slug of one that is there is that one.
    """
    if not EDITION.fullmatch(edition) or len(edition) > EDITION_LENGTH:
        raise DraftingError(
            "An edition begins with a four-digit year, such as 2024 or 2024-update."
        )
    market = market or market_of(slug_wanted) or (market_named(name) if not slug_wanted else None)
    if market is None:
        wanted = slug_wanted or slug(name)
        if not name.strip() or not wanted:
            raise DraftingError("Name the market.")
        if not SLUG.fullmatch(wanted):
            raise DraftingError("A market's address has ASCII letters, digits and hyphens.")
        name = name.strip()[:MARKET_LENGTH]
        return Target(edition, None, name, wanted[:MARKET_LENGTH].strip("-"))
    return Target(edition, market, page=report_of(market, edition))


def market_of(address: str) -> MarketPage | None:
    """The market page with a slug, or the one whose reports are public under it."""
    if not address:
        return None
    found = MarketPage.objects.filter(slug=address).first()
    if found is None:
        record = Report.objects.filter(market=address).select_related("market_page").first()
        found = record.market_page if record else None
    return found


def market_named(name: str) -> MarketPage | None:
    """The market page with a title, however it is written."""
    wanted = norm(name)
    pages = MarketPage.objects.all() if wanted else MarketPage.objects.none()
    return next((page for page in pages if norm(page.title) == wanted), None)


def report_of(market: MarketPage, edition: str) -> ReportPage | None:
    """The report of an edition: by its public address, or by what its newest draft says."""
    for page in ReportPage.objects.child_of(market):
        record = getattr(page, "record", None)
        if (record.edition if record else page.get_latest_revision_as_object().edition) == edition:
            found: ReportPage = page
            return found
    return None
