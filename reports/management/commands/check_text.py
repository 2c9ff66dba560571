"""``manage.py check_text FILE|-``: the claims of an announcement and what is wrong with them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.consistency.text import check_text


class Command(BaseCommand):
    help = (
        "Reads the announcement of a market report and checks its claims against each other. "
        "Exit status 1 if there is an error."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="a text or HTML file in UTF-8; - is stdin")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        checked = check_text(read_file(options["file"]))
        if options["format"] == "json":
            self.stdout.write(json.dumps(checked.as_json(), ensure_ascii=False, indent=2))
        else:
            for claim in checked.reading.claims:
                text = " ".join(claim.text.split())
                self.stdout.write(f"{claim.kind.value} {claim.span[0]}-{claim.span[1]}: {text}")
            self.stdout.write("")
            for finding in checked.findings:
                place = f" at {finding.span[0]}-{finding.span[1]}" if finding.span else ""
                told = " ".join(part for part in (finding.message, finding.diagnosis) if part)
                self.stdout.write(f"{finding.severity.upper()} {finding.code}{place}: {told}")
            self.stdout.write(
                f"{len(checked.reading.claims)} claims, {len(checked.findings)} findings, "
                f"{len(checked.reading.unread)} passages not read"
            )
        if checked.has_errors:
            raise SystemExit(1)


def read_file(name: str) -> str:
    """The text of a file, or of standard input for ``-``; bytes that are no UTF-8 are replaced."""
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as problem:
        raise CommandError(f"{name} cannot be read: {problem.strerror}.") from None
    return data.decode("utf-8", "replace")
