"""The doors to public data. Public code reads releases and their rows through these alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from django.db import connection
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Collate
from django.urls import reverse

from reports.models.drawings import drawings
from reports.models.immutable import ImmutableQuerySet

At = datetime | Combinable


def visible(at: At, prefix: str = "") -> Q:
    """The rule of visibility at a moment: begun, not superseded, not cancelled, not withdrawn."""
    return Q(
        **{
            f"{prefix}release_at__lte": at,
            f"{prefix}cancelled_at__isnull": True,
            f"{prefix}withdrawn_at__isnull": True,
        }
    ) & (Q(**{f"{prefix}superseded_at__isnull": True}) | Q(**{f"{prefix}superseded_at__gt": at}))


class ReleaseQuerySet(ImmutableQuerySet):
    """Releases by what the public sees of them."""

    def released(self, at: At) -> Self:
        """The current release of each report as of ``at``: the only door to public data."""
        return self.filter(visible(at))

    def history(self, at: At) -> Self:
        """Every release whose moment had come by ``at``, superseded ones too; newest first."""
        return self.filter(
            release_at__lte=at, cancelled_at__isnull=True, withdrawn_at__isnull=True
        ).order_by("-release_at")

    def withdrawn(self, at: At) -> Self:
        """Releases that were public before ``at`` and were withdrawn since: gone for good."""
        return self.filter(
            release_at__lte=at, cancelled_at__isnull=True, withdrawn_at__isnull=False
        )

    def pending(self, at: At) -> Self:
        """Releases that are still to come at ``at``. For the admin alone."""
        return self.filter(release_at__gt=at, cancelled_at__isnull=True, withdrawn_at__isnull=True)

    def of(self, market: str, edition: str) -> Self:
        """The releases of one report by its address."""
        return self.filter(report__market=market, report__edition=edition)

    def numbered(self) -> Self:
        """With ``number``: the position among the report's releases that were not cancelled.

        Counted by moment when read, never drawn when issued: a pending release leaves no gap.
        """
        return self.annotate(number=_number(self.model))

    def drawn(self) -> Self:
        """With ``drawings``: what pages show of each chart, in the same query."""
        return self.annotate(drawings=drawings())

    def with_pdf(self) -> Self:
        """With ``pdf_size``: the bytes of the release's PDF; None until it is made."""
        from reports.models.printed import ReleasePdf

        made = ReleasePdf._base_manager.filter(release=OuterRef("pk")).values("size")
        return self.annotate(pdf_size=Subquery(made))

    def addresses(self, wanted: Iterable[str]) -> dict[str, str]:
        """Of the wanted "market/edition" (or "market/"), those among these releases, as paths."""
        markets = {address.partition("/")[0] for address in wanted}
        if not markets:
            return {}
        found: dict[str, str] = {}
        rows = self.filter(report__market__in=markets)
        for market, edition in rows.values_list("report__market", "report__edition"):
            for address in (f"{market}/{edition}", f"{market}/"):
                found[address] = report_path(address)
        return found

    def for_lists(self) -> Self:
        """Without the document: lists show the card."""
        return self.select_related("report").defer("document", "checks")


class RowQuerySet(ImmutableQuerySet):
    """Rows of releases: figures, key players, developments, charts."""

    def numbered(self) -> Self:
        """With ``number``: that of the release which a row stands in."""
        releases = self.model._meta.get_field("release").related_model
        return self.annotate(number=_number(releases, "release__"))

    def released(self, at: At) -> Self:
        """The rows of the releases that are current as of ``at``."""
        return self.filter(visible(at, "release__"))

    def history(self, at: At) -> Self:
        """The rows of every release whose moment had come by ``at``, superseded ones too."""
        return self.filter(
            release__release_at__lte=at,
            release__cancelled_at__isnull=True,
            release__withdrawn_at__isnull=True,
        )


def _number(releases: Any, prefix: str = "") -> Coalesce:
    """The public number of the release that a row is, or names."""
    earlier = (
        releases._base_manager.filter(
            report=OuterRef(f"{prefix}report"),
            cancelled_at__isnull=True,
            release_at__lte=OuterRef(f"{prefix}release_at"),
        )
        .order_by()
        .values("report")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return Coalesce(Subquery(earlier), 0)


def edition_label(field: str = "report__edition") -> Collate:
    """The edition's label, compared byte by byte: which edition is the latest must not
    depend on the language that the database sorts by."""
    return Collate(field, "C" if connection.vendor == "postgresql" else "BINARY")


def rows_of(release: Any) -> dict[str, Any]:
    """What every row repeats of its release: the address that readers and partners know."""
    return {
        "release": release,
        "market": release.report.market,
        "edition": release.report.edition,
    }


def report_path(address: str) -> str:
    """The path of a report ("market/edition") or of a market ("market/")."""
    market, _, edition = address.partition("/")
    if edition:
        return reverse("report", args=[market, edition])
    return reverse("market", args=[market])
