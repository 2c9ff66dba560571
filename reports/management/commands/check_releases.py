"""Verify hashes, windows and rows of every release; --repair makes derived parts again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.models import Release
from reports.releasing.printing import without_pdf
from reports.releasing.verify import faults, repair


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--repair",
            action="store_true",
            help="make rows, cards and windows again from the documents, and order missing PDFs",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(faults())
        for fault in found:
            self.stdout.write(str(fault))
        missing = len(without_pdf())
        if missing:
            told = "ordered anew" if options["repair"] else "--repair orders them anew"
            self.stdout.write(f"{missing} releases have no PDF and none is being made; {told}.")
        left = repair() if options["repair"] else found
        if not found:
            self.stdout.write(f"{Release.objects.count()} releases are sound.")
            return
        if left:
            raise CommandError("\n".join([f"{len(left)} faults.", *map(str, left)]))
        self.stdout.write(f"{len(found)} faults repaired.")
