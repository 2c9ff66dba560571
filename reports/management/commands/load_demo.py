"""Load the demo: reports with their history, a few pages, and accounts to try it with."""

from __future__ import annotations

import logging
import os
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from reports.demo.accounts import accounts_file, load_accounts
from reports.demo.announcing import load_calendar
from reports.demo.front import load_front
from reports.demo.loading import load_reports
from reports.demo.partners import load_partners
from reports.demo.reading import DemoError
from reports.releasing import Refused

OWN_HOSTS = {"localhost", "127.0.0.1", "[::1]", "testserver"}
REFUSAL = (
    "This is not a demo site: it answers to other hosts than this machine, or over HTTPS alone. "
    "The demo makes accounts and invented reports. To load it all the same, set DEMO=1."
)


class Command(BaseCommand):
    help = f"{__doc__} What is there already stays as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--port",
            default=os.environ.get("PORT", "8000"),
            help="port of the addresses that it prints (default: PORT, or 8000)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_demo_site():
            raise CommandError(REFUSAL)
        try:
            with quiet(options["verbosity"] < 2):
                loaded = load_reports()
                load_front()
                load_partners()
                load_calendar()
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        except (DemoError, ValidationError) as problem:
            raise CommandError(f"The demo cannot be loaded: {problem}") from problem
        passwords = load_accounts()
        if loaded:
            self.stdout.write(f"Loaded {', '.join(loaded)}.\n")
        self.stdout.write(addresses(options["port"]))
        self.stdout.write(f"\nAccounts (kept in {accounts_file()}):\n")
        for name, password in passwords.items():
            self.stdout.write(f"  {name:8} {password or '(not an account of the demo)'}\n")


@contextmanager
def quiet(wanted: bool) -> Iterator[None]:
    """Without the lines that Wagtail logs for every page saved and every index updated."""
    before = logging.root.manager.disable
    if wanted:
        logging.disable(max(before, logging.INFO))
    try:
        yield
    finally:
        logging.disable(before)


def is_demo_site() -> bool:
    """Whether a demo may be loaded here: in development, for this machine alone, or on demand.

    Production marks its cookies secure whatever its hosts are.
    """
    own = set(settings.ALLOWED_HOSTS) <= OWN_HOSTS and not settings.SESSION_COOKIE_SECURE
    return settings.DEBUG or own or os.environ.get("DEMO") == "1"


def addresses(port: str) -> str:
    site = f"http://127.0.0.1:{port}"
    rows = {
        "Site": "/",
        "Reports": "/markets/",
        "First report": "/markets/medical-second-opinion/2024/",
        "Editors": "/admin/",
        "API": "/api/v1/",
    }
    return "\n".join(f"  {name:13} {site}{path}" for name, path in rows.items()) + "\n"
