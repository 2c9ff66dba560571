"""Delete enquiries of the public forms that are older than the setting says. Run it daily."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from reports import enquiries


class Command(BaseCommand):
    help = "Delete enquiries that are older than ENQUIRY_DAYS."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{enquiries.forget()} enquiries deleted.")
