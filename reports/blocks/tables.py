"""A table of figures, series × periods, edited in a grid and stored as one piece of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail import blocks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import WidgetAdapter
from wagtail.blocks import BlockGroup

from reports.blocks import memory
from reports.blocks.common import ReferenceBlock, source_block
from reports.blocks.examples import Previewed
from reports.blocks.figures import CLAIMS, MEASURES, POWERS
from reports.document.schema import Claim
from reports.document.table import TableData, TableSeries, UnreadableTable, parse
from reports.document.tabulated import CALCULATIONS


class TableValue:
    """A table with the segments and geographies that it names, by id."""

    def __init__(
        self,
        data: TableData,
        segments: Mapping[int, Any] | None = None,
        geographies: Mapping[int, Any] | None = None,
    ) -> None:
        self.data = data
        self.segments = segments or {}
        self.geographies = geographies or {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TableValue) and self.data == other.data

    def __hash__(self) -> int:
        return hash(json.dumps(self.data.as_dict(), sort_keys=True))

    def __bool__(self) -> bool:
        return bool(self.data.series or self.data.periods)

    def lost(self, series: TableSeries) -> str:
        """A sentence when reference data of a series is gone; else nothing."""
        if any(pk not in self.segments for pk in series.segments):
            return "its segment is gone. Choose another."
        if series.geography and series.geography not in self.geographies:
            return "its place is gone. Choose another."
        return ""


def values_of(tables: Iterable[TableData]) -> list[TableValue]:
    """Tables with what they name; two queries for all of them."""
    from reports.models import Geography, Segment

    found = list(tables)
    named = [table.references for table in found]
    segment_ids = {pk for segments, _ in named for pk in segments}
    place_ids = {pk for _, places in named for pk in places}
    segments = memory.find(Segment, segment_ids) if segment_ids else {}
    places = memory.find(Geography, place_ids) if place_ids else {}
    return [TableValue(table, segments, places) for table in found]


class TableField(forms.CharField):
    """The JSON of a table in a form; what is typed into cells is judged when it is checked."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        try:
            return parse(json.loads(text) if text else None)
        except (json.JSONDecodeError, RecursionError):
            raise ValidationError("The table could not be read.") from None
        except UnreadableTable as problem:
            raise ValidationError(str(problem)) from None

    def validate(self, value: TableData) -> None:
        if self.required and not value.series:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """Nothing more: the limits are the table's own."""


class TableInput(forms.Textarea):
    """The table's JSON; the script `figure-table.js` puts a grid over it."""

    show_add_comment_button = True

    @property
    def media(self) -> forms.Media:
        scripts = (
            "reports/vendor/tabulator/tabulator.min.js",
            "reports/figure-table-model.js",
            "reports/figure-table-series.js",
            "reports/figure-table-actions.js",
            "reports/figure-table.js",
        )
        styles = ("reports/vendor/tabulator/tabulator.min.css", "reports/figure-table.css")
        return forms.Media(
            js=[
                versioned_static("wagtailadmin/js/telepath/widgets.js"),
                *map(versioned_static, scripts),
            ],
            css={"all": [versioned_static(style) for style in styles]},
        )

    def build_attrs(self, *args: Any, **kwargs: Any) -> Any:
        return {
            **super().build_attrs(*args, **kwargs),
            "data-catalogue": reverse("reports_catalogue"),
        }


class TableInputAdapter(WidgetAdapter):
    js_constructor = "reports.FigureTable"


register(TableInputAdapter(), TableInput)


class TableBlock(blocks.FieldBlock):
    """The series and periods of a table; its value is a `TableValue`."""

    def __init__(self, **options: Any) -> None:
        self.field = TableField(
            required=options.pop("required", False),
            help_text=options.pop("help_text", None),
            widget=TableInput(attrs={"rows": 4}),
        )
        super().__init__(**options)

    def get_default(self) -> TableValue:
        return TableValue(TableData())

    def to_python(self, value: Any) -> TableValue:
        return values_of([_kept(value)])[0]

    def bulk_to_python(self, values: Iterable[Any]) -> list[TableValue]:
        return values_of(_kept(value) for value in values)

    def normalize(self, value: Any) -> Any:
        return value if isinstance(value, TableValue) else self.to_python(value)

    def get_prep_value(self, value: Any) -> dict[str, Any]:
        return _data(value).as_dict()

    def value_for_form(self, value: Any) -> str:
        if isinstance(value, Unreadable):
            return value.text
        return json.dumps(_data(value).as_dict(), separators=(",", ":"), ensure_ascii=False)

    def value_from_form(self, value: Any) -> Any:
        return values_of([value])[0] if isinstance(value, TableData) else value

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        text = self.field.widget.value_from_datadict(data, files, prefix)
        try:
            return self.value_from_form(self.field.to_python(text))
        except ValidationError:
            return Unreadable(text)  # `clean` says what is wrong with it

    def clean(self, value: Any) -> Any:
        if isinstance(value, Unreadable):
            self.field.clean(value.text)
        table = value if isinstance(value, TableValue) else self.to_python(value)
        self.field.validate(table.data)
        return table

    def get_searchable_content(self, value: Any) -> list[str]:
        return [cell.note for row in value.data.series for cell in row.cells.values() if cell.note]

    def raw_references(self, value: Any) -> Iterable[tuple[str, int]]:
        """What the stored table names: (kind, id) of segments and geographies."""
        segments, places = _kept(value).references
        yield from (("segment", pk) for pk in segments)
        yield from (("geography", pk) for pk in places)

    def extract_references(self, value: Any) -> Iterable[Any]:
        from reports.models import Geography, Segment

        models = {"segment": Segment, "geography": Geography}
        for kind, pk in self.raw_references(_data(value).as_dict()):
            yield models[kind], str(pk), "", ""

    class Meta:
        icon = "table"


class Unreadable(TableValue):
    """What was posted as a table and is none; shown again as it was typed."""

    def __init__(self, text: Any) -> None:
        super().__init__(TableData())
        self.text = str(text or "")


def _data(value: Any) -> TableData:
    return value.data if isinstance(value, TableValue) else _kept(value)


def _kept(raw: Any) -> TableData:
    """A stored table; one that code stored wrongly is empty rather than a page that never opens."""
    try:
        return parse(raw)
    except UnreadableTable:
        return TableData()


class FigureTableBlock(Previewed, blocks.StructBlock):
    """Many figures at once: what they share stands here, the rest in the grid."""

    title = blocks.CharBlock(
        required=False, max_length=120, help_text="For editors, to find the table again."
    )
    measure = blocks.ChoiceBlock(choices=MEASURES, default="market_size")
    statistic = blocks.CharBlock(
        required=False,
        max_length=120,
        label="Name of the statistic",
        help_text="For the measure Statistic: what is counted.",
    )
    geography = ReferenceBlock(
        "reports.Geography", help_text="Of every series that names no place of its own."
    )
    unit = blocks.CharBlock(
        required=False,
        max_length=40,
        help_text="A currency code such as USD, percent, or what is counted; a series may differ.",
    )
    multiplier = blocks.ChoiceBlock(choices=POWERS, default="9")
    claim = blocks.ChoiceBlock(
        choices=CLAIMS,
        default=Claim.CITED.value,
        help_text="Cited figures may be published with their source's faults; own ones may not.",
    )
    source = source_block()
    attribution = blocks.CharBlock(
        required=False,
        max_length=250,
        help_text="Whose numbers they are when the source itself quotes them.",
    )
    table = TableBlock()
    calculate = blocks.MultipleChoiceBlock(
        choices=list(CALCULATIONS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Calculated from the cells, never typed; what is published already stays.",
    )

    class Meta:
        icon = "table"
        label = "Figure table"
        description = "Many figures at once, series by period, typed or pasted as in a spreadsheet."
        preview_template = "reports/previews/table.html"
        form_layout = BlockGroup(
            children=[
                *("title", "measure", "geography", "unit", "multiplier", "claim", "source"),
                *("table", "calculate"),
            ],
            settings=["statistic", "attribution"],
        )
        label_format = "{title}"
