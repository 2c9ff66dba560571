"""What is drawn: accessible, themable, inert, and the same bytes every time."""

from __future__ import annotations

import io
import itertools
import re
import subprocess
import sys
from decimal import Decimal

import pytest
from lxml import etree
from PIL import Image

from reports.charts import charts_of
from reports.charts.board import BOARDS, NARROW, scale, tick_texts
from reports.charts.render import Card, ChartError, draw, pictures_of, recipe
from reports.charts.specs import drawing, published
from reports.charts.table import records, table
from reports.document.schema import Status
from tests.support.charts import CALCULATED, FORECAST, document, every_status, growing, share, size

HOSTILE = "</script><script>alert(1)</script> & \u2028 \" ' {{7*7}} ${x}"
NAMES = {"svg": "http://www.w3.org/2000/svg"}


def chart(*figures, **fields):
    return charts_of(document(*figures, **fields))[0]


def series(hue, *values):
    return [size(2020 + n, value, name=hue) for n, value in enumerate(values)]


CHARTS = {
    "columns": lambda: chart(*every_status()),
    "line": lambda: chart(*series("Amber", "1", "2", "3"), *series("Silver", "3", "2", "2.5")),
    "bars": lambda: chart(share("60", "Silver"), share("40", "Amber")),
    "range": lambda: chart(size(2023, "5", low="4", high="6"), size(2024, "6", FORECAST)),
    "negative": lambda: chart(size(2023, "-5"), size(2024, "6", FORECAST)),
}


def texts(svg: str) -> list[str]:
    root = etree.fromstring(svg)
    return [part for node in root.iter("{*}text") for part in node.itertext() if part.strip()]


@pytest.mark.parametrize("name", CHARTS)
class TestInline:
    def test_it_is_one_image_with_title_and_description(self, name):
        made = CHARTS[name]()
        pictures = draw(made)
        identities = set()
        for svg in (pictures.wide, pictures.narrow):
            root = etree.fromstring(svg)
            assert root.get("role") == "img"
            wanted = root.get("aria-labelledby").split()
            ids = {node.get("id") for node in root.iter() if node.get("id")}
            assert set(wanted) <= ids
            assert root.findtext("svg:desc", namespaces=NAMES) == made.description
            assert not ids & identities  # both stand in one page
            identities |= ids

    def test_it_carries_no_style_no_script_and_no_address(self, name):
        for svg in (draw(CHARTS[name]()).wide, draw(CHARTS[name]()).narrow):
            assert not re.search(
                r"style=|<style|<script|href|data:|\son[a-z]+=|<image|<foreign", svg
            )

    def test_every_value_has_a_mark_and_stands_in_table_and_file(self, name):
        made = CHARTS[name]()
        marks = {int(n) for n in re.findall(r'data-n="(\d+)"', draw(made).wide)}
        assert marks == set(range(len(made.values)))
        cells = [cell for row in table(made).rows for cell in row.cells if cell]
        assert sorted(cell.number for cell in cells) == list(range(len(made.values)))
        shown = {(cell.value.year, cell.value.name, f"{cell.value.value:f}") for cell in cells}
        rows = list(records(made))[1:]
        assert {(int(year), who, value) for who, year, value, *_ in rows} == shown

    def test_it_stays_within_its_artboard(self, name):
        made = CHARTS[name]()
        for svg, board in zip((draw(made).wide, draw(made).narrow), BOARDS, strict=True):
            assert etree.fromstring(svg).get("viewBox").split()[2] == str(board.width)
            assert len(svg) < 16_000


class TestStatus:
    def looks(self, svg: str) -> dict[str, tuple[str, str, str]]:
        """Of each column: texture or fill, outline, dashes."""
        found = {}
        for node in etree.fromstring(svg).iter("{*}path"):
            if node.get("data-n"):
                fill = re.sub(r"url\(#chart-market-size-.(.)\)", r"texture \1", node.get("fill"))
                found[node.get("data-n")] = (
                    fill,
                    node.get("stroke", ""),
                    node.get("stroke-dasharray", ""),
                )
        return found

    def test_columns_tell_each_status_by_texture_or_outline_not_by_colour_alone(self):
        made = chart(*every_status())
        looks = self.looks(draw(made).wide)
        by_status = {value.status: looks[str(n)] for n, value in enumerate(made.values)}
        assert by_status[Status.FORECAST][0] == "texture h"
        assert by_status[Status.ESTIMATE][0] == "texture e"
        assert by_status[CALCULATED][2] == "4,3"
        # Without any colour the four still differ.
        plain = {
            (fill if "texture" in fill else "plain", bool(stroke), dashes)
            for fill, stroke, dashes in by_status.values()
        }
        assert len(plain) == 4

    def test_points_of_lines_tell_each_status_by_shape(self):
        rows = [figure.model_copy(update={"segments": ()}) for figure in every_status()]
        long = [size(2019 - n, "3.00") for n in range(1, 5)]
        made = chart(*long, *rows)
        assert made.kind == "line"
        root = etree.fromstring(draw(made).wide)
        shapes = {}
        for node in root.iter("{*}path"):
            if node.get("data-n"):
                status = made.values[int(node.get("data-n"))].status
                hollow = "f-paper" in (node.get("class") or "")
                form = "".join(re.findall("[A-Z]", node.get("d").upper()))
                shapes[status] = (form, hollow, node.get("stroke-dasharray", ""))
        assert len(set(shapes.values())) == 4


class TestValues:
    def test_labels_are_as_published_and_calculated_ones_have_one_decimal(self):
        found = texts(draw(chart(*growing())).wide)
        assert {"7.12", "20.45", "8.3", "17.6"} <= set(found)
        assert "$20bn" in found
        assert [text for text in found if re.fullmatch(r"20[23]\d", text)] == [
            str(year) for year in range(2024, 2032)
        ]

    def test_text_table_file_and_labels_give_the_same_values(self):
        made = chart(*growing())
        labels = texts(draw(made).wide)
        cells = {row.head: row.cells[0] for row in table(made).rows}
        files = {row[1]: row for row in records(made)}
        for year, value, status in (("2024", "7.12", "estimate"), ("2031", "20.45", "forecast")):
            assert cells[year].value.printed == files[year][2] == value
            assert cells[year].value.status.value == files[year][8] == status
            assert value in labels
            assert value in made.description
            assert [
                row["text"] for row in published(made)["data"]["values"] if row["year"] == int(year)
            ] == [value]
        assert cells["2024"].change == ""
        assert cells["2025"].change == "16.3%"

    def test_columns_begin_at_zero(self):
        assert scale([Decimal("90"), Decimal("100")]).low == 0
        assert scale([Decimal("90"), Decimal("100")], zero=False).low == 90

    def test_there_are_four_or_five_grid_lines_and_the_unit_stands_at_the_top(self):
        for top in ("0.07", "1", "7.7", "20.45", "99", "185.2", "123456"):
            ticks = scale([Decimal(top)]).ticks
            assert 4 <= len(ticks) <= 6
            found = tick_texts(ticks, "USD", 9)
            assert found[0] == tick_texts(ticks, "lamps", 0)[0]
            assert found[-1].startswith("$")

    def test_a_column_chart_of_many_years_labels_the_ends_and_the_changes_of_status(self):
        rows = drawing(chart(*every_status()), NARROW)["data"]["values"]
        assert [row["label"] for row in rows if row["label"]] == ["3.10", "7.12", "20.45"]

    def test_names_at_the_ends_of_lines_do_not_overlap(self):
        rows = [
            figure
            for n, hue in enumerate(("Amber", "Silver", "Violet", "Green"))
            for figure in series(hue, "1", f"2.0{n}")
        ]
        for svg in (draw(chart(*rows)).wide, draw(chart(*rows)).narrow):
            places = []
            for node in etree.fromstring(svg).iter("{*}text"):
                if any(
                    hue in "".join(node.itertext())
                    for hue in ("Amber", "Silver", "Violet", "Green")
                ):
                    places.append(float(re.search(r",(-?[\d.]+)\)", node.get("transform"))[1]))
            assert len(places) == 4
            ordered = sorted(places)
            assert all(b - a >= 12 for a, b in itertools.pairwise(ordered))


class TestFiles:
    def test_the_picture_alone_has_its_words_and_its_paper(self):
        made = chart(*growing())
        pictures = draw(made, Card("Lamps, 2024", "Market Reports"))
        found = " ".join(texts(pictures.alone))
        for word in (
            made.title,
            made.subtitle,
            "Estimate",
            "Forecast",
            "Calculated",
            "Sample Publisher",
        ):
            assert word in found
        image = Image.open(io.BytesIO(pictures.png)).convert("RGB")
        assert image.width == 2 * 808
        paper = image.getpixel((2, 2))
        assert all(abs(a - b) < 3 for a, b in zip(paper, (251, 249, 245), strict=True))
        assert Image.open(io.BytesIO(pictures.card)).size == (1200, 630)

    def test_hostile_words_stay_words(self):
        rows = [
            share(
                "60",
                HOSTILE,
                segments=({"axis": "a", "axis_name": HOSTILE, "segment": "x", "name": HOSTILE},),
            ),
            share(
                "40",
                "Amber",
                segments=({"axis": "a", "axis_name": HOSTILE, "segment": "y", "name": "Amber"},),
            ),
        ]
        made = chart(*rows).model_copy(update={"title": HOSTILE, "description": HOSTILE})
        pictures = draw(made, Card(HOSTILE, HOSTILE))
        for svg in (pictures.wide, pictures.narrow, pictures.alone):
            assert "<script" not in svg
            assert "\u2028" not in svg
            assert "alert(1)" in "".join(etree.fromstring(svg).itertext())
        assert "{{7*7}}" in "".join(texts(pictures.wide))

    def test_the_same_chart_gives_the_same_bytes_in_another_process(self):
        code = (
            "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'msom_site.settings.test'\n"
            "import django; django.setup()\n"
            "from tests.unit.charts.test_drawing import CHARTS\n"
            "from reports.charts.render import draw\n"
            "print(draw(CHARTS['columns']()).digest, draw(CHARTS['line']()).digest)"
        )
        other = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        pictures_of.cache_clear()
        mine = [draw(CHARTS[name]()).digest for name in ("columns", "line")]
        assert other.stdout.split() == mine

    def test_a_recipe_changes_with_every_word_and_value(self):
        one = chart(*growing())
        recipes = {
            recipe(one, None),
            recipe(one, Card("a", "b")),
            recipe(one.model_copy(update={"title": "Other"}), None),
            recipe(chart(*growing()[:-1]), None),
        }
        assert len(recipes) == 4

    def test_what_cannot_be_drawn_is_named(self, monkeypatch):
        class Broken:
            def vegalite_to_svg(self, *arguments, **options):
                raise ValueError("No such mark\nat line 3")

        monkeypatch.setattr("reports.charts.render._renderer", Broken)
        pictures_of.cache_clear()
        with pytest.raises(ChartError, match=r"almost triple.*No such mark$"):
            draw(chart(*growing()))


def test_looking_at_charts_loads_no_renderer():
    code = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'msom_site.settings.test'\n"
        "import django; django.setup()\n"
        "import msom_site.urls, reports.charts.render, reports.charts.shown\n"
        "from tests.unit.charts.test_drawing import CHARTS\n"
        "from reports.charts.specs import published; published(CHARTS['line']())\n"
        "print('vl_convert' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"
