"""The texts of the public site for translators: locale/<language>/LC_MESSAGES/django.po.

Made with Babel alone, so that it works without the gettext tools.
"""

from __future__ import annotations

import ast
import io
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation.template import templatize

# What readers of the public site see; the admin is in English.
PUBLIC = ("document", "charts", "exports", "consistency", "models", "site", "templatetags")
FILES = ("asof.py",)
NOT_PUBLIC = ("exports/columns.py", "exports/workbook.py")
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "mark": None,
}
NEVER = datetime(2000, 1, 1, tzinfo=UTC)
# The titles and the explanations of a table's columns.
COLUMNS: tuple[dict[str, Any], ...] = ({"Column": (2,)}, {"Column": (3,)})


class Command(BaseCommand):
    """Update the catalogues of the languages named, or of all there are, and compile them."""

    help = "Update and compile the translations of the public site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("languages", nargs="*", help='such as "de"; all there are if none')

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.LOCALE_PATHS[0])
        names = options["languages"] or sorted(path.name for path in folder.iterdir())
        for name in names:
            path = folder / name / "LC_MESSAGES" / "django.po"
            catalogue = updated(path, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(written(catalogue))
            path.with_suffix(".mo").write_bytes(compiled(catalogue))
            missing = sum(not translated(message) for message in catalogue if message.id)
            self.stdout.write(f"{name}: {len(catalogue)} texts, {missing} without a translation.")


def updated(path: Path, language: str) -> Catalog:
    """The catalogue at a path with the texts of today; texts that are gone go."""
    catalogue = read(path) if path.exists() else Catalog(locale=language, domain="django")
    catalogue.update(template(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def read(path: Path) -> Catalog:
    """A catalogue as its file has it."""
    with path.open("rb") as file:
        return read_po(file, domain="django")


def written(catalogue: Catalog) -> bytes:
    """A catalogue as a file for translators, without what changes by itself."""
    file = io.BytesIO()
    write_po(file, catalogue, omit_header=False, include_lineno=False, sort_output=True, width=100)
    return b"\n".join(
        line
        for line in file.getvalue().split(b"\n")
        if not line.startswith((b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By'))
    )


def compiled(catalogue: Catalog) -> bytes:
    """A catalogue as the site reads it."""
    file = io.BytesIO()
    kept = Catalog(
        locale=catalogue.locale,
        domain="django",
        charset="utf-8",
        creation_date=NEVER,  # the same texts are the same file
        revision_date=NEVER,
    )
    for message in catalogue:
        if message.id and translated(message):
            kept.add(message.id, message.string, context=message.context)
    write_mo(file, kept)
    return file.getvalue()


def translated(message: Any) -> bool:
    """Whether every form of a text has a translation that nobody has to look at again."""
    forms = message.string if isinstance(message.string, tuple | list) else [message.string]
    return all(forms) and not message.fuzzy


def template() -> Catalog:
    """Every text of the public site."""
    catalogue = Catalog(domain="django", charset="utf-8")
    root = Path(settings.BASE_DIR)
    for path in sorted((root / "templates").rglob("*.html")):
        source = templatize(path.read_text(), origin=str(path))
        _add(catalogue, path.relative_to(root), source, KEYWORDS)
    for path in _sources(root / "reports"):
        for keywords in (KEYWORDS, *(COLUMNS if path.name == "released.py" else ())):
            _add(catalogue, path.relative_to(root), path.read_text(), keywords)
    for path in sorted((root / "reports" / "consistency" / "rules").glob("*.py")):
        for title in _rule_titles(path.read_text()):
            catalogue.add(title, locations=[(str(path.relative_to(root)), 0)])
    return catalogue


def _sources(reports: Path) -> Iterator[Path]:
    for folder in PUBLIC:
        for path in sorted((reports / folder).rglob("*.py")):
            if str(path.relative_to(reports)) not in NOT_PUBLIC:
                yield path
    yield from (reports / name for name in FILES)


def _add(catalogue: Catalog, path: Path, source: str, keywords: dict[str, Any]) -> None:
    file = io.BytesIO(source.encode())
    for line, message, comments, context in extract(
        "python", file, keywords=keywords, options={"encoding": "utf-8"}
    ):
        catalogue.add(message, None, [(str(path), line)], auto_comments=comments, context=context)


def _rule_titles(source: str) -> Iterator[str]:
    """The titles of rules: kept with a release in English, translated when they are shown."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Rule":
            for keyword in node.keywords:
                if keyword.arg == "title" and isinstance(keyword.value, ast.Constant):
                    yield str(keyword.value.value)
