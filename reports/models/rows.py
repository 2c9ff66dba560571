"""What figures, key players and developments have in common as rows of a release."""

from __future__ import annotations

from typing import Any

from django.db import models

from reports.models.immutable import ImmutableModel
from reports.models.querysets import RowQuerySet


class Row(ImmutableModel):
    """A row that was written with its release. ``market`` and ``edition`` repeat the
    report's address, so that lists read one index; ``block`` opens the editor there."""

    release = models.ForeignKey("reports.Release", models.PROTECT, related_name="%(class)s_rows")
    market = models.SlugField(max_length=200)
    edition = models.SlugField(max_length=60)
    position = models.PositiveIntegerField()
    block = models.CharField(max_length=40, blank=True)

    objects: Any = RowQuerySet.as_manager()

    class Meta:
        abstract = True
