"""Readers and writers at once: the log passes no release that is long in the writing, and a
file that is read slowly keeps nobody from writing."""

from __future__ import annotations

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction

from reports import clock
from reports.models import Announcement, changelog
from reports.releasing import Past, load_history
from tests.support.reports import figure, issue, released, report_page
from tests.support.tree import site_tree

pytestmark = pytest.mark.django_db(transaction=True)
LAG = timedelta(seconds=0.2)


def test_a_long_transaction_holds_the_log_up_and_nothing_is_skipped(client, monkeypatch):
    monkeypatch.setattr(changelog, "LAG", LAG)
    site_tree()
    past = clock.now() - timedelta(days=30)
    slow, quick = report_page("slow"), report_page("quick")
    written, may_commit = threading.Event(), threading.Event()

    def load() -> None:
        with transaction.atomic():
            load_history(slow, [Past(slow.save_revision(), past)])
            written.set()
            may_commit.wait(20)
        connections.close_all()

    def read(address: str = "/api/v1/changes/") -> tuple[list[str], str]:
        data = client.get(address).json()
        return [event["market"] for event in data["results"]], data["next"]

    writer = threading.Thread(target=load)
    writer.start()
    assert written.wait(20)
    if connection.vendor == "postgresql":
        issue(quick.save_revision())
        time.sleep(1.5)  # the beginnings are known to the second
        first, address = read()
        assert first == []
        may_commit.set()
        writer.join()
    else:  # one writer at a time: the reader waits for it
        time.sleep(2 * LAG.total_seconds())
        threading.Timer(1, may_commit.set).start()
        assert read()[0] == ["slow"]
        writer.join()
        issue(quick.save_revision())
        time.sleep(2 * LAG.total_seconds())
        address = "/api/v1/changes/"
    assert read(address)[0] == ["slow", "quick"]


def test_a_file_that_is_read_slowly_keeps_nobody_from_writing(client):
    site_tree()
    past = clock.now() - timedelta(days=30)
    released(at=past, figures=[figure(start=1900 + number) for number in range(300)])
    pieces = iter(client.get("/api/v1/figures/?format=ndjson"))
    next(pieces)
    next(pieces)  # it stands amid its rows now
    written = []

    def write() -> None:
        written.append(Announcement.objects.create(title="Lamps", at=clock.now()))
        connections.close_all()

    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    writer.join(5)
    assert written
    assert b'"rows":300' in b"".join(pieces)
