"""All tests: units, then integration on SQLite and on PostgreSQL, then the browser on PostgreSQL.

    python -m tests.support.suite [--long] [--only sqlite|postgresql|browser] [pytest arguments]

Every part runs, even after one has failed. The last lines are pytest's closing lines, one for
each part and then one that adds them up.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections import Counter

from . import browser, postgres

CLOSING = re.compile(r"^=+ (?P<counts>.+) in (?P<seconds>[\d.]+)s(?: \([\d:]+\))? =+$")
COLOURS = re.compile(r"\x1b\[[\d;]*m")
WORKERS = os.environ.get("TEST_WORKERS", "2")


class Part:
    def __init__(self, name: str, *arguments: str, workers: str = WORKERS) -> None:
        self.name = name
        self.arguments = [*arguments, "-n", workers]
        self.closing = ""
        self.counts: Counter[str] = Counter()
        self.seconds = 0.0
        self.code = 1

    def run(self, more: list[str], **environment: str | None) -> None:
        """Run pytest, show what it prints and keep its closing line."""
        title = f"{self.name}: pytest {' '.join([*self.arguments, *more])}"
        print(f"\n{title}\n{'─' * len(title)}", flush=True)
        merged = {**os.environ, "ENV_FILE": os.devnull, **environment}
        child = subprocess.Popen(
            [sys.executable, "-m", "pytest", *self.arguments, *more],
            env={key: value for key, value in merged.items() if value is not None},
            stdout=subprocess.PIPE,
            text=True,
            errors="replace",
        )
        assert child.stdout
        try:
            for line in child.stdout:
                print(line, end="", flush=True)
                if found := CLOSING.match(COLOURS.sub("", line).strip()):
                    self.closing = found["counts"]
                    self.seconds = float(found["seconds"])
            self.code = child.wait()
        except BaseException:
            child.terminate()
            child.wait()
            raise
        for item in self.closing.split(", "):
            number, _, word = item.partition(" ")
            if number.isdigit():
                self.counts[{"error": "errors", "warning": "warnings"}.get(word, word)] += int(
                    number
                )

    def fail(self, reason: str) -> None:
        print(f"\n{self.name}: {reason}", flush=True)
        self.closing = "1 error"
        self.counts["errors"] += 1


def frame(text: str) -> str:
    return f" {text} ".center(80, "=")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Run all tests.")
    parser.add_argument("--long", action="store_true", help="the long tests, and only those")
    parser.add_argument("--only", choices=("sqlite", "postgresql", "browser"))
    options, more = parser.parse_known_args(arguments)
    # A part without long tests is in order; a part without ordinary tests is not.
    fine = (0, 5) if options.long else (0,)
    marks = "long" if options.long else "not long"
    parts = {
        "sqlite": Part("SQLite", "-m", f"{marks} and not browser"),
        # What needs no database has been tested by then.
        "postgresql": Part("PostgreSQL", "-m", f"{marks} and not browser", "--ignore=tests/unit"),
        # Each worker has a site and a browser of its own; a file's tests share them in their order.
        # Files go in the order of their names: else the longest test, alone in its file, is last.
        "browser": Part(
            "Browser",
            *("-m", f"{marks} and browser", "--dist=loadfile", "--no-loadscope-reorder"),
        ),
    }
    if options.only:
        parts = {options.only: parts[options.only]}

    if part := parts.get("sqlite"):
        part.run(more, DATABASE_URL=None)
    on_postgres = [parts[name] for name in ("postgresql", "browser") if name in parts]
    if on_postgres:
        try:
            with postgres.tidy_when_terminated(), postgres.server() as url:
                if part := parts.get("postgresql"):
                    part.run(more, DATABASE_URL=url, TEST_DATABASE_URL=url)
                if part := parts.get("browser"):
                    try:
                        path = browser.find()
                    except browser.BrowserError as error:
                        part.fail(str(error))
                    else:
                        part.run(more, DATABASE_URL=url, TEST_DATABASE_URL=url, CHROMIUM=path)
        except postgres.PostgresError as error:
            for part in on_postgres:
                if not part.closing:
                    part.fail(str(error))

    print()
    for part in parts.values():
        print(f"{part.name + ':':12}{part.closing or 'no result'} in {part.seconds:.2f}s")
    total = sum((part.counts for part in parts.values()), Counter())
    failed = [part for part in parts.values() if part.code not in fine]
    if failed and not total["failed"] + total["errors"]:
        total["errors"] += len(failed)
    order = ("failed", "passed", "skipped", "deselected", "xfailed", "xpassed", "warnings")
    words = [f"{total[word]} {word}" for word in (*order, "errors") if total[word]]
    words = [{"1 errors": "1 error", "1 warnings": "1 warning"}.get(word, word) for word in words]
    seconds = sum(part.seconds for part in parts.values())
    print(frame(f"{', '.join(words) or 'no tests ran'} in {seconds:.2f}s"), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
