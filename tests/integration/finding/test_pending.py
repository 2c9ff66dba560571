"""What is pending shows in no list, count, rank or suggestion; at its second it does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reports import clock
from reports.models import Listing, Release, SearchEntry
from reports.models.immutable import writing
from reports.releasing import change_address, withdraw
from reports.releasing.verify import faults, repair
from tests.integration.finding.samples import counts, listed, market, place
from tests.support.reports import (
    T,
    company,
    figure,
    issue,
    market_page,
    report_page,
    segment,
    source,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
MOMENT = T + 10 * HOUR
BEFORE = MOMENT - timedelta(seconds=1)
ASKED = [
    ("/markets/", {}),
    ("/markets/", {"q": "lamps"}),
    ("/markets/", {"q": "unheard"}),
    ("/markets/", {"sector": "unheard-of", "sort": "largest"}),
    ("/markets/", {"geography": "900"}),
    ("/search/", {"q": "lamps"}),
    ("/search/", {"q": "unheard"}),
    ("/search/", {"q": "unheart company"}),
    ("/search/", {"q": "$99.5bn"}),
    ("/search/", {"q": "unheard", "kind": "company"}),
    ("/search/suggest", {"q": "unhe"}),
    ("/search/suggest", {"q": "lam"}),
    ("/companies/", {}),
    ("/companies/", {"q": "unheard"}),
    ("/companies/unheard-company/", {}),
    ("/companies/zeta-labs/", {}),
    ("/developments/", {}),
    ("/developments/", {"year": "2029"}),
    ("/developments/", {"company": "unheard-company"}),
]


def shelf() -> None:
    market("lamps", sector="Light", players=("Zeta Labs",), segments=("Gardens",))
    market("chairs", sector="Wood", standfirst="Chairs with lamps.", at=T + HOUR)


def pending() -> None:
    """A release to come, with something new in everything that is searched or counted, and
    another of a report that is public."""
    page = market_page("tides", "Unheard lamps")
    page.sector = "Unheard of"
    page.save()
    parts = segment("By use", "Unheard segment")
    player = company("Unheard Company")
    event = {"year": 2029, "kind": "launch", "title": "Unheard lamps", "company": player.pk}
    with clock.fixed(T + 2 * HOUR):
        draft = report_page(
            "tides",
            title="Unheard lamps",
            figures=[figure("99.5")],
            key_players=[
                ("key_player", {"company": item.pk, "text": ""})
                for item in (player, company("Zeta Labs"))
            ],
            developments=[("development", {**event, "source": source().pk, "text": ""})],
            segments=[
                (
                    "axis",
                    {
                        "axis": parts.axis_id,
                        "segments": [{"segment": parts.pk, "text": "", "source": None}],
                    },
                )
            ],
            geographies=[("region", {"geography": place("900", "Unheard place"), "text": ""})],
        )
        issue(draft.save_revision(), MOMENT)
        lamps = Release.objects.get(report__market="lamps").report.page
        lamps.title = "Unheard title"
        issue(lamps.save_revision(), MOMENT + HOUR)


def answers(get, at):
    return {
        (path, *query.items()): (answer.status_code, answer.content)
        for path, query in ASKED
        for answer in [get(path, at, **query)]
    }


def test_a_pending_release_changes_no_answer_until_its_second(get):
    shelf()
    without = answers(get, BEFORE)
    pending()
    assert answers(get, BEFORE) == without
    after = answers(get, MOMENT)
    same = {asked for asked in without if after[asked] == without[asked]}
    assert same == set(), "the comparison would not notice these"


def test_at_its_second_it_is_found_counted_and_suggested(get, text):
    shelf()
    pending()
    assert counts(text("/markets/", BEFORE), "geography") == {"001": 2}
    assert counts(text("/markets/", MOMENT), "geography") == {"001": 3, "900": 1}
    assert listed(text("/markets/", MOMENT, q="unheard")) == ["tides"]
    assert "Unheard Company" in text("/search/", MOMENT, q="unheart company")
    assert get("/companies/unheard-company/", MOMENT).status_code == 200


def test_what_was_withdrawn_is_found_no_more(get, text):
    shelf()
    with clock.fixed(T + 3 * HOUR):
        withdraw(Release.objects.get(report__market="lamps").report, reason="Wrong.")
    at = T + 3 * HOUR
    assert listed(text("/markets/", at)) == ["chairs"]
    assert "1 result" in text("/search/", at, q="lamps")
    assert get("/companies/zeta-labs/", at).status_code == 404


def test_a_moved_report_is_found_at_its_new_address(text):
    shelf()
    with clock.fixed(T + 3 * HOUR):
        report = Release.objects.get(report__market="lamps").report
        change_address(report, market="torches", edition="2024")
    assert 'href="/markets/torches/"' in text("/search/", T + 3 * HOUR, q="lamps")
    assert "/markets/lamps/" not in text("/search/", T + 3 * HOUR, q="lamps")


class TestRepair:
    def test_lost_and_changed_rows_are_found_and_made_again(self):
        shelf()
        pending()
        assert list(faults()) == []
        lamps = Release.objects.get(report__market="chairs")
        before = list(SearchEntry.objects.values_list("kind", "title", "words"))
        with writing("repair"):
            Listing.objects.filter(release=lamps).update(sector="other")
            SearchEntry.objects.filter(release=lamps).delete()
        told = [str(fault) for fault in faults()]
        assert len(told) == 2
        assert any("listings" in fault for fault in told)
        assert any("search entries" in fault for fault in told)
        assert repair() == []
        after = list(SearchEntry.objects.values_list("kind", "title", "words"))
        assert sorted(after) == sorted(before)
