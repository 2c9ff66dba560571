"""Releasing: the one way a report becomes public, changes in public, or goes.

Each function takes the report's lock, does its work in one transaction and
leaves nothing half done. They serve the admin's screens and code alike.
"""

from reports.releasing.address import change_address
from reports.releasing.again import release_again
from reports.releasing.history import Past, load_history
from reports.releasing.issuing import fix_draft, issue, pending_draft
from reports.releasing.refusal import Refused
from reports.releasing.schedule import cancel, reschedule
from reports.releasing.withdrawal import withdraw

__all__ = [
    "Past",
    "Refused",
    "cancel",
    "change_address",
    "fix_draft",
    "issue",
    "load_history",
    "pending_draft",
    "release_again",
    "reschedule",
    "withdraw",
]
