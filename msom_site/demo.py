"""``make demo``: bring the database up to date, load the demo report, serve the site, and make
the reports' PDFs beside it.

    python -m msom_site.demo 8000

One process for the first two, since each start of Django costs seconds.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time

import django
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor


def prepare(port: str) -> None:
    executor = MigrationExecutor(connections["default"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0)
    call_command("load_demo", port=port)
    connections.close_all()


def start_worker() -> None:
    """A process that makes the PDFs beside the site, and ends with it."""
    # PID of this process, which becomes the server.
    subprocess.Popen([sys.executable, "-m", "msom_site.demo", "worker", str(os.getpid())])  # noqa: S603


def work(parent: int) -> None:
    """Make PDFs until the site's process is gone."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(0)  # a task that was under way is found again by `check_releases --repair`

    threading.Thread(target=watch, daemon=True).start()
    call_command("db_worker", "--backend=pdf", "--no-reload", "--verbosity=0")


def serve(port: str) -> None:
    print(f"Serving http://127.0.0.1:{port}/ (Ctrl-C stops it)", flush=True)
    server = [sys.executable, "-m", "gunicorn", "msom_site.wsgi", "--bind", f"127.0.0.1:{port}"]
    server += ["--worker-class", "gthread", "--workers", "1", "--threads", "4"]
    server += ["--no-control-socket", "--limit-request-line", "8190", "--log-level", "warning"]
    os.execv(sys.executable, server)  # noqa: S606


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "msom_site.settings.dev"
    os.environ.setdefault("DEBUG", "0")
    os.environ.setdefault("FOUR_EYES", "0")  # whoever tries it is one person
    django.setup()
    if sys.argv[1] == "worker":
        work(int(sys.argv[2]))
    else:
        prepare(sys.argv[1])
        start_worker()
        serve(sys.argv[1])
