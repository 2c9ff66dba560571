"""A lighter editor: what describes the blocks is packed once, and values are sent in short.

A report with two hundred figures would otherwise be a page of half a megabyte,
most of it quotation marks written as ``&quot;`` and names of empty fields.
"""

from __future__ import annotations

import json
import re
from typing import Any

from django.core.exceptions import BadRequest
from django.forms import Form
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import JSContext, register
from wagtail.blocks.base import BlockWidget, get_error_json_data
from wagtail.blocks.struct_block import StructBlockAdapter

from reports.blocks.figures import FigureBlock
from reports.blocks.structure import OutlookBlock

INDENT = re.compile(r"(?:\\n| ){2,}")
REFERENCES = {"geography": "geography", "source": "source"}


def compact(value: Any) -> str:
    """JSON without blanks, fit for an attribute in single quotes."""
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    return text.replace("&", "&amp;").replace("'", "&#39;").replace("<", "\\u003c")


_descriptions: dict[tuple[int, str], tuple[Any, JSContext, str]] = {}


def _packed(block: Any) -> tuple[JSContext, str]:
    """The description of a block for the editor's script; it differs by language alone."""
    key = (id(block), get_language() or "")
    if key not in _descriptions:
        context = JSContext()
        # Much of it is HTML of choosers, indented by their templates.
        text = INDENT.sub(" ", compact(context.pack(block)))
        # The block is kept too, so that no other one gets its id.
        _descriptions[key] = (block, context, text)
    return _descriptions[key][1:]


class LightBlockWidget(BlockWidget):
    """Wagtail's widget of a StreamField with shorter attributes."""

    @property
    def js_context(self) -> JSContext:
        return _packed(self.block_def)[0]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """As Wagtail's; a post whose blocks are cut or forged is told so, not a failure here."""
        try:
            return super().value_from_datadict(data, files, name)
        except (KeyError, IndexError, TypeError, ValueError):
            raise BadRequest(f"The blocks of “{name}” did not arrive whole.") from None

    def render_with_errors(
        self, name: str, value: Any, attrs: Any = None, errors: Any = None, renderer: Any = None
    ) -> str:
        error = get_error_json_data(errors.as_data()[0]) if errors else None
        state = [self.block_def.get_form_state(value), error]
        definition = _packed(self.block_def)[1]
        # Both are escaped by `compact`; format_html would write every quotation mark in full.
        return format_html(
            '<div id="{}" data-block data-controller="w-block"'
            " data-w-block-data-value='{}' data-w-block-arguments-value='{}'></div>",
            name,
            mark_safe(definition),  # noqa: S308
            mark_safe(compact(state)),  # noqa: S308
        )


def lighten(form: Form) -> None:
    """Give the StreamFields of a form the lighter widget."""
    for field in form.fields.values():
        if type(field.widget) is BlockWidget:
            field.widget = LightBlockWidget(field.widget.block_def)


class FigureBlockAdapter(StructBlockAdapter):
    """Tells the script `figure-blocks.js` how the short form of a figure is to be read."""

    js_constructor = "reports.FigureBlock"

    def js_args(self, block: Any) -> list[Any]:
        name, children, meta = super().js_args(block)
        edit = "wagtailsnippets_reports_{}:edit"
        addresses = {
            model: reverse(edit.format(model), args=[0])
            for model in (*REFERENCES.values(), "segment")
        }
        extra = {
            "defaults": list(block.default_states.values()),
            "references": list(REFERENCES),
            "addresses": addresses,
        }
        return [name, children, {**meta, **extra}]

    @cached_property
    def media(self) -> Any:
        return super().media + type(super().media)(
            js=[versioned_static("reports/figure-blocks.js")]
        )


register(FigureBlockAdapter(), FigureBlock)


class OutlookBlockAdapter(StructBlockAdapter):
    """Names an outlook by what it has: its segment or its place."""

    js_constructor = "reports.OutlookBlock"

    @cached_property
    def media(self) -> Any:
        return super().media + type(super().media)(
            js=[versioned_static("reports/figure-blocks.js")]
        )


register(OutlookBlockAdapter(), OutlookBlock)
