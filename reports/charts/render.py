"""Draw charts. The renderer is large, so it is loaded when the first chart is drawn: while a
release is issued or repaired, or a draft previewed; never to answer a reader."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from PIL import Image

from reports.charts import sheet
from reports.charts.board import BOARDS, CARD, NARROW, WIDE
from reports.charts.model import Chart
from reports.charts.palette import EDITION
from reports.charts.specs import drawing
from reports.charts.svg import cleaned

FONTS = Path(__file__).parent / "fonts"
VEGA_LITE = "v6.4"
PNG_SCALE = 2


class ChartError(Exception):
    """A chart that cannot be drawn; its text says which and why."""

    def __init__(self, chart: Chart, reason: str) -> None:
        super().__init__(f"The chart “{chart.title}” cannot be drawn: {reason}")
        self.chart = chart
        self.reason = reason


@dataclass(frozen=True)
class Pictures:
    """A chart as it is kept: inline for wide and narrow places, and alone as a file; the card
    stands for the whole report and is made of its first chart."""

    wide: str
    narrow: str
    alone: str
    png: bytes
    card: bytes | None

    @property
    def digest(self) -> str:
        """SHA-256 over all of them: tells whether what is kept is what was made."""
        parts = (self.wide.encode(), self.narrow.encode(), self.alone.encode(), self.png)
        total = hashlib.sha256()
        for part in (*parts, self.card or b""):
            total.update(hashlib.sha256(part).digest())
        return total.hexdigest()


@dataclass(frozen=True)
class Card:
    """What a social card says besides its chart."""

    heading: str
    site: str


def recipe(chart: Chart, card: Card | None) -> str:
    """SHA-256 of all that the pictures depend on. Equal recipes give the same pictures."""
    parts: list[Any] = [
        [drawing(chart, board) for board in BOARDS],
        chart.model_dump(mode="json", exclude={"block"}),
        [card.heading, card.site] if card else None,
        [EDITION, VEGA_LITE, version("vl-convert-python")],
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def draw(chart: Chart, card: Card | None = None) -> Pictures:
    """Draw a chart; raises `ChartError`. The same chart gives the same bytes everywhere."""
    try:
        return pictures_of(chart.model_copy(update={"block": ""}), card)
    except ChartError as problem:
        raise ChartError(chart, problem.reason) from problem


@lru_cache(maxsize=128)
def pictures_of(chart: Chart, card: Card | None) -> Pictures:
    """The last drawings are kept, whatever block they came from: a draft is previewed again and
    again with the same charts."""
    renderer = _renderer()
    try:
        named = {board.name: _inline(chart, board, renderer) for board in BOARDS}
        wide = named[WIDE.name]
        alone = sheet.alone(chart, wide)
        png = _compact(renderer.svg_to_png(alone, scale=PNG_SCALE))
        picture = None
        if card:
            large = _inline(chart, CARD, renderer)
            page = sheet.card(chart, large, card.heading, card.site)
            picture = _compact(renderer.svg_to_png(page, scale=1))
    except (ValueError, TypeError, ArithmeticError, LookupError) as problem:
        reason = str(problem).strip().partition("\n")[0][:200] or type(problem).__name__
        raise ChartError(chart, reason) from problem
    return Pictures(wide, named[NARROW.name], alone, png, picture)


def _compact(png: bytes) -> bytes:
    """The same picture in a palette of its own: a tenth of the size, and no difference seen."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    small = picture.quantize(128, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    file = io.BytesIO()
    small.save(file, "PNG", compress_level=6)
    return file.getvalue()


def _inline(chart: Chart, board: Any, renderer: Any) -> str:
    raw = renderer.vegalite_to_svg(
        drawing(chart, board), vl_version=VEGA_LITE, allowed_base_urls=[]
    )
    uid = f"chart-{chart.key}-{board.name[0]}"
    title = f"{chart.kind_label}: {chart.subtitle}"
    return cleaned(raw, uid, board.name, title, chart.description)


@cache
def _renderer() -> Any:
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert
