"""The inline figure in the editor: stored as ``<embed embedtype="figure" key="…"/>``,
kept as one piece while text is edited. Its value comes from the document, never from here."""

from __future__ import annotations

from typing import Any

from draftjs_exporter import DOM
from wagtail.admin.rich_text.converters.editor_html import EmbedTypeRule, WhitelistRule
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    KEEP_WHITESPACE,
    InlineEntityElementHandler,
)
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text import EmbedHandler
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.whitelist import allow_without_attributes

FEATURE = "figure"
TYPE = "FIGURE"


class FigureElementHandler(InlineEntityElementHandler):
    """From the database: an embed becomes an entity that shows the figure's key."""

    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, str]:
        return {"key": attrs.get("key", "")}

    def handle_starttag(self, name: str, attrs: Any, state: Any, contentstate: Any) -> None:
        super().handle_starttag(name, attrs, state, contentstate)
        # An entity needs text to cover; an embed has none of its own.
        state.current_block.text += dict(attrs).get("key", "") or "?"
        state.leading_whitespace = KEEP_WHITESPACE


def figure_entity(props: dict[str, Any]) -> Any:
    """To the database: the entity's text goes, its key stays."""
    return DOM.create_element("embed", {"embedtype": FEATURE, "key": props.get("key", "")})


class FigureEmbedHandler(EmbedHandler):
    """What Wagtail itself shows of an inline figure outside a report, where it has no value."""

    identifier = FEATURE

    @staticmethod
    def expand_db_attributes(attrs: dict[str, str]) -> str:
        return ""


class FigureEditorHandler:
    """For HTML-based editors and the admin API, which strip what they do not know."""

    @staticmethod
    def get_db_attributes(tag: Any) -> dict[str, str]:
        return {"key": tag.get("data-key", "")}

    @staticmethod
    def expand_db_attributes(attrs: dict[str, str]) -> str:
        from django.utils.html import format_html

        return str(
            format_html('<embed data-embedtype="figure" data-key="{}"/>', attrs.get("key", ""))
        )


def register(features: FeatureRegistry) -> None:
    """Make the feature known to rich text."""
    features.register_embed_type(FigureEmbedHandler)
    features.register_editor_plugin(
        "draftail",
        FEATURE,
        EntityFeature(
            {
                "type": TYPE,
                "icon": "decimal",
                "description": "Figure",
            },
            js=["reports/figure-picker.js", "reports/figure-entity.js"],
            css={"all": ["reports/figure-entity.css"]},
        ),
    )
    features.register_converter_rule(
        "contentstate",
        FEATURE,
        {
            "from_database_format": {'embed[embedtype="figure"]': FigureElementHandler(TYPE)},
            "to_database_format": {"entity_decorators": {TYPE: figure_entity}},
        },
    )
    features.register_converter_rule(
        "editorhtml",
        FEATURE,
        [
            WhitelistRule("embed", allow_without_attributes),
            EmbedTypeRule(FEATURE, FigureEditorHandler),
        ],
    )
