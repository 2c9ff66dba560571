"""The forms of the release screens."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin.widgets import AdminDateTimeInput

from reports.models import Release

NOW, LATER = "now", "later"
CLOCKS_CHANGE = (
    "The clocks change then: in this time zone that time is skipped or comes twice. "
    "Choose one an hour earlier or later."
)
WHY = {"rows": 3}


class MomentField(forms.DateTimeField):
    """A moment to come, in the editor's time zone."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **{
                "required": False,
                "widget": AdminDateTimeInput(),
                "error_messages": {"invalid": "Give a date and a time, such as 2031-05-04 09:30."},
                **options,
            }
        )

    def to_python(self, value: Any) -> datetime | None:
        try:
            return super().to_python(value)
        except ValidationError as problem:
            if problem.code == "ambiguous_timezone":
                raise ValidationError(CLOCKS_CHANGE, code="ambiguous_timezone") from None
            raise


class ReleaseForm(forms.Form):
    """What the release screen asks for. Revision and digest say what the editor saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    when = forms.ChoiceField(
        choices=[(NOW, "Now"), (LATER, "At a moment to come")],
        widget=forms.RadioSelect,
        initial=NOW,
    )
    moment = MomentField(help_text="Whole minutes; seconds are rounded up.")
    kind = forms.ChoiceField(
        choices=[
            (Release.Kind.UPDATE.value, "Update: something is new"),
            (Release.Kind.CORRECTION.value, "Correction: something was wrong"),
        ],
        widget=forms.RadioSelect,
        initial=Release.Kind.UPDATE.value,
        error_messages={"required": "Say whether this is an update or a correction."},
    )
    reason = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=WHY),
        help_text="Readers see it. A correction says what was wrong and what it is now.",
    )

    def __init__(
        self,
        *args: Any,
        first: bool,
        may_schedule: bool,
        value_changes: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.value_changes = value_changes and not first
        if self.value_changes:
            # Nothing is preselected: the editor says which it is.
            self.fields["kind"].initial = None
            self.fields["reason"].required = True
            missing = "A published value changes: say why."
            self.fields["reason"].error_messages["required"] = missing
        self.fields["moment"].label = f"Moment ({timezone.get_current_timezone_name()})"
        if first:
            del self.fields["kind"]
        if not may_schedule:
            del self.fields["when"]
            del self.fields["moment"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("when") == LATER and not data.get("moment") and "moment" not in self.errors:
            self.add_error("moment", "Give the moment at which it becomes public.")
        correction = data.get("kind") == Release.Kind.CORRECTION
        if correction and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Say what was wrong and what it is now.")
        return data

    @property
    def release_at(self) -> datetime | None:
        later = self.cleaned_data.get("when") == LATER
        return self.cleaned_data["moment"] if later else None


class ReasonForm(forms.Form):
    """A reason that is kept in the page's history."""

    reason = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=WHY),
        help_text="Kept in the page's history; readers do not see it.",
    )


class CancelForm(ReasonForm):
    """Why the pending release is cancelled."""


class RescheduleForm(ReasonForm):
    moment = MomentField(required=True)
    field_order = ("moment", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["moment"].label = f"New moment ({timezone.get_current_timezone_name()})"


class PreviewForm(forms.Form):
    """At which moment the draft is shown."""

    at = MomentField(required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].label = f"As it would be at ({timezone.get_current_timezone_name()})"


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        max_length=2000,
        widget=forms.Textarea(attrs=WHY),
        help_text="Kept with the releases and in the page's history.",
    )


class AddressForm(forms.Form):
    market = forms.SlugField(max_length=200)
    edition = forms.SlugField(
        max_length=60, help_text="Begins with a four-digit year, e.g. 2024 or 2024-update."
    )


class ConfirmForm(forms.Form):
    """Nothing to ask but whether."""
