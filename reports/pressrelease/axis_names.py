"""What names an axis, and what is listed under one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reports.pressrelease.claims import Confidence, Span
from reports.pressrelease.parts import BAD_ITEM, parts


@dataclass(frozen=True, slots=True)
class Axis:
    """A way to cut the market: its name as printed (without "By") and where."""

    name: str
    span: Span
    confidence: Confidence = Confidence.HIGH


@dataclass(frozen=True, slots=True)
class Listed:
    """A part that a list names, and the axis it stands under."""

    name: str
    span: Span
    axis: str
    confidence: Confidence = Confidence.HIGH


_WORD = r"[A-Za-zÀ-ÿ][\w/&+'’-]{0,30}"
NAME = rf"{_WORD}(?: (?:(?:of|and|&|/|-) )?{_WORD}){{0,4}}"
_PLACE_AXIS = re.compile(
    r"(?:(?:key )?(?:region(?:s|al)?|geograph(?:y|ies|ical?|ic)|countr(?:y|ies))(?: "
    r"(?:and|&|/|or) (?:region|country|countries))?(?: region)?|regional.*|geographical.*|"
    r".*\bregion)",
    re.IGNORECASE,
)
_TIME = re.compile(r"(?:19|20)[0-9]{2}\b")
_AXIS_NOUNS = frozenset(
    [
        "type",
        "types",
        "product",
        "products",
        "application",
        "applications",
        "component",
        "components",
        "technology",
        "technologies",
        "deployment",
        "material",
        "materials",
        "service",
        "services",
        "offering",
        "offerings",
        "modality",
        "indication",
        "indications",
        "vertical",
        "industry",
        "form",
        "source",
        "nature",
        "gender",
        "capacity",
        "power",
        "function",
        "process",
        "packaging",
        "grade",
        "feedstock",
        "crop",
        "device",
        "user",
        "users",
        "use",
        "channel",
        "size",
        "mode",
        "model",
        "group",
        "route",
        "class",
        "category",
        "end-user",
        "end-users",
        "end-use",
        "condition",
        "format",
        "system",
        "design",
        "procedure",
        "treatment",
        "therapy",
        "solution",
        "provider",
        "providers",
        "setting",
        "ingredient",
        "species",
        "sector",
        "equipment",
        "level",
        "method",
        "platform",
        "analyte",
        "structure",
        "range",
        "style",
        "flavor",
        "flavour",
        "purpose",
        "generation",
        "frequency",
        "fuel",
    ]
)
_NOT_AXES = frozenset(
    [
        "end",
        "year",
        "value",
        "volume",
        "revenue",
        "far",
        "contrast",
        "comparison",
        "using",
        "report",
        "market",
        "our",
        "company",
        "companies",
        "players",
        "phone",
        "email",
        "mail",
        "request",
        "manufacturers",
        "author",
        "share",
        "cagr",
        "growth",
        "analysts",
        "experts",
    ]
)


def axis_name(printed: str) -> str:
    """An axis's name without "By", "the" and "segment", first letter large; empty for none."""
    name = re.sub(r"\s+", " ", printed).strip(" ,;:.-–—*#")
    name = re.sub(r"^(?:by|the|its|each)\s+", "", name, flags=re.IGNORECASE)
    name = re.sub(
        r"\s+(?:segments?|segmentation|outlook|insights?)$", "", name, flags=re.IGNORECASE
    )
    folded = name.casefold()
    if (
        not 2 <= len(name) <= 50
        or folded in _NOT_AXES
        or _TIME.search(name)
        or BAD_ITEM.search(name)
    ):
        return ""
    return name[:1].upper() + name[1:]


def of_places(axis: str) -> bool:
    """Whether an axis cuts the market by place."""
    return bool(_PLACE_AXIS.fullmatch(axis.strip()))


def axis_key(name: str) -> str:
    """What tells axes apart: "Service Providers" and "service provider type" are one."""
    folded = re.sub(r"[\s-]+", " ", name.casefold()).strip()
    words = [word[:-1] if len(word) > 3 and word.endswith("s") else word for word in folded.split()]
    if len(words) > 1 and words[-1] == "type":
        words.pop()
    return " ".join(words)


def known_axis(name: str) -> bool:
    """Whether a name ends in a word that axes end in."""
    words = name.casefold().replace("-", " ").split()
    return bool(words) and (words[-1] in _AXIS_NOUNS or of_places(name))


def listed_in(
    text: str, start: int, end: int, axis: str, sure: Confidence, *, line: bool = False
) -> Iterator[Listed]:
    """The parts named in text[start:end], under an axis."""
    for span in parts(text, start, end, line=line):
        yield Listed(re.sub(r"\s+", " ", text[slice(*span)]), span, axis, sure)
