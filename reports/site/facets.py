"""The facets of the list of reports: what can be chosen, and what each choice would leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, F, IntegerField, Q, Value, When
from django.utils.translation import gettext_lazy as _

from reports.models import SearchEntry
from reports.models.finding import LINE
from reports.models.tally import Tally, tally
from reports.site import lookup
from reports.site.state import State

LISTED_CURRENCY = "USD"  # sizes in other currencies are not compared with these
Band = tuple[Any, Decimal | None, Decimal | None]

SIZES: dict[str, Band] = {
    "under-1bn": (_("Under $1 billion"), None, Decimal(10) ** 9),
    "1bn-10bn": (_("$1 billion to $10 billion"), Decimal(10) ** 9, Decimal(10) ** 10),
    "10bn-100bn": (_("$10 billion to $100 billion"), Decimal(10) ** 10, Decimal(10) ** 11),
    "over-100bn": (_("$100 billion and more"), Decimal(10) ** 11, None),
}
GROWTHS: dict[str, Band] = {
    "under-5": (_("Under 5%"), None, Decimal(5)),
    "5-15": (_("5% to 15%"), Decimal(5), Decimal(15)),
    "over-15": (_("15% and more"), Decimal(15), None),
}
UPDATED = {
    "month": (_("In the last 30 days"), 30),
    "quarter": (_("In the last 90 days"), 90),
    "year": (_("In the last 365 days"), 365),
}
SORTS = {
    "relevance": _("Best match first"),
    "newest": _("Newest first"),
    "largest": _("Largest market first (US dollars)"),
    "fastest": _("Fastest growth first"),
    "title": _("Title, A to Z"),
}
ORDERS = {
    "relevance": "rank, release_at DESC, market",
    "newest": "release_at DESC, market",
    "largest": "CASE WHEN dollars IS NULL THEN 1 ELSE 0 END, dollars DESC, market",
    "fastest": "CASE WHEN rate IS NULL THEN 1 ELSE 0 END, rate DESC, market",
    "title": "CASE WHEN title IS NULL THEN 1 ELSE 0 END, title, market",
}
FACETS = {
    "sector": _("Sector"),
    "geography": _("Region covered"),
    "size": _("Market size"),
    "growth": _("Growth a year (CAGR)"),
    "updated": _("Updated"),
}
NAMED = ("sector", "geography")
KNOWN: dict[str, Mapping[str, Any]] = {
    "size": SIZES,
    "growth": GROWTHS,
    "updated": UPDATED,
    "sort": SORTS,
}


@dataclass(frozen=True)
class Option:
    """One choice of a facet, with the number of reports that it would leave."""

    value: str
    label: Any
    count: int
    chosen: bool

    @property
    def is_empty(self) -> bool:
        """Nothing would be left; one that is chosen can still be given up."""
        return not self.count and not self.chosen


@dataclass(frozen=True)
class Facet:
    """A way to choose among reports. Of ``single`` ones one option is chosen at a time."""

    name: str
    legend: Any
    options: list[Option]
    single: bool = False

    @property
    def is_chosen(self) -> bool:
        return any(option.chosen for option in self.options)


def count(state: State, now: datetime, first: int, size: int) -> Tally:
    """The counts, and the keys of one page of releases, of what ``state`` asks for."""
    return tally(_seen(state, now), list(FACETS), NAMED, ORDERS[sorting(state)], first, size)


def sorting(state: State) -> str:
    """How the list is sorted: by relevance only if something is looked for."""
    chosen = state.one("sort")
    if chosen == "relevance" and not state.terms:
        chosen = ""
    return chosen or ("relevance" if state.terms else "newest")


def _seen(state: State, now: datetime) -> Any:
    """What is public and latest, one row a report, with the columns that `tally` reads."""
    rows = lookup.latest_of_each_market(now).select_related(None).order_by()
    rank: Any = Value(0)
    if state.query:
        terms = state.terms
        texts = SearchEntry.objects.released(now).filter(kind="report", words__holds=terms)
        rows = rows.filter(pk__in=texts.values("release")) if terms else rows.none()
        rank = _flag(Q(listing_rows__title_words__holds=terms), yes=0, no=1) if terms else rank
    updated = {name: now - timedelta(days=days) for name, (_label, days) in UPDATED.items()}
    chosen_since = updated.get(state.one("updated"))
    return rows.values(
        "release_at",
        row_key=F("pk"),
        market=F("report__market"),
        rank=rank,
        sector=F("listing_rows__sector"),
        sector_name=F("listing_rows__sector_name"),
        geography=F("listing_rows__geographies"),
        geography_name=F("listing_rows__geography_names"),
        size=_band(SIZES, "size", _dollars),
        growth=_band(GROWTHS, "growth", Q()),
        updated=Case(
            *(When(release_at__gte=since, then=Value(name)) for name, since in updated.items()),
            default=Value(""),
            output_field=CharField(),
        ),
        dollars=Case(When(_dollars, then=F("listing_rows__size"))),
        rate=F("listing_rows__growth"),
        title=F("listing_rows__title_key"),
        in_sector=_flag(_any(Q(listing_rows__sector=name) for name in state.chosen("sector"))),
        in_geography=_flag(_any(_covers(code) for code in state.chosen("geography"))),
        in_size=_flag(
            _any(_dollars & _within(SIZES, "size", name) for name in state.chosen("size"))
        ),
        in_growth=_flag(_any(_within(GROWTHS, "growth", name) for name in state.chosen("growth"))),
        in_updated=_flag(Q(release_at__gte=chosen_since) if chosen_since else Q()),
    )


_dollars = Q(listing_rows__currency=LISTED_CURRENCY)


def _any(tests: Any) -> Q:
    """One of the tests, or no test at all."""
    found = Q()
    for test in tests:
        found |= test
    return found


def _covers(code: str) -> Q:
    return Q(listing_rows__geographies__contains=f"{LINE}{code}{LINE}")


def _within(bands: Mapping[str, Band], column: str, name: str) -> Q:
    _label, low, high = bands[name]
    found = Q(**{f"listing_rows__{column}__isnull": False})
    if low is not None:
        found &= Q(**{f"listing_rows__{column}__gte": low})
    if high is not None:
        found &= Q(**{f"listing_rows__{column}__lt": high})
    return found


def _band(bands: Mapping[str, Band], column: str, condition: Q) -> Case:
    whens = [When(condition & _within(bands, column, name), then=Value(name)) for name in bands]
    return Case(*whens, default=Value(""), output_field=CharField())


def _flag(test: Q, yes: int = 1, no: int = 0) -> Any:
    if not test:
        return Value(yes)
    return Case(When(test, then=Value(yes)), default=Value(no), output_field=IntegerField())


# -- what the page shows --------------------------------------------------------


def shown(state: State, counted: Tally) -> list[Facet]:
    """The facets with their options, those without any left out."""
    made = [_facet(name, legend, state, counted) for name, legend in FACETS.items()]
    return [facet for facet in made if facet.options]


def _facet(name: str, legend: Any, state: State, counted: Tally) -> Facet:
    chosen = state.chosen(name)
    numbers = counted.counts.get(name, {})
    if name == "updated":
        return Facet(name, legend, _updated(chosen, numbers), single=True)
    if name in NAMED:
        labels, counts = _named(name, numbers)
        values = sorted(labels, key=lambda value: (-counts[value], labels[value]))
    else:
        bands = SIZES if name == "size" else GROWTHS
        labels = {value: band[0] for value, band in bands.items()}
        counts = {value: numbers.get((value, ""), 0) for value in bands}
        values = list(bands) if counted.everything else []
    options = [Option(value, labels[value], counts[value], value in chosen) for value in values]
    return Facet(name, legend, options)


def _named(
    name: str, numbers: Mapping[tuple[str, str], int]
) -> tuple[dict[str, str], dict[str, int]]:
    """Names and counts by value. A value goes by the name that the newest release gives it."""
    labels: dict[str, str] = {}
    counts: dict[str, int] = {}
    for (values, names), number in numbers.items():  # newest first
        pairs = [(values, names)]
        if name == "geography":
            pairs = list(zip(values.split(LINE), names.split(LINE), strict=False))
        for value, label in pairs:
            if value:
                labels.setdefault(value, label)
                counts[value] = counts.get(value, 0) + number
    return labels, counts


def _updated(chosen: tuple[str, ...], numbers: Mapping[tuple[str, str], int]) -> list[Option]:
    """The ranges hold each other: what was updated this month was so this year."""
    options, so_far = [], 0
    for value, (label, _days) in UPDATED.items():
        so_far += numbers.get((value, ""), 0)
        options.append(Option(value, label, so_far, value in chosen[:1]))
    return options if numbers else []


@dataclass(frozen=True)
class Chip:
    """A choice that is in force, and the address without it; ``known`` if there is such an
    option at all."""

    label: Any
    without: str
    known: bool = True


def chips(state: State, facets: list[Facet]) -> list[Chip]:
    """What is chosen, in the order of the facets; the words that are looked for come first."""
    found = [Chip(f"“{state.query}”", state.without("q"))] if state.query else []
    by_name = {facet.name: facet for facet in facets}
    for name in FACETS:
        facet = by_name.get(name)
        labels = {option.value: option.label for option in facet.options} if facet else {}
        for value in state.chosen(name)[: 1 if facet and facet.single else None]:
            chip = Chip(labels.get(value, value), state.without(name, value), value in labels)
            found.append(chip)
    return found
