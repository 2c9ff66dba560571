"""The parts of an announcement: where each section, paragraph and sentence lies.

Works on text without line breaks as well as on text with them. All offsets are
into the text given; all passes are linear in its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from reports.pressrelease.claims import Span
from reports.pressrelease.factor_tables import table_of_factors
from reports.pressrelease.headings import Part, labels, part_of_heading


@dataclass(frozen=True, slots=True)
class Section:
    """One part with its heading's or label's span and the span of what it says.

    ``table`` tells that the heading is a field label with its value after it on
    the same line, not a heading over paragraphs.
    """

    part: Part
    head: Span
    value: Span
    table: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """``body`` is the text with boilerplate blanked out, at the same offsets."""

    body: str
    sections: tuple[Section, ...]

    def of(self, *parts: Part) -> tuple[Section, ...]:
        """The sections of these parts, in the order of the text."""
        return tuple(section for section in self.sections if section.part in parts)

    def outside(self, *parts: Part) -> Iterator[Span]:
        """What lies in no section of these parts, cut at every heading and label."""
        edges = {0, len(self.body)}
        for section in self.sections:
            edges |= {section.head[0], section.value[1]}
            if not self.body.startswith(("By ", "by "), section.head[0]):
                edges.add(section.value[0])
        taken = iter([(section.head[0], section.value[1]) for section in self.of(*parts)])
        begin, end = next(taken, (len(self.body), len(self.body)))
        for start, stop in pairwise(sorted(edges)):
            while end <= start < len(self.body):
                begin, end = next(taken, (len(self.body), len(self.body) + 1))
            if not begin <= start < end:
                yield start, stop


LINE = re.compile(r"[^\n]+")
BULLET = "•●▪■◦‣∙·►▶➤➢✓✔❖★▸▹◆◇⁃□○◉⦿⮚➜❑❒⬥✦☑\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf02d"
_BULLET_START = re.compile(rf"\s*(?:[{BULLET}]|[-–—*o>»›→✦]\s|\(?[0-9]{{1,2}}[.)]\s)")

_OFFER = re.compile(
    r"\b(?:Request|Download|Get|Buy|Purchase|Browse|Access|In?quire|Enquire|Claim|Order|"
    r"Ask|Speak|Talk|Grab|View|Click|Read|For [Mm]ore|"
    r"To [Kk]now [Mm]ore|Want|Interested|Explore|Secure|Unlock|Report [Ll]ink|Visit|Check|"
    r"Need|Have a|Do [Yy]ou [Hh]ave)\b[^.\n]{0,200}?"
    r"(?:https?://|www\.)\S{1,300}"
)
_OFFER_LINE = re.compile(
    r"\s*(?:[^\w\s]{0,3}\s?)(?:Request|Download|Get|Buy|Purchase|Browse|Access|In?quire|"
    r"Enquire|Claim|Order|Ask|Speak|Talk|Grab|View|Click|Read|For more|To know more|Want|"
    r"Interested|Explore|Secure|Unlock|Do you have)\b"
    r".{0,200}\b(?:sample|copy|analyst|brochure|discount|pdf|toc|here|table of contents|"
    r"full report|complete report|customi[sz]ation|expert|this report|report)\b.{0,60}",
    re.IGNORECASE,
)
_ABOUT_INLINE = re.compile(
    r"(?:(?<=[.!?])\s+|(?<=\n))(?:About Us|About the (?:Publisher|Company|Author)|Contact "
    r"Us|Media Contact|Press Contact|Contact|Table of Contents|Browse (?:More )?Related "
    r"Reports|(?:Trending|Related|Similar|More) Reports)\s?[::-]"
    r"|(?:(?<=[.!?])\s+|(?<=\n))About (?:(?!the\b|this\b|Us\b)[A-Z][\w&.,'’-]*\s?){1,7}:"
    r"|(?<=\n)About (?!the\b|this\b)(?:(?:[A-Z][\w&.,'’-]{0,40}|&|and|of)(?:[ ]"
    r"|(?=\n))){1,8}(?=\n)",
)
_ENDING = re.compile(
    r"^\s*(?:about|contact|media contact|press contact|disclaimer)\b", re.IGNORECASE
)
_STOP_BEFORE = frozenset(
    [
        "the",
        "of",
        "and",
        "&",
        "in",
        "by",
        "for",
        "to",
        "a",
        "an",
        "with",
        "our",
        "its",
        "these",
        "this",
        "on",
        "as",
        "or",
        "from",
        "such",
        "key",
        "such",
        "other",
        "their",
    ]
)
_AFTER = re.compile(rf"\s{{0,3}}(?:[::|–—-]\s{{0,3}})?(?:[A-Z0-9“\"'‘($€£¥₹]|[{BULLET}]|[-–*]\s)")
_SENTENCE_BEFORE = re.compile(r"[.!?:;|)\]”\"\t]\s{0,4}$")


def _blanked(text: str, start: int, end: int) -> str:
    return "".join("\n" if character == "\n" else " " for character in text[start:end])


def _without_offers(text: str) -> str:
    """Calls to buy, and lines that are nothing else, become blanks."""
    pieces: list[str] = []
    at = 0
    for match in _OFFER.finditer(text):
        pieces += (text[at : match.start()], _blanked(text, match.start(), match.end()))
        at = match.end()
    text = "".join([*pieces, text[at:]])
    pieces, at = [], 0
    for line in LINE.finditer(text):
        if line.end() - line.start() < 320 and _OFFER_LINE.fullmatch(line.group()):
            pieces += (text[at : line.start()], _blanked(text, line.start(), line.end()))
            at = line.end()
    return "".join([*pieces, text[at:]])


def _heading_lines(text: str) -> list[Section]:
    """Lines that are headings; the value's end is not known yet."""
    found = []
    for line in LINE.finditer(text):
        raw = line.group()
        if len(raw) > 200 or not raw.strip():
            continue
        part = table_of_factors(raw) or part_of_heading(raw)
        if part is not None:
            found.append(Section(part, line.span(), (line.end(), line.end())))
    return found


_ENDS_SENTENCE = re.compile(r"(?<!\.[A-Z])(?<!Inc)(?<!Ltd)(?<!Corp)(?<!Co)\.\s*$")
_ANSWER = re.compile(r"[\s?:]{0,4}(?:A|Ans|Answer)[0-9]{0,2}\s?[.:)]\s")
_LED = re.compile(r"(?:^|(?<=[.!?;:])\s+)(?P<head>[A-Z][^:.!?;|\n]{3,100}?)\s?[::?](?=\s)")
_DIVIDED = re.compile(r"\s{0,2}(?:[|\t•]|[–—-]\s)")
_DASHED = re.compile(r"\s{0,2}[–—-]\s(?![–—-])")
_Candidate = tuple[int, int, Part, bool, bool]


def _led(content: str) -> Iterator[_Candidate]:
    """Words before a colon at a sentence's head that would do as a heading."""
    for match in _LED.finditer(content):
        part = part_of_heading(match["head"])
        if part is not None and part not in (Part.OTHER, Part.BOILERPLATE):
            yield match.start("head"), match.end("head"), part, True, True


def _apart(candidates: list[_Candidate]) -> list[_Candidate]:
    """In order, without those inside another."""
    kept: list[_Candidate] = []
    for candidate in sorted(candidates, key=lambda one: (one[0], -one[1])):
        if not kept or candidate[0] >= kept[-1][1]:
            kept.append(candidate)
    return kept


def _is_row(content: str) -> bool:
    """Whether a short line begins with a label and its value, with no mark between them."""
    if len(content) > 600 or not content[:1].isupper():
        return False
    first = next(iter(labels(content[:80])), None)
    return first is not None and first[0] == 0 and bool(_AFTER.match(content, first[1]))


def _table_labels(text: str, line: Span, *, rows: bool) -> list[Section]:
    """The field labels in one line, with a colon, after a sentence, or in a table's run."""
    start, end = line
    content = text[start:end]
    candidates = []
    for first, last, part, colon in labels(content):
        before = content[max(0, first - 24) : first]
        words = before.split()
        if words and words[-1].casefold().rstrip(",") in _STOP_BEFORE and before[-1:] == " ":
            continue
        if not colon and content[last:].strip() and not _AFTER.match(content, last):
            continue
        opens = not before.strip() or bool(_SENTENCE_BEFORE.search(before))
        opens = opens or bool(_BULLET_START.fullmatch(before + " "))
        candidates.append((first, last, part, colon, opens))
    ends = {last for _, last, *_ in candidates}
    candidates = _apart(candidates + [led for led in _led(content) if led[1] not in ends])
    # Three different fields in one line make it a table that lost its layout.
    table = len({content[first:last] for first, last, *_ in candidates}) >= 3
    row = rows and bool(candidates) and not content[: candidates[0][0]].strip()
    row = row and not _ENDS_SENTENCE.search(content)
    found = []
    for first, last, part, colon, opens in candidates:
        divided = bool(_DIVIDED.match(content, last))
        if colon or table or row or (divided and opens) or (opens and first > 0):
            dash = _DASHED.match(content, last)
            value = dash.end() if dash else last + 1 if colon else last
            found.append(
                Section(part, (start + first, start + last), (start + value, end), table=True)
            )
    return found


def _boilerplate(text: str) -> Iterator[Span]:
    """What "About us:" and "Contact:" begin: to the end of the text, at its head one paragraph."""
    for number, match in enumerate(_ABOUT_INLINE.finditer(text)):
        if match.start() * 2 >= len(text) or number >= _MOST_ABOUTS:
            yield match.start(), len(text)
            return
        yield match.start(), _paragraph_end(text, match.end())


_MOST_ABOUTS = 8
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


def _paragraph_end(text: str, start: int) -> int:
    """Where the paragraph ends that begins at or right below a place."""
    while start < len(text) and text[start].isspace():
        start += 1
    blank = _BLANK_LINE.search(text, start)
    return blank.start() if blank else len(text)


def _sections(text: str) -> list[Section]:
    """Headings and labels in order; a value runs to the next, a label's to its line's end."""
    heads = _heading_lines(text)
    headed = {section.head for section in heads}
    lines = [line for line in LINE.finditer(text) if line.span() not in headed]
    rows = sum(_is_row(line.group()) for line in lines) >= 3
    for line in lines:
        heads += _table_labels(text, line.span(), rows=rows)
    heads.sort(key=lambda section: section.head)
    found: list[Section] = []
    for number, section in enumerate(heads):
        after = heads[number + 1].head[0] if number + 1 < len(heads) else len(text)
        end = min(after, section.value[1]) if section.table else after
        answer = _ANSWER.match(text, section.value[0], end)
        begin = min(answer.end() if answer else section.value[0], end)
        if section.table and not text[begin:end].strip(" \t|:-–—"):
            end = after  # nothing on its own line: the value follows below
        elif section.table:
            end = _with_bullets(text, begin, end, after)
        if section.part in (Part.PLAYERS, Part.DEVELOPMENTS):
            end = _list_end(text, begin, end)
        found.append(Section(section.part, section.head, (begin, end), section.table))
    return found


_PARAGRAPH = re.compile(r"\n[ \t]*\n(?=[A-Z][^\n]{60})")


def _list_end(text: str, begin: int, end: int) -> int:
    """A bulleted list ends where a paragraph without bullet follows."""
    first = LINE.search(text, begin, end)
    while first and not first.group().strip():
        first = LINE.search(text, first.end(), end)
    if first is None or not _BULLET_START.match(first.group()):
        return end
    paragraph = _PARAGRAPH.search(text, first.end(), end)
    return paragraph.start() if paragraph else end


def _with_bullets(text: str, begin: int, end: int, after: int) -> int:
    """Where a value ends that goes on in bulleted lines."""
    while end < after:
        line = LINE.search(text, end, after)
        if line is None or line.start() - end > 2 or not _BULLET_START.match(line.group()):
            break
        end = line.end()
    return end


@lru_cache(maxsize=4)
def layout(text: str) -> Layout:
    """The sections of a text, and its body without boilerplate.

    What follows "About us", "Contact", a table of contents or a list of other
    reports is blanked: the first two to the end of the text, the others to the
    next heading that announces something else.
    """
    body = _without_offers(text)
    for start, end in _boilerplate(body):
        body = body[:start] + _blanked(body, start, end) + body[end:]
    kept: list[Section] = []
    pieces: list[str] = []
    at = 0
    blank_until = 0
    for section in _sections(body):
        if section.part is Part.BOILERPLATE:
            ending = bool(_ENDING.match(body[section.head[0] : section.head[1]]))
            start, stop = section.head[0], section.value[1]
            if ending:
                early = start * 2 < len(body)
                stop = min(stop, _paragraph_end(body, section.head[1])) if early else len(body)
            if stop > at:
                start = max(start, at)
                pieces += (body[at:start], _blanked(body, start, stop))
                at = stop
            blank_until = max(blank_until, stop)
        elif section.head[0] >= blank_until:
            kept.append(section)
    return Layout("".join([*pieces, body[at:]]), tuple(kept))


# ── Sentences ───────────────────────────────────────────────────────────────────────────────────

_STOP = re.compile(r"[.!?][\"”’')\]]{0,3}(?=\s|$)|\n[ \t]*\n|\n")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Dr|Mr|Mrs|Ms|St|Prof|vs|approx|No|Nos|Fig|e\.g|i\.e|Jan|Feb|Mar|Apr|"
    r"Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mt|Ft|Bros))\.$"
)
_LEGAL_DOT = re.compile(
    r"\b(?:Inc|Ltd|Co|Corp|Pvt|Pte|Pty|Bhd|Sdn|S\.A|S\.p\.A|N\.V|B\.V|L\.P|L\.L\.C|LLC|"
    r"A\.G|K\.K|U\.S|U\.K|S\.r\.l|etc|Lda|Ltda)\.$",
    re.IGNORECASE,
)
_STARTER = re.compile(
    rf"\s*(?:[{BULLET}\n]|(?:The|These|This|Those|They|It|In|On|At|By|With|However|"
    rf"Moreover|Furthermore|Key|Major|According|Such|While|As|For|Based|Market|Growth|"
    rf"Among|Companies|Several|Other|Our|Its|Their|To|From|Additionally|North America|Asia|"
    rf"Europe|Leading|Some|Each|Many|Most|All|An?|[A-Z][a-z]+ (?:is|are|was|has|have|"
    rf"will))\b)"
)


def _goes_on(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether a full stop or a line's end only looks like the end of a sentence."""
    at = match.end()
    if match.group().startswith("\n"):
        if "\n" in match.group()[1:]:
            return False
        last = text[max(start, match.start() - 1) : match.start()]
        following = text[at : at + 1]
        return (last.isalnum() or last in ",-") and following.islower()
    before = text[max(start, at - 24) : at]
    if not match.group().startswith(".") or match.group() != ".":
        return False
    if text[at : at + 3].lstrip(" ")[:1] in tuple("(,;") or text[at : at + 2].strip(" ").islower():
        return at < end
    if _LEGAL_DOT.search(before):
        return not _STARTER.match(text[at : min(end, at + 40)]) and at < end
    return bool(_ABBREVIATION.search(before)) and at < end


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """The spans of the sentences within text[start:end], without outer blanks."""
    at = start
    for match in _STOP.finditer(text, start, end):
        if _goes_on(text, match, start, end):
            continue
        stop = match.start() if match.group().startswith("\n") else match.end()
        span = trimmed(text, at, stop)
        if span[1] > span[0]:
            yield span
        at = match.end()
    span = trimmed(text, at, end)
    if span[1] > span[0]:
        yield span


def trimmed(text: str, start: int, end: int, drop: str = " \t\n\r\f\v\u00a0") -> Span:
    """The span without blanks (or the characters of ``drop``) at either end."""
    while start < end and text[start] in drop:
        start += 1
    while end > start and text[end - 1] in drop:
        end -= 1
    return start, end
