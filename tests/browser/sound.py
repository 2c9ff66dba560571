"""What axe finds on a screen of the admin, light and dark."""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOURS = ["color-contrast", "link-in-text-block"]
Scheme = Literal["dark", "light"]
SCHEMES: tuple[Scheme, ...] = ("dark", "light")  # and light it stays
# Colours change over a moment, also where less motion is asked for: none is looked at half way.
# What is folded away never arrives.
ARRIVED = """async () => {
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    const enough = new Promise((over) => setTimeout(over, 2000));
    await Promise.race([enough, frame().then(frame)]);
    const changing = document.getAnimations().filter((one) => one.playState === 'running'
        && one.effect.getComputedTiming().endTime < 5000 && one.effect.target.checkVisibility());
    await Promise.race([enough, Promise.allSettled(changing.map((one) => one.finished))]);
}"""


def run_only(scheme: Scheme, rules: list[str] = RULES) -> dict[str, Any]:
    """What axe looks at: everything at first, then what other colours may change."""
    if scheme == SCHEMES[0]:
        return {"type": "tag", "values": rules}
    return {"type": "rule", "values": OF_COLOURS}


def in_colours(page: Page, scheme: Scheme) -> None:
    """Show a page light or dark, and wait until all of it is."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.evaluate(ARRIVED)


def sound(page: Page, within: str = "body") -> None:
    """Nothing serious stands between a screen and people who use other senses or colours."""
    for scheme in SCHEMES:
        options = {"runOnly": run_only(scheme), "resultTypes": ["violations"]}
        in_colours(page, scheme)
        # Wagtail's own map of the blocks scrolls without a place to focus.
        around = {"include": [[within]], "exclude": [[".w-minimap"]]}
        result = Axe().run(page, context=around, options=options)
        serious = [
            (item["id"], [node["html"][:200] for node in item["nodes"]])
            for item in result.response["violations"]
            if item["impact"] in ("serious", "critical") and not _not_ours(item)
        ]
        assert serious == [], f"{page.url}, {scheme}: {serious}"


def _not_ours(item: dict[str, Any]) -> bool:
    """Tabulator makes the part of its grid that scrolls reachable, which axe takes for a child
    of the wrong kind; Wagtail's buttons beside a block are small for axe while the page's own
    footer covers part of them."""
    marks = {"aria-required-children": "tabulator", "target-size": "data-streamfield-action"}
    mark = marks.get(item["id"])
    return mark is not None and all(mark in node["html"] for node in item["nodes"])
