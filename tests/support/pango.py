"""Pango for the tests of the PDF.

WeasyPrint loads it when it is asked for a PDF. As root on Debian it is installed from the
system's packages. Not to be had is a failure, never a skip.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core")


class PangoError(RuntimeError):
    """There is no Pango. The message says what to do."""


def _loads() -> bool:
    """In a process of its own: a library that was not found once is not looked for again."""
    command = [sys.executable, "-c", "import weasyprint.text.ffi"]
    return subprocess.run(command, stderr=subprocess.DEVNULL).returncode == 0


def ensure() -> None:
    """Have Pango, or say what to install."""
    if _loads():
        return
    if os.getuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *PACKAGES],
        ):
            print(" ".join(command), file=sys.stderr)
            subprocess.run(command, env=environment, stdout=subprocess.DEVNULL)
        if _loads():
            return
    raise PangoError(
        "The tests of the PDF need Pango and found none. Install it (Debian: `apt-get install "
        f"{' '.join(PACKAGES)}`)."
    )


if __name__ == "__main__":
    try:
        ensure()
    except PangoError as error:
        sys.exit(str(error))
