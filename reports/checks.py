"""House rules, kept by ``manage.py check``: a careless public view fails the build.

Public data has one door, `ReleaseQuerySet.released` and its two siblings. The
first check walks every address, the second reads the code of the public faces.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.urls import URLPattern, URLResolver, get_resolver

DOORS = {"released", "history", "withdrawn"}
PUBLIC_CODE = ("site", "api", "exports")
# Editors sign in there; and what Wagtail serves itself: the home page and the standard pages.
NOT_OURS = ("admin/",)
TRUSTED_MODULES = ("wagtail.views", "django.views.static", "django.contrib.staticfiles.views")
OPEN_MODELS = {"FormerAddress", "Announcement"}  # public in themselves
# Pages and revisions hold drafts; public code has no business with either.
DRAFTS = {"ReportPage", "MarketPage", "Revision"}
BACK_DOORS = {"_base_manager", "_default_manager", "raw", "extra"}


@register(Tags.security)
def public_views_are_marked(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """reports.E001: every address outside the admin leads to a view marked as public."""
    return [
        Error(
            f"The address “{route}” leads to {_name(callback)}, which is not marked as public.",
            hint="Decorate it with reports.site.public.public, or give the class public = True, "
            "once it reads through released(at) alone.",
            id="reports.E001",
        )
        for route, callback in unmarked(get_resolver().url_patterns)
    ]


@register(Tags.security)
def public_code_reads_what_is_released(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """reports.E002: code of the public faces reads through the doors to public data."""
    here = Path(__file__).parent
    return [
        Error(
            f"{path.relative_to(here.parent)}:{line}: {what}",
            hint="Public data has one door: Model.objects.released(at), .history or .withdrawn.",
            id="reports.E002",
        )
        for face in PUBLIC_CODE
        for path in sorted((here / face).rglob("*.py"))
        for line, what in stray_reads(path.read_text())
    ]


def unmarked(
    patterns: Iterable[URLPattern | URLResolver], prefix: str = ""
) -> Iterator[tuple[str, Any]]:
    """Addresses, with their views, that lead neither to the admin nor to a public view."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if route.startswith(NOT_OURS):
            continue
        if isinstance(pattern, URLResolver):
            yield from unmarked(pattern.url_patterns, route)
            continue
        view = getattr(pattern.callback, "cls", pattern.callback)
        module = getattr(view, "__module__", "")
        if not getattr(view, "public", False) and not module.startswith(TRUSTED_MODULES):
            yield route, pattern.callback


def stray_reads(source: str) -> list[tuple[int, str]]:
    """Lines of code that read the database beside the doors, with what is wrong there."""
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "objects":
            after = parents.get(node)
            through = isinstance(after, ast.Attribute) and after.attr in DOORS
            named = isinstance(node.value, ast.Name) and node.value.id in OPEN_MODELS
            if not through and not named:
                found.append((node.lineno, "it reads a model beside the doors to public data."))
        elif isinstance(node, ast.Attribute) and node.attr in BACK_DOORS:
            found.append((node.lineno, f"it uses {node.attr}, a way around the doors."))
        elif isinstance(node, ast.ImportFrom):
            names = {alias.name for alias in node.names} & DRAFTS
            found += [(node.lineno, f"it imports {name}, which holds drafts.") for name in names]
    return sorted(found)


def _name(callback: Any) -> str:
    view = getattr(callback, "cls", callback)
    return f"{getattr(view, '__module__', '?')}.{getattr(view, '__qualname__', view)}"
