"""``manage.py import_release FILE --market SLUG``: from a press release to a draft."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import URLValidator

from reports.consistency.text import Checked, check_text
from reports.drafting.proposals import Proposal, State, told_values
from reports.drafting.review import Review, review
from reports.drafting.scene import Scene
from reports.drafting.sources import Announcement
from reports.drafting.target import DraftingError, find_target
from reports.drafting.texts import TextError, cleaned, decode
from reports.drafting.writing import Accepted, Written, write

# Fields whose label does not say it all.
TOLD = {"title", "base_year", "history", "forecast", "currency", "figures"}


class Command(BaseCommand):
    help = (
        "Reads the announcement of a market report and writes what it says into the draft of a "
        "report, with the announcement as its source; nothing is released. Takes what is new and "
        "was read with confidence; where the draft says otherwise, the draft is kept. "
        "Exit status 1 if nothing could be read."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="a text or HTML file; - is stdin")
        parser.add_argument("--market", required=True, metavar="SLUG", help="made if missing")
        parser.add_argument("--edition", help="if not given, the base year that the text says")
        parser.add_argument("--title", help="of the report, if it is new")
        parser.add_argument("--source-title", help="of the announcement")
        parser.add_argument("--publisher", help="of the announcement")
        parser.add_argument("--date", help="of the announcement, such as 2024-12-11")
        parser.add_argument("--url", help="of the announcement")
        parser.add_argument(
            "--replace", action="store_true", help="take the text's values where the draft differs"
        )
        parser.add_argument("--dry-run", action="store_true", help="write nothing")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            text = cleaned(read_file(options["file"]))
            checked = check_text(text)
            if not checked.reading.claims:
                self.told_unreadable(checked, options)
                raise SystemExit(1)
            reviewed = reviewed_for(text, checked, options)
            written = None if options["dry_run"] else self.write(reviewed, options)
        except (TextError, DraftingError) as problem:
            raise CommandError(str(problem)) from None
        if options["format"] == "json":
            self.stdout.write(as_json(reviewed, written))
        else:
            self.tell(reviewed, written)

    def write(self, reviewed: Review, options: dict[str, Any]) -> Written:
        accepted = [
            Accepted(item.id, item.field, item.label, item.values)
            for item in reviewed.proposals
            if item.ticked or (options["replace"] and item.state is State.CHANGED)
        ]
        if options["title"]:
            accepted = [item for item in accepted if item.field != "title"]
            accepted.append(Accepted("", "title", "Title", {"title": options["title"][:255]}))
        return write(reviewed, accepted, announcement(reviewed.announcement, options))

    def tell(self, reviewed: Review, written: Written | None) -> None:
        """Proposals, findings and what could not be used or read, a line each."""
        for proposal in reviewed.proposals:
            self.stdout.write(line(proposal))
        for unusable in reviewed.unusable:
            self.stdout.write(f"CANNOT BE USED  {unusable.label}: {unusable.why}")
        for unread in reviewed.checked.reading.unread:
            self.stdout.write(f"NOT READ  {' '.join(unread.text.split())[:100]}: {unread.why}")
        for finding in reviewed.checked.findings:
            told = " ".join(part for part in (finding.message, finding.diagnosis) if part)
            self.stdout.write(f"{finding.severity.upper()} {finding.code}: {told}")
        self.stdout.write("")
        if written is None:
            self.stdout.write("Dry run: nothing was written.")
        else:
            page = written.page
            self.stdout.write(f"Draft “{page.title}” (page {page.pk}): {written.sentence}.")

    def told_unreadable(self, checked: Checked, options: dict[str, Any]) -> None:
        if options["format"] == "json":
            self.stdout.write(json.dumps({"proposals": [], **checked.as_json()}, indent=2))
        self.stderr.write(
            "Nothing could be read. The reader knows announcements of market reports."
        )


def reviewed_for(text: str, checked: Checked, options: dict[str, Any]) -> Review:
    """The review of a text for the market and edition that the options name."""
    scene = Scene(checked.reading)
    edition = options["edition"] or str(scene.base_year or "")
    if not edition:
        raise DraftingError("The text names no base year. Give the edition with --edition.")
    name = scene.market.value if scene.market else options["market"].replace("-", " ").capitalize()
    target = find_target(edition, name=name, slug_wanted=options["market"])
    return review(text, target, checked)


def announcement(proposed: Announcement, options: dict[str, Any]) -> Announcement:
    """The source: what the options say of it, else what the text says."""
    published = proposed.published
    if options["date"]:
        try:
            published = dt.date.fromisoformat(options["date"])
        except ValueError:
            raise DraftingError("Give --date as a day, such as 2024-12-11.") from None
    url = options["url"] or proposed.url
    if url:
        try:
            URLValidator(schemes=["http", "https"])(url)
        except ValidationError:
            raise DraftingError("Give --url as an address that begins with https://.") from None
    title = options["source_title"] or proposed.title
    return Announcement(title, options["publisher"] or proposed.publisher, published, url)


def line(proposal: Proposal) -> str:
    """A proposal in one line: state, field, what it says, how sure, where."""
    about = proposal.label
    if proposal.field in TOLD:
        about += f": {told_values(proposal)}"
    if proposal.old:
        about += f" (the draft says {proposal.old})"
    mark = "+" if proposal.ticked else "-"
    start, end = proposal.spans[0]
    notes = "".join(f" {note}" for note in proposal.notes)
    return (
        f"{mark} {proposal.state.upper()} {proposal.field}: {about} "
        f"[{proposal.confidence}, {start}-{end}]{notes}"
    )


def as_json(reviewed: Review, written: Written | None) -> str:
    """The review as JSON, with the page that was written, if one was."""
    page = None
    if written is not None:
        page = {
            "id": written.page.pk,
            "title": written.page.title,
            "revision": written.revision.pk if written.revision else None,
            "added": dict(written.added),
            "changed": dict(written.changed),
        }
    return json.dumps({**reviewed.as_json(), "page": page}, ensure_ascii=False, indent=2)


def read_file(name: str) -> str:
    """The text of a file, or of standard input for ``-``."""
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as problem:
        raise CommandError(f"{name} cannot be read: {problem.strerror}.") from None
    return decode(data)
