"""Development and demo: works with no variable set at all. ``DEBUG=0`` behaves like a server."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from .base import *
from .base import VAR_DIR, database, env


def _secret_key(path: Path) -> str:
    """The key in ``path``, made once. Written aside and linked, so that nobody reads half a key."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(f"insecure-{secrets.token_urlsafe(48)}")
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text(encoding="ascii")


DEBUG = env.bool("DEBUG", default=True)
SECRET_KEY = env.str("SECRET_KEY", default="") or _secret_key(VAR_DIR / "secret_key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])

DATABASES = {
    "default": database(env.str("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}"))
}
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    # A PDF takes seconds, so it waits for `manage.py db_worker --backend pdf`.
    "pdf": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}
REPORTS_PDF_BACKEND = "pdf"
REPORTS_WEBHOOK_BACKEND = "pdf"  # it has to wait for a moment, so the same worker does it

# Static files straight from their folders, with and without DEBUG: no collectstatic.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
SERVE_MEDIA = True
