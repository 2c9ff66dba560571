"""``check_report`` and ``check_text`` say what is wrong, and their exit status says whether."""

from __future__ import annotations

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

from reports import clock
from reports.models import AcceptedFinding
from tests.support.reports import T, figure, issue, released, report_page, with_value

FAULTY = (
    "The global lamp market was valued at USD 7.12 billion in 2024 and is projected to reach "
    "USD 20.45 billion by 2031, growing at a CAGR of 12.4% from 2024 to 2031."
)


def run(*arguments):
    """(exit status, output) of a command."""
    out = io.StringIO()
    try:
        call_command(*arguments, stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


class TestText:
    @pytest.fixture
    def file(self, tmp_path):
        path = tmp_path / "announcement.txt"
        path.write_text(FAULTY, encoding="utf-8")
        return path

    def test_an_error_gives_status_1_and_the_reason(self, file):
        status, out = run("check_text", str(file))
        assert status == 1
        assert "ERROR growth.mismatch at 136-141: 12.4% a year is stated" in out
        assert "9 years are counted, not 7" in out

    def test_a_consistent_text_gives_status_0(self, file):
        file.write_text(FAULTY.replace("12.4%", "16.3%"))
        status, out = run("check_text", str(file))
        assert status == 0
        assert "0 findings" in out

    def test_json_has_claims_and_findings_with_their_characters(self, file):
        status, out = run("check_text", str(file), "--format", "json")
        data = json.loads(out)
        assert status == 1
        assert [item["code"] for item in data["findings"]] == ["growth.mismatch"]
        for claim in data["claims"]:
            start, end = claim["span"]
            assert FAULTY[start:end] == claim["text"]

    def test_it_reads_standard_input(self, monkeypatch):
        stdin = io.TextIOWrapper(io.BytesIO(FAULTY.encode()))
        monkeypatch.setattr(sys, "stdin", stdin)
        assert run("check_text", "-")[0] == 1

    def test_bytes_that_are_no_text_are_read_without_a_crash(self, file):
        file.write_bytes(bytes(range(256)) * 20)
        assert run("check_text", str(file))[0] == 0

    @pytest.mark.parametrize("name", ["nowhere.txt", "."])
    def test_a_file_that_cannot_be_read_is_named(self, name):
        with pytest.raises(CommandError, match="cannot be read"):
            run("check_text", name)


@pytest.mark.django_db
class TestReport:
    RATE = {"measure": "cagr", "unit": "percent", "multiplier": "0", "end": 2031, "key": "rate"}

    def faulty(self, **more):
        ends = [figure(key="first"), figure("20.45", start=2031, status="forecast", key="last")]
        page = report_page(figures=[*ends, figure("12.4", **self.RATE)], **more)
        page.save_revision()
        return page

    def accept(self, page):
        (finding,) = page.get_latest_revision_as_object().examine().refusing
        AcceptedFinding.objects.create(
            page=page,
            fingerprint=finding.fingerprint,
            code=finding.code,
            message=finding.message,
            reason="Printed so.",
            at=T,
        )

    def test_an_error_in_the_newest_draft_gives_status_1(self):
        self.faulty()
        status, out = run("check_report", "lamps/2024")
        assert status == 1
        assert "ERROR growth.mismatch [rate]" in out

    def test_an_accepted_error_does_not(self):
        self.accept(self.faulty())
        status, out = run("check_report", "lamps/2024")
        assert status == 0
        assert "Accepted: Printed so." in out

    def test_released_looks_at_what_is_public_and_not_at_the_draft(self):
        release = released()
        page = release.report.page
        with_value(page, "7.12", base_year=1)
        with clock.fixed(T):
            assert run("check_report", "lamps/2024")[0] == 1
            assert run("check_report", "lamps/2024", "--released")[0] == 0

    def test_an_accepted_error_of_a_release_is_accepted_there_too(self):
        page = self.faulty()
        self.accept(page)
        issue(page.get_latest_revision())
        status, out = run("check_report", "lamps/2024", "--released", "--format", "json")
        assert status == 0
        (error,) = [x for x in json.loads(out)["findings"] if x["severity"] == "error"]
        assert error["accepted"] == "Printed so."
        assert error["figure"] == "rate"

    @pytest.mark.parametrize("name", ["lamps", "lamps/", "/2024", "lamps/1999", ""])
    def test_a_report_that_is_not_there_is_said_so(self, name):
        with pytest.raises(CommandError):
            run("check_report", name)
        with pytest.raises(CommandError):
            run("check_report", name, "--released")
