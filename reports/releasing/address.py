"""Change the fixed address of a report; the former one leads to it for good."""

from __future__ import annotations

import re
from typing import Any

from django.db import IntegrityError, transaction

from reports.models import FormerAddress, Release, Report
from reports.models.immutable import writing
from reports.releasing.issuing import ROWS, announce
from reports.releasing.locking import lock, now_after
from reports.releasing.refusal import Refused

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
EDITION = re.compile(r"\d{4}(?:-[a-z0-9]+)*")


def change_address(report: Report, *, market: str, edition: str, user: Any = None) -> Report:
    """Move a report to another public address, and leave a permanent redirect.

    Releases and documents stay as they are; only the address in the rows
    follows. Raises `Refused` for an address that is malformed or in use.
    """
    if not SLUG.fullmatch(market) or len(market) > 200:
        raise Refused("A market's address has small letters, digits and single hyphens.")
    if not EDITION.fullmatch(edition) or len(edition) > 60:
        raise Refused("An edition begins with a four-digit year: 2024, or 2024-update.")
    with writing("repair"):
        record = lock(report)
        if (record.market, record.edition) == (market, edition):
            return record
        former = FormerAddress.objects.filter(market=market, edition=edition)
        if former.exclude(report=record).exists():
            raise Refused("This address leads to another report already.")
        former.delete()
        FormerAddress.objects.create(
            report=record, market=record.market, edition=record.edition, until=now_after(record)
        )
        before = str(record)
        record.market, record.edition = market, edition
        try:
            with transaction.atomic():
                record.save(update_fields=["market", "edition"])
        except IntegrityError:
            raise Refused("Another report has this address.") from None
        for model in ROWS:
            model.objects.filter(release__report=record).update(market=market, edition=edition)
        newest = Release.objects.filter(report=record).order_by("-release_at").first()
        if newest:
            announce(newest, "address", user, before=before, after=str(record))
    return record
