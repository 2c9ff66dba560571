"""Where the subject of a superlative stands when it does not open its clause.

"The market is led by A", "the largest region is A", "growth is fastest in A".
"""

from __future__ import annotations

import re

PASSIVE = re.compile(
    r"\b(?:dominated|led|held|captured|accounted for|commanded|contributed|generated|"
    r"occupied|spearheaded|attributed|registered|recorded|exhibited|witnessed|seen|"
    r"expected (?:in|from))\s(?:mainly |primarily |largely |currently )?(?:by|to|"
    r"in)\s(?:the\s)?(?P<name>[^,.;:\n]{2,80}?)(?:\s(?:segment|sub-?segment|category|"
    r"region|market)\b|[,.;:\n]|\s(?:with|in|due|owing|over|during|followed|which|because|"
    r"at|from|through|throughout|as)\b|$)"
)
ABOUT = re.compile(
    r"\b(?:the |this |that )?(?:largest|biggest|highest|dominant|leading|fastest[- "
    r"]growing|fastest) (?:revenue |market |regional |growing )?(?:segment|region|market|"
    r"share|category|application|type|product|end user|cagr|growth)[^.,;]{0,60}\s(?:is|"
    r"was|will be|are|being|remains?)\s(?:the\s|that of (?:the "
    r")?)?(?P<name>[A-Za-z][^,.;:\n]{1,60}?)(?:\ssegment|[,.;:\n]|\s(?:with|in|due|owing|"
    r"over|during|because|at)\b|$)",
    re.IGNORECASE,
)
PLACED = re.compile(
    r"\b(?:growth|demand|expansion|rise|uptake)\b[^.,;]{0,40}?\b(?:fastest|quickest|strongest|highest|"
    r"steepest)\b[^.,;]{0,30}?\s(?:in|for|among)\s(?:the\s)?(?P<name>[A-Za-z][^,.;:\n]{1,60}?)"
    r"(?:\ssegment|[,.;:\n]|\s(?:with|due|owing|over|during|because|at)\b|$)"
    r"|\b(?:fastest|quickest|strongest|highest|steepest)\s(?:growth|rise|expansion|pace|gains)\b[^.,;]{0,40}?"
    r"\s(?:in|for|from|to)\s(?:the\s)?(?P<name2>[A-Za-z][^,.;:\n]{1,60}?)"
    r"(?:\ssegment|[,.;:\n]|\s(?:with|due|owing|over|during|because|at)\b|$)"
    r"|\bnothing grows (?:faster|quicker) than (?:the\s)?(?P<name4>[A-Za-z][^,.;:\n]{1,60}?)"
    r"(?:\ssegment|[,.;:\n]|\s(?:with|due|owing|over|during|because|at)\b|$)"
    r"|\bthe (?:largest|biggest|leading|fastest|fastest[- ]growing|quickest)\s(?:is|was|being|"
    r"remains)\s(?:the\s)?(?P<name5>[A-Za-z][^,.;:\n]{1,60}?)"
    r"(?:\ssegment|[,.;:\n]|\s(?:with|due|owing|over|during|because|at)\b|$)"
    r"|\b(?:belong(?:s|ed)?|goes|went|falls|fell)\sto\s(?:the\s)?(?P<name3>[A-Za-z][^,.;:\n]{1,60}?)"
    r"(?:\ssegment|[,.;:\n]|\s(?:with|due|owing|over|during|because|at)\b|$)",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"(?:[Bb]y|[Bb]ased on|[Oo]n the basis of|[Ii]n terms of|[Aa]mong|[Ww]ithin|[Aa]s per|"
    r"[Ww]ith respect to|[Ww]ith regards? to|[Rr]egarding|[Ff]rom|[Aa]cross) (?:the "
    r")?(?P<axis>[\w/&' ’-]{2,50}?)(?: segments?| segmentation| categor(?:y|ies)| "
    r"perspective| standpoint)?[,:]\s"
)
LINK = re.compile(
    r"(?:(?:A(?:ns(?:wer)?)?|Q(?:uestion)?)\s?[0-9]{0,2}\s?[:.)]\s|(?:However|Moreover"
    r"|Furthermore|Additionally|In addition|Meanwhile|Similarly|"
    r"Also|And|and|while|whereas|but|Conversely|In contrast|On the other hand|"
    r"Geographically|Regionally|Globally|Currently|Besides|Region-wise|As of 20[0-9]{2}|"
    r"[Ii]n (?:19|20)[0-9]{2}|[Dd]uring the (?:forecast|projected) (?:period|timeframe)|"
    r"[Oo]ver the (?:forecast|projected) (?:period|timeframe)|[Bb]y (?:19|20)[0-9]{2}|"
    r"[Ff]rom a regional perspective|[Oo]f these|[Oo]f which|[Ff]or (?:example|instance)|"
    r"[Aa]ccording to the (?:report|study)|[Aa]t present|Further on|[Ii]n terms of "
    r"(?:revenue|value|volume|market share|share))[, ]\s?)"
)
CUT = re.compile(
    r",?\s(?:while|whereas)\s|;\s|,\s(?:but|with)\s(?=(?:the |[A-Z]))|,\sand\s(?=the |"
    r"[A-Z])|\sand\s(?=the\s[^,.;]{2,60}\s(?:segment|category)\b)|\sand\s(?=(?:is|are|"
    r"will|has|was|were)\s)|,\sand\s(?=[^,;.]{2,50}\s(?:grows?|is|are|will|held|holds?|"
    r"shows?)\s)|\sand\s(?=[A-Z][\w-]{1,20}(?:\s(?:&\s)?[A-Z][\w-]{1,20}){0,4}\s(?:is|was|will|has"
    r"|should|are|to)\s)|\swhile\s"
)
MARKET_IN = re.compile(
    r"(?:[Tt]he )?(?:[\w-]+ ){0,5}?[Mm]arkets? (?:in|of|across) (?:the )?(?=[A-Z])"
)
HEADLINE = re.compile(
    r"(?P<name>[A-Z][^,;:\n.]{1,60}?) (?P<verb>Segments?|Categor(?:y|ies)|Dominate[sd]?"
    r"|Le(?:d|ads?)"
    r"|Held|Holds?|Accounted|Captured|Captures|Commanded|Commands|Remains?|Emerges?|Emerged|To|Will|Is"
    r"|Are|Was|Were|Set|Poised|Expected|Projected|Fastest|Registers?|Records?|Grows?|Growing|Tops?"
    r"|Takes?|Took|Represents?|Contributes?)\b"
)
# "Europe: the largest market", "Silk – fastest growing".
LABEL = re.compile(
    r"(?P<name>[A-Z][^:;,.\n]{1,50}?)(?:\s?:|\s[–—-])\s"
    r"(?=(?:[Tt]he )?(?:[Ll]argest|[Bb]iggest|[Dd]ominant|[Ll]eading|[Ff]astest))"
)
NO_SEGMENT = re.compile(
    r"(?:faster|quickest|faster-growing|nothing|market|largest|biggest|fastest|leading|dominant|second|third|first|next|"
    r"following|above|key|major|other|same|each|every|this|these|those|that|various|"
    r"different|regional|main|top|mentioned|product type|two|three|both|all|respective|"
    r"entire|growing|lucrative|said|given|individual|single|former|latter|global|and|of|"
    r"by|for|in|is|are|was|to|with|report|fastest-growing|high-growth|on|from|covers)",
    re.IGNORECASE,
)
