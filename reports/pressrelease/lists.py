"""Lists of names and phrases: bullets, lines, commas, brackets within items.

An item is a span; nothing here knows what the items are. All functions are
linear in the length of what they split.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from reports.pressrelease.claims import Span
from reports.pressrelease.layout import BULLET, trimmed

_HARD_BULLET = re.compile(rf"[{BULLET}]")
_LINE_MARK = re.compile(
    rf"(?:^|\n)[ \t]*(?:[{BULLET}]+[ \t]*|[-–—*o+>»›→✦][ \t]+|\(?[0-9]{{1,2}}[.)][ \t]+|"
    rf"\(?[a-z][.)][ \t]+)"
)
_NUMBER = re.compile(r"(?:(?<=\s)|^)\(?([0-9]{1,2})[.)][ \t]+(?=\S)")
_DASH = re.compile(r"(?:(?<=\s)|^)[-–—*o+][ \t]+")
_OPEN = {"(": ")", "[": "]", "{": "}"}
_CLOSE = frozenset(_OPEN.values())
_AND = re.compile(r"(?:and|&|or|as well as|along with)\s+", re.IGNORECASE)
_LAST_AND = re.compile(r"\s(?:and|as well as|along with)\s")
_EDGE = " \t\n\r\u00a0,;:|–—-•*·"
_REST = re.compile(
    r"(?:(?:and|&|or|among|amongst)\s+)?(?:(?:many|several|various|some|all|the)\s+)?"
    r"(?:others?|more|so on|so forth|etc|to name a few|among others|other (?:\w+\s?){1,3}|"
    r"other|rest)[.]?",
    re.IGNORECASE,
)
_TRAILING_REST = re.compile(
    r"[\s,]+(?:(?:and|&|among|amongst|or)\s+(?:(?:many|several|various|"
    r"some)\s+)?(?:others|more|so on|so forth)|(?:and|&|among|amongst) (?:several |many "
    r"|various )?other(?: [a-z-]+){1,5}|to name a few|among others|etc)[.)\s]*$",
    re.IGNORECASE,
)


# "Four and More", "65 and Above": the end of a class, not of a list.
_AND_MORE = re.compile(
    r"(?:\b(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en)"
    r"|[0-9][\w%.°-]{0,6}(?:\s[A-Za-z]{1,9})?)\s(?:and|&|or)\s(?i:more|above|over|older|up"
    r"|higher|beyond|below|under|less|lower|younger|greater)[.\s]*$"
)


def bullets(text: str, start: int, end: int) -> list[Span]:
    """The items behind bullets, dashes or numbers; empty when there are none.

    Round bullets count anywhere, dashes at the head of a line, or within one
    when the text begins with such a dash, numbers when they count up from one.
    What stands before the first bullet is no item.
    """
    part = text[start:end]
    marks = {match.end(): match.start() for match in _HARD_BULLET.finditer(part)}
    if not marks:
        marks = {match.end(): match.start() for match in _LINE_MARK.finditer(part)}
        lead = len(part) - len(part.lstrip(" \t:|"))
        if (
            len(marks) <= 1
            and part[lead : lead + 1] in ("-", "–", "—", "*", "o", "+")
            and part[lead:]
        ):
            mark = part[lead]
            marks |= {m.end(): m.start() for m in _DASH.finditer(part) if m.group()[0] == mark}
        if len(marks) <= 1:
            marks |= _counted(part)
    if not marks or (len(marks) > 1 and _between(part, min(marks.values()))):
        return []
    ends = sorted(marks)
    stops = [marks[at] for at in ends[1:]] + [len(part)]
    spans = (trimmed(text, start + at, start + stop) for at, stop in zip(ends, stops, strict=True))
    return [span for span in spans if span[1] > span[0]]


_INTRODUCES = re.compile(r"(?<!Ltd)(?<!Inc)(?<!Co)(?<!Corp)\.$|[::–—-]$")


def _between(part: str, first: int) -> bool:
    """Whether bullets in one line stand between items, not before each: "A · B · C"."""
    lead = part[:first].strip(_EDGE)
    return bool(
        lead
        and "\n" not in part.strip()
        and part[first] in "·•∙‧"
        and len(lead.split()) <= 5
        and not _INTRODUCES.search(part[:first].rstrip())
        and part[first - 1 : first] == " "
    )


def _counted(part: str) -> dict[int, int]:
    """Marks "1. … 2. … 3. …" that count up without a gap."""
    marks: dict[int, int] = {}
    for match in _NUMBER.finditer(part):
        if int(match.group(1)) == len(marks) + 1:
            marks[match.end()] = match.start()
    return marks if len(marks) > 1 else {}


def lines(text: str, start: int, end: int) -> list[Span]:
    """The lines that say something, without outer blanks."""
    found = []
    at = start
    for piece in text[start:end].split("\n"):
        span = trimmed(text, at, at + len(piece))
        if span[1] > span[0]:
            found.append(span)
        at += len(piece) + 1
    return found


def split_top(text: str, start: int, end: int, separators: str) -> list[Span]:
    """Spans between separators that stand outside brackets.

    A bracket that never closes holds nothing together.
    """
    spans: list[Span] = []
    stack: list[str] = []
    at = start
    shallow = not _balanced(text[start:end])
    for index in range(start, end):
        character = text[index]
        if shallow:
            pass
        elif character in _OPEN:
            stack.append(_OPEN[character])
        elif character in _CLOSE and stack and stack[-1] == character:
            stack.pop()
        if not stack and character in separators and not _in_number(text, index):
            spans.append((at, index))
            at = index + 1
    spans.append((at, end))
    return [span for span in (trimmed(text, *span) for span in spans) if span[1] > span[0]]


def _balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character in _OPEN) - (character in _CLOSE)
        if depth < 0:
            return False
    return depth == 0


def _in_number(text: str, index: int) -> bool:
    """The comma of "1,000"."""
    return (
        text[index] == ","
        and text[index - 1 : index].isdigit()
        and text[index + 1 : index + 4].isdigit()
        and not text[index + 4 : index + 5].isdigit()
    )


def items(text: str, start: int, end: int, *, split_and: bool = True) -> list[Span]:
    """The items of "A, B (C, D), and E": outermost, without the last "and".

    Semicolons, and bars with blanks around them, win over commas: where they
    divide, commas belong to names.
    """
    start, end = without_rest(text, start, end)
    part = text[start:end]
    divided = ";" if ";" in part else ","
    if (mark := divider(part)) is not None:
        spans = _by_marks(text, start, end, mark)
    else:
        spans = split_top(text, start, end, divided + "\n")
    oxford = len(spans) > 1 and bool(_AND.match(text[spans[-1][0] : spans[-1][1]]))
    clean = [_without_and(text, *span) for span in spans]
    if split_and and clean and not oxford:
        clean = [*clean[:-1], *_last_split(text, *clean[-1])]
    return [span for span in clean if span[1] > span[0] and not _REST.fullmatch(text[slice(*span)])]


_DIVIDERS = tuple(re.compile(pattern) for pattern in (r"\s\|\s", r"\s[·•]\s", r"\s[/\\]\s"))


def divider(part: str) -> re.Pattern[str] | None:
    """A bar, dot or slash between blanks that divides a list better than its commas do."""
    if ";" in part:
        return _DIVIDERS[0] if part.count(" | ") >= max(1, part.count(",")) else None
    commas = part.count(",")
    for mark in _DIVIDERS:
        if mark.search(part) and len(mark.findall(part)) >= max(1, commas):
            return mark
    return None


def _by_marks(text: str, start: int, end: int, mark: re.Pattern[str]) -> list[Span]:
    spans = []
    at = start
    for match in mark.finditer(text, start, end):
        spans.append(trimmed(text, at, match.start()))
        at = match.end()
    return [*spans, trimmed(text, at, end)]


def _without_and(text: str, start: int, end: int) -> Span:
    match = _AND.match(text, start, end)
    return trimmed(text, match.end() if match else start, end, _EDGE)


def _last_split(text: str, start: int, end: int) -> list[Span]:
    """The last item of a list without an Oxford comma, at its last "and"."""
    found = None
    if _AND_MORE.search(text, max(start, end - 60), end):
        return [(start, end)]
    for match in _LAST_AND.finditer(text, start, end):
        before = text[start : match.start()]
        if before.count("(") == before.count(")"):
            found = match
    if found is None:
        return [(start, end)]
    return [trimmed(text, start, found.start(), _EDGE), trimmed(text, found.end(), end, _EDGE)]


def without_rest(text: str, start: int, end: int) -> Span:
    """The span without "among others", "etc." and a final full stop."""
    start, end = trimmed(text, start, end, _EDGE)
    tail = max(start, end - 60)
    match = _TRAILING_REST.search(text[tail:end])
    if match and not _AND_MORE.search(text, tail, end):
        end = tail + match.start()
    return trimmed(text, start, end, _EDGE)


def without_stop(text: str, start: int, end: int) -> Span:
    """The span without a final full stop, unless it ends an abbreviation such as "Inc."."""
    last = text[max(start, end - 8) : end]
    if last.endswith(".") and not re.search(
        r"\b(?:Inc|Ltd|Co|Corp|Bhd|[A-Z])\.$|\.[A-Za-z]\.$", last
    ):
        return trimmed(text, start, end - 1)
    return start, end


def outer_and_inner(text: str, span: Span) -> tuple[Span, Span | None]:
    """An item and what its final bracket holds: "Software (Cloud, On-premise)"."""
    start, end = span
    if not text[start:end].endswith((")", "]")):
        return span, None
    depth = 0
    for index in range(end - 1, start, -1):
        depth += (text[index] in _CLOSE) - (text[index] in _OPEN)
        if depth == 0:
            return trimmed(text, start, index), trimmed(text, index + 1, end - 1)
    return span, None


def texts(text: str, spans: Iterable[Span]) -> list[str]:
    """The characters of each span."""
    return [text[start:end] for start, end in spans]
