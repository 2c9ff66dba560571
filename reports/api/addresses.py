"""Absolute addresses of what an answer names: in this API, and the page that readers see."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language


class Addresses:
    """Makes the addresses of one answer. Routes are kept: lists are long, and much the same.

    An address is the present one of its subject; it never repeats the ``as_of`` of the request.
    """

    def __init__(self, request: HttpRequest) -> None:
        self._root = request.build_absolute_uri("/").rstrip("/")
        self._where = (get_urlconf(), get_script_prefix(), get_language())

    def _route(self, name: str, args: tuple[Any, ...] = ()) -> str:
        return _reversed(self._where, name, args)

    def collection(self, name: str) -> str:
        """A collection of this API; a detail's address continues it."""
        return f"{self._root}{self._route(f'api:{name}')}"

    def detail(self, collection: str, *coordinates: str) -> str:
        return f"{self.collection(collection)}{'/'.join(coordinates)}/"

    def filtered(self, name: str, **values: str) -> str:
        """A collection with some filters."""
        return f"{self.collection(name)}?{urlencode(values, safe=':|/')}"

    def company_page(self, company: str) -> str:
        return f"{self._root}{self._route('company', args=(company,))}"

    def release_page(self, market: str, edition: str, number: int) -> str:
        return f"{self._root}{self._route('release', args=(market, edition, number))}"

    def market_page(self, market: str) -> str:
        return f"{self._root}{self._route('market', args=(market,))}"

    def report_page(self, market: str, edition: str) -> str:
        return f"{self._root}{self._route('report', args=(market, edition))}"

    def figure_page(self, market: str, edition: str, key: str) -> str:
        """The report's page, at the figure."""
        return f"{self.report_page(market, edition)}#figure-{key}"


@lru_cache(maxsize=10_000)
def _reversed(where: tuple[Any, ...], name: str, args: tuple[Any, ...]) -> str:
    """A route in a table of addresses, below a prefix, in a language."""
    return reverse(name, args=args)
