"""Write the contract of the API: ``manage.py openapi > docs/openapi.json``."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand

from reports.api.contract import document


class Command(BaseCommand):
    help = "Prints the API's description as OpenAPI 3.1, for docs/openapi.json."

    def handle(self, *arguments: Any, **options: Any) -> None:
        self.stdout.write(written())


def written() -> str:
    """The contract as it stands in ``docs/openapi.json``; the site's own address left open."""
    from reports.models.origins import absolute

    text = json.dumps(document(), indent=1, ensure_ascii=False)
    return text.replace(absolute(""), "https://reports.example.com")
