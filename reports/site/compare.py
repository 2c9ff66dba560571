"""Two to four markets beside each other. The address holds the choice; what is wrong with one
is said in words, and the rest is compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports import asof, clock
from reports.charts import amounts, index
from reports.charts.model import Chart
from reports.charts.palette import DASHES, SERIES
from reports.charts.shown import Shown
from reports.document import comparison
from reports.document.charts import ChartProblem
from reports.document.comparison import FEWEST, MOST, Side
from reports.exports.comparing import comparison_csv
from reports.models import Release
from reports.models.origins import absolute, origin_of
from reports.site import lookup
from reports.site.answers import file
from reports.site.public import page, public

ADDRESS = re.compile(r"([-a-zA-Z0-9_]{1,200})(?:/([0-9]{4}(?:-[a-z0-9]+)*))?")
MOST_READ = 20  # choices that are looked at; more are too many anyway
MOST_OFFERED = 300  # markets in the form; the list of reports offers all
LONGEST_ADDRESS = 261


@dataclass(frozen=True)
class Pick:
    """One report of a comparison, as the address names it, and how it is shown: its line's
    colour and dash, and its market's other editions as (label, address of that comparison)."""

    asked: str
    release: Release
    side: Side
    colour: str
    dash: str
    without: str = ""
    others: tuple[tuple[str, str], ...] = ()

    @property
    def label(self) -> str:
        """The name, with the edition where the address names one."""
        edition = self.release.report.edition
        told = "/" not in self.asked or self.side.name.startswith(f"{edition} ")
        return self.side.name if told else f"{edition} {self.side.name}"


@dataclass(frozen=True)
class Choice:
    """What an address asks to compare: the releases that there are, in its order, and what is
    wrong with the rest."""

    asked: tuple[str, ...]
    releases: tuple[Release, ...]
    editions: dict[str, list[str]]
    problems: tuple[str, ...]
    status: int


@public
def compare(request: HttpRequest) -> HttpResponse:
    """The comparison, and the form that makes it. Only the form is for search engines."""
    text = request.GET.get("as_of")
    moment, now = asof.parse(text), clock.now()
    at = moment.at(now)
    choice = chosen(request.GET, at)
    picks = _picks(choice, text)
    sides = [pick.side for pick in picks]
    context: dict[str, Any] = {
        "picks": picks,
        "problems": choice.problems,
        "offered": offered(at, choice.releases) if len(picks) < MOST else None,
        "selects": range(max(1, FEWEST - len(picks))),
        "most": MOST,
        "as_of_text": text if moment.is_past else "",
        "as_of": at if moment.is_past else None,
        "as_of_day": moment.day,
        "canonical": absolute(address(sorted(choice.asked), text if moment.is_past else None)),
        "nav": "compare",
    }
    if len(picks) >= FEWEST:
        found = comparison.differences(sides)
        charts, unshown = _charts(sides)
        context |= {
            "names": ", ".join(one.name for one in sides),
            "differences": found,
            "differing": {difference.row for difference in found},
            "charts": charts,
            "unshown": unshown,
            "samples": [one.name for one in sides if one.document.sample],
            "data": address(choice.asked, text, "compare-data"),
            "link": context["canonical"],
        }
    plain = not choice.asked and not choice.problems and not moment.is_past
    return page("reports/compare.html", context, now, status=choice.status, noindex=not plain)


@public
def data(request: HttpRequest) -> HttpResponse:
    """The comparison as CSV. Nobody reads words beside a file, so nothing may be wrong."""
    moment, now = asof.parse(request.GET.get("as_of")), clock.now()
    choice = chosen(request.GET, moment.at(now))
    problems, status = choice.problems, choice.status
    if not problems and len(choice.releases) < FEWEST:
        problems, status = (_("Give two to four markets, each as r=market."),), 400
    if problems:
        answer = file(" ".join(problems) + "\n", "text/plain; charset=utf-8", now, noindex=True)
        answer.status_code = status if status != 200 else 400
        return answer
    sides = comparison.sides([release.load_document() for release in choice.releases])
    origins = [origin_of(release) for release in choice.releases]
    chart = _index(sides)
    indexed = {(value.name, value.year): value.value for value in chart.values} if chart else {}
    content = comparison_csv(list(zip(sides, origins, strict=True)), indexed)
    name = "compare-" + "-".join(origin.market for origin in origins)
    return file(content, "text/csv; charset=utf-8", now, name=f"{name[:120]}.csv", noindex=True)


def address(asked: Sequence[str], as_of: str | None = None, view: str = "compare") -> str:
    """The address of a comparison."""
    query = QueryDict(mutable=True)
    query.setlist("r", list(asked))
    if as_of:
        query["as_of"] = as_of
    path = reverse(view)
    return f"{path}?{query.urlencode(safe='/')}" if asked or as_of else path


def chosen(given: QueryDict, at: datetime) -> Choice:
    """What ``r`` asks for, each a market (its latest edition) or market/edition. Two queries."""
    wanted = [text for item in given.getlist("r") if (text := item.strip())]
    problems: list[str] = []
    status = 200
    parsed: list[tuple[str, str, str]] = []
    for text in wanted[:MOST_READ]:
        match = ADDRESS.fullmatch(text) if len(text) <= LONGEST_ADDRESS else None
        if match:
            parsed.append((text, match[1], match[2] or ""))
        elif status == 200:
            status = 400
            problems.append(_("One of the choices is no market’s address, so it was left out."))
    seen = Release.objects.released(at).filter(report__market__in={item[1] for item in parsed})
    editions: dict[str, list[str]] = {}
    keys: dict[tuple[str, str], int] = {}
    rows = seen.values_list("pk", "report__market", "report__edition") if parsed else ()
    for key, market, edition in rows:
        editions.setdefault(market, []).append(edition)
        keys[market, edition] = key
    found: dict[int, str] = {}
    for text, market, edition in parsed:
        pk = keys.get((market, edition or max(editions.get(market, [""]))))
        if pk is None:
            status = 404 if status == 200 else status
            problems.append(_("There is no report “{address}” to compare.").format(address=text))
        elif pk in found:
            problems.append(
                _("“{address}” was chosen twice; it is shown once.").format(address=text)
            )
        else:
            found[pk] = text
    if len(found) > MOST or len(wanted) > MOST_READ:
        status = 400
        problems.append(
            _("At most {most} can be compared; the first {most} are shown.").format(most=MOST)
        )
    kept = list(found.items())[:MOST]
    whole = Release.objects.released(at).filter(pk__in=[key for key, _text in kept])
    by_key = {row.pk: row for row in whole.numbered().select_related("report")} if kept else {}
    shown = [(text, by_key[key]) for key, text in kept if key in by_key]
    return Choice(
        asked=tuple(text for text, _release in shown),
        releases=tuple(release for _text, release in shown),
        editions={market: sorted(labels, reverse=True) for market, labels in editions.items()},
        problems=tuple(problems),
        status=status,
    )


def _picks(choice: Choice, as_of: str | None) -> list[Pick]:
    documents = [release.load_document() for release in choice.releases]
    found = []
    for n, (text, release, side) in enumerate(
        zip(choice.asked, choice.releases, comparison.sides(documents), strict=True)
    ):
        market, edition = release.report.market, release.report.edition
        taken = {(other.report.market, other.report.edition) for other in choice.releases}
        others = tuple(
            (
                label,
                address([*choice.asked[:n], f"{market}/{label}", *choice.asked[n + 1 :]], as_of),
            )
            for label in choice.editions[market]
            if label != edition and (market, label) not in taken
        )
        found.append(
            Pick(
                asked=text,
                release=release,
                side=side,
                colour=SERIES[n],
                dash="" if n == 0 else ",".join(map(str, DASHES[n])),
                without=address([*choice.asked[:n], *choice.asked[n + 1 :]], as_of),
                others=others,
            )
        )
    return found


def offered(at: datetime, taken: Sequence[Release]) -> dict[str, Any]:
    """The markets that can be added, by sector and title; ``more`` tells that not all are here."""
    rows = lookup.latest_of_each_market(at).exclude(pk__in=[release.pk for release in taken])
    cards = [(row.report.market, row.load_card()) for row in rows[: MOST_OFFERED + 1]]
    options = sorted(
        (card.sector, card.market_title or card.title, market)
        for market, card in cards[:MOST_OFFERED]
    )
    groups = [
        (sector or _("Other"), [(market, title) for _sector, title, market in group])
        for sector, group in groupby(options, lambda option: option[0])
    ]
    return {"groups": groups, "more": len(cards) > MOST_OFFERED, "count": MOST_OFFERED}


def _index(sides: Sequence[Side]) -> Chart | None:
    try:
        return index.index_chart(
            [(one.name, one.series) for one in sides if one.series], source=_source(sides)
        )
    except (ChartProblem, ArithmeticError):  # no common year; or values beyond all measure
        return None


def _charts(sides: Sequence[Side]) -> tuple[list[Shown], list[str]]:
    """The charts of a comparison, and in words those that there cannot be."""
    charts: list[Shown] = []
    unshown: list[str] = []
    indexed = _index(sides)
    if indexed:
        charts.append(index.drawn(indexed))
        left = [one.name for one in sides if one.name not in indexed.names]
        if left:
            text = ngettext(
                "{names} has no values by year and is not drawn.",
                "{names} have no values by year and are not drawn.",
                len(left),
            )
            unshown.append(text.format(names=", ".join(left)))
    else:
        unshown.append(_("No chart: the reports share no year with a value above zero."))
    if comparison.units_agree(sides):
        series = [(one.name, one.series) for one in sides]
        chart = amounts.amounts_chart(series, source=_source(sides))
        charts.append(amounts.drawn(chart, len(charts) + 1))
    elif indexed:
        unshown.append(_("Amounts are not drawn in one chart: currency or unit differ."))
    return charts, unshown


def _source(sides: Sequence[Side]) -> str:
    told = [f"{one.name}: {', '.join(one.publishers)}" for one in sides if one.publishers]
    return _("Sources: {sources}").format(sources="; ".join(told)) if told else ""
