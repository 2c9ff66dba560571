"""Examples: an answer of each shape (``examples.json``, invented data), and code (``code/``)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("examples.json")


@cache
def examples() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def example(name: str) -> Any:
    """The example of a shape; None if it has none."""
    return examples().get(name)


CODE = Path(__file__).with_name("code")
LANGUAGES = (
    ("curl", "curl.sh"),
    ("Python, with pandas", "python.py"),
    ("JavaScript", "javascript.mjs"),
    ("R", "r.R"),
)


@cache
def code() -> list[dict[str, str]]:
    """The examples of the documentation, by language. The tests run these very files."""
    return [
        {"title": title, "text": (CODE / name).read_text(encoding="utf-8").strip()}
        for title, name in LANGUAGES
    ]
