"""Dated events: "In October 2023, Pearl announced …", "Pearl, Oct 2023: …"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reports.pressrelease.claims import Claim, Confidence, Kind, Span, Unread
from reports.pressrelease.companies import names
from reports.pressrelease.events import DATE, STRONG, VERB, iso, kind_of_event
from reports.pressrelease.headings import Part
from reports.pressrelease.layout import BULLET, layout, sentences, trimmed
from reports.pressrelease.source import Passage

_OPENS = re.compile(r"(?:[Ii]n|[Oo]n|[Ss]ince|[Dd]uring|[Aa]s of|[Dd]ated?)?:?\s*(?:the\s)?$")
_INSTANCE = re.compile(
    r"(?:(?:For|As an?|To (?:cite|give|take|quote) (?:an|one)|By way of) (?:instance|example)"
    r"|To illustrate|Notably|(?:More |Most )?[Rr]ecently|Similarly|Likewise|Moreover|Additionally"
    r"|Furthermore|Further|Also|Meanwhile|In addition|In another instance|Besides|Earlier|Later)"
    r",?\s(?=[Ii]n\s|[Oo]n\s)"
)
_AFTER_DATE = re.compile(r"\s*(?:[)\]])?\s*(?:[,::;|]|[–—-](?=\s)|\.(?=\s))?\s*")
_DOES = re.compile(
    rf"(?P<who>[“\"A-Z0-9À-Þa-z][^\n;]{{1,140}}?),?\s(?:(?:has|have|had|recently|also|"
    rf"officially|successfully|jointly|today|formally|further|together|publicly|newly|then|"
    rf"subsequently)\s){{0,3}}(?P<verb>{VERB})\b"
)
_NOUN = re.compile(
    r"(?P<what>(?:Launch|Approval|Acquisition|Introduction|Expansion|Opening|Partnership|"
    r"Release|Clearance)\b[^.;\n]{3,160}?)\sby\s(?P<who>[A-Z][^.;,\n]{1,70})"
)
_PASSIVE = re.compile(r"\b(?:was|were|has been|have been|had been)\s(?:\w+ly\s)?$")
_BASED = re.compile(
    r"(?:the\s)?(?:[\w.]+(?:[ -][\w.]+){0,2}[- ](?:based|headquartered)\s|"
    r"(?:[A-Z][\w.]+(?:['’]s)\s)|(?:(?:U\.?S\.?|German|French|Indian|Chinese|Japanese|"
    r"British|Swiss|Dutch|Swedish|Korean|Danish|Israeli|Italian|Spanish|Finnish|Norwegian|"
    r"Canadian|Australian|Austrian|Belgian|"
    r"American)\s(?=[a-z])))?(?:(?:the\s)?(?:[a-z][\w-]*\s){1,5}(?=[A-Z]))?"
)
_APPOSITION = re.compile(
    r",\s(?:an?|the|which|who|one|part|based|headquartered|formerly|known|[a-z]).*|"
    r"\s[(][^()]{0,80}[)]\s*$|\s(?:in|with|through|via|along with|together with|alongside|"
    r"from|at|for|by|during|of the)\s.*|\sand\s(?=[a-z]).*"
)
_NOBODY = re.compile(
    r"(?:the\b.*|it|they|we|he|she|this|these|researchers|scientists|several.*|many.*|"
    r"some.*|companies|players|authorities|.*\b(?:market|segment|demand|sales|revenue|"
    r"report|study|share|population|patients|people|percent|government)\b.*|.*[0-9]%.*)",
    re.IGNORECASE,
)
_EVENT_NOUN = (
    r"(?:the\s|an?\s|its\s|new\s|first\s)*(?:launch|acquisition|approval|opening|expansion|partnership"
    r"|release|clearance|introduction|merger|purchase|takeover|joint venture|agreement|deal"
    r"|contract"
    r"|order|funding|financing|investment|grant|collaboration|supply|licen[cs]e|plant|factory|start"
    r"|closure|sale|listing|ipo|series [a-f]|round|trial|unveiling|debut|rollout|roll-out|upgrade"
    r"|appointment|recall|patent|stake|alliance|tie-up|pilot|certification|opens|launches|buys"
    r"|acquires|signs|raises|wins|unveils|expands|introduces|[a-z]+(?:s|ed))\b"
)
_CELLS = re.compile(r"(?P<who>[^|\n]{2,80}?)\s\|\s(?P<what>[^\n]{4,300})")
_WHO_DATED = re.compile(r"(?P<who>[^\W\d_a-z][^()\n:|]{1,70}?)(?:\s?[(\[]|,\s|\s[|–—-]\s)")
_AFTER_BRACKET = re.compile(r"\s?[)\]]?\s?(?:[::|,]|[–—-])\s")
_VERBLESS = re.compile(
    rf"(?P<who>[^\W\d_a-z][^\n:|–—]{{1,60}}?)(?:\s?[::]|\s[–—-]|['’]s?)\s(?P<what>{_EVENT_NOUN}[^\n]*)",
    re.IGNORECASE,
)
_OWN_NEWS = re.compile(
    r"\b(?:released|published|announced|launched|added|updated|issued|presented|completed)\b"
    r"[^.\n]{0,60}?\b(?:report|study|analysis|survey|publication|research)\b"
)
_DATELINE = re.compile(r"\s?(?:\([^()\n]{2,40}\)|/[^/\n]{2,40}/)?\s?(?:--|[–—/]|-\s|:\s)")
_STATISTIC = re.compile(
    r"\b(?:market (?:size|was valued|is valued|reached|stood|generated|is projected|is "
    r"expected)|was valued|were valued|accounted for|CAGR|according to|estimated that|"
    r"survey|per cent of|held (?:the|a)|market share|% of)\b|[0-9]\s?% (?:of|share)",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"\s*[(\[]?\bSource\s?[::]\s?[^)\]\n]{0,200}[)\]]?\.?\s*$", re.IGNORECASE)
_LONGEST_TITLE = 200
_HEAD = 900  # characters of the opening in which a dateline stands


def _entry(text: str, start: int, end: int) -> tuple[re.Match[str], Span] | None:
    """The date of a sentence and the span of what is told of it."""
    start, end = trimmed(text, start, end, " \t\n-–—*" + BULLET)
    instance = _INSTANCE.match(text, start, end)
    start = instance.end() if instance else start
    match = DATE.search(text, start, min(end, start + 60))
    if match and _OPENS.fullmatch(text[start : match.start()].strip(" ([*")):
        rest = _AFTER_DATE.match(text, match.end(), end)
        return match, (rest.end() if rest else match.end(), end)
    return None


def _inner_date(text: str, start: int, end: int) -> re.Match[str] | None:
    """A date with its month somewhere in a sentence: "X announced in March 2024 that"."""
    for match in DATE.finditer(text, start, end):
        if not match["y5"] and not match["y4"]:
            return match
    return None


def _company(text: str, who: Span) -> Span | None:
    start, end = who
    based = _BASED.match(text, start, end)
    if based and based.end() < end:
        start = based.end()
    apposition = _APPOSITION.search(text, start + 1, end) if end - start > 1 else None
    found = names(text, start, end)
    if apposition:
        found = names(text, start, apposition.start())
    if not found or _NOBODY.fullmatch(text[slice(*found[0])]):
        return None
    return found[0]


def _title(text: str, start: int, end: int) -> str:
    source = _SOURCE.search(text, start, end)
    end = source.start() if source else end
    title = re.sub(r"\s+", " ", text[start:end]).strip(" .,;:–-")
    if len(title) > _LONGEST_TITLE:
        title = title[:_LONGEST_TITLE].rpartition(" ")[0].rstrip(",;") + " …"
    return title[:1].upper() + title[1:]


def _told(
    text: str, sentence: Span, date: re.Match[str], told: Span, *, section: bool
) -> Iterator[Claim | Unread]:
    """The claim that a dated sentence makes, if a company does something in it."""
    stated, sure = iso(date)
    start, end = told
    does = _DOES.match(text, start, end)
    company = _company(text, does.span("who")) if does else None
    verb = does["verb"] if does else ""
    rest = text[does.end() : end] if does else ""
    if does and (_PASSIVE.search(text[does.start() : does.start("verb")]) and company is None):
        company = None
    if company is None:
        noun = _NOUN.match(text, start, end)
        company = _company(text, noun.span("who")) if noun else None
        verb, rest = ("announced", noun["what"]) if noun and company else (verb, rest)
    if company is None and section:
        bare = _CELLS.match(text, start, end) or _VERBLESS.match(text, start, end)
        company = _company(text, bare.span("who")) if bare else None
        verb, rest = ("announced", bare["what"]) if bare and company else (verb, rest)
    if company is None:
        if section and end - start > 20:
            yield Unread(
                sentence,
                text[slice(*sentence)],
                "A dated event, but no company was recognised in it.",
            )
        return
    if not section:
        if _OWN_NEWS.search(text, start, min(end, start + 300)):
            return
        if start < _HEAD and text[slice(*company)].isupper() and _DATELINE.match(text, date.end()):
            return
        if not STRONG.fullmatch(verb) or _STATISTIC.search(text, start, end):
            return
        sure = Confidence.MEDIUM if sure is Confidence.HIGH else Confidence.LOW
    elif _STATISTIC.search(text, start, end):
        sure = Confidence.LOW
    name = re.sub(r"\s+", " ", text[slice(*company)])
    yield Claim(
        Kind.DEVELOPMENT,
        sentence,
        text[slice(*sentence)],
        _title(text, start, end),
        qualifier=kind_of_event(verb, rest),
        company=name,
        date=stated,
        confidence=sure,
    )


def _led_by_company(text: str, start: int, end: int) -> Claim | None:
    """ "Alder (May 2025): launch of …", "Alder | May 2025 | launch of …"."""
    start, end = trimmed(text, start, end, " \t\n-–—*|" + BULLET)
    lead = _WHO_DATED.match(text, start, min(end, start + 80))
    date = DATE.match(text, lead.end(), min(end, lead.end() + 40)) if lead else None
    if lead is None or date is None:
        return None
    after = _AFTER_BRACKET.match(text, date.end(), end)
    company = _company(text, lead.span("who")) if after else None
    if after is None or company is None or end - after.end() < 4:
        return None
    stated, sure = iso(date)
    what = text[after.end() : end]
    return Claim(
        Kind.DEVELOPMENT,
        (start, end),
        text[start:end],
        _title(text, after.end(), end),
        qualifier=kind_of_event(what.split()[0].lower(), what),
        company=re.sub(r"\s+", " ", text[slice(*company)]),
        date=stated,
        confidence=sure,
    )


def _in_section(text: str, start: int, end: int) -> Iterator[Claim | Unread]:
    pending: re.Match[str] | None = None
    listed = False  # bullets below a date on a line of its own
    for sentence in _entries(text, start, end):
        bulleted = text[sentence[0]] in BULLET + "-*>"
        entry = _entry(text, *sentence)
        if entry and entry[1][1] - entry[1][0] < 8:
            pending, listed = entry[0], False  # a date on a line of its own, the event below
            continue
        if entry:
            yield from _told(text, sentence, *entry, section=True)
            pending = None
            continue
        if (led := _led_by_company(text, *sentence)) is not None:
            yield led
            continue
        company = _LED.match(text, *sentence)
        if company:
            inner = _entry(text, company.end(), sentence[1])
            if inner:
                yield from _told(text, sentence, *inner, section=True)
                continue
        date = pending or _inner_date(text, *sentence)
        if date:
            told = trimmed(text, *sentence, " \t\n-–—*>" + BULLET)
            yield from _told(text, sentence, date, told, section=True)
            listed = listed or bulleted
            pending = pending if listed and bulleted else None


_LED = re.compile(r"(?P<who>[A-Z][^:\n–]{1,60}?)\s?(?:[::]|\s[–—-])\s")
_GLUED = re.compile(
    r"(?<=[^\s])\s(?=(?:In|On|(?<=; )[io]n) (?:[A-Z][a-z]{2,8}\.? |[0-9]{1,2} [A-Z][a-z]{2,8} "
    r")(?:[0-9]{1,2}, )?(?:19|20)[0-9]{2}[, ])"
)


def _entries(text: str, start: int, end: int) -> Iterator[Span]:
    """Sentences, and the pieces of one that holds several "In March 2024, …" without full stops."""
    for first, last in sentences(text, start, end):
        at = first
        for match in _GLUED.finditer(text, first, last):
            if match.start() - at > 40:
                yield at, match.start()
                at = match.end()
        yield at, last


def find(passage: Passage) -> Iterable[Claim | Unread]:
    """Events of sections of developments, and unmistakable ones elsewhere."""
    found = layout(passage.plain)
    text = found.body
    seen: set[tuple[str, str, str]] = set()
    claims: list[Claim | Unread] = []
    for section in found.of(Part.DEVELOPMENTS):
        claims += _in_section(text, *section.value)
    for span in found.outside(Part.DEVELOPMENTS):
        for sentence in sentences(text, *span):
            entry = _entry(text, *sentence)
            if entry:
                claims += _told(text, sentence, *entry, section=False)
            elif (date := _inner_date(text, *sentence)) is not None:
                told = trimmed(text, *sentence, " \t\n-–—*>" + BULLET)
                claims += _told(text, sentence, date, told, section=False)
    for claim in claims:
        if isinstance(claim, Claim):
            key = (claim.date, claim.company.casefold(), claim.value.casefold()[:60])
            if key in seen:
                continue
            seen.add(key)
        yield claim
