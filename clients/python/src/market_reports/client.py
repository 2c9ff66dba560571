"""The client: one method for each collection, lists that page by themselves."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from types import TracebackType
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

import httpx

from market_reports.errors import error_of, seconds
from market_reports.models import (
    Development,
    Figure,
    KeyPlayer,
    Market,
    Model,
    Report,
    ReportDetail,
)

AsOf = str | date | datetime | None
M = TypeVar("M", bound=Model)
AGAIN = {429, 502, 503, 504}  # passing states: asking again later may help
LONGEST_WAIT = 60.0  # seconds that one retry waits at most
PAGE = 200


class Client:
    """Reads one site's API.

    ``key`` is a partner's key; without one the limits for everybody hold. ``as_of`` (a day or
    an aware moment) makes every answer that of then. Passing failures are asked again up to
    ``retries`` times, as long as ``Retry-After`` says, else with growing pauses.
    """

    def __init__(
        self,
        site: str,
        key: str | None = None,
        *,
        as_of: AsOf = None,
        retries: int = 3,
        timeout: float = 30.0,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        headers = {"Accept": "application/json", "User-Agent": "market-reports-client/0.1"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        base = site.rstrip("/") + "/api/v1/"
        self._host = urlsplit(base).netloc
        self._http = httpx.Client(
            base_url=base,
            headers=headers,
            timeout=timeout,
            transport=transport,
            follow_redirects=False,
        )
        self._as_of = as_of
        self._retries = retries

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._http.close()

    def markets(self, *, as_of: AsOf = None, **filters: Any) -> Iterator[Market]:
        return self._walk("markets/", Market, as_of, filters)

    def market(self, market: str, *, as_of: AsOf = None) -> Market:
        return self._one(Market, as_of, "markets", market)

    def reports(self, *, as_of: AsOf = None, **filters: Any) -> Iterator[Report]:
        return self._walk("reports/", Report, as_of, filters)

    def report(self, market: str, edition: str, *, as_of: AsOf = None) -> ReportDetail:
        return self._one(ReportDetail, as_of, "reports", market, edition)

    def figures(self, *, as_of: AsOf = None, **filters: Any) -> Iterator[Figure]:
        return self._walk("figures/", Figure, as_of, filters)

    def figure(self, market: str, edition: str, key: str, *, as_of: AsOf = None) -> Figure:
        return self._one(Figure, as_of, "figures", market, edition, key)

    def key_players(self, *, as_of: AsOf = None, **filters: Any) -> Iterator[KeyPlayer]:
        return self._walk("key-players/", KeyPlayer, as_of, filters)

    def developments(self, *, as_of: AsOf = None, **filters: Any) -> Iterator[Development]:
        return self._walk("developments/", Development, as_of, filters)

    def get(self, path: str, **parameters: Any) -> Any:
        """Any address below ``/api/v1/``, as the JSON that it answers."""
        return self._send(path.lstrip("/"), _query(parameters)).json()

    def _one(self, model: type[M], as_of: AsOf, *parts: str) -> M:
        path = "".join(f"{quote(part, safe='')}/" for part in parts)
        return model.model_validate(self._send(path, self._moment(as_of)).json())

    def _walk(self, path: str, model: type[M], as_of: AsOf, filters: dict[str, Any]) -> Iterator[M]:
        """Every entry that the filters leave, as of one moment, page by page."""
        query = {"limit": str(PAGE), **self._moment(as_of), **_query(filters)}
        answer = self._send(path, query).json()
        while True:
            for entry in answer["results"]:
                yield model.model_validate(entry)
            if not answer["next"]:
                return
            answer = self._send(answer["next"], {}).json()

    def _moment(self, as_of: AsOf) -> dict[str, str]:
        return _query({"as_of": as_of if as_of is not None else self._as_of})

    def _send(self, path: str, query: dict[str, str]) -> httpx.Response:
        address = httpx.URL(path)
        if address.is_absolute_url and address.netloc.decode() != self._host:
            raise ValueError(f"{path} is not an address of this site")  # the key stays here
        moves = tries = 0
        while True:
            try:
                response = self._http.get(address, params=query or None)
            except httpx.TransportError:
                if tries >= self._retries:
                    raise
                time.sleep(_pause(tries))
                tries += 1
                continue
            if response.is_redirect and moves < 5:
                address, query = response.url.join(response.headers["Location"]), {}
                if address.netloc.decode() != self._host:
                    raise ValueError(f"{path} leads to another site")
                moves += 1
                continue
            if response.status_code in AGAIN and tries < self._retries:
                told = seconds(response)
                time.sleep(min(told if told is not None else _pause(tries), LONGEST_WAIT))
                tries += 1
                continue
            if not response.is_success:
                raise error_of(response)
            return response


def _pause(tries: int) -> float:
    """Half a second, doubled each time, spread so that many clients do not come back at once."""
    return float(min(LONGEST_WAIT, 0.5 * 2**tries) * random.uniform(0.5, 1.0))  # noqa: S311


def _query(values: dict[str, Any]) -> dict[str, str]:
    return {name: _text(value) for name, value in values.items() if value is not None}


def _text(value: Any) -> str:
    """A parameter as the API reads it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("as_of needs a moment with its time zone")
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
