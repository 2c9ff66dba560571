"""Key players as rows."""

from __future__ import annotations

from typing import Any

from django.db import models

from reports.document import schema
from reports.models.querysets import rows_of
from reports.models.rows import Row


class KeyPlayer(Row):
    """A company's appearance in a released report, under the name it had then."""

    company = models.SlugField(max_length=100)
    name = models.CharField(max_length=200)
    html = models.TextField(blank=True)
    source = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ("market", "edition", "position")
        indexes = [
            models.Index(fields=["market", "edition", "company"], name="reports_keyplayer_address"),
            models.Index(fields=["company"], name="reports_keyplayer_company"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "company"],
                name="reports_keyplayer_company_once",
                violation_error_message="The release lists this company already.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def rows(cls, release: Any, document: schema.ReportDocument) -> list[KeyPlayer]:
        """The rows of a release (unsaved), derived from its document."""
        return [
            cls(
                **rows_of(release),
                position=position,
                block=player.block,
                company=player.slug,
                name=player.name,
                html=player.html,
                source=player.source,
            )
            for position, player in enumerate(document.key_players)
        ]
