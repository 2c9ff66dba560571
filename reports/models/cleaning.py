"""What a form would have refused, found also when a page was made by code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.fields import StreamField

from reports.document.findings import Finding, Place, error


def unclean_blocks(page: Any) -> Iterable[Finding]:
    """A finding for every value that the page's own fields and blocks do not admit.

    Wagtail checks required blocks in its forms alone; a page made by code
    meets the same rules here.
    """
    try:
        page.clean_fields()
    except ValidationError as problem:
        for name, messages in problem.message_dict.items():
            for message in messages:
                yield error("field.invalid", Place(name), message)
    for field in page._meta.get_fields():
        if not isinstance(field, StreamField):
            continue
        value = getattr(page, field.name)
        try:
            value.stream_block.clean(value)
        except ValidationError as problem:
            yield from _stream(field.name, value, problem)


def _stream(name: str, value: Any, problem: Any) -> Iterable[Finding]:
    for message in problem.messages if not hasattr(problem, "block_errors") else ():
        yield error("field.invalid", Place(name), message)
    for message in getattr(problem, "non_block_errors", ()):
        yield error("field.invalid", Place(name), str(message))
    for position, inner in getattr(problem, "block_errors", {}).items():
        block = str(value[position].id or "")
        children = getattr(inner, "block_errors", None)
        if not isinstance(children, dict):
            yield error("field.invalid", Place(name, block), "; ".join(_texts(inner)))
            continue
        for sub_field, detail in children.items():
            code = "field.required" if _is_required(detail) else "field.invalid"
            yield error(code, Place(name, block, str(sub_field)), "; ".join(_texts(detail)))
        for message in getattr(inner, "non_block_errors", ()):
            yield error("field.invalid", Place(name, block), str(message))


def _is_required(problem: Any) -> bool:
    return getattr(problem, "code", "") == "required" or any(
        getattr(item, "code", "") == "required" for item in getattr(problem, "error_list", ())
    )


def _texts(problem: Any) -> list[str]:
    """The sentences in an error that may nest."""
    inner = getattr(problem, "block_errors", None)
    if inner is None:
        return [str(message) for message in problem.messages]
    values = inner.values() if isinstance(inner, dict) else [item for item in inner if item]
    texts = [text for value in values for text in _texts(value)]
    return texts + [str(message) for message in getattr(problem, "non_block_errors", ())]


def unique(findings: Iterable[Finding]) -> list[Finding]:
    """No finding twice. Where form and document both ask for the same field, the one with the
    more helpful sentence (it comes later) stays."""
    kept: dict[tuple[str, Place, str], Finding] = {}
    for finding in findings:
        said = "" if finding.family == "field" else finding.message
        kept[finding.code, finding.place, said] = finding
    return list(kept.values())
