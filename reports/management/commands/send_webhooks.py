"""Tell partners of releases whose moment has come. Run it every minute, by as many hosts as
there are: each message is sent by one of them. The worker of background tasks does the same at
the moment itself; this one finds what it missed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from reports.partners.webhooks import events, sending, tasks


class Command(BaseCommand):
    help = "Put events that are due into the outbox of each webhook, and send what is due."

    def handle(self, *args: Any, **options: Any) -> None:
        collected = events.collect()
        delivered = sending.send_due()
        tasks.order_next()
        self.stdout.write(f"{collected} messages new, {delivered} delivered.")
