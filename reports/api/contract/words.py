"""What the contract says of parameters, operations and forms, in plain words."""

from __future__ import annotations

DESCRIPTION = """Released market figures with their sources, statuses and history; key players,
developments and everything else that reports hold. Read only. Decimals are strings, moments are
UTC. New fields may appear in any object; those that are there keep their name and meaning within
`v1`. Every address takes `as_of` and answers as of then."""

# By name; where a collection means something else, by "collection.name".
PARAMETERS = {
    "as_of": "A day (its end in UTC) or a moment with its offset: the answer is what was public "
    "then. The future is refused.",
    "format": "The form of the answer, whatever the Accept header says.",
    "fields": "Only these fields of each object, in their own order.",
    "limit": "How many entries a page holds.",
    "cursor": "Where a page begins: take it as it stands in next or previous.",
    "ordering": "The order of the pages.",
    "after": "In files of all rows: begin after this row, named by its parts with slashes between.",
    "market": "The address part of a market.",
    "edition": "The label of an edition.",
    "key": "The key of a figure, or of a source.",
    "sector": "The sector of a market, word for word.",
    "sample": "Whether the data is invented, to show the site.",
    "measure": "What is measured.",
    "statistic": "The name of a statistic that is no standard measure.",
    "segment": "An axis and a segment of it.",
    "segments": "All segments, as in segments of a series; empty for the whole market.",
    "geography": "A place by its code of UN M49 or ISO 3166.",
    "year": "Figures whose period contains this year.",
    "period_start": "The first year of the period.",
    "period_end": "The last year of the period.",
    "unit": "A currency by its ISO 4217 code, percent, or another unit.",
    "status": "How firm a figure is.",
    "claim": "Whose claim it is.",
    "approximate": "Whether the source calls the number approximate.",
    "company": "The address part of a company.",
    "kind": "The kind of entry.",
    "since": "The first day, included.",
    "until": "The last day, included.",
    "axis": "The address part of an axis.",
    "code": "A place by its code of UN M49 or ISO 3166.",
    "publisher": "The publisher of a source, word for word.",
    "q": "What to search for: words, or an amount however it is written.",
    "event": "The kind of event.",
    "changes.since": "The log from this day or moment on.",
}
COORDINATES = {
    "market": "The address part of a market.",
    "edition": "The label of an edition.",
    "key": "The key of the entry in its report.",
    "number": "The number of the release, counted from 1.",
    "company": "The address part of a company.",
}
RESPONSES = {
    301: "It has another address now, which Location gives.",
    400: "A parameter is unknown, malformed or given twice; the problem names it.",
    401: "The key is not one of ours, has expired or was revoked.",
    403: "The key is not good for this.",
    404: "There is no such thing, or there was none yet as of that moment.",
    406: "The address does not answer in any form that was asked for.",
    410: "It was withdrawn, for every moment since its release.",
    413: "The text is too long.",
    415: "The text is of another type.",
    429: "One request too many; Retry-After says how many seconds to wait.",
    500: "A fault of ours. It was recorded.",
    503: "The data cannot be read at the moment; Retry-After says when to try again.",
}
HEADERS = {
    "ETag": "Send it back as If-None-Match: 304 while nothing public has changed.",
    "Last-Modified": "When anything public changed last.",
    "Cache-Control": "Fresh until the next whole minute, when releases happen.",
    "RateLimit": "What is left of the limits.",
    "RateLimit-Policy": "The limits.",
    "Link": "The next and the previous page.",
    "As-Of": "In files of all rows: the moment they show. Give it as as_of to go on after a cut.",
    "Content-Disposition": "In files: a name for it.",
}
LOCATION = "The address that it has now, with the query string of the request."
# Which answers have them; those in ALWAYS are never missing where they are named.
OF_ALL = ("Cache-Control", "RateLimit", "RateLimit-Policy")
OF_KEPT = ("ETag", "Last-Modified")
OF_FILES = ("As-Of", "Content-Disposition")
ALWAYS = ("Cache-Control", "ETag")
