"""Names of companies, axes, segments and places: when two are one, and codes of places."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from babel import Locale

from reports.document.coordinates import slug

WORD = re.compile(r"\w+")


class Place(NamedTuple):
    """A place as reference data knows it: code, name, kind ("world", "region", "country")."""

    code: str
    name: str
    kind: str


# UN M49; only names that mean the same there. Other regions get a code of our own.
_REGIONS = {
    "001": "World",
    "002": "Africa",
    "003": "North America",
    "005": "South America",
    "009": "Oceania",
    "013": "Central America",
    "019": "Americas",
    "021": "Northern America",
    "029": "Caribbean",
    "142": "Asia",
    "150": "Europe",
    "419": "Latin America and the Caribbean",
}
_ALSO = {
    "global": "001",
    "worldwide": "001",
    "the world": "001",
    "us": "US",
    "u s": "US",
    "usa": "US",
    "u s a": "US",
    "the us": "US",
    "the u s": "US",
    "united states of america": "US",
    "uk": "GB",
    "u k": "GB",
    "great britain": "GB",
    "uae": "AE",
    "u a e": "AE",
    "korea": "KR",
    "republic of korea": "KR",
    "turkey": "TR",
    "czech republic": "CZ",
    "hong kong": "HK",
    "ivory coast": "CI",
    "viet nam": "VN",
    "russian federation": "RU",
}
_NOT_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
WORLD = Place("001", "World", "world")


def norm(name: str) -> str:
    """What two spellings of one name share: "Lumo, Inc." and "LUMO Inc" give "lumo inc"."""
    decomposed = unicodedata.normalize("NFKD", name)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(WORD.findall(bare.casefold())) or " ".join(bare.casefold().split())


def axis_norm(name: str) -> str:
    """The same for an axis: "By service provider" and "Service Providers" are one."""
    words = norm(name).removeprefix("by ").split()
    return " ".join(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words)


def axis_title(name: str) -> str:
    """How a new axis is named: "Service Providers" gives "By service providers"."""
    words = [word.lower() if word.istitle() else word for word in name.split()]
    if not words:
        return ""
    if words[0].casefold() == "by":
        words = words[1:]
    return " ".join(["By", *words])


def capital(text: str) -> str:
    """The text with a capital letter in front."""
    return text[:1].upper() + text[1:]


@cache
def _places() -> dict[str, Place]:
    known = {code: Place(code, name, "region") for code, name in _REGIONS.items()}
    known["001"] = WORLD
    for code, name in Locale("en").territories.items():
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES:
            known[code] = Place(code, str(name), "country")
    named = {norm(place.name): place for place in known.values()}
    return named | {other: known[code] for other, code in _ALSO.items()}


def known_place(name: str) -> Place | None:
    """The world, a region of UN M49 or a country of ISO 3166 by its English name."""
    return _places().get(norm(name))


def place(name: str, kind: str = "") -> Place:
    """A place by name; one that no standard knows gets a code of our own, in words."""
    known = known_place(name)
    if known:
        return known
    code = slug(name)[:40].strip("-") or "place"
    return Place(code, name, kind if kind in ("region", "country") else "region")
