"""A press release becomes a draft: once, with its source, and never a release."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command

from reports.models import (
    Axis,
    Company,
    Geography,
    ImportedText,
    MarketPage,
    Release,
    ReportPage,
    Segment,
    Source,
)
from tests.support.press_release import NEWER, TEXT
from tests.support.reports import company, figure, fresh, report_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    """Writes a text into a file; gives its name."""

    def write(text=TEXT, name="release.txt"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return write


def imported(name, *options, market="lanterns"):
    out = io.StringIO()
    call_command("import_release", name, "--market", market, *options, stdout=out, stderr=out)
    return out.getvalue()


def draft(market="lanterns"):
    (page,) = ReportPage.objects.child_of(MarketPage.objects.get(slug=market))
    return fresh(page)


def values(stream, *names):
    return [tuple(block["value"][name] for name in names) for block in stream.raw_data]


def test_a_new_market_gets_a_draft_with_all_that_the_text_says(file):
    imported(file())
    page = draft()
    assert page.title == "Lantern market, 2024 to 2031"
    assert (page.edition, page.base_year, page.currency) == ("2024", 2024, "USD")
    assert (page.forecast_start, page.forecast_end) == (2024, 2031)
    told = values(page.figures, "measure", "value", "start", "end", "status")
    assert told == [
        ("market_size", "7.12", 2024, None, "estimate"),
        ("market_size", "20.45", 2031, None, "forecast"),
        ("cagr", "16.3", 2024, 2031, "forecast"),
    ]
    assert [block.value["company"].name for block in page.key_players] == [
        "Mayo Lanterns",
        "Quill & Daughter Ltd.",
    ]
    (axis,) = page.segments
    assert axis.value["axis"].name == "By fuel"
    assert [item["segment"].name for item in axis.value["segments"]] == ["Oil", "Beeswax"]
    assert [block.value["geography"].code for block in page.geographies] == [
        "003",
        "150",
        "asia-pacific",
    ]
    (outlook,) = page.outlooks
    assert (outlook.value["kind"], outlook.value["segment"].name) == ("largest", "Oil")
    (event,) = page.developments
    assert (event.value["year"], event.value["month"], event.value["kind"]) == (2023, 10, "launch")


def test_the_result_is_a_draft_that_a_release_could_be_made_of_and_is_not_released(file):
    imported(file())
    page = draft()
    assert not page.live
    assert not MarketPage.objects.get(slug="lanterns").live
    assert not Release.objects.exists()
    assert page.examine().refusing == []


def test_everything_cites_the_announcement_and_its_text_is_kept(file):
    imported(file())
    (source,) = Source.objects.all()
    assert source.publisher == "Lumen Market Research"
    assert source.title == "Lantern Market to Reach USD 20.45 Billion by 2031"
    assert str(source.published) == "2024-12-11"
    page = draft()
    for name in ("figures", "geographies", "factors", "outlooks", "key_players", "developments"):
        assert {block.value["source"] for block in getattr(page, name)} == {source}, name
    assert {block.value["claim"] for block in page.figures} == {"cited"}
    (kept,) = ImportedText.objects.all()
    assert kept.text == TEXT.strip()
    assert kept.source == source
    claim = next(item for item in kept.claims if item["kind"] == "cagr")
    assert kept.text[slice(*claim["span"])] == "16.3%"


def test_importing_the_same_text_again_changes_nothing(file):
    imported(file())
    before, counts = draft(), [model.objects.count() for model in (Company, Segment, Source)]
    told = imported(file())
    assert "nothing changed" in told
    assert "+ NEW" not in told
    assert draft().latest_revision_id == before.latest_revision_id
    assert [model.objects.count() for model in (Company, Segment, Source)] == counts
    assert ImportedText.objects.count() == 1


def test_a_newer_text_adds_what_is_new_and_keeps_the_old_value_unless_told_otherwise(file):
    imported(file())
    told = imported(file(NEWER))
    assert "- CHANGED figures: Market size, World, 2024" in told
    assert "the draft says 7.12 billion USD" in told
    page = draft()
    assert str(page.figures[0].value["value"]) == "7.12"
    assert [block.value["company"].name for block in page.key_players][2:] == [
        "Ottergrove Lens Guild"
    ]
    ids = [block.id for block in page.figures]
    imported(file(NEWER), "--replace")
    page = draft()
    assert str(page.figures[0].value["value"]) == "7.25"
    assert [block.id for block in page.figures] == ids
    assert ImportedText.objects.count() == 2


def test_the_edition_is_found_by_what_its_draft_says(file):
    page = report_page("lanterns", "2024", figures=[figure("7.12", key="own-key")])
    page.save_revision()
    imported(file())
    (same,) = ReportPage.objects.child_of(MarketPage.objects.get(slug="lanterns"))
    assert same.pk == page.pk
    draft_now = fresh(page)
    assert [block.value["key"] for block in draft_now.figures] == ["own-key", "", ""]
    assert draft_now.title == "Lanterns market 2024"


def test_what_an_editor_took_out_is_not_put_back(file):
    imported(file())
    page = draft()
    page.factors = page.factors.raw_data[1:]
    page.save_revision()
    told = imported(file())
    assert "- NEW factors: Driver: Longer evenings on the coast" in told
    assert len(draft().factors) == 1


def test_existing_companies_axes_and_segments_are_used_whatever_their_spelling(file):
    known = company("Mayo Lanterns")
    axis = Axis.objects.create(name="By fuels", slug="by-fuels")
    oil = Segment.objects.create(axis=axis, name="OIL", slug="oil")
    Geography.objects.create(code="003", name="Northern part of America", kind="region")
    imported(file())
    page = draft()
    assert page.key_players[0].value["company"] == known
    assert page.developments[0].value["company"] == known
    assert page.segments[0].value["axis"] == axis
    assert page.outlooks[0].value["segment"] == oil
    assert page.geographies[0].value["geography"].name == "Northern part of America"


def test_a_name_that_is_nearly_known_is_told_and_not_merged(file):
    company("Mayo Lantern")
    told = imported(file())
    assert "“Mayo Lanterns” is nearly the same as “Mayo Lantern”." in told
    assert Company.objects.filter(name__startswith="Mayo").count() == 2


def test_new_rows_get_addresses_that_nobody_has(file):
    Company.objects.create(name="Somebody else", slug="mayo-lanterns")
    imported(file())
    assert Company.objects.get(name="Mayo Lanterns").slug == "mayo-lanterns-2"


def test_a_faulty_claim_is_imported_as_printed_and_the_fault_is_told(file):
    told = imported(file(TEXT.replace("16.3%", "12.4%")))
    assert "ERROR growth.mismatch" in told
    assert str(draft().figures[2].value["value"]) == "12.4"


def test_a_dry_run_tells_and_writes_nothing(file):
    told = imported(file(), "--dry-run")
    assert "+ NEW figures: Market size, World, 2024: 7.12 billion USD" in told
    assert "Dry run" in told
    for model in (MarketPage, ReportPage, Company, Source, ImportedText):
        assert not model.objects.exists()


def test_json_has_proposals_findings_and_the_page(file):
    data = json.loads(imported(file(), "--format", "json"))
    assert data["page"]["title"] == "Lantern market, 2024 to 2031"
    assert data["page"]["added"]["figures"] == 3
    figure_ = next(item for item in data["proposals"] if item["field"] == "figures")
    assert figure_["values"]["value"] == "7.12"
    assert TEXT.strip()[slice(*figure_["spans"][0])] == "USD 7.12 billion"
    assert {"claims", "findings", "unread", "unusable"} <= set(data)


def test_the_options_say_more_of_the_source_than_the_text_does(file):
    imported(
        *(file(), "--edition", "2024-update", "--title", "Lanterns by the sea"),
        *("--source-title", "Lanterns, announced", "--publisher", "Lumen"),
        *("--date", "2024-12-12", "--url", "https://example.org/lanterns"),
    )
    page, source = draft(), Source.objects.get()
    assert (page.title, page.edition) == ("Lanterns by the sea", "2024-update")
    assert (source.title, source.publisher) == ("Lanterns, announced", "Lumen")
    assert (str(source.published), source.url) == ("2024-12-12", "https://example.org/lanterns")


@pytest.mark.parametrize(
    "options",
    [
        ["--edition", "next"],
        ["--market", "two words"],
        ["--date", "yesterday"],
        ["--url", "javascript:alert(1)"],
    ],
)
def test_options_that_make_no_sense_are_refused_and_nothing_is_written(file, options):
    with pytest.raises(CommandError):
        imported(file(), *options)
    assert not MarketPage.objects.exists()
    assert not Source.objects.exists()


def test_a_text_without_claims_is_refused_with_exit_status_1(file):
    with pytest.raises(SystemExit) as exit_:
        imported(file("A poem about nothing at all."))
    assert exit_.value.code == 1
    assert not MarketPage.objects.exists()


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"a" * 1_000_001])
def test_a_file_that_is_no_text_or_too_long_is_refused_in_words(file, data):
    with pytest.raises(CommandError, match=r"Copy its text|longer than"):
        imported(file(data))


def test_hostile_characters_reach_no_database(file):
    text = TEXT.replace("Quill & Daughter Ltd.", "Quill <script>alert(1)</script> \0 \u202e Ltd.")
    imported(file(text.encode("utf-16")))
    assert "\0" not in ImportedText.objects.get().text
