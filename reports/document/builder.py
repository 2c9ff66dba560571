"""What building any part of a document has in common: findings, sources, unreadable values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import ValidationError

from reports.document import schema
from reports.document.findings import Finding, Place, error

PartType = TypeVar("PartType", bound=schema.Part)


class Builder:
    """Collects the findings and the sources of a document while its parts are made."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.sources: dict[str, schema.Source] = {}
        self.companies: dict[str, schema.Company] = {}

    def add(self, code: str, place: Place, sub_field: str, message: str) -> None:
        self.findings.append(error(code, Place(place.field, place.block, sub_field), message))

    def complete(self, value: Any, place: Place, wanted: dict[str, str]) -> bool:
        """Whether the block has all it needs; each lack is a finding at its field."""
        lacking = [name for name in wanted if value[name] in (None, "")]
        for name in lacking:
            self.add("field.required", place, name, wanted[name])
        return not lacking

    def readable(
        self, make: Callable[..., PartType | None], *arguments: Any, place: Place
    ) -> PartType | None:
        """What ``make`` gives; a value that no form would let through is a finding, not a crash."""
        try:
            return make(*arguments)
        except ValidationError as problem:
            for item in problem.errors():
                self.add("field.invalid", place, str(item["loc"][0]), item["msg"])
        except (ValueError, TypeError, ArithmeticError):
            self.add("field.invalid", place, "", "This entry cannot be read. Enter it again.")
        return None

    def source(self, source: Any) -> str:
        """The key of a source, which thereby joins the document's list."""
        if not source:
            return ""
        if source.slug not in self.sources:
            self.sources[source.slug] = schema.Source(
                key=source.slug,
                title=source.title,
                publisher=source.publisher,
                url=source.url,
                published=source.published,
                licence=source.licence,
                note=source.note,
            )
        return str(source.slug)

    def company(self, company: Any) -> str:
        """The slug of a company; what is known of it joins the document's list."""
        known = {name: getattr(company, name) for name in ("website", "ror", "wikidata", "lei")}
        if any(known.values()):
            self.companies[company.slug] = schema.Company(
                slug=company.slug, name=company.name, **known
            )
        return str(company.slug)
