"""A webhook reaches the public network alone, and no receiver can do harm."""

from __future__ import annotations

import socket
import threading
import time
from ipaddress import ip_address

import pytest

from reports.partners.webhooks import network
from tests.support import receiver as doing
from tests.support.receiver import receiver

HEADERS = {"webhook-id": "evt_1"}
PRIVATE = [
    *("127.0.0.1", "127.8.9.1", "0.1.2.3", "10.0.0.1", "172.16.0.1", "192.168.1.1"),
    *("169.254.169.254", "100.64.0.1", "192.0.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255"),
    *("::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1"),
    *("::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe"),
    *("2002:7f00:1::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2"),
]


@pytest.fixture
def local(settings):
    settings.REPORTS_WEBHOOK_NETWORKS = ["127.0.0.0/8"]


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_public_is_not_reached(address):
    assert not network.allowed(ip_address(address))
    shown = f"[{address}]" if ":" in address else address
    assert network.problem(f"https://{shown}/hook")
    outcome = network.post(f"https://{shown}/hook", HEADERS, "{}", deadline=2)
    assert (outcome.status, outcome.answer) == (None, "The address is not on the public network.")


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700:4700::1111", "64:ff9b::101:101"])
def test_public_addresses_are_reached(address):
    assert network.allowed(ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        *("http://acme.example/", "ftp://acme.example/", "https://", "acme.example", ""),
        *("https://u:p@acme.example/", "https://acme.example/#x", "https://acme.example:x/"),
        *(
            "https://acme.example/a b",
            "https://[::1",
            "https://äcme.example/",
            "file:///etc/passwd",
        ),
        *("https://acme.example:0/", "https://127.0.0.1/", "javascript:alert(1)"),
    ],
)
def test_an_address_that_makes_no_sense_is_refused_with_a_reason(url):
    assert network.problem(url).endswith(".")


def test_a_good_address_is_taken():
    assert network.problem("https://hooks.acme.example:8443/reports?team=1") == ""


@pytest.mark.parametrize("name", ["2130706433", "0x7f.1", "127.1", "localhost"])
def test_other_ways_to_write_this_machine_lead_nowhere(name):
    outcome = network.post(f"https://{name}/", HEADERS, "{}", deadline=2)
    assert outcome.status is None


def test_a_name_is_resolved_once_and_all_its_addresses_are_checked(monkeypatch, local):
    """Rebinding: the first answer of DNS is allowed, the second is not."""
    asked = []
    resolve = socket.getaddrinfo

    def rebinding(host, port, *args, **kwargs):
        if host == "127.0.0.1":  # the connection itself
            return resolve(host, port, *args, **kwargs)
        asked.append(host)
        answer = "127.0.0.2" if len(asked) == 1 else "10.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answer, port))]

    with receiver() as partner:
        real = network.httpcore.SyncBackend.connect_tcp
        reached = []

        def connect(self, host, *args, **kwargs):
            reached.append(host)
            return real(self, "127.0.0.1", *args, **kwargs)

        monkeypatch.setattr(network.httpcore.SyncBackend, "connect_tcp", connect)
        monkeypatch.setattr(network.socket, "getaddrinfo", rebinding)
        outcome = network.post(f"http://acme.example:{partner.port}/", HEADERS, "{}")
        assert outcome.delivered
        assert asked == ["acme.example"]
        assert reached == ["127.0.0.2"]
        assert partner.got[0][0]["host"] == f"acme.example:{partner.port}"
        refused = network.post(f"http://acme.example:{partner.port}/", HEADERS, "{}")
        assert refused.status is None
        assert len(partner.got) == 1


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch):
    def mixed(host, port, **kwargs):
        return [(socket.AF_INET, 1, 6, "", (found, port)) for found in ("1.1.1.1", "10.0.0.1")]

    monkeypatch.setattr(network.socket, "getaddrinfo", mixed)
    outcome = network.post("https://acme.example/", HEADERS, "{}", deadline=2)
    assert outcome.answer == "The address is not on the public network."


def test_a_name_server_that_hangs_is_not_waited_for(monkeypatch):
    hanging = threading.Event()
    monkeypatch.setattr(network.socket, "getaddrinfo", lambda *args, **kwargs: hanging.wait(20))
    began = time.monotonic()
    outcome = network.post("https://acme.example/", HEADERS, "{}", deadline=0.5)
    assert time.monotonic() - began < 3
    assert outcome.status is None
    assert "within 0.5 seconds" in outcome.answer
    hanging.set()


def test_a_redirect_is_not_followed(local):
    with receiver() as inner:

        def redirect(handler):
            handler.send_response(307)
            handler.send_header("Location", inner.url)
            handler.end_headers()

        with receiver(redirect) as partner:
            outcome = network.post(partner.url, HEADERS, "{}")
    assert outcome.status == 307
    assert not outcome.delivered
    assert inner.got == []


def test_an_answer_that_drips_ends_by_the_deadline(local):
    with receiver(doing.drip) as partner:
        began = time.monotonic()
        outcome = network.post(partner.url, HEADERS, "{}", deadline=1)
        assert time.monotonic() - began < 3
    assert outcome.status is None
    assert "within 1 seconds" in outcome.answer


def test_of_an_endless_answer_the_beginning_is_kept(local):
    with receiver(doing.endless) as partner:
        outcome = network.post(partner.url, HEADERS, "{}", deadline=10)
    assert outcome.delivered
    assert outcome.answer == "x" * network.KEPT_ANSWER
    assert outcome.seconds < 5


@pytest.mark.parametrize("answer", [doing.reset, doing.garbage])
def test_whatever_a_receiver_does_is_a_failed_attempt_and_no_error(local, answer):
    with receiver(answer) as partner:
        outcome = network.post(partner.url, HEADERS, "{}", deadline=5)
    assert not outcome.delivered
    assert outcome.answer


def test_nobody_there_is_a_failed_attempt(local):
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    assert network.post(f"http://127.0.0.1:{port}/", HEADERS, "{}", deadline=5).status is None


def test_what_is_sent_is_what_was_signed(local):
    with receiver() as partner:
        assert network.post(partner.url, HEADERS, '{"a":"ä"}').answer == "Thanks"
    ((fields, body),) = partner.got
    assert body == '{"a":"ä"}'.encode()
    assert fields["content-type"] == "application/json"
    assert fields["webhook-id"] == "evt_1"
