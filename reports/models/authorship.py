"""Who wrote a draft: not simply whoever saved it last."""

from __future__ import annotations

from typing import Any

from wagtail.models import Revision

from reports.document import stored


def author_of(revision: Revision, digest: str) -> Any:
    """Who wrote a document: the user of the earliest revision in the unbroken run that
    has it, for whoever saved last may have changed nothing. None when code wrote it."""
    writer = revision
    earlier = Revision.objects.for_instance(revision.content_object).filter(pk__lt=revision.pk)
    for candidate in earlier.order_by("-pk").iterator(chunk_size=20):
        try:
            found = digest_of(candidate)
        except (AttributeError, ValueError):
            break
        if found != digest:
            break
        writer = candidate
    return writer.user


def digest_of(revision: Revision) -> str:
    """The content hash of the document that a revision of a report gives."""
    document = revision.as_object().build().document
    return stored.content_hash(stored.dump(document))


def name_of(user: Any) -> str:
    """A user's name as it stands in the history, even if the account goes."""
    return (user.get_full_name() or user.get_username()) if user else ""
