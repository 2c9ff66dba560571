"""Drivers, restraints, challenges, opportunities, trends: bullets, fields, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reports.pressrelease.claims import Claim, Confidence, Kind, Span
from reports.pressrelease.factor_tables import factor_rows
from reports.pressrelease.headings import Part
from reports.pressrelease.layout import BULLET, Section, layout, sentences, trimmed
from reports.pressrelease.lists import bullets, split_top, without_stop
from reports.pressrelease.source import Passage
from reports.pressrelease.superlatives import states_superlative

_KINDS = {
    Part.DRIVERS: Kind.DRIVER,
    Part.RESTRAINTS: Kind.RESTRAINT,
    Part.CHALLENGES: Kind.CHALLENGE,
    Part.OPPORTUNITIES: Kind.OPPORTUNITY,
    Part.TRENDS: Kind.TREND,
}

_WHAT = r"(?:market|growth|demand|industry|expansion|adoption|sales|uptake)"
_DRIVEN = re.compile(
    rf"\b{_WHAT}\b[^.;]{{0,160}}?\b(?:driven|fuell?ed|propelled|boosted|supported|aided|"
    rf"spurred|bolstered|attributed|attributable|accelerated|stimulated|underpinned|due|"
    rf"owing|thanks|because|on account|on the back|as a result)\s(?:\w+ly\s)?(?:in "
    rf"part\s)?(?:by|to|of)\s(?P<what>[^.;]{{4,400}})",
    re.IGNORECASE,
)
_FACTORS_ARE = re.compile(
    r"\b(?:(?:market|growth|key|main) drivers|(?:factors?|"
    r"drivers?)\b[^.;:]{0,100}?\b(?:driv\w+|boost\w+|fuel\w+|propel\w+|support\w+|growth|"
    r"drivers?)\b[^.;:]{0,60}?)\s(?:include|includes|including|are|such "
    r"as)\b:?\s(?P<what>[^.;]{4,400})",
    re.IGNORECASE,
)
_AUX = (
    r"(?:(?:also|further|is|are|was|were|has|have|been|will|would|may|might|can|could|to|be|"
    r"being|continues?|expected|projected|anticipated|likely|set|estimated|predicted|poised|"
    r"significantly|largely|primarily|mainly|majorly|greatly|strongly|consequently|directly|"
    r"in turn|thereby|thus|which|that|still|,)\s){0,9}"
)
_DRIVES = re.compile(
    rf"\s{_AUX}(?:driv(?:e|es|en|ing)|boost(?:s|ed|ing)?|fuel(?:s|l?ed|l?ing)?|propel(?:s|"
    rf"led|ling)?|support(?:s|ed|ing)?|augment(?:s|ed|ing)?|spur(?:s|red|ring)?|"
    rf"accelerat(?:e|es|ed|ing)|bolster(?:s|ed|ing)?|foster(?:s|ed|ing)?|encourag(?:e|es|"
    rf"ing)|stimulat(?:e|es|ing)|contribut(?:e|es|ing) to|favou?r(?:s|"
    rf"ing)?)\s(?:[\w’'-]+\s){{0,6}}?{_WHAT}\b",
    re.IGNORECASE,
)
_HOLDS_BACK = re.compile(
    rf"\s{_AUX}(?:restrain(?:s|ed|ing)?|hamper(?:s|ed|ing)?|hinder(?:s|ed|ing)?|limit(?:s|"
    rf"ed|ing)?|imped(?:e|es|ed|ing)|restrict(?:s|ed|ing)?|inhibit(?:s|ed|ing)?|slow(?:s|"
    rf"ed|ing)?(?: down)?|curb(?:s|ed|ing)?|obstruct(?:s|ing)?|deter(?:s|ring)?|"
    rf"curtail(?:s|ing)?|stifl(?:e|es|ing)|dampen(?:s|ing)?|weighs? (?:heavily )?on|holds? back|"
    rf"keeps? a lid on|puts? a brake on|(?:is|are) a drag on"
    rf"|caps?)\s(?:[\w’'-]+\s){{0,7}}?{_WHAT}\b"
    rf"|\s{_AUX}(?:holds?|holding|keeps?|keeping)\s(?:the\s)?(?:\w+\s){{0,3}}?{_WHAT}\s(?:growth\s)?back\b",
    re.IGNORECASE,
)
_HELD_BACK = re.compile(
    rf"\b{_WHAT}\b[^.;]{{0,120}}?\b(?:restrained|hampered|hindered|limited|impeded|"
    rf"restricted|inhibited|constrained|slowed|held "
    rf"back)\s(?:\w+ly\s)?by\s(?P<what>[^.;]{{4,300}})",
    re.IGNORECASE,
)
_CHALLENGE = re.compile(
    rf"\s{_AUX}(?:pos(?:e|es|ed|ing)|presents?|remains?|creat(?:e|es)|represents?|is|are|"
    rf"act as|acts as)\s(?:[\w’'-]+\s){{0,4}}?(?P<word>challenges?|restraints?|hurdles?|"
    rf"barriers?|obstacles?|drivers?)\b",
    re.IGNORECASE,
)
_FORCES = re.compile(
    r"\s(?:are|is|remain|remains)\s(?:all\s)?(?:the\s|among the\s|some of the\s)?(?:\w+\s){0,2}?"
    r"(?:forces|factors|reasons|engines|things)\s(?:behind|driving|pushing|lifting|for"
    r"|that (?:drive|push|lift))\b",
    re.IGNORECASE,
)
_IS_ONE = re.compile(
    r"\b(?:main|chief|key|primary|biggest|foremost|principal|major|leading|largest|other|second)\s"
    r"(?:market\s|growth\s|demand\s)?(?P<word>driver|restraint|challenge|obstacle|brake|hurdle|barrier|opportunity)s?"
    r"\b[^.;,]{0,60}?\s(?:is|are|remains|remain)\s(?P<what>[^.;]{4,300})",
    re.IGNORECASE,
)
_OFFERS = re.compile(
    rf"\s{_AUX}(?:offer(?:s|ed|ing)?|creat(?:e|es|ed|ing)|provid(?:e|es|ed|ing)|"
    rf"present(?:s|ed|ing)?|open(?:s|ed|ing)?(?: up)?|generat(?:e|es|ing)|bring(?:s|ing)?|"
    rf"unlock(?:s|ing)?|hold(?:s)?|represents?|"
    rf"yield(?:s)?)\s(?:[\w’',-]+\s){{0,6}}?(?:opportunit(?:y|ies)|openings?\sfor)\b",
    re.IGNORECASE,
)
_IN_BULLET = re.compile(rf"[{BULLET}*>–-]\s{{0,2}}$")
_THESE = re.compile(
    rf"(?:These|Such|All these|Both|The above|The aforementioned) (?:\w+ )?(?:factors|"
    rf"trends|aspects|elements|developments)\b[^.;]{{0,60}}\b(?:driv|boost|fuel|propel|"
    rf"support|augment|accelerat|contribut)\w*[^.;]{{0,60}}\b{_WHAT}\b",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:However|Moreover|Furthermore|Additionally|In addition|Meanwhile|Similarly|Also|"
    r"Besides|On the other hand|On the contrary|Conversely|Nevertheless|Nonetheless|Thus|"
    r"Hence|Therefore|Consequently|Likewise|That said|Yet|But|And|On the flip side|In "
    r"contrast|For (?:instance|example)|Apart from this|Along with this|Further),?\s",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"(?:(?:(?:the |several |various |many |a number of |key |major |multiple |numerous |"
    r"certain )*(?:factors?|drivers|determinants|reasons)[^,:;]{0,40}?(?:such as|"
    r"including|like|namely)|such as|including|the fact that)[::]?\s)",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    r",?\s(?:which|that is|while|whereas|thereby|during the forecast|over the forecast|"
    r"throughout the forecast|in the (?:coming|near|upcoming)|over the (?:next|coming|"
    r"projected)|worldwide\b|across the globe|among others|in turn|is expected|are "
    r"expected|is anticipated|has (?:driven|led)|have (?:driven|led))\b",
    re.IGNORECASE,
)
_PIECE = re.compile(
    r"(?:the |a |an )?(?:rising|growing|increas\w+|surg\w+|expanding|rapid|rise|growth|"
    r"higher?|lack|shortage|strict\w*|stringent|advanc\w+|technolog\w+|favou?rable|"
    r"supportive|government|ongoing|improv\w+|need|demand|adoption|prevalence|development|"
    r"aging|ageing|urbani[sz]ation|emergence|heightened|strong|escalating|limited|cost\w*|"
    r"fading|spread|expansion|introduction|continuous|significant|new|better|more|wider|"
    r"greater|digital\w*|concern\w*|regulat\w+|invest\w+|falling|declining|availability|"
    r"use|popularity|awareness|shift\w*|focus|high|small|low|poor|weak|scarc\w+|uncertain\w*|"
    r"volatil\w*|tight\w*|fewer|fragment\w*|competition|expensive|slow|complex\w*|absence|"
    r"insufficient|unclear|changing|consumer|disposable|subsid\w+|tariffs?|duties|shortages?|bans?|"
    r"cheaper|lower|longer|shorter|short|long|dear\w*|strong\w*|tougher|easier|faster|rules|levies|"
    r"policies|incentives|grants|targets|mandates|price\w*|import|export|labour|skills?|supply)\b",
    re.IGNORECASE,
)
_NOT_A_PHRASE = re.compile(
    r"(?:it|this|that|these|they|which|there|the market|the report|the global .*|the "
    r"industry|we|he|she|its|such factors|these factors|the following|the above|"
    r".*\bsegment|.*\bcompanies|.*\bplayers|market|growth|the growth|demand|the "
    r"demand)\b\s*$|.*(?:[0-9]\s?%\s?(?:share|of|\)|,)|[0-9]{4}|USD|US\$|\$|€|CAGR|billion|million)",
    re.IGNORECASE | re.DOTALL,
)
_TITLE = re.compile(r"(?P<title>[^.:\n–]{4,110}?)\s?(?:[::]|\s[–—-])\s(?=\S)")


def _claim(
    text: str, kind: Kind, start: int, end: int, confidence: Confidence = Confidence.HIGH
) -> Iterator[Claim]:
    start, end = trimmed(text, start, end, " \t\n,;:|-–—*" + BULLET)
    start, end = without_stop(text, start, end)
    value = re.sub(r"\s+", " ", text[start:end])
    if 4 <= len(value) <= 260 and re.search("[A-Za-z]{3}", value):
        yield Claim(kind, (start, end), text[start:end], value, confidence=confidence)


def _halved(text: str, pieces: list[Span]) -> list[Span]:
    """The pieces, the last one parted at its "and" where both halves begin like factors."""
    if not pieces:
        return pieces
    start, end = pieces[-1]
    at = text.find(" and ", start, end)
    if at < 0 or text.startswith("and ", start):
        return pieces
    if _PIECE.match(text, start, at) and _PIECE.match(text, at + 5, end):
        return [*pieces[:-1], (start, at), (at + 5, end)]
    return pieces


def _phrases(text: str, kind: Kind, start: int, end: int, sure: Confidence) -> Iterator[Claim]:
    """One factor, or each of several where every one begins like a factor."""
    lead = _LEAD_IN.match(text, start, end)
    start = lead.end() if lead else start
    stop = _CLAUSE_END.search(text, start + 4, end) if end - start > 4 else None
    end = stop.start() if stop else end
    if _NOT_A_PHRASE.match(text[start:end]):
        return
    pieces = _halved(text, split_top(text, start, end, ","))
    if len(pieces) > 1:
        pieces = [
            (first + 4 if text[first : first + 4] == "and " else first, last)
            for first, last in pieces
        ]
        if all(_PIECE.match(text, first, last) for first, last in pieces):
            for piece in pieces:
                yield from _claim(text, kind, *piece, sure)
            return
    if end - start <= 220:
        yield from _claim(text, kind, start, end, sure)


def _before(text: str, start: int, end: int) -> Span | None:
    """The phrase before a verb, without linking words; None when it names no factor."""
    for _ in range(3):
        link = _LINK.match(text, start, end)
        if not link:
            break
        start = link.end()
    start, end = trimmed(text, start, end, " \t\n,•*-–" + BULLET)
    if end - start < 4 or len(text[start:end].split()) > 30 or _NOT_A_PHRASE.match(text[start:end]):
        return None
    return start, end


_NUMBERED = re.compile(r"[0-9]{3}|[%$€£₹]|^(?:expected|projected|likely|set|to|not|also)\b")
_NAMED = {"driver": Kind.DRIVER, "challenge": Kind.CHALLENGE, "opportunity": Kind.OPPORTUNITY}


def _of_sentence(text: str, start: int, end: int) -> Iterator[Claim]:
    sentence = text[start:end]
    medium = Confidence.MEDIUM
    if len(sentence) > 900 or states_superlative(sentence):
        return
    for pattern, kind in (
        (_HELD_BACK, Kind.RESTRAINT),
        (_DRIVEN, Kind.DRIVER),
        (_FACTORS_ARE, Kind.DRIVER),
    ):
        match = pattern.search(text, start, end)
        if match:
            yield from _phrases(text, kind, *match.span("what"), medium)
            return
    one = _IS_ONE.search(text, start, end)
    if one and not _NUMBERED.search(one["what"]):
        kind = _NAMED.get(one["word"].lower(), Kind.RESTRAINT)
        yield from _phrases(text, kind, *one.span("what"), medium)
        return
    for pattern, kind in (
        (_FORCES, Kind.DRIVER),
        (_OFFERS, Kind.OPPORTUNITY),
        (_HOLDS_BACK, Kind.RESTRAINT),
        (_CHALLENGE, Kind.CHALLENGE),
        (_DRIVES, Kind.DRIVER),
    ):
        match = pattern.search(text, start, end)
        span = _before(text, start, match.start()) if match else None
        if match and span:
            word = (match.groupdict().get("word") or "").casefold()
            named = (
                Kind.DRIVER
                if word.startswith("driver")
                else Kind.RESTRAINT
                if word.startswith("restraint")
                else kind
            )
            yield from _phrases(text, named, *span, medium)
            return


def _in_prose(text: str, span: Span) -> Iterator[Claim]:
    previous: Span | None = None
    for start, end in sentences(text, *span):
        if previous and _THESE.match(text, start, end):
            if not list(_of_sentence(text, *previous)) and previous[1] - previous[0] < 240:
                yield from _claim(text, Kind.DRIVER, *previous, Confidence.LOW)
        else:
            yield from _of_sentence(text, start, end)
        previous = (start, end)


def _of_section(text: str, section: Section) -> Iterator[Claim]:
    kind = _KINDS[section.part]
    start, end = section.value
    rows = list(factor_rows(text, section.head, start, end))
    if rows:
        for row in rows:
            yield from _claim(text, kind, *row)
        return
    listed = bullets(text, start, end)
    if listed:
        for first, last in listed:
            titled = _TITLE.match(text, first, last)
            line = text.find("\n", first, last)
            stop = titled.end("title") if titled else line if line > 0 else last
            sentence = next(iter(sentences(text, first, stop)), (first, stop))
            yield from _claim(text, kind, *sentence)
    elif section.table and (mark := _divider(text[start:end])):
        for piece in split_top(text, start, end, mark):
            yield from _claim(text, kind, *piece)
    elif section.table and len(list(sentences(text, start, end))) <= 1:
        sure = Confidence.HIGH if end - start < 120 else Confidence.MEDIUM
        found = list(_of_sentence(text, *trimmed(text, start, end)))
        if _IN_BULLET.search(text, max(0, section.head[0] - 4), section.head[0]):
            found = list(_claim(text, kind, start, end))  # a labelled bullet says it in full
        yield from found or _phrases(text, kind, *trimmed(text, start, end), sure)
    else:
        yield from _of_paragraphs(text, kind, start, end)


def _divider(value: str) -> str:
    return ";" if ";" in value else "|" if " | " in value.lstrip(" |") else ""


def _of_paragraphs(text: str, kind: Kind, start: int, end: int) -> Iterator[Claim]:
    """A short line or "Title: …" gives its title; a trend its first sentence; else prose."""
    at = start
    for paragraph in re.split(r"(\n[ \t]*\n|\n)", text[start:end]):
        first, last = trimmed(text, at, at + len(paragraph))
        at += len(paragraph)
        if last - first < 4:
            continue
        titled = _TITLE.match(text, first, last)
        inner = next(iter(sentences(text, first, last)))
        short = last - first < 90 and text[last - 1] not in ".!?:" and inner[1] == last
        if short and states_superlative(text[first:last]):
            continue
        if short or titled:
            stop = titled.end("title") if titled else last
            yield from _claim(text, kind, first, stop, Confidence.MEDIUM)
        elif kind is Kind.TREND and not states_superlative(text[slice(*inner)]):
            yield from _claim(text, kind, *inner, Confidence.MEDIUM)
        else:
            found = list(_in_prose(text, (first, last)))
            yield from found
            if not found and not states_superlative(text[slice(*inner)]):
                yield from _claim(text, kind, *inner, Confidence.LOW)


def find(passage: Passage) -> Iterable[Claim]:
    """One claim for each factor, its title as printed."""
    found = layout(passage.plain)
    text = found.body
    claims: list[Claim] = []
    for section in found.of(*_KINDS):
        claims += _of_section(text, section)
    for span in found.outside(*_KINDS, Part.PLAYERS, Part.DEVELOPMENTS):
        claims += _in_prose(text, span)
    seen: set[tuple[Kind, str]] = set()
    for claim in claims:
        key = (claim.kind, re.sub(r"\W+", " ", claim.value.casefold()).strip().removeprefix("the "))
        if key not in seen:
            seen.add(key)
            yield claim
