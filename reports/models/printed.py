"""The PDF of a release, made once in the background and kept."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import models

from reports.models.immutable import ImmutableModel
from reports.models.querysets import RowQuerySet


class ReleasePdf(ImmutableModel):
    """A release as a PDF file. Derived: ``content_hash`` says from which document, and
    ``check_releases --repair`` has it made again. Until there is one the site offers none.
    """

    release = models.OneToOneField("reports.Release", models.PROTECT, related_name="pdf")
    content_hash = models.CharField(max_length=64)
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    objects: Any = RowQuerySet.as_manager()

    class Meta:
        verbose_name = "PDF"
        verbose_name_plural = "PDFs"

    def __str__(self) -> str:
        return f"PDF of {self.release}"

    @classmethod
    def of(cls, release: Any, data: bytes) -> ReleasePdf:
        """The row of a file (unsaved)."""
        return cls(
            release=release,
            content_hash=release.content_hash,
            data=data,
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
        )

    def is_sound(self) -> bool:
        """Whether the bytes are those that were written, from the document that is released."""
        digest = hashlib.sha256(bytes(self.data)).hexdigest()
        return digest == self.sha256 and self.content_hash == self.release.content_hash
