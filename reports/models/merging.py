"""Duplicates among reference data: one is kept, the other points to it.

Drafts that hold the merged one read the kept one from then on; what was
released keeps its own record. Chains do not arise: whatever pointed to a
merged one points to the kept one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from reports import clock

if TYPE_CHECKING:
    from reports.models.reference import Company


class MergeRefused(Exception):
    """A merge, or its undoing, that cannot be made. Nothing was written."""


class Mergeable(models.Model):
    """Reference data of which two may turn out to be one."""

    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="reports_%(class)s_not_into_itself",
                violation_error_message="It cannot be merged into itself.",
            )
        ]

    @property
    def kept(self) -> Self:
        """The one that stands for it: itself, unless it was merged."""
        found: Self = self.merged_into or self  # type: ignore[assignment]
        return found

    def clean(self) -> None:
        super().clean()
        if self.merged_into is not None:
            raise ValidationError(f"It was merged into “{self.merged_into}”. Edit that one.")


def merge(kept: Any, duplicates: Iterable[Any]) -> None:
    """Let every duplicate point to the kept one; raises `MergeRefused`."""
    model = type(kept)
    with transaction.atomic():
        others = {item.pk for item in duplicates}
        wanted = model._base_manager.filter(pk__in={kept.pk, *others})
        rows = {row.pk: row for row in wanted.select_for_update().order_by("pk")}
        if not others or kept.pk in others:
            raise MergeRefused("Choose two or more, and one of them to keep.")
        if set(rows) != {kept.pk, *others}:
            raise MergeRefused("One of them is gone. Look again.")
        merged = [row for row in rows.values() if row.merged_into_id]
        if merged:
            raise MergeRefused(f"“{merged[0]}” was merged already.")
        unlike = [row for row in rows.values() if not row.may_be(rows[kept.pk])]
        if unlike:
            raise MergeRefused(f"“{unlike[0]}” and “{kept}” cannot be one: {kept.likeness}")
        pointing = Q(pk__in=others) | Q(merged_into__in=others)
        model._base_manager.filter(pointing).update(merged_into=kept.pk, changed_at=clock.now())


def unmerge(item: Any) -> None:
    """Let a merged one stand for itself again; raises `MergeRefused`."""
    model = type(item)
    with transaction.atomic():
        row = model._base_manager.select_for_update().get(pk=item.pk)
        if row.merged_into_id is None:
            raise MergeRefused(f"“{row}” is not merged.")
        row.merged_into = None
        try:
            row.full_clean()
        except ValidationError as problem:
            raise MergeRefused(" ".join(problem.messages)) from None
        model._base_manager.filter(pk=row.pk).update(merged_into=None, changed_at=clock.now())


def resolved(model: type[models.Model], found: dict[Any, Any]) -> dict[Any, Any]:
    """Rows by key, each merged one replaced by the one that was kept (a query if there is any)."""
    wanted = {row.merged_into_id for row in found.values() if row.merged_into_id}
    if not wanted:
        return found
    kept = model._default_manager.in_bulk(wanted)
    return {key: kept.get(row.merged_into_id, row) for key, row in found.items()}


def kept_company(slug: str) -> Company | None:
    """The company that a slug stands for, the kept one if it was merged; None if unknown.

    It knows nothing of releases: what the public may learn of a merge, a
    release that names the kept company tells.
    """
    from reports.models.reference import Company

    found = Company.objects.filter(slug=slug).select_related("merged_into").first()
    return found.kept if found else None


def merged_companies() -> dict[str, str]:
    """The slugs of companies that were merged, each with the slug of the one that was kept.

    Like `kept_company` it knows nothing of releases.
    """
    from reports.models.reference import Company

    merged = Company._base_manager.filter(merged_into__isnull=False)
    return dict(merged.values_list("slug", "merged_into__slug"))
