"""Line charts drawn here, in a millisecond: for what readers put together themselves. They look
like those of `reports.charts.lines`, whose layout they share."""

from __future__ import annotations

from lxml import etree

from reports.charts import board as boards
from reports.charts import lines
from reports.charts.board import Board, Scale, text_width
from reports.charts.model import Chart, Value
from reports.charts.palette import COLOURS, DASHES, SANS, SERIES
from reports.charts.svg import SVG, inert

RADIUS = 4


class Drawing:
    """The SVG of a line chart on one artboard."""

    def __init__(self, chart: Chart, board: Board, scale: Scale) -> None:
        self.chart, self.board, self.scale = chart, board, scale
        self.ticks = boards.tick_texts(scale.ticks, chart.unit, chart.multiplier)
        self.left = round(max(text_width(text, board.text) for text in self.ticks) + 14)
        self.top = board.text + 10
        told = [line for name in chart.names for line in self.end_text(name)]
        room = max(text_width(line, board.text, strong=True) for line in told) + 14
        self.width = round(board.width - self.left - room)
        self.height = board.height - self.top - board.text - 16
        self.root = etree.Element(f"{SVG}svg", nsmap={None: SVG[1:-1]})

    def end_text(self, name: str) -> list[str]:
        """What stands at a line's end; one that ends before the others says when."""
        *above, value = lines.end_text(self.chart, name, self.board)
        year = self.chart.of(name)[-1].year
        return [*above, value if year == self.chart.years[-1] else f"{value} ({year})"]

    def x(self, year: int) -> float:
        span = max(1, len(self.chart.years) - 1)
        return self.left + (year - self.chart.years[0]) / span * self.width

    def y(self, value: Value) -> float:
        return self.top + self.scale.at(float(value.value), self.height)

    def add(self, tag: str, colours: dict[str, str], **attributes: float | str) -> etree._Element:
        """An element; ``colours`` are names of the palette, by fill and stroke."""
        element = etree.SubElement(self.root, f"{SVG}{tag}")
        element.set("class", " ".join(f"{name[0]}-{colour}" for name, colour in colours.items()))
        for name, colour in colours.items():
            element.set(name, COLOURS[colour])
        for name, value in attributes.items():
            text = value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
            element.set(name.replace("_", "-"), text)
        return element

    def text(self, text: str, colour: str, x: float, y: float, **attributes: str) -> None:
        size = f"{self.board.text}px"
        element = self.add("text", {"fill": colour}, x=x, y=y, font_size=size, **attributes)
        element.text = inert(text)

    def words(self) -> None:
        chart, board = self.chart, self.board
        uid = f"chart-{chart.key}-{board.name[0]}"
        for name, value in {
            "class": f"chart-svg chart-{board.name}",
            "viewBox": f"0 0 {board.width} {board.height}",
            "width": str(board.width),
            "height": str(board.height),
            "font-family": SANS,
            "role": "img",
            "aria-labelledby": f"{uid}t {uid}d",
        }.items():
            self.root.set(name, value)
        title = f"{chart.kind_label}: {chart.subtitle}"
        for tag, text in (("title", title), ("desc", chart.description)):
            element = etree.SubElement(self.root, f"{SVG}{tag}", id=f"{uid}{tag[0]}")
            element.text = inert(text)

    def axes(self) -> None:
        size = self.board.text
        right, foot = self.left + self.width, self.top + self.height
        for tick, text in zip(self.scale.ticks, self.ticks, strict=True):
            y = self.top + self.scale.at(tick, self.height)
            self.add("line", {"stroke": "grid"}, x1=self.left, x2=right, y1=y, y2=y)
            self.text(text, "muted", self.left - 8, y + size * 0.33, text_anchor="end")
        self.add("line", {"stroke": "ink"}, x1=self.left, x2=right, y1=foot, y2=foot)
        for year in lines.year_ticks(self.chart.years, self.width, self.board):
            place = self.x(year), foot + size + 9
            self.text(str(year), "muted", *place, text_anchor="middle")

    def series(self) -> None:
        numbers = {value.figure: n for n, value in enumerate(self.chart.values)}
        for n, name in enumerate(self.chart.names):
            dash = {} if n == 0 else {"stroke_dasharray": ",".join(map(str, DASHES[n]))}
            for run in self.chart.runs(name):
                path = "L".join(f"{self.x(v.year):.1f},{self.y(v):.1f}" for v in run)
                look = {"fill": "none", "stroke_width": "2.5", **dash}
                self.add("path", {"stroke": SERIES[n]}, d=f"M{path}", **look)
            for value in self.chart.of(name):
                self.point(value, numbers[value.figure], SERIES[n])

    def point(self, value: Value, number: int, colour: str) -> None:
        shape, filled = lines.SHAPES[value.status]
        x, y, r = self.x(value.year), self.y(value), RADIUS
        corners = {
            "square": f"M{x - r:.1f},{y - r:.1f}h{2 * r}v{2 * r}h{-2 * r}Z",
            "diamond": f"M{x:.1f},{y - r - 1:.1f}l{r + 1},{r + 1}l{-r - 1},{r + 1}"
            f"l{-r - 1},{-r - 1}Z",
            "circle": f"M{x - r:.1f},{y:.1f}a{r},{r} 0 1 0 {2 * r},0a{r},{r} 0 1 0 {-2 * r},0Z",
        }
        colours = {"fill": colour if filled else "paper", "stroke": colour}
        dashes = {"stroke_dasharray": "2,1.5"} if value.status == "calculated" else {}
        mark = self.add("path", colours, d=corners[shape], stroke_width="1.5", **dashes)
        mark.set("data-n", str(number))

    def names(self) -> None:
        """All names in one column at the right: none across the lines that go on."""
        step = self.board.text + 2
        x = self.x(self.chart.years[-1]) + 9
        labels = lines.end_labels(self.chart, self.board, self.scale, self.height)
        rows = max(len(label.text) for label in labels)
        foot = self.height - (rows - 1) * step / 2  # above the years
        for label in lines.apart(labels, rows * step + 3.0, 0, foot):
            colour = SERIES[label.series]
            y = self.top + label.at + self.board.text * 0.33 - (len(label.text) - 1) * step / 2
            for n, text in enumerate(self.end_text(self.chart.names[label.series])):
                self.text(text, colour, x, y + n * step, font_weight="700")


def line_chart(chart: Chart, board: Board, *, zero: bool = True) -> str:
    """A line chart as inline SVG."""
    scale = boards.scale((value.value for value in chart.values), zero=zero)
    drawing = Drawing(chart, board, scale)
    drawing.words()
    drawing.axes()
    drawing.series()
    drawing.names()
    return etree.tostring(drawing.root, encoding="unicode")
