"""The index chart of the comparison, and the drawing of it that needs no renderer."""

from __future__ import annotations

import re
import subprocess
import sys
from decimal import Decimal

import pytest
from lxml import etree

from reports.charts.board import BOARDS, WIDE
from reports.charts.index import drawn, index_chart, specification
from reports.charts.render import draw
from reports.charts.svg import cleaned
from reports.document.charts import ChartProblem
from tests.support.charts import ESTIMATE, FORECAST, growing, size

HOSTILE = "</text><script>alert(1)</script>&\u2028"


def other(first: int = 2023):
    return [size(first + n, str(50 + 5 * n), ESTIMATE, unit="EUR", multiplier=6) for n in range(6)]


def marks(svg: str) -> list[str]:
    return re.findall(r'data-n="(\d+)"', svg)


class TestIndex:
    def test_every_series_is_100_in_the_first_year_that_all_have(self):
        chart = index_chart([("Lamps", growing()), ("Jars", other())])
        assert chart.subtitle == "Index, 2024 = 100"
        assert {v.name: v.value for v in chart.values if v.year == 2024} == {
            "Lamps": Decimal("100.0"),
            "Jars": Decimal("100.0"),
        }
        assert min(value.year for value in chart.values) == 2024
        assert chart.of("Lamps")[-1].value == Decimal("287.2")
        assert chart.of("Lamps")[-1].status is FORECAST

    def test_the_title_names_who_grows_most_until_the_last_shared_year(self):
        chart = index_chart([("Lamps", growing()), ("Jars", other())])
        # The last shared year is 2028, of which Lamps has only a value that we calculated.
        assert chart.title == "Growth since 2024 compared"
        jars = [*other(), size(2031, "80", FORECAST, unit="EUR", multiplier=6)]
        told = index_chart([("Lamps", growing()), ("Jars", jars)])
        assert told.title == "Lamps is forecast to grow most from 2024 to 2031"
        same = index_chart([("Lamps", growing()), ("Jars", growing())])
        assert same.title == "Growth since 2024 compared"

    def test_series_without_a_common_year_are_refused_and_so_is_a_single_one(self):
        with pytest.raises(ChartProblem, match="no year in common"):
            index_chart([("Lamps", growing()), ("Jars", other(2040))])
        with pytest.raises(ChartProblem, match="two to six"):
            index_chart([("Lamps", growing())])

    def test_its_specification_can_be_drawn_and_has_the_same_marks(self):
        chart = index_chart([("Lamps", growing()), ("Jars", other())])
        from reports.charts.render import _renderer

        raw = _renderer().vegalite_to_svg(specification(chart), allowed_base_urls=[])
        svg = cleaned(raw, "x", WIDE.name, "T", "D")
        assert sorted(marks(svg), key=int) == sorted(marks(drawn(chart).wide), key=int)


class TestDrawing:
    def test_it_is_one_image_with_title_and_description_and_the_values(self):
        chart = index_chart([("Lamps", growing()), ("Jars", other())])
        shown = drawn(chart)
        ids = set()
        for svg, board in zip((shown.wide, shown.narrow), BOARDS, strict=True):
            root = etree.fromstring(svg)
            assert root.get("role") == "img"
            assert root.get("viewBox") == f"0 0 {board.width} {board.height}"
            own = {node.get("id") for node in root.iter() if node.get("id")}
            assert set(root.get("aria-labelledby").split()) == own
            assert not ids & own
            ids |= own
            assert len(marks(svg)) == len(chart.values)
            assert "287.2" in "".join(root.itertext())
            assert not re.search(r"style=|<style|<script|href", svg)

    def test_series_differ_in_dashes_and_not_in_colour_alone(self):
        chart = index_chart([("Lamps", growing()), ("Jars", other())])
        root = etree.fromstring(drawn(chart).wide)
        paths = [node for node in root.iter("{*}path") if not node.get("data-n")]
        assert len({node.get("stroke-dasharray") for node in paths}) == 2

    def test_hostile_names_stay_words(self):
        shown = drawn(index_chart([(HOSTILE, growing()), ("Jars", other())]))
        assert "<script" not in shown.wide
        assert "\u2028" not in shown.wide
        assert "alert(1)" in "".join(etree.fromstring(shown.wide).itertext())

    def test_it_needs_no_renderer(self):
        code = (
            "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'msom_site.settings.test'\n"
            "import django; django.setup()\n"
            "from tests.unit.charts.test_index import growing, other, index_chart, drawn\n"
            "drawn(index_chart([('Lamps', growing()), ('Jars', other())]))\n"
            "print('vl_convert' in sys.modules)"
        )
        found = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        assert found.stdout.strip() == "False"


def test_both_ways_to_draw_a_line_put_its_points_at_the_same_places():
    from reports.charts import charts_of, plain
    from tests.support.charts import document

    chart = charts_of(document(*(size(2000 + n, f"{n + 1}.5") for n in range(20))))[0]
    ours = etree.fromstring(plain.line_chart(chart, WIDE))
    theirs = etree.fromstring(draw(chart).wide)

    def heights(root):
        line = next(n for n in root.iter("{*}path") if not n.get("data-n") and n.get("stroke"))
        return [float(y) for y in re.findall(r",(-?[\d.]+)", line.get("d"))]

    mine, others = heights(ours), heights(theirs)
    offset = mine[0] - others[0]
    assert len(mine) == len(others) == 20
    assert all(abs(a - b - offset) < 0.2 for a, b in zip(mine, others, strict=True))
