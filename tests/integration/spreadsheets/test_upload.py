"""A changed workbook: what is shown, what is refused, what the draft then says."""

from __future__ import annotations

import pytest

from reports.models import Company
from reports.spreadsheets import uploads
from reports.spreadsheets.uploads import ImportRefused, review, write
from tests.integration.spreadsheets.sample import Book, csv_of, difference, every_kind, uploaded
from tests.support import reports as make

pytestmark = pytest.mark.django_db

SINGLE = "Market size, World, 2000"
OIL = "Market size, Oil (By fuel), World, 2024"


@pytest.fixture
def page(db):
    return every_kind()


def applied(page, book, removed=()):
    """The draft after a workbook was applied."""
    user = make.user("root", superuser=True)
    upload = uploaded(page, book.data, user)
    reviewed = review(upload)
    assert reviewed.difference.refused == []
    write(upload.pk, user, reviewed.seen, removed)
    page.refresh_from_db()
    return make.fresh(page)


def changes(found):
    return {
        (change.label, item.title): (item.old, item.new)
        for change in found.changed
        for item in change.fields
    }


def figure(draft, start):
    return next(
        block.value
        for block in draft.figures
        if block.block_type == "figure" and block.value["start"] == start
    )


def cells(draft, series=0):
    table = next(block.value["table"] for block in draft.figures if block.block_type == "table")
    return table.data.series[series].cells


class TestChanges:
    def test_each_changed_field_is_shown_with_its_old_and_its_new_value(self, page):
        book = Book(page)
        book.put("Figures", SINGLE, "Value", 7.25)
        book.put("Figures", SINGLE, "Status", "forecast")
        book.put("Figures", OIL, "Note", "Rounded.")
        book.put("Developments", "Nobody’s", "Company", "Lumo")
        assert changes(difference(page, book.data)) == {
            (SINGLE, "Value"): ("7.10", "7.25"),
            (SINGLE, "Status"): ("Estimate", "Forecast"),
            (OIL, "Note"): ("=2+2", "Rounded."),
            ("2024, Nobody’s", "Company"): ("", "Lumo"),
        }

    def test_nothing_is_written_before_it_is_applied(self, page):
        before = make.fresh(page).figures.raw_data[0]["value"]["value"]
        book = Book(page)
        book.put("Figures", SINGLE, "Value", 9)
        difference(page, book.data)
        assert make.fresh(page).figures.raw_data[0]["value"]["value"] == before

    def test_applied_they_are_in_the_draft_and_all_else_is_as_it_was(self, page):
        book = Book(page)
        book.put("Figures", SINGLE, "Value", 7.25)
        book.put("Figures", SINGLE, "Segments", "Oil (By fuel); Home (By use)")
        book.put("Figures", OIL, "Value", 3.25)
        before = make.fresh(page)
        draft = applied(page, book)
        value = figure(draft, 2000)
        assert str(value["value"]) == "7.25"
        assert [segment.name for segment in value["segments"]] == ["Oil", "Home"]
        assert (cells(draft)["2024"].value, cells(draft)["2024"].note) == ("3.25", "=2+2")
        assert cells(draft)["2025"] == cells(before)["2025"]
        assert draft.figures.raw_data[1:-3] == before.figures.raw_data[1:-3]
        assert draft.key_players.raw_data[0] == before.key_players.raw_data[0]

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [(7.2, "7.20"), (7.125, "7.125"), (-3, "-3.00"), ("7.1", "7.1"), (0.1 + 0.2, "0.30")],
    )
    def test_a_number_keeps_the_decimals_that_its_cell_shows_and_all_that_it_has(
        self, page, typed, kept
    ):
        book = Book(page)
        book.put("Figures", SINGLE, "Value", typed)
        assert changes(difference(page, book.data)) == {(SINGLE, "Value"): ("7.10", kept)}

    def test_a_row_is_known_by_its_id_even_when_its_coordinates_change(self, page):
        book = Book(page)
        book.put("Figures", SINGLE, "Year", 1999)
        draft = applied(page, book)
        assert str(figure(draft, 1999)["value"]) == "7.10"
        assert len(draft.figures) == len(every_kind("others").figures)

    def test_new_rows_become_figures_segments_players_and_developments(self, page):
        make.segment("By place", "Harbour")
        make.company("Brightwell")
        book = Book(page)
        book.add(
            "Figures", measure="Market size", geography="World", year=2035, value="12.50",
            multiplier="Billion", unit="USD", status="Forecast", claim="Cited", note="new",
        )  # fmt: skip
        book.add("Segments", axis="By place", segment="Harbour", text="One.\nTwo & three.")
        book.add("Key players", company="brightwell")
        book.add("Developments", year=2024, month=5, kind="Launch", title="New", company="Lumo")
        draft = applied(page, book)
        new = draft.figures[-1].value
        assert (str(new["value"]), new["note"], new["status"]) == ("12.50", "new", "forecast")
        assert draft.segments[-1].value["segments"][0]["text"].source == (
            "<p>One.</p><p>Two &amp; three.</p>"
        )
        assert draft.key_players[-1].value["company"].name == "Brightwell"
        assert (draft.developments[-1].value["month"], draft.developments[-1].value["title"]) == (
            5,
            "New",
        )

    def test_rows_that_are_missing_stay_unless_they_are_ticked(self, page):
        book = Book(page)
        book.drop("Figures", SINGLE)
        book.drop("Figures", OIL)
        book.drop("Key players", "Lumo")
        upload = uploaded(page, book.data)
        removed = {change.label: change.id for change in review(upload).difference.removed}
        assert set(removed) == {SINGLE, OIL, "Lumo"}
        book.put("Figures", "Market size, World, 2001", "Note", "kept")
        draft = applied(page, book, {removed[OIL], removed["Lumo"]})
        assert str(figure(draft, 2000)["value"]) == "7.10"
        assert "2024" not in cells(draft)
        assert "2025" in cells(draft)
        assert [player.value["company"].name for player in draft.key_players] == ["=Sum Inc"]

    def test_formatted_text_stays_untouched_until_its_cell_changes_and_then_says_so(self, page):
        book = Book(page)
        book.put("Key players", "Lumo", "Source", "")
        draft = applied(page, book)
        assert "<b>small</b>" in draft.key_players[0].value["text"].source
        book = Book(page)
        book.put("Key players", "Lumo", "Text", "New words.")
        (change,) = difference(page, book.data).changed
        assert "emphasis" in change.warnings[0]
        assert applied(page, book).key_players[0].value["text"].source == "<p>New words.</p>"

    def test_csv_changes_figures_and_leaves_all_else(self, page):
        text = csv_of(page).replace('"7.10"', "7.10").replace(",7.10,", ",7.30,", 1)
        found = difference(page, text.encode(), "figures.csv")
        assert changes(found) == {(SINGLE, "Value"): ("7.10", "7.30")}
        assert found.removed == []

    def test_a_csv_with_semicolons_is_read_too(self, page):
        import csv
        import io

        rows = list(csv.reader(io.StringIO(csv_of(page).removeprefix("\ufeff"))))
        out = io.StringIO()
        csv.writer(out, delimiter=";").writerows(rows)
        found = difference(page, out.getvalue().encode("utf-8-sig"), "figures.csv")
        assert (found.added, found.changed, found.removed, found.refused) == ([], [], [], [])


class TestRefusedCells:
    def refused(self, page, book):
        return {cell.address: cell.reason for cell in difference(page, book.data).refused}

    @pytest.mark.parametrize(
        ("value", "reason"),
        [
            ("1,234", "no plain number"),
            ("7,1", "no plain number"),
            ("1e309", "no plain number"),
            ("NaN", "no plain number"),
            ("#REF!", "error"),
            ("=1+1", "formula"),
            (1.123456789, "too many digits"),
            (12345678901234567, "too many digits"),
            (True, "true or false"),
            ("", "required"),
            (12345678.5, "7 digits before"),
        ],
    )
    def test_what_is_no_exact_number_is_refused_with_its_address(self, page, value, reason):
        book = Book(page)
        address = book.put("Figures", SINGLE, "Value", value)
        found = self.refused(page, book)
        assert list(found) == [address]
        assert reason in found[address]

    def test_a_date_and_a_percentage_are_no_plain_numbers(self, page):
        import datetime

        book = Book(page)
        date = book.put("Figures", SINGLE, "Value", datetime.date(2024, 5, 1))
        cell = book.place("Figures", "Market size, World, 2001", "Value")
        cell.value, cell.number_format = 0.163, "0.0%"
        found = self.refused(page, book)
        assert "date" in found[date]
        assert "percentage" in found[f"Figures!{cell.coordinate}"]

    def test_unknown_reference_data_is_refused_with_the_nearest_name(self, page):
        make.company("Brightwell")
        book = Book(page)
        row = book.add("Key players", company="Brightwel")
        found = self.refused(page, book)
        assert found == {
            f"Key players!B{row}": "“Brightwel” is no company. Did you mean “Brightwell”?"
        }
        assert not Company.objects.filter(name="Brightwel").exists()

    def test_an_unknown_choice_names_those_that_there_are(self, page):
        book = Book(page)
        address = book.put("Figures", SINGLE, "Multiplier", "xyz")
        assert "Choose one of: Units, Thousand, Million" in self.refused(page, book)[address]

    def test_what_belongs_to_a_whole_table_is_changed_in_the_editor(self, page):
        book = Book(page)
        address = book.put("Figures", OIL, "Unit", "EUR")
        assert "at the table" in self.refused(page, book)[address]

    def test_ids_that_are_unknown_or_stand_twice_are_refused(self, page):
        book = Book(page)
        first = book.place("Figures", SINGLE, "ID").value
        twice = book.put("Figures", "Market size, World, 2001", "ID", first)
        unknown = book.put("Figures", "Market size, World, 2002", "ID", "no-such-row")
        found = self.refused(page, book)
        assert "same ID" in found[twice]
        assert "no row with this ID" in found[unknown]

    def test_a_new_row_needs_what_the_form_needs(self, page):
        book = Book(page)
        row = book.add("Figures", measure="Market size", note="x" * 501)
        found = self.refused(page, book)
        columns = {address.partition("!")[2].removesuffix(str(row)) for address in found}
        assert columns == {"G", "H", "J", "L", "P", "T"}  # place, year, value, unit, status, note

    def test_with_a_refused_cell_nothing_of_the_file_is_taken(self, page):
        book = Book(page)
        book.put("Figures", SINGLE, "Value", 9)
        book.put("Figures", OIL, "Value", "=1")
        user = make.user("root", superuser=True)
        upload = uploaded(page, book.data, user)
        with pytest.raises(ImportRefused, match="Some cells are refused"):
            write(upload.pk, user, review(upload).seen)
        assert page.revisions.count() == 1


class TestDraftsThatMove:
    def test_what_others_changed_since_the_download_is_not_changed_back(self, page):
        book = Book(page)
        book.put("Figures", "Market size, World, 2001", "Note", "mine")
        make.with_value(page, "8.80")
        page.refresh_from_db()
        found = difference(page, book.data)
        assert list(changes(found)) == [("Market size, World, 2001", "Note")]
        assert str(figure(applied(page, book), 2000)["value"]) == "8.80"

    def test_what_both_changed_is_told(self, page):
        book = Book(page)
        book.put("Figures", SINGLE, "Value", 9)
        make.with_value(page, "8.80")
        page.refresh_from_db()
        (change,) = difference(page, book.data).changed
        assert change.warnings == [
            "Value: the draft was changed from “7.10” since the file was downloaded."
        ]

    def test_a_draft_that_moved_after_the_difference_was_shown_is_not_written_to(self, page):
        book = Book(page)
        book.put("Figures", SINGLE, "Value", 9)
        user = make.user("root", superuser=True)
        upload = uploaded(page, book.data, user)
        seen = review(upload).seen
        revision = make.with_value(page, "8.80")
        with pytest.raises(ImportRefused, match="has changed since"):
            write(upload.pk, user, seen)
        page.refresh_from_db()
        assert page.latest_revision_id == revision.pk

    def test_a_series_that_moved_in_its_table_is_found_again(self, page):
        book = Book(page)
        book.put("Figures", OIL, "Value", 3.25)
        draft = make.fresh(page)
        data = list(draft.figures.raw_data)
        table = next(block for block in data if block["type"] == "table")
        table["value"]["table"]["series"].reverse()
        draft.figures = data
        draft.save_revision()
        page.refresh_from_db()
        assert cells(applied(page, book), series=-1)["2024"].value == "3.25"

    def test_applying_twice_changes_nothing(self, page):
        book = Book(page)
        book.put("Figures", SINGLE, "Value", 9)
        user = make.user("root", superuser=True)
        upload = uploaded(page, book.data, user)
        seen = review(upload).seen
        first, _ = write(upload.pk, user, seen)
        again, told = write(upload.pk, user, seen)
        assert again is None
        assert "already" in told
        page.refresh_from_db()
        assert page.latest_revision_id == first.pk

    def test_what_breaks_off_in_the_middle_leaves_nothing_behind(self, page, monkeypatch):
        class Killed(BaseException):
            pass

        def killed(**_):
            raise Killed

        book = Book(page)
        book.put("Figures", SINGLE, "Value", 9)
        user = make.user("root", superuser=True)
        upload = uploaded(page, book.data, user)
        monkeypatch.setattr(uploads, "log", killed)  # after the revision was saved
        with pytest.raises(Killed):
            write(upload.pk, user, review(upload).seen)
        upload.refresh_from_db()
        assert (upload.state, page.revisions.count()) == ("read", 1)

    def test_the_workbook_of_another_report_is_refused(self, page):
        upload = uploaded(page, Book(make.report_page("others")).data)
        assert (upload.state, upload.problem) == (
            "refused",
            "It was downloaded from another report.",
        )
