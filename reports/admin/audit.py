"""The entries of the audit log that releasing writes."""

from __future__ import annotations

from typing import Any

from django.utils.dateparse import parse_datetime
from wagtail.log_actions import LogFormatter

# Action → (its name, what the page's history says)
ACTIONS = {
    "reports.release": ("Release", "Released"),
    "reports.schedule": ("Schedule a release", "Scheduled a release"),
    "reports.reschedule": ("Reschedule a release", "Moved a pending release"),
    "reports.cancel": ("Cancel a release", "Cancelled a pending release"),
    "reports.withdraw": ("Withdraw", "Withdrew the report"),
    "reports.address": ("Change the address", "Changed the public address"),
    "reports.accept": ("Accept a finding", "Accepted a finding"),
    "reports.reopen": ("Reopen a finding", "Took back the acceptance of a finding"),
    "reports.edition": ("Begin an edition", "Began this edition"),
    "reports.confirm": ("Confirm figures", "Confirmed figures of the edition before"),
    "reports.bind": ("Bind a number", "Bound a typed number to its figure"),
    "reports.approve": ("Approve", "Approved for release"),
    "reports.refuse": ("Refuse", "Something was refused"),
    "reports.outdated": ("Refuse an outdated save", "A save was refused: the draft had changed"),
    "reports.merge": ("Merge", "Merged"),
    "reports.unmerge": ("Undo a merge", "Took a merge back"),
    "reports.refuse_merge": ("Refuse a merge", "A merge was refused"),
    "reports.refuse_delete": ("Refuse to delete", "Deleting was refused"),
    "reports.order": ("Put in order", "Moved in the order"),
    "reports.reviewed": ("Mark reviewed", "Marked as reviewed"),
    "reports.import": ("Import a spreadsheet", "Imported a spreadsheet"),
    "reports.key_create": ("Make an API key", "Made an API key"),
    "reports.key_rotate": ("Rotate an API key", "Rotated an API key"),
    "reports.key_revoke": ("Revoke an API key", "Revoked an API key"),
    "reports.key_refuse": ("Refuse a change of a key", "A change of an API key was refused"),
    "reports.webhook_create": ("Make a webhook", "Made a webhook"),
    "reports.webhook_rotate": ("Rotate a webhook’s secret", "Rotated the secret"),
    "reports.webhook_pause": ("Pause a webhook", "Paused"),
    "reports.webhook_resume": ("Resume a webhook", "Resumed"),
    "reports.webhook_test": ("Send a test", "Sent a test"),
    "reports.webhook_replay": ("Send again", "Sent a message again"),
    "reports.webhook_refuse": ("Refuse a change of a webhook", "A change was refused"),
    "reports.import_refused": ("Refuse a spreadsheet", "A spreadsheet was refused"),
}


def register(actions: Any) -> None:
    """Register every action with its sentence."""
    for name, (label, sentence) in ACTIONS.items():
        actions.register_action(name)(_formatter(label, sentence))


def _formatter(title: str, sentence: str) -> type[LogFormatter]:
    class Formatter(LogFormatter):
        label = title

        def format_message(self, log_entry: Any) -> str:
            data = log_entry.data
            parts = [sentence]
            moment = parse_datetime(data.get("release_at", ""))
            if moment:
                parts.append(f"({moment:%-d %B %Y, %H:%M} UTC)")
            if data.get("reason"):
                parts.append(f"– {data['reason']}")
            return " ".join(parts)

    return Formatter
