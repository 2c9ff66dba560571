"""The API against its peers, each as a ratio taken in one run:

- a list of 20 figures is at least 2.5 times as fast as the framework's own serializers;
- on 1,000,000 figures, at either end, it keeps 0.9 of its speed on 10,000;
- all of them as CSV come at half the speed of ``psql \\copy`` or better, the first byte within
  100 ms, in at most 16 MB more than the idle program takes.

Run it with ``python -m tests.support.postgres -- python -m bench.api [--quick]``; the exit status
is 1 if it is slower. The figures are made up, in databases of their own that are dropped.
"""

# ruff: noqa: E402 - Django is set up before its models are imported
from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msom_site.settings.test")
os.environ.setdefault("ENV_FILE", "/dev/null")

import django

django.setup()

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import RequestFactory, override_settings

from bench import figures, releases
from reports.api.paging import Cursor
from reports.models import Figure

LEAST = {"peer": 2.5, "size": 0.9, "copy": 0.5}
MOST_MEMORY, FIRST_BYTE = 16.0, 0.1  # MB above the idle program; seconds
FEW = 10  # reports, of 1,000 figures each
LIST = "/api/v1/figures/?limit=20"
STOCK = "/api/stock/figures/"
FILE = "/api/v1/figures/?format=csv"
STATUS = Path("/proc/self/status")


class Site:
    """The whole program, asked as its server asks it."""

    def __init__(self) -> None:
        self.handler = WSGIHandler()

    def pieces(self, path: str) -> Iterator[bytes]:
        """The answer as it comes."""
        status: list[str] = []
        environ = RequestFactory().get(path).environ

        def start(line: str, headers: Any, info: Any = None) -> Any:
            status.append(line)

        answer: Any = self.handler(environ, start)
        assert status[0].startswith("200"), (path, status)  # noqa: S101
        yield from answer
        answer.close()

    def seconds(self, path: str) -> float:
        start = perf_counter()
        for _ in self.pieces(path):
            pass
        return perf_counter() - start


def medians(site: Site, paths: list[str], requests: int) -> list[float]:
    """What each address takes, asked in turn."""
    for path in paths * 10:  # what is set up once is no part of it
        site.seconds(path)
    times = [[site.seconds(path) for path in paths] for _ in range(requests)]
    return [median(column) for column in zip(*times, strict=True)]


@contextmanager
def using(name: str) -> Iterator[None]:
    """The connection at another database of the server."""
    before = connection.settings_dict["NAME"]
    _turn_to(name)
    try:
        yield
    finally:
        _turn_to(before)


def _turn_to(name: str) -> None:
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    connection.settings_dict["NAME"] = name


def far_end(reports: int) -> str:
    """The list a page before its end, where a walk over all of it comes to."""
    moment = releases.START + timedelta(hours=reports - 1)
    place = [f"market-{reports - 1:06}", "2024", "figure-970"]
    return f"{LIST}&cursor={Cursor('figures', 'next', place, moment)}"


def memory(field: str) -> float:
    """A line of the program's own status, in MB."""
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(field))
    return int(line.split()[1]) / 1024


def export(site: Site) -> tuple[float, float, float, int]:
    """Seconds to the end and to the first byte, MB above the idle program, and bytes."""
    Path("/proc/self/clear_refs").write_text("5")  # the highest mark begins anew
    idle, size, first = memory("VmRSS"), 0, 0.0
    start = perf_counter()
    for piece in site.pieces(FILE):
        first = first or perf_counter() - start
        size += len(piece)
    return perf_counter() - start, first, memory("VmHWM") - idle, size


def copied() -> tuple[float, int]:
    r"""Seconds that ``psql \copy`` takes for the columns of the same rows, as they are stored;
    and bytes."""
    names = ", ".join(["market", "edition", *figures.COLUMNS])
    given = connection.settings_dict
    command = [
        *("psql", "-X", "-q", "-h", given["HOST"], "-p", str(given["PORT"]), "-U", given["USER"]),
        *("-d", given["NAME"], "-c"),
        rf"\copy (SELECT {names} FROM {Figure._meta.db_table}) TO STDOUT (FORMAT csv)",  # noqa: S608
    ]
    environment = {**os.environ, "PGPASSWORD": given["PASSWORD"]}
    start, size = perf_counter(), 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:  # noqa: S603
        assert process.stdout  # noqa: S101
        while piece := process.stdout.read(65536):
            size += len(piece)
    assert process.returncode == 0  # noqa: S101
    return perf_counter() - start, size


def main() -> int:
    quick = "--quick" in sys.argv
    many = 100 if quick else 1000
    requests, rounds = (60, 1) if quick else (200, 3)
    if connection.vendor != "postgresql":
        print("The API is measured on PostgreSQL: set DATABASE_URL.")
        return 2
    before = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0)
    small = connection.settings_dict["NAME"]
    large = f"{small}_many"
    try:
        figures.make(0, FEW)
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]
        with using("postgres"), connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{large}"')
            cursor.execute(f'CREATE DATABASE "{large}" TEMPLATE "{small}"')
        with using(large):
            figures.make(FEW, many)
        with override_settings(ROOT_URLCONF="bench.stock", ALLOWED_HOSTS=["*"]):
            return measured(Site(), large, many, requests, rounds)
    finally:
        with using("postgres"), connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{large}"')
        connection.creation.destroy_test_db(before, verbosity=0)


def measured(site: Site, large: str, many: int, requests: int, rounds: int) -> int:
    peer, first, last = [], [], []
    for _ in range(rounds):
        own, stock, end = medians(site, [LIST, STOCK, far_end(FEW)], requests)
        peer.append(stock / own)
        with using(large):
            own_many, _, end_many = medians(site, [LIST, STOCK, far_end(many)], requests)
        first.append(own / own_many)
        last.append(end / end_many)
        print(
            f"  list {own * 1000:.2f} ms, stock {stock * 1000:.2f} ms; of many "
            f"{own_many * 1000:.2f} ms, at their end {end * 1000:.2f} and {end_many * 1000:.2f}"
        )
    speed, bytes_first, above = [], [], []
    with using(large):
        for _ in range(rounds):
            taken, first_byte, more, size = export(site)
            other, stored_size = copied()
            speed.append(other / taken)
            bytes_first.append(first_byte)
            above.append(more)
            print(f"  CSV {taken:.1f} s for {size >> 20} MB;", end=" ")
            print(f"\\copy {other:.1f} s for {stored_size >> 20} MB")
    results = [
        ("list of 20, against stock serializers", median(peer), LEAST["peer"], True),
        (f"list of {many * figures.IN_REPORT:,} figures", median(first), LEAST["size"], True),
        ("the same at the far end", median(last), LEAST["size"], True),
        ("CSV, against psql \\copy", median(speed), LEAST["copy"], True),
        ("first byte, s", max(bytes_first), FIRST_BYTE, False),
        ("MB above the idle program", max(above), MOST_MEMORY, False),
    ]
    failed = 0
    for name, value, bound, at_least in results:
        wrong = value < bound if at_least else value > bound
        failed += wrong
        limit = f"{'≥' if at_least else '≤'} {bound}"
        print(f"{name:<44}{value:>8.3f}  {limit}{'  missed' if wrong else ''}")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
