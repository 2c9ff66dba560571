"""The log of what became public. Its cursor goes on for ever: it pins a place, not a moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponseBase
from rest_framework.response import Response

from reports.api import files, forms, parameters, shapes
from reports.api.addresses import Addresses
from reports.api.paging import Cursor, read_cursor
from reports.api.problems import ParameterProblem
from reports.api.serializers import release_data
from reports.api.standing import standing
from reports.api.views.base import PublicView
from reports.asof import Moment
from reports.exports.origin import moment
from reports.models import changelog
from reports.models.changelog import Event, Position

DEFAULT_LIMIT, LARGEST_LIMIT = 20, 50
EVENTS = ("release", "withdrawal")
NAME = "changes"


class Changes(PublicView):
    """Releases with what they changed, and withdrawals, the oldest first."""

    shape = shapes.EventData
    forms = (forms.JSON, forms.NDJSON)
    listed = True
    timed = False  # it ends a little before now
    readers = {
        "market": parameters.market,
        "event": parameters.choice(EVENTS),
        "since": parameters.as_of,
        "limit": parameters.integer(1, LARGEST_LIMIT),
        "cursor": read_cursor,
    }

    def moment(self, given: dict[str, Any], now: datetime) -> datetime:
        """The end of the log, or the moment asked about, whichever comes first."""
        return min(super().moment(given, now), changelog.end(now))

    def parts(self, at: datetime) -> Sequence[object]:
        return [standing(at).state]

    def answer(self, at: datetime, given: dict[str, Any], **coordinates: Any) -> HttpResponseBase:
        if self.form == forms.NDJSON:
            return self.whole(at, given)
        found = self.events(at, given, self.after(given), given.get("limit", DEFAULT_LIMIT))
        last = _cursor(found[-1].position) if found else given.get("cursor")
        following = self.leading_to(last)
        results = [self.chosen(event(item, self.addresses), given) for item in found]
        data = {"results": results, "next": following, "previous": None}
        return Response(data, headers={"Link": f'<{following}>; rel="next"'})

    def whole(self, at: datetime, given: dict[str, Any]) -> HttpResponseBase:
        """All that happened from the cursor on, or from the beginning; and where it goes on."""
        if "limit" in given:
            raise ParameterProblem("limit", "A file has every event. Leave limit out.")
        after = self.after(given)
        settled = min(standing(at).changed or at, at)
        file = files.File(NAME, self.form, settled, given.get("fields"))
        if self.request.method == "HEAD":
            return file.empty()
        return file.sent(files.packed(self.lines(at, given, after, settled)))

    def lines(
        self, at: datetime, given: Mapping[str, Any], after: Position | None, settled: datetime
    ) -> Iterator[str]:
        last: Cursor | None = given.get("cursor")
        count = 0
        while found := self.events(at, given, after, LARGEST_LIMIT):
            for item in found:
                yield files.json_line(files.kept(event(item, self.addresses), given.get("fields")))
            count += len(found)
            after = found[-1].position
            last = _cursor(after)
        yield files.json_line({**files.end(count, settled), "next": self.leading_to(last)})

    def events(
        self, at: datetime, given: Mapping[str, Any], after: Position | None, most: int
    ) -> list[Event]:
        """The events that match, behind a place in the log."""
        found = changelog.events(
            at,
            after,
            most,
            market=given.get("market", ""),
            event=given.get("event", ""),
            since=_start(given.get("since")),
        )
        return changelog.told(found, at)

    def after(self, given: dict[str, Any]) -> Position | None:
        cursor: Cursor | None = given.get("cursor")
        if cursor is None:
            return None
        if cursor.collection != NAME:
            raise ParameterProblem("cursor", f"This cursor belongs to {cursor.collection}.")
        at, market, edition, number = cursor.key
        return datetime.fromisoformat(at), market, edition, int(number)

    def leading_to(self, cursor: Cursor | None) -> str:
        """Where the log goes on; there is always a way on, for what is still to come."""
        kept = [item for item in self.request.query_params.items() if item[0] != "cursor"]
        query = urlencode([*kept, *([("cursor", str(cursor))] if cursor else [])])
        address = self.addresses.collection(NAME)
        return f"{address}?{query}" if query else address


def event(found: Event, addresses: Addresses) -> shapes.EventData:
    """An event as the API shows it."""
    at, market, edition, _ = found.position
    release: Any = found.release
    told: shapes.ToldReleaseData | None = (
        {
            **release_data(release.number, release),
            "reason": release.reason,
            "loaded": release.loaded,
        }
        if release
        else None
    )
    return {
        "event": "release" if release else "withdrawal",
        "at": moment(at),
        "market": market,
        "edition": edition,
        "release": told,
        **found.data(),
        "url": addresses.detail("releases", market, edition, str(release.number))
        if release
        else addresses.detail("reports", market, edition),
        "page": addresses.release_page(market, edition, release.number)
        if release
        else addresses.report_page(market, edition),
    }


def _cursor(position: Position) -> Cursor:
    """A place in the log and nothing else: the same events lead on by the same address."""
    when, market, edition, number = position
    key = [when.astimezone(UTC).isoformat(), market, edition, str(number)]
    return Cursor(NAME, "next", key, when)


def _start(since: Moment | None) -> datetime | None:
    """A day begins at its first second."""
    if since is None or since.requested is None:
        return None
    if since.day:
        return datetime(since.day.year, since.day.month, since.day.day, tzinfo=UTC)
    return since.requested
