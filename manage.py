#!/usr/bin/env python3
"""Django's command line. Development settings unless told otherwise."""

import os
import sys
from pathlib import Path


def main() -> None:
    try:
        import environ
        from django.core.management import execute_from_command_line
    except ImportError as error:
        sys.exit(f"{error}. Run `make install` once, then use .venv/bin/python manage.py")
    environ.Env.read_env(os.environ.get("ENV_FILE", Path(__file__).resolve().parent / ".env"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msom_site.settings.dev")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
