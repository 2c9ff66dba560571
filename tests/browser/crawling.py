"""The whole public site as a crawler sees it: every address that a page, feed or sitemap names.

Addresses with a query are fetched, and what they link is followed except for further queries:
the combinations of filters have no end. Nothing else is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import httpx
from lxml import etree, html

HTML = "text/html"
XML = ("application/xml", "text/xml", "application/atom+xml")
LINKS = (
    ("a", "href"),
    ("area", "href"),
    ("link", "href"),
    ("script", "src"),
    ("img", "src"),
    ("source", "src"),
    ("iframe", "src"),
)


@dataclass
class Answer:
    """What an address answered, and what it leads to."""

    address: str
    status: int
    media_type: str
    body: bytes
    links: dict[str, str] = field(default_factory=dict)  # as written, and where that is
    anchors: set[str] = field(default_factory=set)

    @property
    def is_page(self) -> bool:
        return self.media_type == HTML

    @property
    def tree(self) -> html.HtmlElement:
        return html.document_fromstring(self.body.decode())

    def words(self, path: str) -> list[str]:
        """The texts of these elements or attributes, without the space around them."""
        found = self.tree.xpath(path)
        texts = [one if isinstance(one, str) else one.text_content() for one in found]
        return [" ".join(text.split()) for text in texts]


def _read(answer: Answer, base: str) -> None:
    """Note what a page, a feed or a sitemap leads to."""
    if answer.is_page:
        tree = answer.tree
        answer.anchors = {str(found) for found in tree.xpath("//@id | //a/@name")}
        written = [str(one) for tag, name in LINKS for one in tree.xpath(f"//{tag}/@{name}")]
        # A form that is sent as it stands is an address too.
        written += map(str, tree.xpath("//form[not(@method) or @method='get']/@action"))
        images = "//meta[@property='og:image' or @name='twitter:image']/@content"
        written += map(str, tree.xpath(images))
    elif answer.media_type in XML:
        root = etree.fromstring(answer.body)
        written = [str(one) for one in root.xpath("//@href | //*[local-name()='loc']/text()")]
    else:
        return
    answer.links = {one: urljoin(base, one) for one in written}


class Crawl:
    """All answers by address, without fragments."""

    def __init__(self, origin: str, seeds: Iterable[str]) -> None:
        self.origin = origin
        self.answers: dict[str, Answer] = {}
        self.beyond: set[str] = set()  # queries named by queries alone
        todo = {f"{origin}{seed}" for seed in seeds}
        self._client = httpx.Client(timeout=60, follow_redirects=True)
        with ThreadPoolExecutor(4) as pool:
            while todo:
                found = set()
                for answer in pool.map(self._fetch, sorted(todo)):
                    self.answers[answer.address] = answer
                    found |= self._next(answer)
                todo = found - self.answers.keys()
        self.beyond -= self.answers.keys()

    def fetch(self, path: str) -> Answer:
        """The answer at a path that is not among the ones linked."""
        return self._fetch(f"{self.origin}{path}")

    def _fetch(self, address: str) -> Answer:
        response = self._client.get(address)
        media_type = response.headers.get("content-type", "").partition(";")[0]
        answer = Answer(address, response.status_code, media_type, response.content)
        _read(answer, str(response.url))
        return answer

    def _next(self, answer: Answer) -> set[str]:
        targets = {urldefrag(target).url for target in answer.links.values()}
        own = {target for target in targets if self.is_own(target)}
        if urlsplit(answer.address).query:
            self.beyond |= {target for target in own if urlsplit(target).query}
            own -= self.beyond
        return own

    def is_own(self, address: str) -> bool:
        return address == self.origin or address.startswith(f"{self.origin}/")

    @property
    def pages(self) -> list[Answer]:
        return [answer for answer in self.answers.values() if answer.is_page]

    def path(self, answer: Answer) -> str:
        return answer.address.removeprefix(self.origin)

    def dead(self) -> list[str]:
        """Links that lead nowhere, each with a page that has it."""
        found = {}
        for answer in self.answers.values():
            for written, target in answer.links.items():
                address, fragment = urldefrag(target)
                if not self.is_own(address) or address in self.beyond:
                    continue
                there = self.answers[address]
                if there.status != 200:
                    found[address] = f"{there.status} {address}, linked as {written} from "
                    found[address] += self.path(answer)
                elif fragment and there.is_page and unquote(fragment) not in there.anchors:
                    place = f"{address}#{fragment}"
                    found[place] = f"no such place: {place}, linked from {self.path(answer)}"
        return sorted(found.values())
