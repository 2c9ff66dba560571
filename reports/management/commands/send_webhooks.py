"""Tell partners of releases whose moment has come. Run it every minute, by as many hosts as
there are: each message is sent by one of them."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from reports.partners.webhooks import events, sending


class Command(BaseCommand):
    help = "Put events that are due into the outbox of each webhook, and send what is due."

    def handle(self, *args: Any, **options: Any) -> None:
        collected = events.collect()
        delivered = sending.send_due()
        self.stdout.write(f"{collected} messages new, {delivered} delivered.")
