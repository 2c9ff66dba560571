"""The parent of the reading process: gives it a file, holds the clock, takes its result."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from reports.spreadsheets.reader import MOST_OUTPUT, TOO_LARGE

SECONDS = 30
ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "reports.spreadsheets.reader"]


def read_file(kind: str, data: bytes, seconds: float = SECONDS) -> dict[str, Any]:
    """What the reader says of a file (see `reports.spreadsheets.reader`); never raises for it.

    The reader runs in a session of its own and is killed with all that it started.
    """
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as found:
        given.write(data)
        given.seek(0)
        process = subprocess.Popen(  # noqa: S603
            [*COMMAND, kind],
            stdin=given,
            stdout=found,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={"PATH": os.defpath, "LANG": "C.UTF-8", "OPENPYXL_LXML": "False"},
            start_new_session=True,
        )
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            return {"refused": "Reading it took too long."}
        finally:
            if process.poll() is None:
                _end(process)
        found.seek(0)
        text = found.read(MOST_OUTPUT + 1)
    try:
        result = json.loads(text)
    except ValueError:  # it was stopped by its limits before it could say so
        return {"refused": TOO_LARGE}
    return result if isinstance(result, dict) else {"refused": TOO_LARGE}


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
