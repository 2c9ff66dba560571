"""The public pages that the tests walk over."""

from __future__ import annotations

REPORT = "/markets/medical-second-opinion/2024/"
FIGURE = f"{REPORT}figures/market-size-2024/"
SAMPLE = "/markets/moonlight-jars/2025/"
COMPARED = "/compare/?r=moonlight-jars&r=medical-second-opinion"
MISSING = "/markets/no-such-market/"
EMBED = "/embed/moonlight-jars/2025/market-size-by-hue/"
# Each looks different from the others.
PAGES = (
    *("/", "/markets/", "/check/", "/api/", REPORT, f"{REPORT}releases/", f"{REPORT}releases/1/"),
    *(FIGURE, SAMPLE, MISSING, EMBED),
    *("/markets/?q=second&sector=nonsense", "/search/?q=opinion", "/search/?q=secnd+opinon"),
    *("/companies/", "/companies/pearl/", "/developments/?kind=launch"),
    *("/compare/", COMPARED, "/markets/moonlight-jars/editions/"),
)
# The same pages at other addresses.
VIEWS = ("/markets/medical-second-opinion/", f"{REPORT}?as_of=2024-12-11")
