"""What a first visit to a report costs a reader on a phone, compressed: `make page-budget`."""

from __future__ import annotations

import gzip
from collections import Counter

from playwright.sync_api import Page, Response

from tests.browser.public import REPORT

KB = 1024
# The most that each part may be, in bytes; what a part is told by its media type.
BUDGET = {
    "html": 30 * KB,
    "css": 12 * KB,
    "javascript": 15 * KB,
    "woff2": 75 * KB,
    "svg": 2 * KB,
}
REQUESTS = 10
SHIFT = 0.02
WATCH = """
    window.shifts = 0; window.largest = "";
    new PerformanceObserver(list => list.getEntries().forEach(entry => {
        if (!entry.hadRecentInput) window.shifts += entry.value;
    })).observe({ type: "layout-shift", buffered: true });
    new PerformanceObserver(list => list.getEntries().forEach(entry => {
        if (entry.element) window.largest = entry.element.textContent.trim().slice(0, 40);
    })).observe({ type: "largest-contentful-paint", buffered: true });
"""


def part_of(response: Response) -> str:
    media_type = response.headers.get("content-type", "")
    return next((name for name in BUDGET if name in media_type), media_type)


def test_a_report_on_a_phone_stays_within_its_budget(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.add_init_script(WATCH)
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    first = page.goto(REPORT, wait_until="networkidle")
    assert first is not None
    sizes: Counter[str] = Counter()
    for response in responses:
        body = response.body()
        # Fonts are compressed already; the rest as a server sends it.
        packed = body if part_of(response) == "woff2" else gzip.compress(body, 6)
        sizes[part_of(response)] += len(packed)
    for name, most in BUDGET.items():
        print(f"{name:12}{sizes[name] / KB:8.1f} KB of {most / KB:.0f}")
    print(f"{'requests':12}{len(responses):8} of {REQUESTS}")
    assert set(sizes) <= set(BUDGET), sizes  # nothing else is loaded
    assert {name: size for name, size in sizes.items() if size > BUDGET[name]} == {}
    assert sum(sizes.values()) - sizes["woff2"] <= 100 * KB
    assert len(responses) <= REQUESTS
    assert all(response.url.startswith(address) for response in responses)
    # What a reader sees first is in the first answer, and nothing moves when the rest arrives.
    assert page.evaluate("window.largest") in " ".join(first.text().split())
    assert page.evaluate("window.largest")
    assert page.evaluate("window.shifts") <= SHIFT
