"""The forms of the public site: a custom cut of the data, talk to us, an error on a figure.

No cookie and no script; what is written is kept by `reports.intake` and mailed by a task.
"""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.core.validators import ProhibitNullCharactersValidator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reports import clock, enquiries, intake
from reports.models import Enquiry
from reports.models.origins import absolute
from reports.site.lookup import NotVisible
from reports.site.posting import Unreadable, posted
from reports.site.public import NO_STORE, page, public, public_form

MOST_POSTED = 60_000
TOO_LONG = gettext_lazy("The message is too long. Send at most 5,000 characters.")
PER_VISITOR = intake.Limit("enquiry", 5, 3600)
OF_ALL = intake.Limit("enquiries", 300, 86400)
SIGNER = Signer(salt="reports.contact")
SOONEST, LATEST = 3, 86400  # seconds that a person needs, and that a form stays open
ABOUT = re.compile(r"/markets/[A-Za-z0-9_./-]{0,300}")

# What each form is for: its heading, its introduction, what its message is called.
KINDS = {
    Enquiry.Kind.CUSTOM_DATA: (
        gettext_lazy("Ask for a custom cut of the data"),
        gettext_lazy(
            "Tell us which market, segments, places and years you need. All data of the published "
            "reports can be downloaded without asking; this form is for what is not there."
        ),
        gettext_lazy("What you need"),
    ),
    Enquiry.Kind.TALK: (
        gettext_lazy("Talk to us"),
        gettext_lazy("Ask a question, suggest a market or tell us what would help you."),
        gettext_lazy("Your message"),
    ),
    Enquiry.Kind.FIGURE_ERROR: (
        gettext_lazy("Report an error on a figure"),
        gettext_lazy(
            "Say which figure is wrong, what it should be, and where that can be checked. What "
            "turns out to be wrong is corrected in a new release that names the change."
        ),
        gettext_lazy("What is wrong, and how you know"),
    ),
}


class ContactForm(forms.Form):
    """What a visitor fills in. ``website`` is a trap: people do not see it, programs fill it."""

    use_required_attribute = False  # the server's messages say what is missing
    name = forms.CharField(label=gettext_lazy("Your name"), max_length=120)
    organisation = forms.CharField(
        label=gettext_lazy("Organisation (optional)"), max_length=120, required=False
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        help_text=gettext_lazy("Only to answer you."),
    )
    message = forms.CharField(
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        validators=[ProhibitNullCharactersValidator()],
    )
    consent = forms.BooleanField(
        error_messages={
            "required": gettext_lazy("Without your consent we may not keep your message.")
        }
    )
    website = forms.CharField(required=False, max_length=500)
    about = forms.CharField(required=False, max_length=400)
    begun = forms.CharField(required=False, max_length=200)

    COMPLETE = {"name": "name", "organisation": "organization", "email": "email"}

    def __init__(self, kind: str, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial, auto_id="f-%s")
        self.fields["message"].label = KINDS[Enquiry.Kind(kind)][2]
        self.fields["consent"].label = consent_words()
        for name, field in self.fields.items():
            if name in self.COMPLETE:
                field.widget.attrs["autocomplete"] = self.COMPLETE[name]

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])

    def clean_organisation(self) -> str:
        return one_line(self.cleaned_data["organisation"])

    def clean_about(self) -> str:
        about = self.cleaned_data["about"]
        return about if ABOUT.fullmatch(about) else ""

    @property
    def is_spam(self) -> bool:
        """Whether a program filled it in: the trap, or sooner than anybody types."""
        age = form_age(self.data.get("begun", ""))
        return bool(self.data.get("website")) or age is None or age < SOONEST

    @property
    def shown_fields(self) -> list[Any]:
        return [self[name] for name in ("name", "organisation", "email", "message")]


def consent_words() -> str:
    """The sentence that a visitor agrees to; it is kept with the message."""
    days: int = settings.REPORTS_ENQUIRY_DAYS
    return ngettext(
        "I agree that you keep my message and address for %(days)d day to answer me.",
        "I agree that you keep my message and address for up to %(days)d days to answer me.",
        days,
    ) % {"days": days}


def one_line(text: str) -> str:
    return " ".join(text.split())


def begun() -> str:
    """When a form was shown, signed. The page may be a minute old: caches keep it that long."""
    return SIGNER.sign(str(int(clock.now().timestamp())))


def form_age(token: str) -> int | None:
    """Seconds since a form was shown; None for no token of ours or one that is too old."""
    try:
        age = int(clock.now().timestamp()) - int(SIGNER.unsign(token))
    except (BadSignature, ValueError):
        return None
    return age if 0 <= age <= LATEST else None


@public
def index(request: HttpRequest) -> HttpResponse:
    """What can be asked, and where."""
    kinds = [(reverse("contact", args=[kind]), *words[:2]) for kind, words in KINDS.items()]
    context = {"kinds": kinds, "canonical": absolute(reverse("contacts"))}
    return page("reports/contact.html", context, clock.now())


@public_form
def contact(request: HttpRequest, kind: str) -> HttpResponse:
    """One of the forms; sent, it leads to a page that says so."""
    if kind not in KINDS:
        raise NotVisible(clock.now())
    if request.method != "POST":
        now = clock.now()
        about = request.GET.get("about", "")
        initial = {"about": about if ABOUT.fullmatch(about) else "", "begun": begun()}
        # With a page to write about it is one of many; search engines need the one without.
        return shown(kind, ContactForm(kind, initial=initial), now=now, noindex=bool(about))
    try:
        data = posted(request, MOST_POSTED, str(TOO_LONG))
    except Unreadable as unread:
        form = ContactForm(kind, initial={"begun": begun()})
        return shown(kind, form, status=unread.status, problem=unread.message)
    form = ContactForm(kind, data)
    if not form.is_valid():
        return shown(kind, form, status=400)
    if form.is_spam:
        problem = _("The form was sent too fast or is a day old. Please send it once more.")
        again = ContactForm(kind, {**data.dict(), "begun": begun(), "website": ""})
        return shown(kind, again, status=400, problem=problem)
    for limit, who in ((PER_VISITOR, intake.address(request)), (OF_ALL, "all")):
        counted = intake.count(limit, who)
        if not counted.allowed:
            problem = _("That was a lot of messages. Please try again later.")
            response = shown(kind, form, status=429, problem=problem)
            response["Retry-After"] = str(counted.reset)
            return response
    kept = {name: form.cleaned_data[name] for name in ("name", "organisation", "email", "message")}
    enquiries.mail(
        intake.keep_enquiry(
            kind=kind, about=form.cleaned_data["about"], consent=consent_words(), **kept
        )
    )
    response = HttpResponseRedirect(reverse("contact-sent", args=[kind]))
    response.status_code = 303
    response["Cache-Control"] = NO_STORE
    return response


@public
def sent(request: HttpRequest, kind: str) -> HttpResponse:
    """What happens next with a message."""
    if kind not in KINDS:
        raise NotVisible(clock.now())
    context = {"kind": kind, "days": settings.REPORTS_ENQUIRY_DAYS}
    return page("reports/contact_sent.html", context, clock.now(), noindex=True)


def shown(
    kind: str,
    form: ContactForm,
    *,
    now: Any = None,
    status: int = 200,
    problem: str = "",
    noindex: bool = False,
) -> HttpResponse:
    heading, introduction, _label = KINDS[Enquiry.Kind(kind)]
    context = {
        "kind": kind,
        "heading": heading,
        "introduction": introduction,
        "form": form,
        "problem": problem,
        "about": form["about"].value() or "",
        "failed": bool(problem or form.errors),
    }
    failed = status != 200
    if not (noindex or failed):
        context["canonical"] = absolute(reverse("contact", args=[kind]))
    return page("reports/contact_form.html", context, now, status=status, noindex=noindex or failed)
