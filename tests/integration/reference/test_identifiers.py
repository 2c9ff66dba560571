"""Identifiers are checked, kept in one form, and held by one company alone."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from reports.models import Company, Source
from reports.models.identifiers import doi, lei, ror, wikidata
from tests.support.reports import company, source


@pytest.mark.parametrize("known", ["05dxps055", "03yrm5c26", "042nb2s44", "00f54p054"])
def test_ror_ids_that_exist_are_taken_as_they_are_or_with_their_address(known):
    assert ror(known) == ror(f" https://ror.org/{known.upper()}/ ") == known


@pytest.mark.parametrize("known", ["HWUPKR0MPOU8FGXBT394", "7LTWFZYICNSX8D621K86"])
def test_leis_that_exist_are_taken(known):
    assert lei(known.lower()) == lei(f"https://search.gleif.org/#/record/{known}") == known


@pytest.mark.parametrize(
    ("read", "wrong"),
    [
        (ror, "05dxps056"),
        (ror, "05dxps05"),
        (ror, "https://example.org/05dxps055"),
        (lei, "HWUPKR0MPOU8FGXBT395"),
        (lei, "HWUPKR0MPOU8FGXBT39"),
        (wikidata, "42"),
        (wikidata, "Q0"),
        (wikidata, "https://example.org/Q42"),
        (doi, "zenodo.1234"),
        (doi, "11.5281/x"),
    ],
)
def test_what_is_none_is_refused(read, wrong):
    with pytest.raises(ValidationError):
        read(wrong)


def test_wikidata_items_and_dois_are_read_from_addresses():
    assert wikidata("http://www.wikidata.org/entity/Q42") == "Q42"
    assert wikidata("https://www.wikidata.org/wiki/q42#P31") == "Q42"
    assert doi("https://doi.org/10.5281/Zenodo.1234") == doi("doi:10.5281/zenodo.1234")


class TestForm:
    def post(self, admin, item, **data):
        url = reverse("wagtailsnippets_reports_company:edit", args=[item.pk])
        fields = {"name": item.name, "slug": item.slug, "website": "", "ror": "", "wikidata": ""}
        return admin.post(url, {**fields, "lei": "", **data})

    def test_an_address_that_was_pasted_is_kept_in_one_form(self, admin):
        acme = company("Acme")
        self.post(admin, acme, ror="https://ror.org/05dxps055", wikidata="wikidata.org/wiki/Q42")
        acme.refresh_from_db()
        assert (acme.ror, acme.wikidata) == ("05dxps055", "Q42")

    def test_a_typing_error_is_told_at_its_field(self, admin):
        acme = company("Acme")
        answer = self.post(admin, acme, lei="HWUPKR0MPOU8FGXBT395")
        assert "typing error in this LEI" in answer.content.decode()
        assert Company.objects.get().lei == ""

    def test_who_has_the_identifier_is_named(self, admin):
        first, second = company("Acme"), company("Acme Inc")
        self.post(admin, first, ror="05dxps055")
        html = self.post(admin, second, ror="05dxps055").content.decode()
        assert "“Acme” has this ROR id. If the two are one, merge them." in html

    def test_many_may_have_none(self, admin):
        self.post(admin, company("Acme"))
        self.post(admin, company("Other"))
        for item in Company.objects.all():
            item.full_clean()
        assert Company.objects.filter(ror="").count() == 2

    def test_lists_show_and_export_them(self, admin):
        self.post(admin, company("Acme"), ror="05dxps055")
        listing = reverse("wagtailsnippets_reports_company:list")
        assert "05dxps055" in admin.get(listing).content.decode()
        body = b"".join(admin.get(listing + "?export=csv").streaming_content).decode()
        assert "05dxps055" in body

    def test_a_source_has_its_doi_alone(self, db):
        first, second = source(), source("other")
        first.doi = "https://doi.org/10.5281/zenodo.1"
        first.full_clean()
        first.save()
        second.doi = "10.5281/ZENODO.1"
        with pytest.raises(ValidationError, match="has this DOI"):
            second.full_clean()
        assert Source.objects.filter(doi="10.5281/zenodo.1").count() == 1
