"""The site comes up, with the demo in it and nothing missing."""

from __future__ import annotations

from playwright.sync_api import Page


def test_home_page_answers(page: Page) -> None:
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("requestfailed", lambda request: problems.append(request.url))

    answer = page.goto("/")

    assert answer is not None
    assert answer.status == 200
    assert "Market Reports" in page.title()
    assert problems == []
