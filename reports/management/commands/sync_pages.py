"""Let Wagtail's pages follow their releases, and drop uploads of yesterday.

Run it every minute, or now and then.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports import clock
from reports.models import SheetUpload
from reports.releasing.sync import sync_pages


class Command(BaseCommand):
    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        SheetUpload.drop_old(clock.now())
        result = sync_pages()
        self.stdout.write(f"{len(result.mended)} pages mended.")
        if result.failed:
            lines = [f"{title}: {reason}" for title, reason in result.failed.items()]
            raise CommandError("\n".join(["These pages could not follow their release:", *lines]))
