"""Editors paste a press release, decide claim by claim, and get a draft."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import PageLogEntry, Revision

from reports.models import Company, ImportedText, MarketPage, Release, ReportPage, Source
from tests.integration.admin.forms import fields
from tests.integration.admin.posting import edit_url
from tests.support.press_release import NEWER, TEXT
from tests.support.reports import company, fresh, market_page, report_page, user

pytestmark = pytest.mark.django_db
URL = "/admin/reports/press-release/"


def read(client, text=TEXT, **data):
    """The review screen of a text."""
    return client.post(URL, {"step": "read", "text": text, **data})


def write(client, review, drop=(), **changes):
    """Send the review screen's form as it stands, with changes; ``drop`` unticks rows."""
    data = {name: value for name, value in fields(review).items() if name not in drop}
    return client.post(URL, {**data, "step": "write", **changes}, follow=True)


def proposal(review, label):
    """A proposal of a review screen, by its label."""
    return next(item for item in review.context["reviewed"].proposals if item.label == label)


def take(review, label):
    return f"take-{proposal(review, label).id}"


def part(review, label, name):
    return f"p-{proposal(review, label).id}-{name}"


def draft():
    return fresh(ReportPage.objects.get())


class TestReview:
    def test_the_review_shows_the_text_the_claims_and_nothing_is_stored_yet(self, admin):
        html = read(admin).content.decode()
        assert '<mark class="mark-claim">USD 7.12 billion</mark>' in html
        assert "Market size, World, 2024" in html
        assert "New, high confidence" in html
        assert not ReportPage.objects.exists()
        assert not ImportedText.objects.exists()

    def test_each_row_leads_to_its_words_and_back(self, admin):
        review = read(admin)
        found = proposal(review, "Market size, World, 2024")
        html = review.content.decode()
        assert f'href="#c{found.spans[0][0]}">“USD 7.12 billion”' in html
        assert f'<a id="c{found.spans[0][0]}" href="#p-{found.id}"' in html

    def test_findings_stand_beside_the_row_they_are_about(self, admin):
        html = read(admin, TEXT.replace("16.3%", "12.4%")).content.decode()
        row = html.partition("<strong>Compound annual growth rate")[2].partition("</fieldset>")[0]
        assert "12.4% fits if 9 years are counted" in row

    def test_what_cannot_be_used_is_listed_with_the_reason(self, admin):
        text = TEXT.replace("7.12 billion in 2024 and", "7.12 billion and")
        text += "\nThe lantern market size was also put at EUR 6.4 billion in 2023.\n"
        html = read(admin, text).content.decode()
        assert "cannot be used, the text&#x27;s other values are in USD." in html

    def test_hostile_text_is_shown_as_text(self, admin):
        text = TEXT.replace("Quill & Daughter Ltd.", 'Quill "><script>alert(1)</script> Ltd.')
        html = read(admin, text + "\n</textarea><img src=x onerror=alert(2)>").content.decode()
        assert "<script>alert(1)" not in html
        assert "<img src=x" not in html


class TestWriting:
    def test_what_was_accepted_is_a_draft_and_the_editor_is_told(self, admin):
        review = read(admin)
        answer = write(admin, review)
        page = draft()
        assert answer.redirect_chain[-1][0] == edit_url(page)
        assert "added title, base year" in answer.content.decode()
        assert page.title == "Lantern market, 2024 to 2031"
        assert not page.live
        assert not Release.objects.exists()
        assert MarketPage.objects.get().title == "Lantern"

    def test_it_can_be_given_to_an_existing_market_under_another_edition(self, admin):
        market = market_page("lamps")
        write(admin, read(admin, market=market.pk, edition="2024-coast"))
        assert draft().get_parent().pk == market.pk
        assert draft().edition == "2024-coast"

    def test_the_history_says_who_imported_it(self, admin):
        write(admin, read(admin))
        page = draft()
        entry = PageLogEntry.objects.filter(page=page.pk).latest("timestamp")
        assert entry.user.username == "root"
        assert page.latest_revision.user.username == "root"
        assert ImportedText.objects.get().user_name == "Root"

    def test_a_dropped_row_stays_out_and_a_changed_value_goes_in(self, admin):
        review = read(admin)
        drop = take(review, "Market size, World, 2031")
        value = part(review, "Market size, World, 2024", "value")
        write(admin, review, [drop], **{value: "7.125"})
        told = [(str(block.value["value"]), block.value["start"]) for block in draft().figures]
        assert told == [("7.125", 2024), ("16.3", 2024)]

    def test_a_company_renamed_among_the_players_has_that_name_in_its_developments(self, admin):
        review = read(admin)
        write(admin, review, **{part(review, "Mayo Lanterns", "company"): "Mayo Lanterns plc"})
        page = draft()
        assert page.key_players[0].value["company"].name == "Mayo Lanterns plc"
        assert page.developments[0].value["company"] == page.key_players[0].value["company"]
        assert not Company.objects.filter(name="Mayo Lanterns").exists()

    def test_a_near_match_is_offered_and_used_when_it_is_chosen(self, admin):
        known = company("Mayo Lantern")
        review = read(admin)
        assert "Use “Mayo Lantern”" in review.content.decode()
        chosen = part(review, "Mayo Lanterns", "company") + "-as"
        write(admin, review, **{chosen: "Mayo Lantern"})
        page = draft()
        assert page.key_players[0].value["company"] == known
        assert page.developments[0].value["company"] == known

    def test_the_source_is_what_the_editor_says_it_is(self, admin):
        write(admin, read(admin), **{"source-publisher": "Lumen", "source-url": "lumen.example"})
        source = Source.objects.get()
        assert (source.publisher, source.url) == ("Lumen", "https://lumen.example")
        assert draft().figures[0].value["source"] == source

    def test_new_reference_data_of_rows_that_were_dropped_is_not_made(self, admin):
        review = read(admin)
        write(admin, review, [take(review, "Quill & Daughter Ltd.")])
        assert [row.name for row in Company.objects.all()] == ["Mayo Lanterns"]


class TestRefusals:
    @pytest.mark.parametrize(
        ("name", "value", "message"),
        [
            ("value", "7,12", "A number such as 7.12"),
            ("start", "20２4", "A year between"),
            ("status", "certain", "Choose one of the list"),
            ("geography", " ", "Fill this in"),
        ],
    )
    def test_a_value_that_no_field_takes_is_said_at_its_row_and_nothing_is_written(
        self, admin, name, value, message
    ):
        review = read(admin)
        answer = write(admin, review, **{part(review, "Market size, World, 2024", name): value})
        html = answer.content.decode()
        assert "Nothing was written yet" in html
        assert message in html
        for model in (ReportPage, MarketPage, Company, Source):
            assert not model.objects.exists()

    def test_what_was_typed_is_still_there_after_a_refusal(self, admin):
        review = read(admin)
        value = part(review, "Market size, World, 2024", "value")
        drop = take(review, "Quill & Daughter Ltd.")
        again = write(admin, review, [drop], **{value: "seven", "source-publisher": "Lumen"})
        kept = fields(again)
        assert kept[value] == "seven"
        assert kept["source-publisher"] == "Lumen"
        assert drop not in kept
        write(admin, again, **{value: "7.12"})
        assert str(draft().figures[0].value["value"]) == "7.12"

    def test_two_values_for_one_thing_are_not_both_taken(self, admin):
        text = TEXT + "\nThe lantern market size was valued at USD 8.4 billion in 2024.\n"
        review = read(admin, text)
        assert "Conflict, high confidence" in review.content.decode()
        ids = [
            item.id
            for item in review.context["reviewed"].proposals
            if item.label == "Market size, World, 2024"
        ]
        assert len(ids) == 2
        answer = write(admin, review, **{f"take-{name}": "on" for name in ids})
        assert "You accepted two values" in answer.content.decode()
        assert not ReportPage.objects.exists()
        assert not Company.objects.exists()
        write(admin, review, **{f"take-{ids[1]}": "on"})
        assert len(draft().figures) == 3

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            ({"text": ""}, "Paste the text"),
            ({"text": "A poem about nothing at all."}, "Nothing could be read"),
            ({"text": "a" * 1_000_001}, "longer than 1 MB"),
            ({"text": TEXT, "edition": "spring"}, "four-digit year"),
            ({"text": TEXT, "market": "9" * 30}, "Select a valid choice"),
            ({"text": TEXT, "market_name": "!!!"}, "Name the market"),
        ],
    )
    def test_what_cannot_be_imported_is_said_on_the_first_screen(self, admin, data, message):
        answer = admin.post(URL, {"step": "read", **data})
        assert message in answer.content.decode()
        assert 'name="step" value="read"' in answer.content.decode()

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            (TEXT.encode("utf-16"), "USD 7.12 billion"),
            (TEXT.replace("Quill", "Quéll").encode("cp1252"), "Quéll &amp; Daughter"),
            (b"<h1>Lantern Market</h1><p>" + TEXT.encode() + b"</p>", "&lt;h1&gt;"),
            (b"%PDF-1.7 and so on", "copy its text".capitalize()),
        ],
    )
    def test_a_file_is_read_or_refused_with_what_to_do(self, admin, data, message):
        file = SimpleUploadedFile("release.txt", data)
        answer = admin.post(URL, {"step": "read", "text": "", "file": file})
        assert message in answer.content.decode()


class TestAgain:
    def test_sending_the_form_twice_makes_one_draft(self, admin):
        review = read(admin)
        write(admin, review)
        answer = write(admin, review)
        assert "nothing changed" in answer.content.decode()
        assert ReportPage.objects.count() == MarketPage.objects.count() == 1
        assert Revision.objects.for_instance(draft()).count() == 1
        assert Source.objects.count() == ImportedText.objects.count() == 1

    def test_a_newer_text_shows_the_differences_and_folds_away_the_rest(self, admin):
        write(admin, read(admin))
        review = read(admin, NEWER, market=MarketPage.objects.get().pk)
        html = review.content.decode()
        assert "The draft says <del>7.12 billion USD</del>, the text <ins>7.25 billion USD" in html
        assert "2 the same in the draft" in html
        assert take(review, "Market size, World, 2024") not in fields(review)
        write(admin, review)
        page = draft()
        assert str(page.figures[0].value["value"]) == "7.12"
        assert page.key_players[2].value["company"].name == "Ottergrove Lens Guild"
        write(
            admin, review := read(admin, NEWER), **{take(review, "Market size, World, 2024"): "on"}
        )
        page = draft()
        assert [str(block.value["value"]) for block in page.figures] == ["7.25", "20.45", "16.3"]
        assert Revision.objects.for_instance(page).count() == 3

    def test_a_draft_that_changed_meanwhile_is_not_changed_unseen(self, admin):
        write(admin, read(admin))
        review = read(admin, NEWER)
        page = draft()
        raw = list(page.figures.raw_data)
        raw[0] = {**raw[0], "value": {**raw[0]["value"], "value": "7.30"}}
        page.figures = raw
        page.save_revision()
        answer = write(admin, review, **{take(review, "Market size, World, 2024"): "on"})
        assert "The draft has changed since you opened this screen" in answer.content.decode()
        assert "<del>7.30 billion USD</del>" in answer.content.decode()
        assert str(draft().figures[0].value["value"]) == "7.30"

    def test_going_back_keeps_what_was_pasted(self, admin):
        review = read(admin, edition="2024-coast")
        back = admin.post(URL, {**fields(review), "step": "back"})
        kept = fields(back)
        assert "The global lantern market" in kept["text"]
        assert kept["edition"] == "2024-coast"


class TestWhoMay:
    def test_writers_may_import_and_find_it_in_the_menu(self, client):
        client.force_login(user("writer", "Writers"))
        assert URL in client.get("/admin/").content.decode()
        write(client, read(client))
        assert draft().title == "Lantern market, 2024 to 2031"

    def test_others_may_not_and_do_not_see_it(self, client):
        moderator = user("moderator")
        moderator.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(moderator)
        assert URL not in client.get("/admin/").content.decode()
        for answer in (client.get(URL), read(client)):
            assert answer.status_code in (302, 403)
        client.post(URL, {"step": "write", "text": TEXT})
        assert not ReportPage.objects.exists()

    def test_a_stranger_is_asked_to_sign_in(self, client):
        assert client.get(URL)["Location"].startswith("/admin/login/")

    def test_a_locked_draft_takes_nothing(self, admin):
        page = report_page("lanterns", "2024")
        page.save_revision()
        page.locked, page.locked_by = True, user("other", superuser=True)
        page.save()
        answer = read(admin, market=page.get_parent().pk)
        assert "The draft is locked" in answer.content.decode()


class TestSourceTexts:
    def test_the_text_can_be_looked_at_again_from_the_editor(self, admin):
        write(admin, read(admin))
        page = draft()
        address = reverse("reports_source_texts", args=[page.pk])
        assert address in admin.get(edit_url(page)).content.decode()
        html = admin.get(address).content.decode()
        assert "Lantern Market to Reach USD 20.45 Billion by 2031" in html
        assert '<mark class="mark-claim" title="Growth rates">16.3%</mark>' in html

    def test_a_report_without_a_source_text_has_no_such_entry(self, admin):
        page = report_page()
        page.save_revision()
        address = reverse("reports_source_texts", args=[page.pk])
        assert address not in admin.get(edit_url(page)).content.decode()
        assert "No press release was imported" in admin.get(address).content.decode()

    def test_a_text_is_shown_with_its_own_report_alone(self, admin):
        write(admin, read(admin))
        other = report_page()
        text = ImportedText.objects.get()
        assert (
            admin.get(reverse("reports_source_text", args=[other.pk, text.pk])).status_code == 404
        )

    def test_it_stays_when_its_source_is_deleted_and_goes_with_its_draft(self, admin):
        write(admin, read(admin))
        Source.objects.all().delete()
        page = draft()
        html = admin.get(reverse("reports_source_texts", args=[page.pk])).content.decode()
        assert "A source that was deleted" in html
        ReportPage.objects.get().delete()
        assert not ImportedText.objects.exists()
