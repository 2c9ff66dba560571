"""What becomes of an enquiry: it is mailed by a task, and forgotten when its time is over."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django_tasks import task

from reports import clock
from reports.models import Enquiry


def mail(enquiry: Enquiry) -> None:
    """Have an enquiry mailed to whom the settings name; nobody waits for the mail server."""
    if settings.REPORTS_ENQUIRIES_TO:
        transaction.on_commit(lambda: send.enqueue(enquiry.pk))


@task()
def send(number: int) -> None:
    """Mail one enquiry. The answer goes to who wrote it."""
    enquiry = Enquiry.objects.filter(pk=number).first()
    if enquiry is None:  # forgotten meanwhile
        return
    base = str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")
    lines = [
        f"{enquiry.name}{f', {enquiry.organisation}' if enquiry.organisation else ''}",
        enquiry.email,
        *([f"About {base}{enquiry.about}"] if enquiry.about else []),
        "",
        enquiry.message,
        "",
        "--",
        f"Listed at {base}{reverse('enquiries:index')}",
    ]
    EmailMessage(
        subject=f"{enquiry.get_kind_display()}: {enquiry.name}",
        body="\n".join(lines),
        to=settings.REPORTS_ENQUIRIES_TO,
        reply_to=[enquiry.email],
    ).send()


def forget() -> int:
    """Delete the enquiries whose time is over; gives how many."""
    before = clock.now() - timedelta(days=settings.REPORTS_ENQUIRY_DAYS)
    deleted, _rows = Enquiry.objects.filter(at__lt=before).delete()
    return deleted
