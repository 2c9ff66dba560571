"""Partners are told of what became public, once, signed, and never before its moment."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core import mail
from django.core.management import call_command
from standardwebhooks import Webhook, WebhookVerificationError

from reports import clock
from reports.models import WebhookDelivery, WebhookEndpoint
from reports.partners.webhooks import endpoints, events, network, sending
from reports.releasing import Past, load_history, withdraw
from tests.integration.api.samples import full, player
from tests.support.receiver import receiver
from tests.support.reports import T, figure, issue, released, report_page, user, with_value

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
EVERY = list(events.KINDS)


@pytest.fixture(autouse=True)
def local(settings):
    """The receivers of these tests are on this machine."""
    settings.REPORTS_WEBHOOK_NETWORKS = ["127.0.0.0/8"]


def endpoint(organisation, url="http://127.0.0.1:9/hook", markets=(), kinds=EVERY, at=None):
    with clock.fixed(at or T - HOUR):
        return endpoints.create(organisation, url, list(markets), list(kinds))


def worker(at) -> int:
    with clock.fixed(at):
        events.collect()
        return sending.send_due()


def told() -> list[dict]:
    return [json.loads(row.body) for row in WebhookDelivery.objects.order_by("pk")]


def test_a_release_is_told_signed_so_that_anybodys_verifier_takes_it(organisation):
    with receiver() as partner:
        # A verifier goes by the clock on the wall.
        now = clock.now()
        _, secret = endpoint(organisation, partner.url, at=now - HOUR)
        release = released(at=clock.next_minute(now - HOUR))
        assert worker(now) == 1
    ((fields, body),) = partner.got
    message = Webhook(secret).verify(body, fields)
    assert message["type"] == "report.released"
    report = release.report
    assert message["data"]["market"] == report.market
    assert message["data"]["number"] == 1
    assert message["data"]["url"].endswith(f"/api/v1/reports/{report.market}/{report.edition}/")
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(body + b" ", fields)


def test_nothing_goes_out_before_its_moment(organisation):
    with receiver() as partner:
        endpoint(organisation, partner.url)
        with clock.fixed(T):
            issue(report_page("tides").save_revision(), T + HOUR)
        for moment in (T, T + HOUR - SECOND):
            assert worker(moment) == 0
        assert not WebhookDelivery.objects.exists()
        assert partner.got == []
        worker(T + HOUR)
        assert [message["type"] for message in told()] == ["report.released"]


def test_corrections_and_withdrawals_are_told_and_why_a_report_went_stays_inside(organisation):
    endpoint(organisation)
    release = released(at=T)
    with clock.fixed(T + HOUR):
        issue(
            with_value(release.report.page, "8.00"), kind="correction", reason="A misprint in it."
        )
    with clock.fixed(T + HOUR):
        events.collect()
    with clock.fixed(T + 2 * HOUR):
        withdraw(release.report, reason="A private reason")
        events.collect()
    kinds = [message["type"] for message in told()]
    assert kinds == ["report.released", "report.corrected", "report.withdrawn"]
    assert told()[1]["data"]["reason"] == "A misprint in it."
    assert "private" not in str(told())


def test_a_message_says_what_changed_in_the_words_of_the_log(organisation, client):
    endpoint(organisation)
    release = full(figures=[figure("7.10")])
    with clock.fixed(T + HOUR):
        issue(with_value(release.report.page, "7.20"), kind="correction", reason="A slip.")
    with clock.fixed(T + 2 * HOUR):
        events.collect()
        log = client.get("/api/v1/changes/").json()["results"]
    first, second = (message["data"] for message in told())
    for data, event in zip((first, second), log, strict=True):
        for part in ("figures", "key_players", "developments", "market", "edition"):
            assert data[part] == event[part]
        assert data["released_at"] == event["release"]["released_at"]
        assert (data["truncated"], data["rest"]) == (False, None)
    (change,) = second["figures"]
    assert (change["old"]["value"], change["new"]["value"]) == ("7.10", "7.20")
    assert first["key_players"]["added"] == [{"key": "acme", "name": "Acme"}]


def test_a_long_message_is_cut_and_leads_to_the_whole_once_that_is_there(
    organisation, client, monkeypatch
):
    monkeypatch.setattr(events, "MOST", 2)
    endpoint(organisation)
    years = range(2021, 2024)
    full(figures=[figure(start=year) for year in years], key_players=[player()])
    with clock.fixed(T):
        events.collect()
    (data,) = (message["data"] for message in told())
    assert (len(data["figures"]), data["key_players"]["added"]) == (2, [])
    assert data["truncated"] is True
    due = WebhookDelivery.objects.get().due_at
    with clock.fixed(due):
        (event,) = client.get(data["rest"]).json()["results"]
    assert len(event["figures"]) == len(years)
    assert event["figures"][:2] == data["figures"]
    assert event["key_players"]["added"]


def test_a_history_that_was_loaded_is_told_when_it_was_loaded(organisation):
    endpoint(organisation, at=T)
    page = report_page("old")
    with clock.fixed(T + HOUR):
        load_history(page, [Past(page.save_revision(), T - 48 * HOUR)])
        events.collect()
    (data,) = (message["data"] for message in told())
    assert data["loaded"] is True


def test_each_event_is_told_once_however_often_it_is_read(organisation):
    endpoint(organisation)
    released(at=T)
    for _ in range(3):
        with clock.fixed(T + HOUR):
            events.collect()
    assert WebhookDelivery.objects.count() == 1


def test_an_endpoint_is_told_of_its_markets_and_kinds_and_of_nothing_before_it(organisation):
    endpoint(organisation, markets=["nowhere"])
    endpoint(organisation, kinds=["report.withdrawn"])
    released(at=T)
    with clock.fixed(T + HOUR):
        late, _ = endpoints.create(organisation, "http://127.0.0.1:9/late", [], EVERY)
        events.collect()
    assert late
    assert told() == []


def test_the_holder_of_the_former_secret_can_verify_for_a_day(organisation):
    with receiver() as partner:
        hook, first = endpoint(organisation, partner.url)
        second = endpoints.rotate(hook)
        endpoints.test(hook, None)
        sending.send_due()
        ((fields, body),) = partner.got
        assert Webhook(first).verify(body, fields) == Webhook(second).verify(body, fields)
        with clock.fixed(clock.now() + timedelta(days=2)):
            endpoints.test(hook, None)
            sending.send_due()
        signature = partner.got[1][0]["webhook-signature"]
        assert signature.count("v1,") == 1


def test_the_secret_is_not_in_the_database(organisation, tmp_path):
    _, secret = endpoint(organisation)
    file = tmp_path / "dump.json"
    call_command("dumpdata", "reports", "wagtailcore.modellogentry", output=str(file))
    assert secret.removeprefix("whsec_") not in file.read_text()


def test_a_failed_message_is_tried_again_for_three_days_and_then_the_endpoint_is_paused(
    organisation,
):
    organisation.members.add(user("petra"))
    user_mail = organisation.members.get()
    user_mail.email = "petra@acme.example"
    user_mail.save()
    with receiver(500) as partner:
        hook, _ = endpoint(organisation, partner.url)
        with clock.fixed(T):
            endpoints.test(hook, None)
        moment, gaps = T, []
        while True:
            worker(moment)
            delivery = WebhookDelivery.objects.get()
            if delivery.due_at is None:
                break
            gaps.append(delivery.due_at - moment)
            assert worker(delivery.due_at - SECOND) == 0
            moment = delivery.due_at
        assert len(partner.got) == len(gaps) + 1 == 10
    assert len({fields["webhook-id"] for fields, _ in partner.got}) == 1
    assert gaps[0] < timedelta(seconds=7)
    assert all(early < late * 1.5 for early, late in pairwise(gaps))
    assert timedelta(days=2.4) < sum(gaps, timedelta()) < timedelta(days=3.8)
    assert delivery.status == 500
    assert delivery.state == "given up"
    assert WebhookEndpoint.objects.get().paused_at is not None
    (message,) = mail.outbox
    assert set(message.to) == {"it@acme.example", "petra@acme.example"}
    assert partner.url in message.body


def test_a_paused_endpoint_gets_what_it_missed_once_it_is_resumed(organisation):
    with receiver() as partner:
        hook, _ = endpoint(organisation, partner.url)
        endpoints.pause(hook, None)
        released(at=T)
        assert worker(T) == 0
        assert partner.got == []
        assert WebhookDelivery.objects.count() == 1
        with clock.fixed(T + HOUR):
            endpoints.resume(hook, None)
        assert worker(T + HOUR) == 1


def test_an_endpoint_that_says_it_is_gone_is_paused_at_once(organisation):
    with receiver(410) as partner:
        hook, _ = endpoint(organisation, partner.url)
        endpoints.test(hook, None)
        sending.send_due()
    assert WebhookEndpoint.objects.get().paused_at is not None
    assert WebhookDelivery.objects.get().due_at is None


def test_a_message_can_be_sent_again_with_its_id(organisation):
    with receiver() as partner:
        hook, secret = endpoint(organisation, partner.url)
        endpoints.test(hook, None)
        sending.send_due()
        endpoints.replay(WebhookDelivery.objects.get(), None)
        sending.send_due()
    ids = [fields["webhook-id"] for fields, _ in partner.got]
    assert len(ids) == 2
    assert ids[0] == ids[1]
    assert Webhook(secret).verify(partner.got[1][1], partner.got[1][0])


def test_a_message_that_another_worker_took_is_not_sent_twice(organisation):
    hook, _ = endpoint(organisation)
    with clock.fixed(T):
        delivery = events.put_test(hook)
        assert sending._take(delivery, T)
        again = WebhookDelivery.objects.get()
        again.due_at = delivery.due_at
        assert not sending._take(again, T)
        assert sending._claim(T) == []
        assert sending._claim(T + sending.LEASE)  # the worker died


def test_a_slow_receiver_holds_no_other_up(organisation, monkeypatch):
    import time

    with receiver(lambda handler: time.sleep(3)) as slow, receiver() as quick:
        first, _ = endpoint(organisation, slow.url)
        second, _ = endpoint(organisation, quick.url)
        for hook in (first, second):
            endpoints.test(hook, None)
        monkeypatch.setattr(network.post, "__defaults__", (1.0,))
        began = time.monotonic()
        assert sending.send_due() == 1
        assert time.monotonic() - began < 2.5
    assert len(quick.got) == 1


def test_the_command_says_what_it_did(organisation, capsys):
    with receiver() as partner:
        endpoint(organisation, partner.url)
        released(at=T)
        with clock.fixed(T + HOUR):
            call_command("send_webhooks")
    assert capsys.readouterr().out == "1 messages new, 1 delivered.\n"
