"""The real site as a process of its own, for tests that go through HTTP."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


class ServerError(RuntimeError):
    """A command failed, or the site does not answer."""


def environment(database_url: str, files: Path, **more: str) -> dict[str, str]:
    """The surroundings of a site of its own: test settings, this database, these files."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "msom_site.settings.test",
        "DATABASE_URL": database_url,
        "VAR_DIR": str(files),
        "ENV_FILE": os.devnull,  # a developer's .env is none of the tests' business
        "TASKS_BACKEND": "django_tasks.backends.immediate.ImmediateBackend",
        **more,
    }


def manage(surroundings: Mapping[str, str], *arguments: str) -> str:
    """Run a management command; its output."""
    answer = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        cwd=ROOT,
        env=dict(surroundings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if answer.returncode != 0:
        raise ServerError(f"manage.py {' '.join(arguments)} failed:\n{answer.stdout}")
    return answer.stdout


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=10).close()  # noqa: S310
    except urllib.error.HTTPError as error:
        error.close()  # an answer all the same; what it should be is for a test to say
    except (OSError, urllib.error.URLError):
        return False
    return True


@contextlib.contextmanager
def run(surroundings: Mapping[str, str]) -> Iterator[str]:
    """The address of the site, without a slash at the end."""
    with socket.socket() as door, tempfile.TemporaryFile() as log:
        door.bind(("127.0.0.1", 0))  # bound here and handed over: the port stays ours
        address = f"http://127.0.0.1:{door.getsockname()[1]}"
        site = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "msom_site.wsgi"),
                *("--bind", f"fd://{door.fileno()}", "--worker-class", "gthread"),
                *("--workers", "1", "--threads", "4"),
                *("--no-control-socket", "--limit-request-line", "8190", "--log-level", "warning"),
            ],
            cwd=ROOT,
            env={**surroundings, "WAGTAILADMIN_BASE_URL": address},
            stdout=log,
            stderr=log,
            pass_fds=[door.fileno()],
        )
        try:
            until = time.monotonic() + 60
            while not _answers(f"{address}/"):
                if site.poll() is not None or time.monotonic() > until:
                    log.seek(0)
                    text = log.read().decode(errors="replace")
                    raise ServerError(f"The site did not start:\n{text}")
                time.sleep(0.1)
            yield address
        finally:
            site.terminate()
            try:
                site.wait(timeout=15)
            except subprocess.TimeoutExpired:
                site.kill()
                site.wait()
