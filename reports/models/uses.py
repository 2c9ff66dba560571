"""Where reference data is used: in current releases, in pending ones, in drafts.

Released rows do not tell all (a source may stand at a factor alone), and
Wagtail's reference index knows saved pages, no drafts. So the documents and
the newest drafts themselves are read, each once: what a release names never
changes, and what a draft names not before its next save.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from wagtail.models import Revision

from reports.models.naming import Named, named_in_document, named_in_draft, named_in_page
from reports.models.querysets import visible
from reports.models.reference import Axis, Company, Geography, Segment, Source
from reports.models.release import Release

REFERENCE: dict[str, Any] = {
    "company": Company,
    "source": Source,
    "axis": Axis,
    "segment": Segment,
    "geography": Geography,
}
KEPT = 2000  # texts whose names stay in memory; a few kilobytes each
_known: OrderedDict[tuple[Any, ...], Named] = OrderedDict()


@dataclass(frozen=True)
class Report:
    """A report that uses something, with the blocks of the draft that do."""

    page: int
    title: str
    edition: str
    moment: datetime | None = None
    blocks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Uses:
    """The reports that name one piece of reference data, in each of three ways."""

    released: tuple[Report, ...] = ()
    pending: tuple[Report, ...] = ()
    drafts: tuple[Report, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.released or self.pending or self.drafts)

    def words(self, visible: Collection[int] | None = None) -> str:
        """In words, with the titles of what the asker may see: "2 released reports and 1 draft
        (Lamps 2024, Tides 2024)"."""
        parts = [
            f"{len(reports)} {word}{'' if len(reports) == 1 else 's'}"
            for reports, word in (
                (self.released, "released report"),
                (self.pending, "pending release"),
                (self.drafts, "draft"),
            )
            if reports
        ]
        everywhere = [*self.released, *self.pending, *self.drafts]
        seen = {
            item.page: item.title for item in everywhere if visible is None or item.page in visible
        }
        titles = list(seen.values())
        named = ", ".join(titles[:3]) + (f" and {len(titles) - 3} more" if len(titles) > 3 else "")
        return " and ".join(parts) + (f" ({named})" if named else "")


@dataclass
class Usage:
    """All uses at a moment: a handful of queries, whatever is asked of it then."""

    now: datetime
    pages: Collection[int] | None = None  # drafts and pending releases of these alone
    _uses: dict[tuple[str, str, Any], list[Report]] = field(init=False)

    def __post_init__(self) -> None:
        self._uses = defaultdict(list)
        for kind, report, names in (*self._releases(), *self._drafts()):
            for (model, key), where in names.items():
                entry = Report(report.page, report.title, report.edition, report.moment, where)
                self._uses[kind, model, key].append(entry)

    def of(self, item: Any) -> Uses:
        """The uses that the asker may see."""
        found = self.everywhere(item)
        return Uses(found.released, self._seen(found.pending), self._seen(found.drafts))

    def everywhere(self, item: Any) -> Uses:
        """All uses: what decides whether something may be deleted."""
        kind, key = kind_of(item), key_of(item)
        return Uses(
            tuple(self._uses.get(("released", kind, key), ())),
            tuple(self._uses.get(("pending", kind, key), ())),
            tuple(self._uses.get(("draft", kind, item.pk), ())),
        )

    def _seen(self, reports: tuple[Report, ...]) -> tuple[Report, ...]:
        if self.pages is None:
            return reports
        return tuple(report for report in reports if report.page in self.pages)

    def _releases(self) -> Iterator[tuple[str, Report, Named]]:
        open_ones = Release.objects.filter(
            models.Q(release_at__gt=self.now, cancelled_at=None, withdrawn_at=None)
            | visible(self.now)
        )
        rows = list(
            open_ones.values_list(
                *("pk", "release_at", "content_hash", "report__page_id", "report__market_page_id"),
                *("report__edition", "card__title"),
            ).order_by("report__market", "report__edition")
        )
        unknown = [row[0] for row in rows if ("release", row[2]) not in _known]
        documents = Release.objects.filter(pk__in=unknown).values_list("content_hash", "document")
        for digest, document in documents.iterator(chunk_size=50):
            remember(("release", digest), named_in_document(document))
        for _, moment, digest, page, market, edition, title in rows:
            kind = "pending" if moment > self.now else "released"
            names = {**(recall(("release", digest)) or {}), ("market", market): ()}
            yield kind, Report(page, title or edition, edition, moment), names

    def _drafts(self) -> Iterator[tuple[str, Report, Named]]:
        from reports.models.pages import ReportPage

        found = ReportPage.objects.order_by("path").prefetch_related(None)
        rows = list(
            found.annotate(saved=models.F("latest_revision__created_at")).values_list(
                "pk", "draft_title", "edition", "path", "latest_revision_id", "saved"
            )
        )
        unknown = [row[4] for row in rows if row[4] and ("draft", *row[4:]) not in _known]
        moments = {row[4]: row[5] for row in rows}
        contents = Revision.objects.filter(pk__in=unknown).values_list("pk", "content")
        for pk, content in contents.iterator(chunk_size=50):
            remember(("draft", pk, moments[pk]), named_in_draft(content))
        bare = ReportPage.objects.filter(latest_revision=None).in_bulk()
        markets, standing, axes = _markets(), stands_for(), _axes()
        for pk, title, edition, path, revision, saved in rows:
            if revision:
                raw = recall(("draft", revision, saved)) or {}
            else:
                raw = named_in_page(bare[pk]) if pk in bare else {}
            market = ("market", markets.get(path[:-4], 0))
            names: dict[tuple[str, Any], tuple[str, ...]] = {market: ()}
            for (kind, key), where in raw.items():
                key = standing.get((kind, key), key)
                names[kind, key] = (*names.get((kind, key), ()), *where)
                if kind == "segment" and key in axes:  # whoever names a segment names its axis
                    axis = ("axis", axes[key])
                    names[axis] = tuple(dict.fromkeys((*names.get(axis, ()), *where)))
            yield "draft", Report(pk, title, edition, saved), names


def kind_of(item: Any) -> str:
    return "market" if item._meta.model_name == "marketpage" else str(item._meta.model_name)


def key_of(item: Any) -> Any:
    """What a released document knows it by."""
    if isinstance(item, Segment):
        return f"{item.axis.slug}:{item.slug}"
    if isinstance(item, Geography):
        return item.code
    return getattr(item, "slug", None) if kind_of(item) in REFERENCE else item.pk


def remember(key: tuple[Any, ...], names: Named) -> None:
    _known[key] = names
    while len(_known) > KEPT:
        _known.popitem(last=False)


def recall(key: tuple[Any, ...]) -> Named | None:
    return _known.get(key)


def _markets() -> dict[str, int]:
    from reports.models.pages import MarketPage

    return dict(MarketPage.objects.values_list("path", "pk"))


def _axes() -> dict[int, int]:
    return dict(Segment.objects.order_by().values_list("pk", "axis_id"))


def stands_for() -> dict[tuple[str, int], int]:
    """Of every merged one, the one that was kept: drafts may still hold the former."""
    rows = [
        model._base_manager.filter(merged_into__isnull=False)
        .order_by()
        .values_list(models.Value(kind), "pk", "merged_into")
        for kind, model in REFERENCE.items()
        if hasattr(model, "merged_into")
    ]
    return {(kind, pk): kept for kind, pk, kept in rows[0].union(*rows[1:])}


# -- what stands in the way of deleting --------------------------------------


def released_uses(item: Any) -> str:
    """In words, which released rows name a piece of reference data; empty if none does."""
    from reports.models import Development, Figure, KeyPlayer

    found: list[tuple[Any, str]]
    if isinstance(item, Company):
        found = [
            (KeyPlayer.objects.filter(company=item.slug), "key players"),
            (Development.objects.filter(company=item.slug), "developments"),
        ]
    elif isinstance(item, Source):
        found = [
            (Figure.objects.filter(source=item.slug), "figures"),
            (Development.objects.filter(source=item.slug), "developments"),
        ]
    elif isinstance(item, Geography):
        found = [(Figure.objects.filter(geography=item.code), "figures")]
    elif isinstance(item, Segment):
        pattern = rf"(^|\|){item.axis.slug}:{item.slug}($|\|)"
        found = [(Figure.objects.filter(segments__regex=pattern), "figures")]
    elif isinstance(item, Axis):
        found = [(Figure.objects.filter(segments__regex=rf"(^|\|){item.slug}:"), "figures")]
    else:
        return ""
    return " and ".join(f"released {name}" for rows, name in found if rows.exists())
