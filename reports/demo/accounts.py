"""Accounts to try the demo with. Passwords are made on each machine and known nowhere else."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

# Name → the group that says what the account may do; the first may do everything.
ACCOUNTS = {
    "admin": "",
    "writer": "Writers",
    "editor": "Editors",
    "manager": "Release managers",
    "partners": "Partner managers",
}
DOMAIN = "demo.invalid"  # no real account has an address there, so it marks ours
HEAD = "# Accounts of the demo on this machine: name and password. Made by manage.py load_demo.\n"


def accounts_file() -> Path:
    return Path(settings.VAR_DIR) / "demo-accounts.txt"


def load_accounts() -> dict[str, str]:
    """Make the accounts that are missing; gives the passwords of all by name.

    An account keeps its password while the file has it; one that the demo made
    and whose password is lost gets a new one. Somebody's own account of the
    same name is left alone, and its password given as empty.
    """
    path = accounts_file()
    kept = _read(path)
    passwords = {name: kept.get(name) or secrets.token_urlsafe(12) for name in ACCOUNTS}
    if passwords != kept:
        _write(path, passwords)
    found = get_user_model()._default_manager.filter(username__in=ACCOUNTS)
    present = {account.get_username(): account for account in found}
    for name in ACCOUNTS:
        if name not in present:
            _add(name, passwords[name])
        elif present[name].email != address(name):
            passwords[name] = ""
        elif name not in kept:
            present[name].set_password(passwords[name])
            present[name].save(update_fields=["password"])
    return passwords


def address(name: str) -> str:
    return f"{name}@{DOMAIN}"


@transaction.atomic
def _add(name: str, password: str) -> None:
    group = ACCOUNTS[name]
    account = get_user_model()(
        username=name,
        email=address(name),
        first_name=name.capitalize(),
        is_staff=not group,
        is_superuser=not group,
    )
    account.set_password(password)
    account.save()
    account.groups.set(Group.objects.filter(name=group))


def _read(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = [line.split() for line in lines if not line.startswith("#")]
    return {pair[0]: pair[1] for pair in pairs if len(pair) == 2 and pair[0] in ACCOUNTS}


def _write(path: Path, passwords: dict[str, str]) -> None:
    """Written aside and moved: readable by its owner alone from the first byte on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(HEAD)
        file.writelines(f"{name:8} {password}\n" for name, password in passwords.items())
    draft.replace(path)
