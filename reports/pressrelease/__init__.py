"""A market-report announcement, read into claims with their places in the text. No Django here."""

from reports.pressrelease.claims import Claim, Confidence, Kind, Reading, Span, Unread
from reports.pressrelease.reading import read
from reports.pressrelease.source import Passage, passage

__all__ = [
    "Claim",
    "Confidence",
    "Kind",
    "Passage",
    "Reading",
    "Span",
    "Unread",
    "passage",
    "read",
]
