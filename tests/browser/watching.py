"""What the browser complains about while a page is open."""

from __future__ import annotations

from playwright.sync_api import ConsoleMessage, Page, Request

# Wagtail's own look at the preview with axe says so in the console when the preview is
# exchanged meanwhile, and looks again.
EXCHANGED = ("Respondable target must be", "Respondable source must be", "No response from frame")
ABORTED = "net::ERR_ABORTED"  # the browser went elsewhere and let go of a request itself


def watched(page: Page, *, expected: str = "") -> list[str]:
    """A list that fills with console messages, script errors and failed requests.

    A refusal by the Content-Security-Policy and an answer of 400 or more are console
    messages too; the one about the address ``expected`` is left out.
    """
    found: list[str] = []

    def console(message: ConsoleMessage) -> None:
        if any(words in message.text for words in EXCHANGED):
            return
        if not (expected and message.location["url"].endswith(expected)):
            found.append(f"{message.type}: {message.text} ({message.location['url']})")

    def failed(request: Request) -> None:
        if request.failure != ABORTED:
            found.append(f"failed: {request.url} ({request.failure})")

    page.on("console", console)
    page.on("pageerror", lambda error: found.append(f"script: {error}"))
    page.on("requestfailed", failed)
    return found
