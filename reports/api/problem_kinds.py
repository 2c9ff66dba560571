"""The kinds of errors: each has an address that does not change, and a page that explains it."""

from __future__ import annotations

from dataclasses import dataclass

from reports.models.origins import absolute

PATH = "/api/problems/"


@dataclass(frozen=True, slots=True)
class Kind:
    """``title`` is the same in every error of the kind; ``meaning`` and ``remedy`` explain it."""

    status: int
    title: str
    meaning: str
    remedy: str


KINDS = {
    "bad-request": Kind(
        400,
        "Bad request",
        "The request cannot be read: its address, its body or a header is malformed.",
        "The detail says what is wrong. Sending it again unchanged cannot help.",
    ),
    "parameter": Kind(
        400,
        "Wrong parameter",
        "A parameter of the address is unknown, malformed, given twice, or does not go with "
        "another one. Nothing is guessed and nothing is ignored.",
        "The member parameter names it, suggestion says what was perhaps meant, and detail what "
        "is taken.",
    ),
    "unauthorized": Kind(
        401,
        "Key not accepted",
        "A key was sent that is not one of ours, has expired or was revoked; or none was sent "
        "where one is needed.",
        "Check the key for missing characters, or ask for a new one. Without a key, all data can "
        "be read within lower limits.",
    ),
    "forbidden": Kind(
        403,
        "Key not good for this",
        "The key works, but lacks the scope that this address needs.",
        "Ask the person who manages your keys for one with this scope.",
    ),
    "not-found": Kind(
        404,
        "Not found",
        "There is no such thing at this address, or there was none yet as of the moment asked "
        "about.",
        "Addresses in answers (url) lead to what is there; /api/v1/ lists the collections.",
    ),
    "method-not-allowed": Kind(
        405,
        "Method not allowed",
        "The address cannot be used like this; nearly all of them can only be read.",
        "Send GET, HEAD or OPTIONS; checks/ takes POST.",
    ),
    "not-acceptable": Kind(
        406,
        "No such form",
        "The address does not answer in any of the forms that Accept names.",
        "Leave Accept out, or ask for a form that the detail names.",
    ),
    "withdrawn": Kind(
        410,
        "Withdrawn",
        "The report was withdrawn, and with it everything that it said, for every moment since "
        "its release.",
        "Do not use what you have kept of it. The log of changes has the date.",
    ),
    "too-large": Kind(
        413,
        "Too long",
        "The text to check is longer than is taken.",
        "Send a part of it.",
    ),
    "unsupported-media-type": Kind(
        415,
        "Type not taken",
        "The body is of a type or an encoding that is not taken here.",
        "Send application/json, text/plain or text/html in UTF-8, not compressed.",
    ),
    "too-many-requests": Kind(
        429,
        "Too many requests",
        "The limit of requests is used up, for the key or, without one, for the network address.",
        "Wait as many seconds as Retry-After says. RateLimit in every answer tells how much is "
        "left; the cursor of a list may wait with you.",
    ),
    "internal": Kind(
        500,
        "Fault of ours",
        "Something went wrong here. It was recorded, and we look into it.",
        "Try again in a few minutes; if it stays, tell us the address and the time.",
    ),
    "unavailable": Kind(
        503,
        "Not available just now",
        "The data cannot be read at the moment.",
        "Try again after as many seconds as Retry-After says.",
    ),
}
_BY_STATUS = {kind.status: name for name, kind in KINDS.items() if name != "parameter"}


def kind_of(status: int) -> str:
    """The kind of a bare status."""
    return _BY_STATUS.get(status, "bad-request" if status < 500 else "internal")


def address(kind: str) -> str:
    """Where a kind is explained: what an error's ``type`` says."""
    return absolute(f"{PATH}{kind}/")
