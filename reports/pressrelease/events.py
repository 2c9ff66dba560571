"""Dates as announcements write them, and the verbs and words of events."""

from __future__ import annotations

import re

from reports.pressrelease.claims import Confidence
from reports.pressrelease.months import month_number

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?"
)
_YEAR = r"(?:19|20)[0-9]{2}"
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?"

DATE = re.compile(
    rf"\b(?:(?P<iso>{_YEAR}-[01][0-9](?:-[0-3][0-9])?)"
    rf"|(?P<d1>{_DAY})(?: of)? (?P<m1>{_MONTH}),? (?P<y1>{_YEAR})"
    rf"|(?P<m2>{_MONTH}) (?P<d2>{_DAY}),? (?P<y2>{_YEAR})"
    rf"|(?P<m3>{_MONTH})(?:,? of |,? |-|/|’|')(?P<y3>{_YEAR}|[0-9]{{2}}(?![0-9,]))"
    rf"|(?P<quarter>Q[1-4]|[1-4]Q|(?:[Tt]he )?(?:first|second|third|fourth) (?:quarter|"
    rf"half)(?: of)?|H[12]|[Ee]arly|[Ll]ate|[Mm]id)[ ,-]{{1,2}}(?P<y4>{_YEAR})"
    rf"|(?P<m6>0?[1-9]|1[0-2])/(?P<y6>20[0-9]{{2}})"
    rf"|(?P<y5>{_YEAR}))(?![0-9%])(?!-[0-9])"
)


def iso(match: re.Match[str]) -> tuple[str, Confidence]:
    """A date as precise as it was stated, and how sure; a quarter gives its year only."""
    if match["iso"]:
        return match["iso"], Confidence.HIGH
    for number in ("1", "2", "3"):
        if match[f"m{number}"]:
            month = month_number(match[f"m{number}"])
            year = match[f"y{number}"]
            year = year if len(year) == 4 else f"20{year}"
            day = re.sub(r"[^0-9]", "", match[f"d{number}"]) if number != "3" else ""
            if day and 1 <= int(day) <= 31:
                return f"{year}-{month:02}-{int(day):02}", Confidence.HIGH
            return f"{year}-{month:02}", Confidence.HIGH
    if match["y6"]:
        return f"{match['y6']}-{int(match['m6']):02}", Confidence.MEDIUM
    if match["y4"]:
        return match["y4"], Confidence.LOW
    return match["y5"], Confidence.MEDIUM


# Verbs that make a sentence an event; what kind it is, where the verb tells.
_VERBS: dict[str, str] = {
    "launch": r"launch(?:ed|es)|introduc(?:ed|es)|unveil(?:ed|s)|released?|releases|roll(?:ed|s) "
    r"out|debut(?:ed|s)|commerciali[sz]ed|started|starts|began|begins|brought|presented|"
    r"showcased|previewed|premiered|added|adds|kicked off|switched on|piloted|went live",
    "acquisition": r"acquir(?:ed|es)|bought|buys|purchas(?:ed|es)|merg(?:ed|es)|took over"
    r"|takes over|divested|sold|sells|spun off",
    "partnership": r"partner(?:ed|s)|collaborat(?:ed|es)|team(?:ed|s) up|joined forces"
    r"|joins forces"
    r"|joined|allied|sign(?:ed|s)|entered|enters|inked|inks|formed|forms|forged|struck|"
    r"agreed|agrees|linked",
    "funding": r"raised|raises|secur(?:ed|es)|closed|closes|invest(?:ed|s)|bagged|attracted|"
    r"committed|pledged|allocated",
    "expansion": r"expand(?:ed|s)|opened|opens|inaugurat(?:ed|es)|commissioned|established"
    r"|establishes|built|builds|broke ground|set up|doubled|extended|extends|enlarged|moved"
    r"|relocated|increased",
    "approval": r"won|wins|gained|gains|obtained|obtains|earned|cleared|certified",
    "other": r"announc(?:ed|es)|receiv(?:ed|es)|reveal(?:ed|s)|complet(?:ed|es)|appoint(?:ed|s)|"
    r"named|names|filed|files|developed|develops|granted|was granted|were granted|awarded|"
    r"was awarded|delivered|delivers|shipped|ships|initiated|finali[sz]ed|declared|"
    r"published|finished|tested|demonstrated|selected|chose|chooses|deployed|licensed|"
    r"patented|supplied|recalled|renamed|rebranded|upgraded|updated|installed|said|plans? "
    r"to|planned|invited|adopted|integrated|hired|listed|submitted|enrolled|treated|"
    r"withdrew|settled|set out|reported|was acquired|were acquired|donated|implemented|"
    r"contracted|landed|dosed|achieved|ordered|stopped|ended|discontinued|created|offered|"
    r"made|put|taken|took|gave|got|recruited",
}
VERB = "|".join(f"(?:{pattern})" for pattern in _VERBS.values())
_VERB_KINDS = tuple((re.compile(pattern), kind) for kind, pattern in _VERBS.items())
# Verbs that mean an event even outside a section of developments.
STRONG = re.compile(
    r"launch(?:ed|es)|introduced|unveiled|acquired|partnered|collaborated|teamed up|"
    r"signed|entered|raised|secured|expanded|opened|inaugurated|announced|received|"
    r"completed|released|rolled out|obtained|joined forces|commissioned|merged|appointed|"
    r"won|gained|bought|invested|inked|closed|formed|developed|agreed|established|debuted|"
    r"broke ground|(?:was |were )?awarded|presented|delivered|bagged|showcased|shipped|deployed|"
    r"acquires|unveils|introduces|signs|opens|wins|purchased|rolls out|forged|struck|took over"
)

_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "approval",
            r"\b(?:approv\w+|clearance|cleared|authori[sz]ation|authori[sz]ed|ce[- "
                r"]mark\w*|510\(k\)|certificat\w+|certified|licen[cs]e to|marketing "
                r"permission|breakthrough device|designation|registration)\b",
        ),
        ("acquisition",
            r"\b(?:acquisition|acquir\w+|takeover|take over|merger|merge|buy ?out|majority "
            r"stake|stake in)\b"),
        (
            "partnership",
            r"\b(?:partnership|partner(?:ed|ing|s)?|collaborat\w+|agreement|alliance|"
                r"joint venture|memorandum|mou|teamed|cooperation|distribution deal|"
                r"co-develop\w*|contract)\b",
        ),
        (
            "funding",
            r"\b(?:funding|series [a-f]\b|financing|seed round|round of|grant of|"
                r"investment of|raise[sd]?|invests?|invested|ipo|initial public offering|"
                r"venture)\b",
        ),
        (
            "expansion",
            r"\b(?:expan\w+|new (?:\w+ ){0,3}(?:plant|facility|factory|office|site|centre|"
                r"center|headquarters|laborator\w+|line|hub|warehouse)|opening of|open(?:ed|"
                r"ing) (?:a|its|the)|capacity|production line|inaugurat\w+|second (?:plant|"
                r"factory|site|line))\b",
        ),
        ("launch",
            r"\b(?:launch\w*|introduc\w+|unveil\w*|release of|roll-?out|debut|availability of|"
            r"new (?:product|platform|service|version|range))\b"),
    )
)  # fmt: skip


def kind_of_event(verb: str, rest: str) -> str:
    """The kind of an event, by its verb where that tells, else by the first telling word after it.

    A verb that only announces ("received", "signed", "secured") leaves the
    matter to its object: "secured clearance" is an approval.
    """
    kind = next((kind for pattern, kind in _VERB_KINDS if pattern.fullmatch(verb)), "other")
    object_of = rest[:140]
    if kind in ("launch", "acquisition", "expansion") and not verb.startswith(
        ("start", "add", "beg", "sold", "sell", "present")
    ):
        return kind
    hits = [(match.start(), name) for name, words in _WORDS if (match := words.search(object_of))]
    if hits:
        return min(hits)[1]
    return kind if kind != "approval" or verb in ("cleared", "certified") else "other"
