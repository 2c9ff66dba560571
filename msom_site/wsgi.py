"""The entry point of the application server. Production settings unless told otherwise."""

import os
from pathlib import Path

import environ
from django.core.wsgi import get_wsgi_application

BASE_DIR = Path(__file__).resolve().parent.parent
environ.Env.read_env(os.environ.get("ENV_FILE", BASE_DIR / ".env"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msom_site.settings.production")

application = get_wsgi_application()
