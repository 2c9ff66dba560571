"""An import that is killed leaves all of it or nothing, and can be repeated."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection, connections

from reports.spreadsheets.uploads import review, write
from tests.integration.spreadsheets.sample import Book, every_kind, uploaded
from tests.support import reports as make
from tests.support.tree import site_tree

CODE = """
import sys, django
from django.conf import settings
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from django.contrib.auth import get_user_model
from reports.spreadsheets.uploads import write
user = get_user_model().objects.get(username="root")
print("ready", flush=True)
write(int(sys.argv[2]), user, sys.argv[3])
print("done", flush=True)
"""
ROUNDS = 20


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_killed_at_twenty_moments_it_is_there_whole_or_not_at_all():
    site_tree()
    page = every_kind()
    user = make.user("root", superuser=True)
    span, outcomes = 0.4, set()
    for turn in range(ROUNDS):
        book = Book(page)
        wanted = [f"{turn + 1}.5{number}" for number in range(3)]
        for number, value in enumerate(wanted):
            book.put("Figures", f"Market size, World, {2000 + number}", "Value", value)
        upload = uploaded(page, book.data, user)
        before = [block["value"]["value"] for block in make.fresh(page).figures.raw_data[:3]]
        seen = review(upload).seen
        connections.close_all()
        process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                CODE,
                str(connection.settings_dict["NAME"]),
                str(upload.pk),
                seen,
            ],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[3],
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "msom_site.settings.test"},
        )
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(random.uniform(0, span))  # noqa: S311
        process.send_signal(signal.SIGKILL)
        process.wait()
        page.refresh_from_db()
        upload.refresh_from_db()
        after = [block["value"]["value"] for block in make.fresh(page).figures.raw_data[:3]]
        assert after in (before, wanted)
        assert (upload.state == "applied") == (after == wanted)
        outcomes.add(after == wanted)
        write(upload.pk, user, review(upload).seen if upload.state == "read" else "")
        assert [b["value"]["value"] for b in make.fresh(page).figures.raw_data[:3]] == wanted
        page.refresh_from_db()
    assert outcomes == {True, False}, "the moments were all too early or all too late"
