"""Lists of parts under the name of an axis: in brackets, after a colon, in lines below."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator

from reports.pressrelease.axis_names import (
    NAME,
    Axis,
    Listed,
    axis_name,
    known_axis,
    listed_in,
    of_places,
)
from reports.pressrelease.claims import Confidence, Span
from reports.pressrelease.headings import part_of_heading
from reports.pressrelease.layout import BULLET, LINE, sentences, trimmed
from reports.pressrelease.lists import bullets, items

BY = re.compile(
    rf"(?<![\w-])(?:(?:Market )?(?:[Ss]egmentation|[Bb]reak-?(?:up|down)|[Ss]egments?|"
    rf"[Ii]nsights?) [Bb]y|[Bb]y|BY|[Oo]n the basis of|[Bb]ased on) (?:the "
    rf")?(?P<name>{NAME}?)(?: [Ss]egments?| [Ss]egmentation| [Oo]utlook| [Ii]nsights?| "
    rf"[Aa]nalysis)?"
    rf"(?P<rows>\s?\([^()\n]{{0,30}}(?:USD|US\$|[Rr]evenue|[Vv]alue|[Vv]olume|"
    rf"20[0-9]{{2}})[^()\n]{{0,60}}\))?\s{{0,2}}(?P<mark>\(|\[|[::](?!//)|[–—>→•]|-(?=\s)|"
    rf"\|)"
)
_NAMED = re.compile(rf"(?P<name>{NAME}) ?\(")
_NEXT_NAMED = re.compile(
    rf"(?:\s?[,;]\s?(?:and\s|&\s)?|\s(?:and|&)\s)(?:[Bb]y )?(?P<name>{NAME}) ?\("
)
HEAD = re.compile(
    rf"(?:(?:Market )?(?:Segmentation|Segmented|Break-?(?:up|down)|Segments?|Insights?|"
    rf"Analysis|Outlook) By |By |[^\n]{{2,80}} Market\s?[,:–"
    rf"|-]?\s?(?:[Ss]egmentation )?By )(?:the )?(?P<by>{NAME}?)(?: "
    rf"Segments?| Segmentation| Outlook| Analysis| Insights?| Type "
    rf"Outlook)?(?:\s?\([^()\n]{{0,90}}\))?(?:,? (?:19|20)[0-9]{{2}}.{{0,60}})?\s?[::–-]*"
    rf"|(?P<outlook>{NAME}?) (?:Outlook|Segments?|Segmentation|"
    rf"Scope)\s?\([^()\n]{{0,90}}\)\s?[::–-]*"
    rf"|[^\n]{{2,80}} Market (?P<noun>{NAME}?) (?:Outlook|Segments?|Segmentation|Scope)[\s::–-]*",
    re.IGNORECASE,
)


def headed_axis(head: re.Match[str] | None) -> str:
    """The axis that a line matched by `HEAD` names; empty for none."""
    if head is None:
        return ""
    noun = axis_name(head["noun"] or "")
    return axis_name(head["by"] or head["outlook"] or "") or (noun if known_axis(noun) else "")


def _closing(text: str, opened: int, end: int) -> int:
    """Where the bracket opened at ``opened`` closes, within bounds; -1 when it does not."""
    if text.find(")", opened, opened + 3000) < 0 and text.find("]", opened, opened + 3000) < 0:
        return -1
    depth = 0
    for at in range(opened, min(end, opened + 3000)):
        depth += (text[at] in "([") - (text[at] in ")]")
        if depth == 0:
            return at
    return -1


def in_running_text(text: str, start: int, end: int) -> Iterator[Axis | Listed]:
    """ "By X (…)" and "By X: …" anywhere; each value ends where the next begins."""
    marks = list(BY.finditer(text, start, end))
    taken = start
    for number, match in enumerate(marks):
        name = axis_name(match["name"])
        if (
            match.start() < taken
            or not name
            or (match["mark"] in "–—-" and not match["name"][:1].isupper())
        ):
            continue
        if match["mark"] in "([":
            taken = yield from _bracketed(text, match, name, end)
            continue
        after = marks[number + 1].start() if number + 1 < len(marks) else end
        begin = match.end() - (match["mark"] == "•")
        numbered = _ENUMERATED.search(text, max(begin, after - 8), after)
        stop = _value_end(text, begin, numbered.start() if numbered else after)
        found = [] if of_places(name) else list(listed_in(text, begin, stop, name, Confidence.HIGH))
        if found:
            yield Axis(name, match.span("name"))
            yield from found


def _bracketed(
    text: str, match: re.Match[str], name: str, end: int
) -> Generator[Axis | Listed, None, int]:
    """A bracket of parts, and the axes that follow with brackets of their own."""
    opened, span = match.end() - 1, match.span("name")
    while True:
        close = _closing(text, opened, end)
        if close < 0:
            return opened + 1
        found = list(listed_in(text, opened + 1, close, name, Confidence.HIGH))
        if found and not of_places(name):
            yield Axis(name, span)
            yield from found
        following = _NEXT_NAMED.match(text, close + 1, end)
        name = axis_name(following["name"]) if following else ""
        if following is None or not name:
            return close + 1
        opened, span = following.end() - 1, following.span("name")


_VALUE_STOP = re.compile(
    r"\n[ \t]*\n|\n(?=[A-Z][^\n]{0,60}(?:[::]|\bOutlook\b))|\n(?=By )|;\s(?=[Bb]y )"
)


_ENUMERATED = re.compile(r"\s\(?[0-9]{1,2}[.)]\s?$")


def _value_end(text: str, begin: int, after: int) -> int:
    stop = _VALUE_STOP.search(text, begin, after)
    bound = stop.start() if stop and text[begin : stop.start()].strip() else after
    if text[begin:bound].lstrip(" \n")[:1] in BULLET:
        return bound
    line = text.find("\n", begin, bound)
    if line >= 0 and text[begin:line].strip():
        bound = line if text[line + 1 : line + 4].strip(" ")[:1] not in BULLET else bound
    first = next(iter(sentences(text, begin, bound)), None)
    return first[1] if first else bound


def under_headings(
    text: str, start: int, end: int, *, bare: bool = False
) -> Iterator[Axis | Listed]:
    """A line that names an axis, and the short lines or bullets below it.

    With ``bare`` any short name over bullets is an axis, as below "Segmentation".
    """
    axis = ""
    pending: Axis | None = None
    blanks = 0
    for line in LINE.finditer(text, start, end):
        content = line.group().strip()
        if not content:
            continue
        gap = text[max(0, line.start() - 2) : line.start()] == "\n\n"
        blanks += gap
        head = (
            HEAD.fullmatch(content.lstrip(BULLET + "*#> 0123456789.()-–").strip("*_ "))
            if len(content) < 160
            else None
        )
        name = headed_axis(head) or _bare_axis(text, line, unknown=bare)
        if name:
            axis = "" if of_places(name) else name
            at = text.find(name[1:].split(" ")[0], line.start(), line.end())
            span = (max(at - 1, line.start()), max(at - 1, line.start()) + len(name))
            pending = Axis(name, span) if axis else None
            blanks = 0
            continue
        if axis and (
            blanks > 1
            or part_of_heading(content) is not None
            or len(content) > 110
            or content.endswith(":")
        ):
            axis = ""
        if not axis:
            continue
        found = list(
            listed_in(text, *_unmarked(text, line.span()), axis, Confidence.HIGH, line=True)
        )
        if not found and len(content.split()) > 6:
            axis = ""
        if found and pending:
            yield pending
            pending = None
        yield from found


_BARE = re.compile(
    rf"(?P<indent>[ \t]*)(?P<mark>[{BULLET}]|[-–—*o+>»](?=\s)|[0-9]{{1,2}}[.)](?=\s))?[ \t]*"
    rf"(?P<name>{NAME})\s?[::]?[ \t]*(?=\n+(?P<deeper>[ \t]*)(?P<below>[{BULLET}]"
    rf"|[-–—*o+>»](?=\s)))"
)


def _bare_axis(text: str, line: re.Match[str], *, unknown: bool) -> str:
    """The axis that stands alone on its line, over bullets of another kind or further in."""
    if line.end() - line.start() > 60:
        return ""
    bare = _BARE.match(text, line.start())
    if bare is None or bare.end() < line.end():
        return ""
    same = bare["mark"] == bare["below"] and len(bare["deeper"]) <= len(bare["indent"])
    name = axis_name(bare["name"])
    if same or not name:
        return ""
    plain = unknown and not bare["mark"] and name == bare["name"] and len(name.split()) <= 4
    return name if known_axis(name) or plain else ""


_MARK = re.compile(rf"\s*(?:[{BULLET}]|[-–—*o+>»](?=\s)|\(?[0-9a-z]{{1,2}}[.)](?=\s))?\s*")


def _unmarked(text: str, span: Span) -> Span:
    match = _MARK.match(text, *span)
    return (match.end() if match else span[0], span[1])


def axes_alone(text: str, start: int, end: int, *, strict: bool) -> Iterator[Axis]:
    """ "By Condition, By Service Providers", "type, application, and region"."""
    spans = items(text, start, end)
    names = [axis_name(text[slice(*span)]) for span in spans]
    known = sum(known_axis(name) for name in names)
    if not spans or (strict and (known < 2 or known * 2 < len(spans))):
        return
    for span, name in zip(spans, names, strict=True):
        if name and not of_places(name) and len(name.split()) <= 5 and "(" not in name:
            skip = 3 if text[span[0] : span[0] + 3].casefold() == "by " else 0
            yield Axis(name, (span[0] + skip, span[1]))


_TYPED = re.compile(rf"(?:(?<=[;\n•.|])|^)\s*(?P<name>{NAME})\s?(?:[::]|\s[–—-])\s")


def of_field(text: str, start: int, end: int) -> Iterator[Axis | Listed]:
    """The value of "Segments Covered" where no "By X: …" lists parts."""
    first = next(iter(sentences(text, start, end)), None)
    typed = [match for match in _TYPED.finditer(text, start, end) if axis_name(match["name"])]
    if typed and not BY.search(text, start, end):
        for number, match in enumerate(typed):
            after = typed[number + 1].start() if number + 1 < len(typed) else end
            name = axis_name(match["name"])
            if not of_places(name):
                yield Axis(name, match.span("name"))
                yield from listed_in(text, match.end(), after, name, Confidence.HIGH)
    elif named := _NAMED.match(text, *trimmed(text, start, end, " \t\n|::–-")):
        name = axis_name(named["name"])
        if name:
            yield from _bracketed(text, named, name, end)
    elif first and not BY.search(text, *first) and "(" not in text[slice(*first)]:
        listed = bullets(text, start, end)
        if listed:
            for span in listed:
                yield from axes_alone(text, *span, strict=False)
        else:
            yield from axes_alone(text, *first, strict=False)


_ROW = re.compile(rf"(?P<name>{NAME})\s?[::]\s(?P<items>[^\n]{{3,400}})")
_OUTLINE = re.compile(
    r"(?P<major>[0-9]{1,2})\.(?:(?P<minor>[0-9]{1,2})\.?)?\s(?P<name>[^\n]{2,80})"
)


def of_lines(text: str, start: int, end: int) -> Iterator[Axis | Listed]:
    """Under a heading: lines "Type: A; B", or an outline "1. Type", "1.1 A", "1.2 B"."""
    major: tuple[str, Axis] | None = None
    for line in LINE.finditer(text, start, end):
        row = _ROW.fullmatch(text, *trimmed(text, *line.span(), drop=" \t•*-"))
        name = axis_name(row["name"]) if row else ""
        if row and name and not of_places(name) and not row["items"].endswith("."):
            found = list(listed_in(text, *row.span("items"), name, Confidence.HIGH))
            if len(found) > 1:
                yield Axis(name, row.span("name"))
                yield from found
            continue
        entry = _OUTLINE.fullmatch(text, *trimmed(text, *line.span()))
        if entry and not entry["minor"]:
            name = axis_name(entry["name"])
            major = (entry["major"], Axis(name, entry.span("name"))) if name else None
        elif entry and major and entry["major"] == major[0] and not of_places(major[1].name):
            yield major[1]
            yield from listed_in(
                text, *entry.span("name"), major[1].name, Confidence.HIGH, line=True
            )
