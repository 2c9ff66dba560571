"""The form of a report page: what a release would refuse is said at the field."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError

from reports.blocks.light import lighten
from reports.document.findings import Finding, errors


class DraftCopyForm(CopyForm):
    """Copies are drafts: it offers neither to publish them nor to make aliases."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("publish_copies", "alias"):
            self.fields.pop(name, None)


STRICT_ACTIONS = ("action-submit", "action-restart-workflow")


class ReportPageForm(WagtailAdminPageForm):
    """Drafts save with anything missing; submitting for review does not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lighten(self)

    def _post_clean(self) -> None:
        super()._post_clean()  # fills the instance
        if not self.is_deferred_validation and any(name in self.data for name in STRICT_ACTIONS):
            self.show(self.instance.examine().refusing)

    def show(self, findings: list[Finding]) -> None:
        """Put every finding that refuses a release at its field."""
        by_field: dict[str, list[Finding]] = defaultdict(list)
        for finding in errors(findings):
            by_field[finding.place.field].append(finding)
        for name, found in by_field.items():
            if name not in self.fields:
                for finding in found:
                    self.add_error(NON_FIELD_ERRORS, finding.message)
            elif any(finding.place.block for finding in found):
                if not self.errors.get(name):
                    self.add_error(name, self._block_error(name, found))
            else:
                for finding in found:
                    self.add_error(name, finding.message)

    def _block_error(self, name: str, found: list[Finding]) -> ValidationError:
        stream: Any = getattr(self.instance, name)
        positions = {str(child.id): position for position, child in enumerate(stream)}
        blocks: dict[int, Any] = {}
        general: list[str] = []
        sub_fields: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for finding in found:
            position = positions.get(finding.place.block)
            if position is None:
                general.append(finding.message)
            else:
                sub_fields[position][finding.place.sub_field].append(finding.message)
        for position, messages in sub_fields.items():
            child = stream[position]
            known = getattr(child.block, "child_blocks", {})
            at_fields = {
                sub_field: ValidationError(texts)
                for sub_field, texts in messages.items()
                if sub_field in known and not getattr(known[sub_field], "child_block", None)
            }
            others = [
                text
                for sub_field, texts in messages.items()
                if sub_field not in at_fields
                for text in texts
            ]
            if known:
                blocks[position] = StructBlockValidationError(
                    block_errors=at_fields, non_block_errors=others
                )
            else:
                blocks[position] = ValidationError(others)
        return StreamBlockValidationError(block_errors=blocks, non_block_errors=general)
