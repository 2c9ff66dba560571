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
