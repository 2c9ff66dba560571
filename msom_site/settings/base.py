"""What all settings share. Everything that differs between machines comes from the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import environ

BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = environ.Env()

# Files that the running site writes: the SQLite database, uploads, collected static files.
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))


def database(url: str) -> dict[str, Any]:
    """The database that ``url`` names, with the options that the site relies on."""
    config: dict[str, Any] = environ.Env.db_url_config(url)
    given: dict[str, Any] = config.get("OPTIONS", {})
    if config["ENGINE"].endswith("sqlite3"):
        Path(config["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        ours: dict[str, Any] = {
            # Readers do not wait for the writer, and a writer takes its lock at BEGIN,
            # so that two of them queue up instead of one failing in the middle.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
        }
    else:
        ours = {
            # Allows statements that ask for it to be prepared (reports/api/compiled.py).
            "prepare_threshold": 5 if env.bool("DATABASE_PREPARED", default=True) else None,
            "pool": {
                "min_size": 1,
                "max_size": env.int("DATABASE_POOL_SIZE", default=8),
                "timeout": 10,
            },
        }
    config["OPTIONS"] = {**ours, **given}
    return config


# ── Applications ────────────────────────────────────────────────────────────────────────────────

INSTALLED_APPS = [
    "reports",  # first: its templates stand before Wagtail's
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "msom_site.http.BodilessHead",
    # Outside of what answers by itself, so that every answer has its policies.
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "msom_site.security.ContentSecurityPolicy",
    "reports.site.middleware.InputGate",
    "msom_site.http.Conditional",
    "reports.site.middleware.PublicFace",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]

ROOT_URLCONF = "msom_site.urls"
WSGI_APPLICATION = "msom_site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Without "loaders", Django caches compiled templates whenever DEBUG is off.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}

# The name that django_tasks reads, and with it Wagtail's own background work.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# ── Language and time ───────────────────────────────────────────────────────────────────────────

LANGUAGE_CODE = env.str("LANGUAGE_CODE", default="en")  # of the public site; docs/languages.md
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

# ── Files ───────────────────────────────────────────────────────────────────────────────────────

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "msom_site" / "static"]

MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
SERVE_MEDIA = False  # by Django itself; in production the web server does it

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# ── Security ────────────────────────────────────────────────────────────────────────────────────

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

X_FRAME_OPTIONS = "DENY"  # Wagtail's preview views allow themselves
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# The public site runs nothing inline and loads nothing from elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "img-src": ["'self'"],
        "connect-src": ["'self'"],  # suggestions while somebody types
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
# Wagtail's editor has inline scripts and styles, and shows the preview in a frame.
ADMIN_CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'", "'unsafe-inline'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "frame-src": ["'self'"],
        "object-src": ["'none'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'self'"],
    }
}

# ── Wagtail ─────────────────────────────────────────────────────────────────────────────────────

WAGTAIL_SITE_NAME = "Market Reports"
WAGTAILADMIN_BASE_URL = env.str("WAGTAILADMIN_BASE_URL", default="http://127.0.0.1:8000")
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # public addresses are ASCII
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no requests to other hosts from the admin
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "reports.workflows.finish"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_SERVE_METHOD = "direct"  # the view that serves documents is not mounted
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 25_000  # a report with a thousand single figures is one form

# ── Reports ─────────────────────────────────────────────────────────────────────────────────────

# How many proxies of ours stand between a visitor and the application; each adds one hop to
# X-Forwarded-For, and what stands further left was written by the visitor.
REPORTS_PROXIES = env.int("PROXIES", default=0)

# Whether a release needs a second person beside whoever wrote it.
REPORTS_FOUR_EYES = env.bool("FOUR_EYES", default=True)

# Whom enquiries of the public forms are mailed to, and how long they are kept.
REPORTS_ENQUIRIES_TO = env.list("ENQUIRIES_TO", default=[])
REPORTS_ENQUIRY_DAYS = env.int("ENQUIRY_DAYS", default=365)

# What others may do with the data; stated on every report and in every file of it.
REPORTS_DATA_LICENCE = {
    "name": env.str("DATA_LICENCE", default="CC BY 4.0"),
    "url": env.str("DATA_LICENCE_URL", default="https://creativecommons.org/licenses/by/4.0/"),
}

# Who names the entries of the feeds (RFC 4151: a host, and a year in which it was ours). Set it
# before the site moves to another host: entries are to keep their names.
REPORTS_TAG_AUTHORITY = env.str("TAG_AUTHORITY", default="")

# Which of TASKS makes the PDF of a release, and which sends webhooks at its moment.
REPORTS_PDF_BACKEND = "default"
REPORTS_WEBHOOK_BACKEND = "default"

# ── The partner API ─────────────────────────────────────────────────────────────────────────────

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "UNAUTHENTICATED_USER": None,
    "COERCE_DECIMAL_TO_STRING": True,
    "DEFAULT_SCHEMA_CLASS": "reports.api.contract.schema.ApiSchema",
}

# The API described as OpenAPI: reports/api/contract/.
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "OAS_VERSION": "3.1.1",
    "TITLE": "Market reports",
    "VERSION": "1.0.0",
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "PREPROCESSING_HOOKS": ["reports.api.contract.schema.without_catch_all"],
    "POSTPROCESSING_HOOKS": ["reports.api.contract.schema.complete"],
}

# Requests that one network address may make without a key; 0: neither limited nor counted.
REPORTS_API_ANONYMOUS = {
    "per_minute": env.int("API_ANONYMOUS_PER_MINUTE", default=120),
    "per_day": env.int("API_ANONYMOUS_PER_DAY", default=20_000),
}

# Keys of the hashes by which API keys are stored; without it, one made from SECRET_KEY.
REPORTS_API_KEY_PEPPER = env.str("API_KEY_PEPPER", default="")

# Networks that webhooks may reach besides the public one, such as 10.1.2.0/24; with any, addresses
# may begin with http:// too.
REPORTS_WEBHOOK_NETWORKS = env.list("WEBHOOK_NETWORKS", default=[])

# ── Mail and logs ───────────────────────────────────────────────────────────────────────────────

globals().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="reports@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
    # Django's own handlers (console under DEBUG only, mail to admins) give way to the one above.
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # Anybody can send a wrong Host header; the answer is a 400, and that is enough.
        "django.security.DisallowedHost": {"handlers": [], "level": "CRITICAL"},
        # Each step and each font of every PDF.
        "weasyprint.progress": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
    },
}
