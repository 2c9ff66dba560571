"""A rendered chart made fit for a page: no style attribute, no script, one image to assistive
technology, and a class beside every colour so that the page's style sheet themes it."""

from __future__ import annotations

import re
import unicodedata

from lxml import etree

from reports.charts.palette import CLASSES, COLOURS, SANS

NAMESPACE = "http://www.w3.org/2000/svg"
SVG = f"{{{NAMESPACE}}}"
MARK = re.compile(r"v[0-9]+")
NUMBER = re.compile(r"-?[0-9]+\.[0-9]{3,}")
BREAK = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")
KEPT = {
    *("d", "fill", "stroke", "stroke-width", "stroke-dasharray", "transform", "x", "y", "x2", "y2"),
    *("dx", "dy"),
    *("font-size", "font-weight", "text-anchor", "width", "height", "fill-opacity"),
}
DRAWN = {"g", "path", "line", "text", "rect", "tspan"}
DEFAULTS = {"stroke-dasharray": "", "fill-opacity": "1", "font-weight": "400"}
# Statuses are told by texture too: a hatch for forecasts, dots for estimates.
TEXTURES = {"tint": "h", "estimate": "e"}


Attributes = dict[str | bytes | etree.QName, str | bytes | bytearray | etree.QName]


class UnreadableDrawing(ValueError):
    """What was rendered is no drawing that can be cleaned up."""


def cleaned(raw: str, uid: str, name: str, title: str, description: str) -> str:
    """A rendered chart as inline SVG; ``uid`` begins every id in it."""
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
        source = etree.fromstring(raw.encode(), parser)
    except etree.XMLSyntaxError as problem:
        raise UnreadableDrawing(str(problem)) from problem
    box = source.get("viewBox", "").split()
    if len(box) != 4:
        raise UnreadableDrawing("It has no size.")
    root = etree.Element(f"{SVG}svg", nsmap={None: NAMESPACE})
    for attribute, value in {
        "class": f"chart-svg chart-{name}",
        "viewBox": " ".join(box),
        "width": box[2],
        "height": box[3],
        "font-family": SANS,
        "role": "img",
        "aria-labelledby": f"{uid}t {uid}d",
    }.items():
        root.set(attribute, value)
    _text(root, "title", f"{uid}t", title)
    _text(root, "desc", f"{uid}d", description)
    textures = etree.SubElement(root, f"{SVG}defs")
    for child in source:
        _copy(child, root, uid)
    _textures(root, textures, uid)
    return etree.tostring(root, encoding="unicode")


def _text(root: etree._Element, tag: str, identity: str, text: str) -> None:
    element = etree.SubElement(root, f"{SVG}{tag}", id=identity)
    element.text = inert(text)


def inert(text: str) -> str:
    """Text without what XML cannot carry; line separators become spaces."""
    one_line = BREAK.sub(" ", text)
    return "".join(sign for sign in one_line if unicodedata.category(sign)[0] != "C").strip(" ")


def _copy(source: etree._Element, parent: etree._Element, uid: str) -> None:
    tag = etree.QName(source).localname
    if tag not in DRAWN or source.get("display") == "none":
        return
    if tag == "path" and not _visible(source):
        return
    element = etree.SubElement(parent, f"{SVG}{tag}")
    classes = [
        f"{attribute[0]}-{CLASSES[source.get(attribute, '')]}"
        for attribute in ("fill", "stroke")
        if source.get(attribute) in CLASSES
    ]
    if classes:
        element.set("class", " ".join(classes))
    for attribute, value in source.attrib.items():
        kept = attribute in KEPT and value != DEFAULTS.get(str(attribute))
        if kept:
            element.set(attribute, NUMBER.sub(_rounded, str(value)))
    label = source.get("aria-label", "")
    if MARK.fullmatch(label):
        element.set("data-n", label[1:])
    if tag in ("text", "tspan"):
        element.text = inert(source.text or "")
    for child in source:
        _copy(child, element, uid)
    if tag == "g" and not len(element):
        parent.remove(element)
    elif tag == "g" and not element.attrib:
        _unwrap(element, parent)


def _visible(path: etree._Element) -> bool:
    painted = {path.get("fill", "none"), path.get("stroke", "none")}
    return bool(painted - {"none", "transparent"})


def _unwrap(group: etree._Element, parent: etree._Element) -> None:
    """A group that says nothing gives way to what it holds."""
    for child in list(group):
        parent.append(child)
    parent.remove(group)


def _rounded(match: re.Match[str]) -> str:
    return f"{float(match[0]):.2f}".rstrip("0").rstrip(".")


def _textures(root: etree._Element, defs: etree._Element, uid: str) -> None:
    for colour, letter in TEXTURES.items():
        used = [
            element
            for element in root.iter(f"{SVG}path", f"{SVG}rect")
            if element.get("fill") == COLOURS[colour]
        ]
        for element in used:
            element.set("fill", f"url(#{uid}{letter})")
            rest = element.get("class", "").replace(f"f-{colour}", "").strip()
            if rest:
                element.set("class", rest)
            else:
                del element.attrib["class"]
        if used:
            defs.append(texture(colour, f"{uid}{letter}"))
    if not len(defs):
        root.remove(defs)


def texture(colour: str, identity: str) -> etree._Element:
    """The pattern of a status: the colour, and on it stripes or dots."""
    pattern = etree.Element(f"{SVG}pattern", id=identity)
    for name, value in {
        "width": "6",
        "height": "6",
        "patternUnits": "userSpaceOnUse",
        "patternTransform": "rotate(45)",
    }.items():
        pattern.set(name, value)
    ground: Attributes = {
        "width": "6",
        "height": "6",
        "class": f"f-{colour}",
        "fill": COLOURS[colour],
    }
    etree.SubElement(pattern, f"{SVG}rect", ground)
    if colour == "tint":
        stripe: Attributes = {
            "width": "2",
            "height": "6",
            "fill": COLOURS["actual"],
            "fill-opacity": ".4",
        }
        etree.SubElement(pattern, f"{SVG}rect", {**stripe, "class": "f-actual"})
    else:
        dot: Attributes = {
            "cx": "3",
            "cy": "3",
            "r": "1",
            "fill": COLOURS["paper"],
            "fill-opacity": ".8",
        }
        etree.SubElement(pattern, f"{SVG}circle", {**dot, "class": "f-paper"})
    return pattern
