"""Tests. ``DATABASE_URL`` names the database; without it SQLite in a file, so that threads work."""

from __future__ import annotations

import os

from .base import *
from .base import INSTALLED_APPS, LOGGING, VAR_DIR, database, env

# As many connections as a test has threads, and then some.
os.environ.setdefault("DATABASE_POOL_SIZE", "32")

DEBUG = False
SECRET_KEY = "not a secret: the tests use it, and nothing else does"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]

DATABASES = {
    "default": database(env.str("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}"))
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    )

if env.bool("LINT_MIGRATIONS", default=False):  # `make lint`: the command comes with the app
    INSTALLED_APPS += ["django_migration_linter"]

TASKS = {
    "default": {"BACKEND": env.str("TASKS_BACKEND", default="django_tasks_db.DatabaseBackend")},
    # Nobody waits for a PDF, whatever becomes of the other tasks.
    "pdf": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}
REPORTS_PDF_BACKEND = "pdf"
REPORTS_WEBHOOK_BACKEND = "pdf"  # it has to wait for a moment, so the same worker does it
# Most tests are about something else, and one person does all; those of four eyes turn it on.
REPORTS_FOUR_EYES = env.bool("FOUR_EYES", default=False)
# Walks over hundreds of addresses are no abuse; tests of limits set their own.
REPORTS_API_ANONYMOUS = {
    "per_minute": env.int("API_ANONYMOUS_PER_MINUTE", default=0),
    "per_day": env.int("API_ANONYMOUS_PER_DAY", default=0),
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Looked up when asked for: a test client starts without reading every static file.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
SERVE_MEDIA = True

LOGGING["root"]["level"] = env.str("LOG_LEVEL", default="WARNING")
LOGGING["loggers"]["django"]["level"] = "WARNING"
