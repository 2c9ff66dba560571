"""What `issue` and its siblings do, and what they refuse."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from reports import clock
from reports.models import Figure, Release, ReportPage
from reports.models.release import Report
from reports.releasing import Refused, cancel, change_address, fix_draft, reschedule, withdraw
from tests.support.reports import (
    T,
    figure,
    fresh,
    issue,
    market_page,
    released,
    report_page,
    saved,
    user,
    with_value,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


def values(at: datetime) -> list[Decimal]:
    return [row.value for row in Figure.objects.released(at)]


def numbers(report: Report) -> list[tuple[int, str]]:
    rows = Release.objects.filter(report=report, cancelled_at=None).numbered()
    return [(row.number, row.printed) for row in _with_values(rows)]


def _with_values(rows):
    for row in rows.order_by("release_at"):
        row.printed = row.load_document().figures[0].value.__str__()
        yield row


class TestMoments:
    def test_a_release_now_is_public_at_once_and_not_before(self):
        released(at=T)
        assert values(T) == [Decimal("7.12")]
        assert values(T - SECOND) == []

    def test_a_scheduled_first_release_turns_at_its_second(self):
        with clock.fixed(T - HOUR):
            release = issue(report_page().save_revision(), T)
        assert release.release_at == T
        assert values(T - timedelta(microseconds=1)) == []
        assert values(T) == [Decimal("7.12")]

    def test_moments_given_by_code_are_rounded_up_to_a_whole_minute(self):
        with clock.fixed(T - HOUR):
            release = issue(report_page().save_revision(), T - timedelta(seconds=59))
        assert release.release_at == T

    def test_a_moment_in_another_zone_is_the_same_moment(self):
        local = T.astimezone(ZoneInfo("America/New_York"))
        with clock.fixed(T - HOUR):
            assert issue(report_page().save_revision(), local).release_at == T

    @pytest.mark.parametrize("moment", [T - HOUR, T, datetime(1999, 1, 1, tzinfo=UTC)])
    def test_nothing_is_issued_into_the_past(self, moment):
        page = report_page()
        with clock.fixed(T), pytest.raises(Refused, match="passed"):
            issue(page.save_revision(), moment)
        assert not Release.objects.exists()
        assert not Report.objects.exists()

    def test_a_moment_without_a_zone_is_refused(self):
        with pytest.raises(Refused, match="time zone"):
            issue(report_page().save_revision(), datetime(2099, 1, 1))

    def test_two_releases_in_one_instant_keep_their_order(self):
        with clock.fixed(T):
            page = report_page()
            issue(page.save_revision())
            second = issue(with_value(page, "8.00"))
            third = issue(with_value(page, "9.00"))
        assert T < second.release_at < third.release_at < T + SECOND
        assert values(T + SECOND) == [Decimal("9.00")]


class TestKinds:
    def test_the_first_release_is_first_whatever_is_asked(self):
        release = released(kind="correction", reason="none")
        assert release.kind == "first"

    def test_a_correction_needs_its_reason(self):
        page = released().report.page
        with clock.fixed(T + HOUR), pytest.raises(Refused, match="reason"):
            issue(with_value(page, "7.21"), kind="correction", reason="  ")
        assert Release.objects.count() == 1

    def test_a_chain_of_corrections_keeps_every_step(self):
        first = released()
        for step, value in enumerate(["7.13", "7.14", "7.15"], 1):
            with clock.fixed(T + step * HOUR):
                issue(with_value(first.report.page, value), kind="correction", reason=value)
        for step, value in enumerate(["7.12", "7.13", "7.14", "7.15"]):
            assert values(T + step * HOUR) == [Decimal(value)]
            assert values(T + (step + 1) * HOUR - SECOND) == [Decimal(value)]

    def test_an_unknown_kind_is_refused(self):
        with pytest.raises(Refused, match="no kind"):
            issue(report_page().save_revision(), kind="leak")


class TestOnce:
    def test_the_same_document_of_the_same_revision_is_one_release(self):
        with clock.fixed(T):
            revision = report_page().save_revision()
            assert issue(revision) == issue(revision)
            later = T + HOUR
            second = with_value(ReportPage.objects.get(), "8.00")
            assert issue(second, later) == issue(second, later)
        assert Release.objects.count() == 2

    def test_after_a_cancel_the_same_revision_can_be_issued_again(self):
        page = released().report.page
        revision = with_value(page, "8.00")
        with clock.fixed(T + HOUR):
            cancel(issue(revision, T + 2 * HOUR))
            again = issue(revision, T + 2 * HOUR)
        assert again.cancelled_at is None

    def test_after_a_withdrawal_the_same_revision_can_be_issued_again(self):
        release = released()
        with clock.fixed(T + HOUR):
            withdraw(release.report, reason="wrong market")
        with clock.fixed(T + 2 * HOUR):
            again = issue(release.revision)
        assert again.pk != release.pk
        assert values(T) == []
        assert values(T + 2 * HOUR) == [Decimal("7.12")]


class TestPending:
    def test_scheduling_another_cancels_the_pending_one(self):
        page = released().report.page
        with clock.fixed(T + HOUR):
            former = issue(with_value(page, "8.00"), T + 3 * HOUR)
            issue(with_value(page, "9.00"), T + 5 * HOUR)
        former.refresh_from_db()
        assert former.cancelled_at == T + HOUR
        assert values(T + 4 * HOUR) == [Decimal("7.12")]
        assert values(T + 5 * HOUR) == [Decimal("9.00")]

    def test_releasing_the_pending_text_now_cancels_its_later_moment(self):
        page = released().report.page
        revision = with_value(page, "8.00")
        with clock.fixed(T + HOUR):
            pending = issue(revision, T + 3 * HOUR)
            issue(revision)
        pending.refresh_from_db()
        assert pending.cancelled_at is not None
        assert values(T + 4 * HOUR) == [Decimal("8.00")]
        assert Release.objects.filter(cancelled_at=None).count() == 2

    def test_a_fix_goes_out_now_while_the_update_keeps_its_moment(self):
        page = released().report.page
        with clock.fixed(T + HOUR):
            issue(with_value(page, "8.00"), T + 3 * HOUR)
            fix_draft(ReportPage.objects.get(pk=page.pk))
            issue(with_value(page, "7.13"), kind="correction", reason="a misprint")
        assert values(T + HOUR) == [Decimal("7.13")]
        assert values(T + 3 * HOUR - SECOND) == [Decimal("7.13")]
        assert values(T + 3 * HOUR) == [Decimal("8.00")]

    def test_after_a_fix_the_draft_is_the_pending_text_again(self):
        page = released().report.page
        with clock.fixed(T + HOUR):
            issue(with_value(page, "8.00"), T + 3 * HOUR)
            fix_draft(ReportPage.objects.get(pk=page.pk))
            assert fresh(page).figures.raw_data[0]["value"]["value"] == "7.12"
            issue(with_value(page, "7.13"))
        assert fresh(page).figures.raw_data[0]["value"]["value"] == "8.00"

    def test_a_pending_release_leaves_no_gap_in_the_numbers(self):
        page = released().report.page
        with clock.fixed(T + HOUR):
            issue(with_value(page, "8.00"), T + 3 * HOUR)
            fix_draft(ReportPage.objects.get(pk=page.pk))
            issue(with_value(page, "7.13"))
        assert numbers(Report.objects.get()) == [(1, "7.12"), (2, "7.13"), (3, "8.00")]

    def test_reschedule_moves_it_both_ways(self):
        page = released().report.page
        with clock.fixed(T + HOUR):
            pending = issue(with_value(page, "8.00"), T + 5 * HOUR)
            pending = reschedule(pending, T + 3 * HOUR)
            assert values(T + 3 * HOUR) == [Decimal("8.00")]
            pending = reschedule(pending, T + 9 * HOUR)
        assert values(T + 8 * HOUR) == [Decimal("7.12")]
        assert values(T + 9 * HOUR) == [Decimal("8.00")]

    def test_what_is_public_can_be_neither_rescheduled_nor_cancelled(self):
        release = released()
        with clock.fixed(T + HOUR):
            with pytest.raises(Refused, match="public already"):
                reschedule(release, T + 2 * HOUR)
            with pytest.raises(Refused, match="public already"):
                cancel(release)

    def test_a_cancelled_release_stays_cancelled(self):
        page = released().report.page
        with clock.fixed(T + HOUR):
            pending = cancel(issue(with_value(page, "8.00"), T + 3 * HOUR))
            with pytest.raises(Refused, match="cancelled already"):
                reschedule(pending, T + 5 * HOUR)
        assert values(T + 9 * HOUR) == [Decimal("7.12")]

    def test_reschedule_into_the_past_is_refused(self):
        page = released().report.page
        with clock.fixed(T + HOUR):
            pending = issue(with_value(page, "8.00"), T + 3 * HOUR)
            with pytest.raises(Refused, match="passed"):
                reschedule(pending, T)


class TestWithdrawing:
    def test_what_was_public_is_gone_for_every_moment_and_what_is_pending_is_cancelled(self):
        page = released().report.page
        with clock.fixed(T + HOUR):
            pending = issue(with_value(page, "8.00"), T + 3 * HOUR)
        with clock.fixed(T + 2 * HOUR):
            withdraw(Report.objects.get(), reason="wrong market")
        pending.refresh_from_db()
        assert pending.cancelled_at is not None
        for hours in (0, 1, 2, 3, 4):
            assert values(T + hours * HOUR) == []
        assert not ReportPage.objects.get(pk=page.pk).live

    def test_publishing_again_goes_on_with_the_next_number(self):
        page = released().report.page
        with clock.fixed(T + HOUR):
            withdraw(Report.objects.get(), reason="wrong market")
        with clock.fixed(T + 2 * HOUR):
            issue(with_value(page, "8.00"))
        assert numbers(Report.objects.get()) == [(1, "7.12"), (2, "8.00")]
        assert values(T + HOUR) == []
        assert values(T + 2 * HOUR) == [Decimal("8.00")]
        assert ReportPage.objects.get(pk=page.pk).live

    def test_it_needs_a_reason_and_something_public(self):
        release = released()
        with clock.fixed(T + HOUR), pytest.raises(Refused, match="why"):
            withdraw(release.report, reason=" ")
        with clock.fixed(T):
            pending = issue(report_page("tides").save_revision(), T + HOUR)
            with pytest.raises(Refused, match="Nothing"):
                withdraw(pending.report, reason="early")


class TestFourEyes:
    @pytest.fixture(autouse=True)
    def four_eyes(self, settings):
        settings.REPORTS_FOUR_EYES = True

    def test_who_wrote_it_cannot_release_it(self):
        writer = user("writer")
        page = report_page()
        with clock.fixed(T), pytest.raises(Refused, match="another pair"):
            issue(page.save_revision(user=writer), approver=writer)
        assert issue(page.get_latest_revision(), approver=user("other")).author == writer

    def test_saving_without_a_change_does_not_make_another_the_writer(self):
        writer, other = user("writer"), user("other")
        page = report_page()
        page.save_revision(user=writer)
        again = fresh(page).save_revision(user=other)
        with pytest.raises(Refused, match="another pair"):
            issue(again, approver=writer)
        assert issue(again, approver=other).author == writer

    def test_a_page_made_by_code_needs_a_named_writer(self):
        page = report_page()
        with pytest.raises(Refused, match="Nobody is known"):
            issue(page.save_revision(), approver=user("other"))
        assert (
            issue(
                page.get_latest_revision(), author=user("writer"), approver=user("other")
            ).author_name
            == "Writer"
        )


class TestAddresses:
    def test_a_changed_address_keeps_the_former_one_for_good(self):
        release = released()
        with clock.fixed(T + HOUR):
            report = change_address(release.report, market="lanterns", edition="2024-b")
        assert Figure.objects.released(T).get().market == "lanterns"
        former = report.former_addresses.get()
        assert f"{former.market}/{former.edition} → {report}" == "lamps/2024 → lanterns/2024-b"

    @pytest.mark.parametrize(
        ("market", "edition"), [("a b", "2024"), ("", "2024"), ("lamps", "x"), ("A", "2024")]
    )
    def test_a_malformed_address_is_refused(self, market, edition):
        report = released().report
        with pytest.raises(Refused):
            change_address(report, market=market, edition=edition)

    def test_another_reports_address_is_refused_former_ones_too(self):
        one, two = released("lamps").report, released("tides").report
        with pytest.raises(Refused, match="Another report"):
            change_address(one, market="tides", edition="2024")
        change_address(two, market="waves", edition="2024")
        with pytest.raises(Refused, match="leads to another"):
            change_address(one, market="tides", edition="2024")

    def test_a_new_report_cannot_take_a_former_address(self):
        change_address(released("lamps").report, market="lanterns", edition="2024")
        renamed = market_page("lamps")
        renamed.slug = "renamed"
        renamed.save()
        taker = report_page("lamps", "2024", slug="taker")
        with pytest.raises(Refused, match="leads to another report"):
            issue(taker.save_revision())


def test_a_page_that_was_never_published_by_wagtail_follows_its_release():
    page = released(at=T.replace(year=2020)).report.page
    page.refresh_from_db()
    assert page.live
    assert page.live_revision == page.latest_revision
    assert not page.has_unpublished_changes


def test_the_rows_have_real_values():
    blocks = [
        figure("7.10"),
        figure("60", measure="share", unit="percent", multiplier="0", approximate=True),
        figure("40", start=2025, low="38", high="42"),
    ]
    released(figures=blocks)
    rows = {row.key: row for row in Figure.objects.released(T)}
    assert rows["market-size-2024"].printed_value == "7.10"
    assert rows["market-size-2024"].amount == 7_100_000_000
    assert rows["share-2024"].text == "about\N{NO-BREAK SPACE}60%"
    assert rows["market-size-2025"].text.replace("\N{NO-BREAK SPACE}", " ") == "USD 38–42 billion"


def test_a_sister_edition_and_reference_data_show_as_they_were_at_release():
    release = released()
    market = market_page("lamps")
    market.title = "Renamed"
    market.save()
    assert release.load_document().market.title == "Lamps"
    with clock.fixed(T + HOUR):
        later = issue(saved(fresh(release.report.page)))
    assert later.load_document().market.title == "Renamed"
