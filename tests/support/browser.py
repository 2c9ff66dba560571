"""A Chromium for the browser tests.

Looked for in this order: ``CHROMIUM``; the usual names on PATH; as root on Debian, installed
from the system's packages. None of them is a failure, never a skip.

    python -m tests.support.browser

prints where it is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (  # no window, and no requests of its own
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class BrowserError(RuntimeError):
    """There is no browser. The message says what to do."""


def launch_arguments() -> list[str]:
    # Chromium's sandbox does not work for root.
    return [*QUIET, "--no-sandbox"] if os.getuid() == 0 else list(QUIET)


def _on_path() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def _install() -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-qq", "-y", "--no-install-recommends", "chromium"],
    ):
        print(" ".join(command), file=sys.stderr)
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL)


def find() -> str:
    """The path of the browser."""
    if named := os.environ.get("CHROMIUM"):
        if path := shutil.which(named):
            return path
        raise BrowserError(f"CHROMIUM={named} is not a program.")
    if path := _on_path():
        return path
    if os.getuid() == 0 and shutil.which("apt-get"):
        _install()
        if path := _on_path():
            return path
    raise BrowserError(
        "The browser tests need Chromium and found none. Install it (Debian: `apt-get install "
        "chromium`), or set CHROMIUM to the path of a Chromium or Chrome."
    )


if __name__ == "__main__":
    try:
        print(find())
    except BrowserError as error:
        sys.exit(str(error))
