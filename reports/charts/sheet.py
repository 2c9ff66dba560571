"""A chart that stands alone: title, key and source drawn in, on paper of its own. Composed
around the drawing that is there already, so that nothing is rendered again."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from reports.charts.board import text_width, wrapped
from reports.charts.lines import SHAPES
from reports.charts.model import Chart
from reports.charts.palette import COLOURS, SANS, SERIF
from reports.charts.svg import SVG, Attributes, inert, texture
from reports.document.schema import Status

MARGIN = 24
CARD = (1200, 630)


class Page:
    """An SVG that is written from the top down."""

    def __init__(self, width: float, margin: float, uid: str) -> None:
        self.width, self.margin, self.uid, self.y = width, margin, uid, margin
        self.root = etree.Element(f"{SVG}svg", nsmap={None: SVG[1:-1]})
        self.paper = etree.SubElement(self.root, f"{SVG}rect", fill=COLOURS["paper"])
        self.defs = etree.SubElement(self.root, f"{SVG}defs")

    def lines(
        self, text: str, size: float, colour: str, *, font: str = SANS, weight: str = "400"
    ) -> None:
        for line in wrapped(inert(text), self.width - 2 * self.margin, size):
            self.y += size
            self.text(line, self.margin, self.y, size, colour, font=font, weight=weight)
            self.y += size * 0.3

    def text(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        colour: str,
        *,
        font: str = SANS,
        weight: str = "400",
        anchor: str = "start",
    ) -> None:
        element = etree.SubElement(
            self.root,
            f"{SVG}text",
            {
                "x": _number(x),
                "y": _number(y),
                "fill": COLOURS[colour],
                "font-family": font,
                "font-size": f"{_number(size)}px",
                "font-weight": weight,
                "text-anchor": anchor,
            },
        )
        element.text = inert(text)

    def key(self, chart: Chart, size: float) -> None:
        """The statuses with their marks, if there is more than one."""
        if len(chart.statuses) < 2:
            return
        self.y += size * 0.6
        x = self.margin
        for status in chart.statuses:
            width = size * 1.5 + text_width(status.label, size) + size * 1.6
            if x + width > self.width - self.margin and x > self.margin:
                x, self.y = self.margin, self.y + size * 1.5
            for mark in self.marks(status, chart.kind, x, self.y, size):
                self.root.append(mark)
            self.text(status.label, x + size * 1.6, self.y + size * 0.92, size, "muted")
            x += width
        self.y += size * 1.3

    def marks(
        self, status: Status, kind: str, x: float, y: float, size: float
    ) -> Iterator[etree._Element]:
        box = {"x": _number(x), "y": _number(y), "width": _number(size * 1.2)}
        box |= {"height": _number(size), "fill": COLOURS["actual"]}
        if kind == "line":
            yield _point(status, x + size * 0.6, y + size * 0.5, size * 0.42)
            return
        if status in (Status.ESTIMATE, Status.FORECAST):
            colour = "estimate" if status is Status.ESTIMATE else "tint"
            identity = f"{self.uid}k{colour[0]}"
            self.defs.append(texture(colour, identity))
            box["fill"] = f"url(#{identity})"
        if status is Status.FORECAST:
            box |= {"stroke": COLOURS["actual"], "stroke-width": "2"}
        if status is Status.CALCULATED:
            box |= {"fill": COLOURS["paper"], "stroke": COLOURS["actual"]}
            box |= {"stroke-width": "1.5", "stroke-dasharray": "4,3"}
        yield etree.Element(f"{SVG}rect", box)

    def drawing(self, svg: str, width: float) -> None:
        """The chart itself, scaled to a width; its ids differ from those of the page."""
        chart = etree.fromstring(
            svg.replace('id="', f'id="{self.uid}').replace("url(#", f"url(#{self.uid}")
        )
        _, _, wide, high = (float(part) for part in chart.get("viewBox", "0 0 1 1").split())
        for name in ("class", "role", "aria-labelledby", "width", "height"):
            chart.attrib.pop(name, None)
        for child in list(chart):
            if etree.QName(child).localname in ("title", "desc"):
                chart.remove(child)
        tall = high * width / wide
        for name, value in {
            "x": _number((self.width - width) / 2),
            "y": _number(self.y),
            "width": _number(width),
            "height": _number(tall),
        }.items():
            chart.set(name, value)
        self.root.append(chart)
        self.y += tall

    def done(self, chart: Chart, height: float = 0) -> str:
        height = height or self.y + self.margin
        for name, value in {
            "viewBox": f"0 0 {_number(self.width)} {_number(height)}",
            "width": _number(self.width),
            "height": _number(height),
            "role": "img",
            "aria-labelledby": f"{self.uid}T {self.uid}D",
        }.items():
            self.root.set(name, value)
        self.paper.set("width", _number(self.width))
        self.paper.set("height", _number(height))
        for place, (tag, text) in enumerate((("title", chart.title), ("desc", chart.description))):
            element = etree.Element(f"{SVG}{tag}", id=f"{self.uid}{tag[0].upper()}")
            element.text = inert(text)
            self.root.insert(place, element)
        if not len(self.defs):
            self.root.remove(self.defs)
        for element in self.root.iter():
            element.attrib.pop("class", None)
            element.attrib.pop("data-n", None)
        return etree.tostring(self.root, encoding="unicode")


def alone(chart: Chart, drawing: str) -> str:
    """The chart as a file of its own, with all its words."""
    page = Page(760 + 2 * MARGIN, MARGIN, "s")
    page.lines(chart.title, 24, "ink", font=SERIF, weight="600")
    page.lines(chart.subtitle, 15, "muted")
    page.key(chart, 14)
    page.y += 14
    page.drawing(drawing, 760)
    page.y += 12
    page.lines(chart.source, 13, "muted")
    return page.done(chart)


def card(chart: Chart, drawing: str, heading: str, site: str) -> str:
    """The picture that stands for the report where somebody shares it: 1200 by 630."""
    width, height = CARD
    page = Page(width, 48, "c")
    page.y = 32
    page.lines(heading, 22, "accent", weight="700")
    page.lines(chart.title, 36, "ink", font=SERIF, weight="600")
    page.lines(chart.subtitle, 20, "muted")
    page.y += 12
    room = height - page.y - 60
    box = etree.fromstring(drawing).get("viewBox", "0 0 760 360").split()
    page.drawing(drawing, min(width - 96, room * float(box[2]) / float(box[3])))
    page.text(site, width - 48, height - 28, 22, "actual", weight="700", anchor="end")
    statuses = ", ".join(status.label for status in chart.statuses)
    page.text(statuses, 48, height - 28, 20, "muted")
    return page.done(chart, height)


def _point(status: Status, x: float, y: float, r: float) -> etree._Element:
    shape, filled = SHAPES[status]
    paint: Attributes = {
        "fill": COLOURS["ink" if filled else "paper"],
        "stroke": COLOURS["ink"],
        "stroke-width": "1.5",
    }
    if status is Status.CALCULATED:
        paint["stroke-dasharray"] = "2,1.5"
    if shape == "circle":
        place: Attributes = {"cx": _number(x), "cy": _number(y), "r": _number(r)}
        return etree.Element(f"{SVG}circle", {**place, **paint})
    turned: Attributes = (
        {"transform": f"rotate(45 {_number(x)} {_number(y)})"} if shape == "diamond" else {}
    )
    box: Attributes = {"x": _number(x - r), "y": _number(y - r), "width": _number(2 * r)}
    return etree.Element(f"{SVG}rect", {**box, "height": _number(2 * r), **paint, **turned})


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
