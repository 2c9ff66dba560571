"""Duplicates are merged: drafts read the kept one, what was released keeps its record."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from reports import clock
from reports.models import Company, KeyPlayer, Release
from reports.models.merging import MergeRefused, kept_company, merge, unmerge
from reports.releasing import issue
from tests.support.reports import T, company, fresh, released, report_page, saved, segment, user


def player(name: str):
    return "key_player", {"company": company(name).pk, "text": "", "source": None}


def merging(*items):
    options = items[0]._meta
    path = reverse("wagtail_bulk_action", args=["reports", options.model_name, "merge"])
    return path + "?" + "&".join(f"id={item.pk}" for item in items)


@pytest.fixture
def two(db):
    return company("Acme"), company("Acme Inc")


class TestDrafts:
    def test_a_draft_that_holds_the_merged_one_reads_the_kept_one(self, two):
        kept, merged = two
        page = report_page(key_players=[player("Acme Inc")])
        saved(page)
        merge(kept, [merged])
        document = fresh(page).build().document
        assert [item.slug for item in document.key_players] == ["acme"]
        assert fresh(page).key_players[0].value["company"] == kept

    def test_who_names_both_is_told_of_the_company_listed_twice(self, two):
        page = report_page(key_players=[player("Acme"), player("Acme Inc")])
        saved(page)
        merge(*[two[0], [two[1]]])
        assert "player.twice" in {item.code for item in fresh(page).examine().findings}

    def test_segments_of_one_axis_are_merged_and_figures_follow(self, db):
        kept, merged = segment("By condition", "Cancer"), segment("By condition", "Cancers")
        page = report_page()
        draft = fresh(page)
        data = list(draft.figures.raw_data)
        data[0] = {**data[0], "value": {**data[0]["value"], "segments": [merged.pk]}}
        draft.figures = data
        draft.save_revision()
        merge(kept, [merged])
        figure = fresh(page).build().document.figures[0]
        assert [ref.segment for ref in figure.segments] == ["cancer"]

    def test_segments_of_two_axes_are_not_one(self, db):
        with pytest.raises(MergeRefused, match="different axes"):
            merge(segment("By condition", "Cancer"), [segment("By region", "Cancer")])

    def test_a_merged_one_takes_no_more_queries_than_one_for_all_of_them(
        self, two, django_assert_max_num_queries
    ):
        others = [company(f"Twin {number}") for number in range(9)]
        page = report_page(key_players=[player(item.name) for item in others])
        saved(page)

        def reading():
            return [child.value["company"].pk for child in fresh(page).key_players]

        with django_assert_max_num_queries(99) as before:
            reading()
        merge(two[0], others)
        with django_assert_max_num_queries(len(before) + 1):
            assert reading() == [two[0].pk] * 9


class TestReleases:
    def test_what_was_released_keeps_its_record_and_the_next_release_has_the_kept_one(self, two):
        kept, merged = two
        first = released(at=T, key_players=[player("Acme Inc")])
        before = first.document
        merge(kept, [merged])
        first = Release.objects.get(pk=first.pk)
        assert first.document == before
        assert KeyPlayer.objects.get().company == "acme-inc"
        with clock.fixed(T.replace(hour=12)):
            second = issue(first.revision)
        assert second.document["key_players"][0]["slug"] == "acme"
        assert KeyPlayer.objects.get(release=first).company == "acme-inc"

    def test_a_slug_leads_to_the_company_that_stands_for_it(self, two):
        kept, merged = two
        assert kept_company("acme-inc") == merged
        merge(kept, [merged])
        assert kept_company("acme-inc") == kept
        assert kept_company("nobody") is None


class TestRules:
    def test_there_are_no_chains(self, two):
        last = company("Acme Group")
        merge(two[0], [two[1]])
        merge(last, [two[0]])
        assert {item.merged_into for item in Company.objects.exclude(pk=last.pk)} == {last}

    def test_a_merged_one_is_merged_no_further_and_takes_none_in(self, two):
        merge(two[0], [two[1]])
        with pytest.raises(MergeRefused, match="merged already"):
            merge(company("Third"), [two[1]])
        with pytest.raises(MergeRefused, match="merged already"):
            merge(two[1], [company("Third")])

    def test_undone_each_stands_for_itself(self, two):
        page = report_page(key_players=[player("Acme Inc")])
        saved(page)
        merge(two[0], [two[1]])
        unmerge(two[1])
        assert fresh(page).build().document.key_players[0].slug == "acme-inc"

    def test_a_merge_is_not_undone_while_another_holds_the_same_identifier(self, two):
        two[1].lei = "HWUPKR0MPOU8FGXBT394"
        two[1].save()
        merge(two[0], [two[1]])
        two[0].lei = "HWUPKR0MPOU8FGXBT394"
        two[0].full_clean()
        two[0].save()
        with pytest.raises(MergeRefused, match="has this LEI"):
            unmerge(two[1])


class TestScreens:
    def test_the_screen_says_where_each_is_used_and_merges(self, admin, two):
        saved(report_page(key_players=[player("Acme Inc")]))
        html = admin.get(merging(*two)).content.decode()
        assert "0 current releases, 1 draft" in html
        admin.post(merging(*two), {"keep": two[0].pk})
        two[1].refresh_from_db()
        assert two[1].merged_into == two[0]
        assert ModelLogEntry.objects.filter(action="reports.merge").count() == 2

    @pytest.mark.parametrize("keep", ["", "0", "x", "99999999"])
    def test_one_of_the_chosen_is_kept_and_nothing_else(self, admin, two, keep):
        answer = admin.post(merging(*two), {"keep": keep})
        assert answer.status_code == 200
        assert not Company.objects.filter(merged_into__isnull=False).exists()

    def test_one_alone_is_not_merged_and_the_refusal_is_kept(self, admin, two):
        assert "Choose two" in admin.get(merging(two[0])).content.decode()
        admin.post(merging(two[0]), {"keep": two[0].pk})
        assert ModelLogEntry.objects.filter(action="reports.refuse_merge").exists()

    def test_who_may_not_change_companies_merges_none(self, client, two):
        client.force_login(user("reader", "Partner readers"))
        client.post(merging(*two), {"keep": two[0].pk})
        assert not Company.objects.filter(merged_into__isnull=False).exists()

    def test_the_merged_one_leaves_list_and_chooser_and_its_editor_leads_to_the_kept_one(
        self, admin, two
    ):
        merge(two[0], [two[1]])
        listing = reverse("wagtailsnippets_reports_company:list")
        assert "Acme Inc" not in admin.get(listing).content.decode()
        assert "Acme Inc" in admin.get(listing + "?merged=yes").content.decode()
        choose = reverse("wagtailsnippetchoosers_reports_company:choose_results")
        assert "Acme Inc" not in admin.get(choose).content.decode()
        edit = reverse("wagtailsnippets_reports_company:edit", args=[two[1].pk])
        kept = reverse("wagtailsnippets_reports_company:edit", args=[two[0].pk])
        assert admin.get(edit).url == kept
        assert admin.post(edit, {"name": "Changed", "slug": "acme-inc"}).url == kept
        assert Company.objects.get(pk=two[1].pk).name == "Acme Inc"

    def test_neither_of_two_merged_ones_is_deleted(self, admin, two):
        merge(two[0], [two[1]])
        for item in two:
            admin.post(reverse("wagtailsnippets_reports_company:delete", args=[item.pk]))
        bulk = reverse("wagtail_bulk_action", args=["reports", "company", "delete"])
        admin.post(f"{bulk}?id={two[0].pk}&id={two[1].pk}")
        assert Company.objects.count() == 2

    def test_the_merge_is_undone_on_its_screen(self, admin, two):
        merge(two[0], [two[1]])
        undo = reverse("reports_unmerge", args=["company", two[1].pk])
        assert "merged into" in admin.get(undo).content.decode()
        admin.post(undo)
        assert not Company.objects.filter(merged_into__isnull=False).exists()
        assert ModelLogEntry.objects.filter(action="reports.unmerge").exists()

    def test_the_editor_offers_to_choose_the_other_one(self, admin, two):
        url = reverse("reports_merge", args=["company", two[0].pk])
        edit = admin.get(reverse("wagtailsnippets_reports_company:edit", args=[two[0].pk]))
        assert url in edit.content.decode()
        assert admin.get(url).status_code == 200
        answer = admin.post(url, {"other": two[1].pk})
        assert f"id={two[0].pk}&id={two[1].pk}" in answer.url
        assert admin.post(url, {"other": two[0].pk}).status_code == 200
        assert admin.get(reverse("reports_merge", args=["axis", 1])).status_code == 404
