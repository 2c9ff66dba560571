"""Approve a text for release, and find who may stand for four eyes."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from reports import clock
from reports.document import stored
from reports.models import Approval, ReportPage
from reports.models.authorship import author_of, name_of
from reports.models.immutable import writing
from reports.releasing.refusal import Refused

UNKNOWN_AUTHOR = (
    "Nobody is known to have written this draft, so nobody can be told apart from its writer. "
    "Save it once with a name."
)
OWN_TEXT = "Who wrote the draft cannot {}: another pair of eyes is needed."


def approve(revision: Revision, *, user: Any) -> Approval:
    """Record that ``user`` found the document of this revision fit for release.

    With four eyes (``REPORTS_FOUR_EYES``) raises `Refused` for whoever wrote it,
    and for a text whose writer is not known.
    """
    revision = Revision.objects.get(pk=revision.pk)
    page = revision.as_object()
    if not isinstance(page, ReportPage):
        raise Refused("Only report pages are approved for release.")
    if user is None:
        raise Refused("An approval needs somebody who gives it.")
    data = stored.dump(page.build().document)
    digest = stored.content_hash(data)
    author = author_of(revision, digest)
    four_eyes = settings.REPORTS_FOUR_EYES
    if four_eyes and author is None:
        raise Refused(UNKNOWN_AUTHOR)
    if four_eyes and author == user:
        raise Refused(OWN_TEXT.format("approve it"))
    with writing("issue"):
        Page.objects.select_for_update().get(pk=page.pk)  # one approval after the other
        known = Approval.objects.filter(page=page, content_hash=digest, user=user).first()
        approval = known or Approval(
            page_id=page.pk,
            revision=revision,
            content_hash=digest,
            document=data,
            author=author,
            author_name=name_of(author),
            user=user,
            user_name=name_of(user),
            four_eyes=four_eyes,
            at=clock.now(),
        )
        if known is None:
            approval.save()
        log(
            instance=page,
            action="reports.approve",
            user=user,
            revision=revision,
            data={"revision": revision.pk, "content_hash": digest},
        )
    return approval


def approval_of(page: ReportPage, digest: str, author: Any) -> Approval | None:
    """The newest approval of exactly this document by somebody who did not write it."""
    found = Approval.objects.filter(page=page.pk, content_hash=digest).select_related("user")
    return found.exclude(user=author).first() if author else found.first()


def approver_of(page: ReportPage, digest: str, author: Any, releaser: Any) -> Any:
    """Who answers for a release beside its author: whoever releases it, or, with four eyes and
    if that is the author, whoever approved exactly this document. Raises `Refused`."""
    if not settings.REPORTS_FOUR_EYES:
        return releaser
    if author is None:
        raise Refused(UNKNOWN_AUTHOR)
    if releaser is not None and releaser != author:
        return releaser
    approval = approval_of(page, digest, author)
    if approval is None:
        raise Refused(OWN_TEXT.format("release it"))
    return approval.user
