"""Identifiers that others give: ROR, Wikidata and LEI for companies, DOI for sources.

Pasted as people find them, addresses included, and kept in one form. A typing
error in a ROR id or an LEI shows in its check digits.
"""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_ROR = re.compile(rf"0[{_CROCKFORD}]{{6}}[0-9]{{2}}")
_WIKIDATA = re.compile(r"Q[1-9][0-9]{0,11}")
_LEI = re.compile(r"[A-Z0-9]{18}[0-9]{2}")
_DOI = re.compile(r"10\.[0-9]{4,9}/[!-~]+")


def bare(text: str) -> str:
    """What was pasted without spaces, scheme and a last slash."""
    return re.sub(r"^https?://(www\.)?", "", "".join(text.split()), flags=re.IGNORECASE).rstrip("/")


def ror(text: str) -> str:
    """A ROR id such as ``05dxps055``; its last two digits check the rest (ISO 7064, mod 97-10)."""
    found = re.sub(r"^ror\.org/", "", bare(text).lower())
    if not _ROR.fullmatch(found):
        raise ValidationError("A ROR id looks like https://ror.org/05dxps055.")
    number = 0
    for letter in found[:7]:
        number = number * 32 + _CROCKFORD.index(letter)
    if 98 - number * 100 % 97 != int(found[7:]):
        raise ValidationError("There is a typing error in this ROR id: its last digits do not fit.")
    return found


def wikidata(text: str) -> str:
    """A Wikidata item such as ``Q42``."""
    found = re.sub(r"^(m\.)?wikidata\.org/(wiki|entity)/", "", bare(text), flags=re.IGNORECASE)
    found = re.sub(r"[#?].*$", "", found).upper()
    if not _WIKIDATA.fullmatch(found):
        raise ValidationError("A Wikidata item looks like Q42.")
    return found


def lei(text: str) -> str:
    """A legal entity identifier (ISO 17442): 20 characters, the last two check the rest."""
    found = re.sub(r"^.*/", "", bare(text)).upper().replace("-", "")
    if not _LEI.fullmatch(found):
        raise ValidationError("An LEI has 20 letters and digits; the last two are digits.")
    if int("".join(str(int(letter, 36)) for letter in found)) % 97 != 1:
        raise ValidationError("There is a typing error in this LEI: its last digits do not fit.")
    return found


def doi(text: str) -> str:
    """A DOI such as ``10.5281/zenodo.1234``; small letters, for DOIs know no capitals."""
    found = re.sub(r"^(dx\.)?doi\.org/|^doi:", "", bare(text).lower())
    if not _DOI.fullmatch(found):
        raise ValidationError("A DOI looks like 10.5281/zenodo.1234.")
    return found


class IdentifierField(models.CharField):
    """A column for one of the identifiers above, kept in its one form; empty when unknown."""

    read: Any = None
    longest = 20

    def __init__(self, *args: Any, **options: Any) -> None:
        given = {"max_length": self.longest, "blank": True, "default": "", "db_default": ""}
        super().__init__(*args, **{**given, **options})

    def deconstruct(self) -> Any:
        """In a migration it is a plain column: the reading may change, the column does not."""
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return type(self).read(text) if text and text.strip() else ""

    def formfield(self, **options: Any) -> Any:
        """A field that takes whole addresses, which are longer than the identifier."""
        return super().formfield(**{"max_length": 300, "form_class": forms.CharField, **options})


class RorField(IdentifierField):
    read = staticmethod(ror)
    longest = 9


class WikidataField(IdentifierField):
    read = staticmethod(wikidata)
    longest = 13


class LeiField(IdentifierField):
    read = staticmethod(lei)


class DoiField(IdentifierField):
    read = staticmethod(doi)
    longest = 200
