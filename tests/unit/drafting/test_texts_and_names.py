"""Files become text, and names find what they mean."""

from __future__ import annotations

import pytest

from reports.drafting.entries import problems
from reports.drafting.names import axis_norm, axis_title, norm, place
from reports.drafting.texts import MOST_BYTES, TextError, cleaned, decode


class TestFiles:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_a_text_file_is_read_in_the_usual_encodings(self, encoding):
        assert decode("Revenue: €7.12 billion – “about”".encode(encoding)) == (
            "Revenue: €7.12 billion – “about”"
        )

    @pytest.mark.parametrize(
        "data", [b"%PDF-1.7 ...", b"\n%PDF-1.4", b"PK\x03\x04...", b"\xff\0\1"]
    )
    def test_what_is_no_text_is_refused_with_what_to_do(self, data):
        with pytest.raises(TextError, match=r"[Cc]opy"):
            decode(data)

    def test_more_than_a_megabyte_is_refused(self):
        with pytest.raises(TextError, match="1 MB"):
            decode(b"a" * (MOST_BYTES + 1))
        with pytest.raises(TextError, match="1 MB"):
            cleaned("é" * MOST_BYTES)

    def test_cleaning_twice_changes_nothing_so_that_places_in_the_text_survive_a_form(self):
        text = cleaned("\r\n\0 One\rTwo\r\nThree \ud800 ")
        assert text == "\N{REPLACEMENT CHARACTER} One\nTwo\nThree ?"
        assert cleaned(text) == text


class TestNames:
    @pytest.mark.parametrize(
        ("one", "two"),
        [
            ("Lumo, Inc.", "LUMO INC"),
            ("Médis", "Medis"),
            ("AT&T", "AT & T"),
            ("株式会社", "株式会社"),
        ],
    )
    def test_spellings_of_one_name_are_one(self, one, two):
        assert norm(one) == norm(two)

    def test_an_axis_is_known_with_or_without_by_and_in_the_plural(self):
        assert axis_norm("Service Providers") == axis_norm("By service provider")
        assert axis_title("Service Providers") == "By service providers"
        assert axis_title("By End-use") == "By End-use"
        assert axis_title("ISP Type") == "By ISP type"

    @pytest.mark.parametrize(
        ("name", "code", "kind"),
        [
            ("U.S.", "US", "country"),
            ("United Kingdom", "GB", "country"),
            ("North America", "003", "region"),
            ("global", "001", "world"),
            ("Asia Pacific", "asia-pacific", "region"),
            ("中東", "place", "region"),
        ],
    )
    def test_places_have_the_codes_of_the_standards_or_one_in_words(self, name, code, kind):
        assert (place(name).code, place(name).kind) == (code, kind)


class TestChangedValues:
    def test_what_a_field_cannot_hold_is_said_at_the_part(self):
        values = {"measure": "market_size", "value": "7,12", "unit": "USD", "start": "202４"}
        found = problems(
            "figures", {**values, "geography": " ", "status": "sure"}, {"status": {"a"}}
        )
        assert set(found) == {"value", "start", "geography", "status"}

    @pytest.mark.parametrize(
        ("field", "values", "part"),
        [
            ("forecast", {"start": "2031", "end": "2024"}, "end"),
            ("outlooks", {"kind": "largest", "segment": "", "geography": ""}, "segment"),
            ("outlooks", {"kind": "largest", "geography": "Europe", "start": "2024"}, "end"),
            ("developments", {"kind": "launch", "title": "A", "date": "2023-02-30"}, "date"),
            ("currency", {"currency": "usd"}, "currency"),
            ("key_players", {"company": "x" * 201}, "company"),
        ],
    )
    def test_parts_that_do_not_fit_each_other_are_refused(self, field, values, part):
        assert set(problems(field, values, {})) == {part}
