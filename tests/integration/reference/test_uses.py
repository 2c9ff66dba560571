"""Where reference data is used, and releasing again what names it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from reports import clock
from reports.models import Company, KeyPlayer, Release, ReportPage, Source
from reports.models.uses import Usage
from reports.releasing import Refused, release_again
from tests.support.reports import (
    T,
    company,
    fresh,
    issue,
    market_page,
    released,
    report_page,
    saved,
    segment,
    source,
    user,
    with_value,
    world,
)

PAST = T.replace(year=2020)
LATER = T.replace(year=2040)


def player(name: str = "Acme"):
    return "key_player", {"company": company(name).pk, "text": "", "source": None}


def factor():
    value = {"kind": "driver", "title": "Ageing", "text": "", "source": source("study").pk}
    return "factor", value


def uses(item):
    return Usage(clock.now()).of(item)


def renamed(item, name="Acme Health", **fields):
    url = reverse(f"wagtailsnippets_reports_{item._meta.model_name}:edit", args=[item.pk])
    return url, {"name": name, "slug": item.slug, "website": "", **fields}


@pytest.fixture
def acme(db):
    release = released(at=PAST, key_players=[player()])
    return release


class TestUses:
    def test_current_releases_pending_ones_and_drafts_are_told_apart(self, acme):
        page = acme.report.page
        assert [report.title for report in uses(company("Acme")).released] == ["Lamps market 2024"]
        issue(with_value(page, "8.00"), LATER)
        saved(report_page("tides", key_players=[player()]))
        found = uses(company("Acme"))
        assert (len(found.released), len(found.pending), len(found.drafts)) == (1, 1, 2)

    def test_a_source_that_only_a_factor_names_is_used_too(self, db):
        released(at=PAST, factors=[factor()])
        assert len(uses(source("study")).released) == 1
        assert len(uses(world()).released) == 1
        assert len(uses(market_page()).released) == 1

    def test_a_draft_that_no_longer_names_it_uses_it_no_longer(self, acme):
        saved(fresh(acme.report.page), key_players=[])
        found = uses(company("Acme"))
        assert (len(found.released), len(found.drafts)) == (1, 0)

    def test_who_names_a_segment_names_its_axis(self, db):
        part = segment("By condition", "Cancer")
        entry = {"segment": part.pk, "text": "", "source": None}
        axis = {"axis": part.axis_id, "segments": [{"type": "item", "id": "one", "value": entry}]}
        released(at=PAST, segments=[("axis", axis)])
        for item in (part, part.axis):
            assert (len(uses(item).released), len(uses(item).drafts)) == (1, 1)

    def test_the_list_of_uses_leads_to_the_block(self, admin, acme):
        block = fresh(acme.report.page).key_players[0].id
        html = admin.get(
            reverse("reports_used", args=["company", company("Acme").pk])
        ).content.decode()
        assert f"#block-{block}-section" in html
        market = market_page().pk
        assert admin.get(reverse("reports_used", args=["market", market])).status_code == 200
        assert admin.get(reverse("reports_used", args=["bogus", 1])).status_code == 404
        assert admin.get(reverse("reports_used", args=["company", 10**12])).status_code == 404

    def test_lists_take_the_same_queries_for_one_report_and_for_ten(
        self, admin, acme, django_assert_max_num_queries
    ):
        listing = reverse("wagtailsnippets_reports_company:list")
        admin.get(listing)
        with django_assert_max_num_queries(60) as few:
            admin.get(listing)
        number_of_queries = len(few)
        for number in range(9):
            saved(report_page(f"market-{number}", key_players=[player(f"Firm {number}")]))
        admin.get(listing)
        with django_assert_max_num_queries(number_of_queries):
            assert "Firm 8" in admin.get(listing).content.decode()

    def test_who_sees_no_pages_sees_no_drafts(self, client, acme):
        from django.contrib.auth.models import Group, Permission

        group, _ = Group.objects.get_or_create(name="Librarians")
        group.permissions.set(
            Permission.objects.filter(codename__in=["access_admin", "change_company"])
        )
        saved(report_page("tides", title="Secret tides", key_players=[player()]))
        client.force_login(user("librarian", "Librarians"))
        html = client.get(
            reverse("reports_used", args=["company", company("Acme").pk])
        ).content.decode()
        assert "1 current release" in html
        assert "Secret" not in html
        assert "0 drafts" in html


class TestDeleting:
    def test_what_a_draft_names_is_not_deleted_and_the_refusal_says_where(self, admin, db):
        saved(report_page(key_players=[player()]))
        acme = company("Acme")
        delete = reverse("wagtailsnippets_reports_company:delete", args=[acme.pk])
        html = admin.post(delete, follow=True).content.decode()
        assert "is named in 1 draft (Lamps market 2024)" in html
        bulk = reverse("wagtail_bulk_action", args=["reports", "company", "delete"])
        admin.post(f"{bulk}?id={acme.pk}")
        assert Company.objects.filter(pk=acme.pk).exists()

    def test_what_a_factor_alone_names_is_not_deleted(self, admin, db):
        page = released(at=PAST, factors=[factor()]).report.page
        saved(fresh(page), factors=[])
        admin.post(reverse("wagtailsnippets_reports_source:delete", args=[source("study").pk]))
        assert Source.objects.filter(slug="study").exists()


class TestReleasingAgain:
    def change(self, admin, name="Acme Health"):
        url, data = renamed(company("Acme"), name)
        data |= {"ror": "", "wikidata": "", "lei": ""}
        return admin.post(url, data, follow=True)

    def again(self, admin, *releases, **data):
        url = reverse("reports_again", args=["company", Company.objects.get(slug="acme").pk])
        posted = {"releases": [item.pk for item in releases], "kind": "update", "reason": "Renamed"}
        return admin.post(url, {**posted, **data})

    def test_a_new_name_says_where_it_is_used_and_shows_when_released_again(self, admin, acme):
        html = self.change(admin).content.decode()
        assert "Used in 1 released report; it shows the change at the next release." in html
        url = reverse("reports_again", args=["company", Company.objects.get().pk])
        assert url in html
        screen = admin.get(url).content.decode()
        assert "was “Acme”, now “Acme Health”" in screen
        result = self.again(admin, acme).content.decode()
        assert "1 report was released again" in result
        players = KeyPlayer.objects.released(clock.now())
        assert [row.name for row in players] == ["Acme Health"]
        assert KeyPlayer.objects.get(release=acme).name == "Acme"
        assert "says what the data say now" in admin.get(url).content.decode()

    def test_newer_edits_stay_the_draft_and_stay_unreleased(self, admin, acme):
        page = acme.report.page
        newer = with_value(page, "9.99")
        self.change(admin)
        self.again(admin, acme)
        assert ReportPage.objects.get(pk=page.pk).latest_revision_id == newer.pk
        assert str(fresh(page).figures[0].value["value"]) == "9.99"
        current = Release.objects.released(clock.now()).get()
        assert current.document["figures"][0]["value"] == "7.12"
        assert current.reason == "Renamed"

    def test_a_pending_release_keeps_moment_and_text_and_newer_edits_stay(self, admin, acme):
        page = acme.report.page
        pending = issue(with_value(page, "8.00"), LATER)
        newer = with_value(page, "9.99")
        html = self.change(admin).content.decode()
        url = reverse("reports_again", args=["company", Company.objects.get().pk])
        assert "An update is pending" in admin.get(url).content.decode()
        self.again(admin, acme)
        kept = Release.objects.get(pk=pending.pk)
        assert (kept.release_at, kept.cancelled_at) == (LATER, None)
        assert kept.document == pending.document
        assert ReportPage.objects.get(pk=page.pk).latest_revision_id == newer.pk
        assert html

    def test_one_that_is_refused_does_not_hold_up_the_others(self, admin, acme):
        other = released("tides", at=PAST, key_players=[player()])
        self.change(admin)
        revision = acme.revision
        content = revision.content
        content["edition"] = ""
        type(revision).objects.filter(pk=revision.pk).update(content=content)
        html = self.again(admin, acme, other).content.decode()
        assert "1 report was released again" in html
        assert "1 could not be released" in html

    def test_a_reason_and_a_choice_are_needed(self, admin, acme):
        self.change(admin)
        before = Release.objects.count()
        assert "Say why" in self.again(admin, acme, reason="").content.decode()
        assert "at least one" in self.again(admin).content.decode()
        assert self.again(admin, acme, kind="bogus").status_code == 200
        assert self.again(admin, releases=["x", "99999"]).status_code == 200
        assert Release.objects.count() == before

    def test_what_says_nothing_else_is_not_released(self, acme):
        with pytest.raises(Refused, match="says already"):
            release_again(acme, reason="Renamed")

    def test_who_changed_the_data_releases_them_alone_only_without_four_eyes(
        self, admin, acme, settings
    ):
        settings.REPORTS_FOUR_EYES = True
        self.change(admin)
        assert "Another person" in self.again(admin, acme).content.decode()
        release = release_again(acme, reason="Renamed", user=user("second", superuser=True))
        assert (release.author.username, release.approver.username) == ("root", "second")

    def test_writers_neither_see_the_screen_nor_release(self, client, acme):
        company("Acme")
        client.force_login(user("writer", "Writers"))
        url = reverse("reports_again", args=["company", Company.objects.get().pk])
        assert client.get(url).status_code == 302
        client.post(url, {"releases": [acme.pk], "kind": "update", "reason": "x"})
        assert Release.objects.count() == 1


class TestOrder:
    def test_axes_are_moved_and_the_chooser_follows(self, admin, db):
        first, second = segment("By condition", "Cancer").axis, segment("By region", "North").axis
        move = reverse("wagtailsnippets_reports_axis:reorder", args=[second.pk])
        assert admin.post(move + "?position=0").json() == {"success": True}
        html = admin.get(
            reverse("wagtailsnippetchoosers_reports_axis:choose_results")
        ).content.decode()
        assert html.index("By region") < html.index("By condition")
        assert [axis.pk for axis in type(first).objects.all()] == [second.pk, first.pk]

    def test_a_segment_stays_within_its_axis(self, admin, db):
        names = ["Cancer", "Heart", "Other"]
        rows = [segment("By condition", name) for name in names]
        segment("By region", "North")
        move = reverse("wagtailsnippets_reports_segment:reorder", args=[rows[0].pk])
        admin.post(move + "?position=99")
        listed = [str(item) for item in type(rows[0]).objects.all()]
        assert listed == [
            "Heart (By condition)",
            "Other (By condition)",
            "Cancer (By condition)",
            "North (By region)",
        ]
        listing = reverse("wagtailsnippets_reports_segment:list")
        assert admin.get(listing + "?ordering=sort_order").status_code == 200

    def test_a_new_name_is_told_by_the_next_release_alone(self, admin, db, client):
        part = segment("By condition", "Cancer")
        entry = {"segment": part.pk, "text": "", "source": None}
        axis = {"axis": part.axis_id, "segments": [{"type": "item", "id": "one", "value": entry}]}
        first = released(at=PAST, segments=[("axis", axis)])
        url = reverse("wagtailsnippets_reports_segment:edit", args=[part.pk])
        admin.post(url, {"axis": part.axis_id, "name": "Oncology", "slug": "cancer"})
        told = admin.post(url, {"axis": part.axis_id, "name": "Oncology", "slug": "tumours"})
        assert "keeps" in told.content.decode()
        public = reverse("release", args=["lamps", "2024", 1])
        assert "Cancer" in client.get(public).content.decode()
        second = release_again(first, reason="Renamed")
        assert "Cancer" in client.get(public).content.decode()
        now = client.get(reverse("report", args=["lamps", "2024"])).content.decode()
        assert "Oncology" in now
        assert second.document["axes"][0]["segments"][0]["slug"] == "cancer"
