"""The headings and field labels of the genre: what each says of the text after it.

Publishers name the same part of an announcement in many ways ("Segments Covered",
"Market Segmentation", "By Type"). This is the table of those names. A heading
stands on a line of its own; a label stands before its value on the same line, in
tables that lost their layout with nothing but capitals to tell it from the value.
"""

from __future__ import annotations

import re

from reports.pressrelease.heading_words import OF_A_PROFILE, WORDS, Part

__all__ = ["Part", "labels", "part_of_heading", "undecorated"]

_BIG = (
    r"(?:Key|Top|Major|Leading|Prominent|Main|Notable|Profiled|Active|Global|Prime|Dominant"
    r"|Established|Emerging|Regional|International)"
)
_WHO = (
    r"(?:Players?|Companies|Vendors?|Participants?|Manufacturers?|Suppliers?|Competitors?"
    r"|Providers?|Producers?|Brands?|Firms?|Organi[sz]ations?|Contributors?|Innovators?)"
)
_SEEN = (
    r"(?: (?:Profiled?s?|Covered|Analy[sz]ed|Mentioned|Included|Include|Listed|Studied|"
    r"Featured|Insights?"
    r"|Analysis|Profiles?|Overview|List|Are|Are Included|Landscape|Operating|Highlighted|"
    r"Identified))?"
)
_DONE = r"(?:Covered|Analy[sz]ed|Included|Scope|Considered|Coverage|Mentioned|Studied)"

# Written in title case; `labels` wants that (or capitals throughout), headings do not.
_NAMES: tuple[tuple[Part, str], ...] = (
    (Part.SEGMENTS, rf"(?:Key |By )?(?:Market )?Segments? {_DONE}"),
    (Part.SEGMENTS, r"(?:Key |Major |Top )?Market Segments(?: Analysis)?|Key Segments"),
    (Part.SEGMENTS, r"(?:Market )?Segmentation(?: Analysis| Overview| Covered| Scope| Insights?)?"),
    (Part.SEGMENTS, r"(?:Market )?Segment(?:al)? (?:Analysis|Insights?|Coverage|Overview|Outlook)"),
    (
        Part.GEOGRAPHIES,
        rf"(?:Key |Major )?(?:Geograph(?:y|ies)|Regions?|Countries|Country|Markets)(?: "
        rf"(?:and|&) (?:Countries|Country|Regions?)(?: Level)?)? {_DONE}",
    ),
    (Part.GEOGRAPHIES, r"Region(?:s|al)?\s?/\s?Countr(?:y|ies)(?: Level)?(?: Covered| Scope)?"),
    (
        Part.GEOGRAPHIES,
        r"(?:Geographic(?:al)?|Regional|Country)(?: and Country| & Country)? (?:Scope|"
        r"Coverage|Analysis|Insights?|Outlook|Segmentation|Landscape|Overview|Segments?|"
        r"Breakdown|Presence)",
    ),
    (Part.GEOGRAPHIES, r"Key (?:Regions|Countries|Geographies)|Market by Region"),
    (
        Part.PLAYERS,
        rf"(?:List of |Some of the )?(?:the )?{_BIG}(?: {_BIG})?(?: Market| Industry| "
        rf"Company| Global)? {_WHO}{_SEEN}",
    ),
    (Part.PLAYERS, rf"(?:Market |Industry ){_WHO}{_SEEN}"),
    (
        Part.PLAYERS,
        rf"(?:Companies|Players|Vendors|Manufacturers) (?:{_DONE}|Profiled|Listed|Featured)",
    ),
    (
        Part.PLAYERS,
        r"(?:Key )?Compan(?:y|ies) (?:Profiles?|Coverage|Covered|Scope|Insights?|List|Analysis"
        r"|Landscape)",
    ),
    (Part.PLAYERS, r"List of (?:Key )?(?:Companies|Players|Manufacturers|Vendors)(?: Profiled)?"),
    (
        Part.DRIVERS,
        r"(?:Key |Major |Primary |Main |Top )?(?:Market |Growth |Industry |Demand "
        r")(?:Growth )?Drivers?(?: Analysis)?",
    ),
    (
        Part.DRIVERS,
        r"(?:Key |Major |Primary )Drivers|(?:Key |Market |Growth )?Driving (?:Factors|Forces)",
    ),
    (
        Part.DRIVERS,
        r"(?:Key |Market )?Growth (?:Driving )?Factors(?: (?:and|&) Dynamics)?"
        r"|Growth Enablers|Growth Driver",
    ),
    (
        Part.RESTRAINTS,
        r"(?:Key |Major |Market |Growth |Industry )?(?:Restraints?|Restrictions)(?: (?:&|"
        r"and) Challenges)",
    ),
    (
        Part.RESTRAINTS,
        r"(?:Key |Major |Market |Growth |Industry )(?:Restraints?)|Restraining Factors|"
        r"Limiting Factors",
    ),
    (Part.RESTRAINTS, r"(?:Industry )?Pitfalls(?: (?:&|and) Challenges)?"),
    (
        Part.RESTRAINTS,
        r"(?:Key |Major |Market |Growth )?Challenges (?:&|and) (?:Restraints?|Barriers)",
    ),
    (Part.CHALLENGES, r"(?:Key |Major |Market |Industry |Growth |Main )Challenges"),
    (Part.OPPORTUNITIES, r"(?:Key |Major )?(?:Market |Growth |Key |Emerging )Opportunit(?:y|ies)"),
    (
        Part.TRENDS,
        r"(?:Key |Major |Top |Latest |Emerging |Recent |Current )?(?:Market |Industry "
        r")Trends?(?: Analysis| Insights)?",
    ),
    (Part.TRENDS, r"(?:Key|Major|Top|Latest|Emerging|Current|Recent) Trends"),
    (Part.DYNAMICS, r"(?:Key |Market |Industry ){1,2}(?:Growth )?Dynamics"),
    (
        Part.DYNAMICS,
        r"(?:Market )?Drivers?,? (?:Restraints?,? |Opportunities,? |Challenges,? "
        r"){0,2}(?:&|and) (?:Restraints?|Opportunities|Challenges|Trends)",
    ),
    (
        Part.DEVELOPMENTS,
        r"(?:Key |Recent |Latest |Major |Notable )(?:Key |Market |Industry |Strategic |"
        r"Company |Competitive |Notable )?(?:Developments?|Updates?|News|Activities|"
        r"Happenings|Moves|Initiatives|Milestones|Launches)",
    ),
    (
        Part.DEVELOPMENTS,
        r"(?:Key )?(?:Industry|Market|Strategic|Company) (?:Developments?|News|Updates?|"
        r"Initiatives)",
    ),
    (
        Part.LARGEST,
        r"(?:Largest|Dominating|Dominant|Leading) (?:Regional )?(?:Market|Region|Segment)",
    ),
    (Part.FASTEST, r"Fastest[- ][Gg]rowing (?:Regional )?(?:Market|Region|Segment)"),
    (
        Part.OTHER,
        r"Report (?:Coverage|Attributes?|Metrics?|Scope|Features?|Highlights|Details?|"
        r"Overview|Title|Format)(?: Details?)?",
    ),
    (
        Part.OTHER,
        r"(?:Estimated |Projected |Forecasted |Expected )?(?:Market|Revenue|Industry) "
        r"(?:Size|Value|Revenue|Forecast|Volume)(?: Value)?(?: (?:in|by|for) (?:19|"
        r"20)[0-9]{2})?",
    ),
    (Part.OTHER, r"Estimated (?:Value|Market Size|Year)(?: (?:in|by) (?:19|20)[0-9]{2})?"),
    (
        Part.OTHER,
        r"(?:Base|Estimated|Forecast(?:ed)?|Historical|Historic|Study|Projected|Current) "
        r"(?:Years?|Period|Data|Range|Units?|Timeline)(?: (?:for|of) Estimation| "
        r"Considered)?",
    ),
    (Part.OTHER, r"(?:Growth Rate|Quantitative Units?|Units? Considered|Pages|No\. of Pages|CAGR)"),
    (
        Part.OTHER,
        r"Pricing(?: and Purchase)? Options|(?:Free )?Customi[sz]ation Scope|Customi[sz]ation",
    ),
    (Part.OTHER, r"Key (?:Market )?(?:Takeaways?|Highlights|Findings|Insights|Statistics|Points)"),
    (
        Part.OTHER,
        r"Market (?:Overview|Introduction|Definition|Summary|Outlook|Concentration|Scope|"
        r"Snapshot|Insights|Analysis|Highlights|Takeaways|Report Scope|Report Coverage)",
    ),
    (
        Part.OTHER,
        r"(?:Analyst|Expert)(?:'s|’s|s)? (?:View|Opinion|Review|Perspective|Viewpoint|"
        r"Comments?|Insights?|Quotes?)",
    ),
    (Part.PLAYERS, r"(?:Competitive|Vendor|Competitor) (?:Landscape|Analysis|Insights?|Outlook)"),
    (Part.OTHER, r"Executive Summary"),
    (
        Part.OTHER,
        r"(?:Key )?(?:Questions Answered|Benefits|Stakeholders)|Research Methodology|"
        r"Impact of COVID-19|COVID-19 Impact(?: Analysis)?",
    ),
    (Part.OTHER, r"(?:Key )?Reasons [Tt]o (?:Buy|Purchase)|Why (?:Buy|Choose)"),
)

# Only with a colon (or alone on a line): too short to be seen in running text.
_SHORT: tuple[tuple[Part, str], ...] = (
    (Part.SEGMENTS, r"Segments|Segmentations?|Market Breakdown"),
    (
        Part.GEOGRAPHIES,
        r"Regions?|Countries|Geograph(?:y|ies)|Geographical Segmentation|(?:By )(?:Region|"
        r"Geography|Country|Regions|Countries)",
    ),
    (
        Part.PLAYERS,
        r"Companies|Players|Vendors|Manufacturers|Competitors|Competitive Landscape|"
        r"Competitive Players|Competitive Analysis|Competitive Insights?|Companies "
        r"Profile[sd]?|Leading Companies in [A-Z][^:\n]{0,60}",
    ),
    (Part.DRIVERS, r"Drivers?|Growth Drivers?"),
    (Part.RESTRAINTS, r"Restraints?|Barriers|Threats?"),
    (Part.CHALLENGES, r"Challenges?"),
    (Part.OPPORTUNITIES, r"Opportunit(?:y|ies)"),
    (Part.TRENDS, r"Trends?"),
    (
        Part.DEVELOPMENTS,
        r"News|Developments|Latest News|Recent News|Industry News|News and Updates",
    ),
    (
        Part.OTHER,
        r"Methodology|Overview|Summary|Introduction|Highlights|Scope|Conclusion|Outlook|Sources?",
    ),
)

_PART_OF: dict[str, Part] = {}


def _table(rows: tuple[tuple[Part, str], ...], prefix: str) -> str:
    options = []
    for number, (part, pattern) in enumerate(rows):
        _PART_OF[f"{prefix}{number}"] = part
        options.append(f"(?P<{prefix}{number}>{pattern})")
    return "|".join(options)


_LONG = _table(_NAMES, "n")
_BRIEF = _table(_SHORT, "s")
_FULL = re.compile(rf"(?:{_LONG}|{_BRIEF})", re.IGNORECASE)
_LABEL = re.compile(rf"\b(?-i:(?=[A-Z]))(?:{_LONG})(?![\w'’-])", re.IGNORECASE)
_COLON_LABEL = re.compile(
    rf"\b(?-i:(?=[A-Z]))(?:{_LONG}|{_BRIEF})(?=\s?(?:[(][^()\n]{{0,40}}[)]\s?)?(?:[::|]|\s[–—-]\s))",
    re.IGNORECASE,
)

_DECORATION = re.compile(
    r"^(?:[#>»*_•●▪■◦►▶➤➢✓✔❖★▸◆□○➜✦☑\s-]{0,8})(?:[0-9]{1,2}(?:\.[0-9]{1,2})?[.)]\s{1,3})?(?:[*_]{0,3})"
    r"(?:(?:FA)?Q(?:uestion)?\s?[0-9]{0,2}\s?[.:)]\s)?"
)
_TAIL = re.compile(r"[\s:*_#–—-]{0,12}$")


_BULLETED = re.compile(r"\s*(?:[•●▪■◦‣∙·►▶➤➢✓✔❖★▸▹◆◇⁃□○◉⦿⮚➜❑❒⬥✦☑]|[-–*>»o]\s)")
_VALUE_BEHIND = re.compile(r"\s[–—-]\s[^,]{2,80},\s[^,]{2,80}(?:,|$|\sand\s)")


def undecorated(line: str) -> str:
    """A heading line without marks of markup, numbering and its final colon."""
    clean = _DECORATION.sub("", line[:240], count=1)
    return _TAIL.sub("", clean) if len(clean) < 200 else clean


_AXIS_LINE = re.compile(
    r"(?:(?:.{2,80} )?market,? |global )?(?:segmentation |break-?(?:up|down) |insights? |"
    r"analysis |segments? |outlook )?by (?!20)(?P<axis>[\w/&’' -]{2,50}?)(?: segments?| "
    r"outlook| analysis| insights?)?(?:\s?\([^()]{0,60}(?:USD|US\$|[Rr]evenue|[Vv]olume|"
    r"[Vv]alue|[0-9]{4})[^()]{0,60}\))?"
    r"|(?P<outlook>[\w/&’' -]{2,50}) outlook\s?\([^()]{0,60}(?:USD|US\$|[Rr]evenue|"
    r"[Vv]olume|[Vv]alue|[0-9]{4})[^()]{0,60}\)",
    re.IGNORECASE,
)
_LIST_IN_BRACKETS = re.compile(
    r"\((?![^()]{0,60}(?:USD|US\$|Revenue|Volume|Value|[0-9]{4}))[^()]*,"
)
_ENDS = re.compile(
    r"(?:insights?|outlook|overview|scope|coverage|takeaways|highlights|summary|"
    r"conclusion|dynamics|snapshot|landscape|analysis|forecast|introduction|"
    r"methodology)(?: [0-9, –-]{4,12})?$",
    re.IGNORECASE,
)
_AFTER_MARKET = re.compile(r"^.{2,90}?\bmarket\b[\s,:–—-]{1,4}(?P<rest>\S.{2,60})$", re.IGNORECASE)
_TITLE_LINE = re.compile(
    r"\b(?:[12][0-9]{3}|[Mm]arket (?:size|share|to|report)\b|Market (?:Size|Share|To|"
    r"Worth|Report|Projected|is|Expected|Set|Grow))",
)


def part_of_heading(line: str) -> Part | None:
    """What a line on its own announces; None when it is no known heading.

    The line may be decorated ("## 3. Key Players:"). A line that reads as a
    sentence, or that holds its value after a colon, is no heading.
    """
    name = undecorated(line.strip())
    if not name or len(name) > 120 or len(name.split()) > 15 or name[-1] in ".,;!":
        return None
    if _BULLETED.match(line) and not line.rstrip().endswith(":") and OF_A_PROFILE.fullmatch(name):
        return None  # a line of a company's profile in a nested list
    match = _FULL.fullmatch(name)
    if match and match.lastgroup:
        return _PART_OF[match.lastgroup]
    if _LIST_IN_BRACKETS.search(name):
        return None  # "By Region (Europe, Asia)" holds its value
    axis = _AXIS_LINE.fullmatch(name)
    if axis:
        words = (axis["axis"] or axis["outlook"] or "").casefold()
        places = re.match(r"(?:region|geograph|countr)", words)
        return Part.GEOGRAPHIES if places else Part.SEGMENTS
    if "|" in name or _VALUE_BEHIND.search(name):
        return None  # a row of a table, its value included
    after = _AFTER_MARKET.match(name)
    if after:
        rest = after["rest"].strip()
        match = _FULL.fullmatch(rest) or _FULL.fullmatch(rest.partition("Report ")[2])
        if match and match.lastgroup:
            return _PART_OF[match.lastgroup]
    if ":" in name or ";" in name:
        name = name.replace(":", ";").rpartition(";")[2].strip()
        match = _FULL.fullmatch(name)
        return _PART_OF[match.lastgroup] if match and match.lastgroup else None
    if _BULLETED.match(line) and not line.rstrip().endswith(":"):
        return None  # an item of a list, of whatever words
    lowered = name.casefold()
    if _TITLE_LINE.search(name) and not line.rstrip().endswith(":"):
        return None
    for part, pattern in WORDS:
        if pattern.search(lowered):
            return part
    return Part.OTHER if len(name.split()) < 9 and _ENDS.search(name) else None


def labels(text: str) -> list[tuple[int, int, Part, bool]]:
    """Field labels within running text: start, end, part, whether a colon follows.

    Only what is written with capitals counts; whether a label without colon
    is one is for the caller to decide, who sees what stands around it.
    """
    found: dict[int, tuple[int, int, Part, bool]] = {}
    for pattern, colon in ((_LABEL, False), (_COLON_LABEL, True)):
        for match in pattern.finditer(text):
            if match.lastgroup is None:
                continue
            if colon and text[match.end() :].lstrip()[:1] in "–—-" and match.start() > 3:
                continue  # a dash makes a label at the head of a line alone
            found[match.start()] = (
                match.start(),
                match.end(),
                _PART_OF[match.lastgroup],
                colon,
            )
    return [found[start] for start in sorted(found)]
