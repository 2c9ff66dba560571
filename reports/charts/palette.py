"""Colours of charts, each with the class that a page's style sheet themes it by.

A hex value says which class a mark gets when its SVG is cleaned up, so no two are equal.
They are the light theme's of ``site.css``; a chart that is taken away keeps them.
"""

from __future__ import annotations

COLOURS = {
    "ink": "#16232b",
    "muted": "#52606a",
    "grid": "#d9d4c8",
    "paper": "#fbf9f5",
    "accent": "#b23a12",
    "actual": "#0a5162",
    "estimate": "#3f8593",
    "tint": "#cfe3e6",
    "band": "#cfe3e7",
    "c1": "#0a5163",
    "c2": "#b94a1b",
    "c3": "#8f6400",
    "c4": "#7b3f7f",
    "c5": "#2f7a4f",
    "c6": "#5b6b78",
}
CLASSES = {value: name for name, value in COLOURS.items()}
SERIES = ("c1", "c2", "c3", "c4", "c5", "c6")
DASHES: tuple[tuple[int, ...], ...] = (
    (1, 0),
    (7, 4),
    (2, 4),
    (10, 3, 2, 3),
    (1, 3),
    (12, 4),
)
SANS, SERIF = "Public Sans, Arial, sans-serif", "Report Serif, 'Source Serif 4', Georgia, serif"
# Counts up whenever pictures change though their charts do not.
EDITION = 1
